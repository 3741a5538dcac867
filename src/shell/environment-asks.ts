import { isOneOf, words } from './words.ts';
/** How a call asks its environment for one name. */
export interface Ask {
  /** Which of the texts asks. */
  readonly at: number;
  /** `-e HOST` means the same as `-e HOST=value`: the value can be written there. */
  readonly canBeWritten: boolean;
}

/**
 * Where a program's own words, or what it reads, ask the environment for a variable.
 * @param texts its words without their quotes, after its name, and what stands in its here-documents
 */
export function asksFor(program: string, texts: readonly string[], name: string): readonly Ask[] {
  return texts.flatMap((text, at): Ask[] => {
    if (isPodman(program) && isStarred({ text, before: texts[at - 1] ?? '', name }))
      return [{ at, canBeWritten: false }];
    if (!text.includes(name)) return [];
    if (isPassedOn(program, { text, before: texts[at - 1] ?? '', name })) return [{ at, canBeWritten: true }];
    const isAsked =
      (program === 'printenv' && text === name) ||
      (program === 'envsubst' && variable(name).test(text)) ||
      isNamed(program, { text, before: texts[at - 1] ?? '', name }) ||
      (/env/i.test(text) && lookup(name).test(text));
    return isAsked ? [{ at, canBeWritten: false }] : [];
  });
}

/** `envsubst < t.yaml`: a program that writes what it finds in the environment into a text that is not seen. */
export function fillsTemplates(source: string): boolean {
  return /\b(?:envsubst|gomplate|confd|dockerize|consul-template|esh|envtpl|j2|jinja2?)\b/.test(source);
}

interface Given {
  readonly text: string;
  /** The word before it. */
  readonly before: string;
  readonly name: string;
}

const CONTAINERS = words('docker docker-compose podman podman-compose nerdctl');
/** Its own flags that take `NAME` or `NAME=value`, the first as it is in the environment. */
const PASSES = /^(?:-[itdPTq]{0,5}e|--env|--env-add|--build-arg)$/;

/** `-e HOST`, `-eHOST`, `-ite HOST`, `--env=HOST`; not `-e HOST=db`, which sets it. */
function isPassedOn(program: string, { text, before, name }: Given): boolean {
  if (program === 'systemd-run') return isAfter(/^(?:-E|--setenv)$/, { text, before, name });
  return CONTAINERS.has(program) && isAfter(PASSES, { text, before, name });
}

/** Whether a program takes `-e 'APP_*'` for all variables that begin so. */
function isPodman(program: string): boolean {
  return isOneOf(program, 'podman podman-remote');
}

/** `podman run -e 'HO*'`, `--env='*'`. */
function isStarred({ text, before, name }: Given): boolean {
  const [, flag, start] = /^(--env=|-[a-zA-Z]{0,5}e)?(\w{0,99})\*$/.exec(text) ?? [];
  const isAsked = flag !== undefined || /^(?:-[a-zA-Z]{0,5}e|--env)$/.test(before);
  return start !== undefined && name.startsWith(start) && isAsked;
}

/** The name alone after a flag, or attached to it. */
function isAfter(flags: RegExp, { text, before, name }: Given): boolean {
  if (text === name) return flags.test(before);
  return flags.test(text.slice(0, -name.length).replace(/=$/, ''));
}

/** Where a program's flag names variables of its environment, alone or in a list. */
const NAMING: Readonly<Record<string, RegExp>> = {
  sudo: /^--preserve-env=/,
  su: /^(?:-w|--whitelist-environment)=?/,
  runuser: /^(?:-w|--whitelist-environment)=?/,
  ssh: /^(?:-o)?SendEnv[ =]/,
  openssl: /^env:/,
  git: /^--config-env=/,
  curl: /^(?:--variable=?)?%/,
};

function isNamed(program: string, { text, before, name }: Given): boolean {
  // `docker build --secret id=token,env=HOST`.
  if (CONTAINERS.has(program) && /\bid=/.test(text)) return text.split(/[=,]/).at(-1) === name;
  const flag = Object.hasOwn(NAMING, program) ? NAMING[program] : undefined;
  if (!flag) return false;
  const isListed = (list: string): boolean => list.split(/[\s,=@:]/).includes(name);
  if (isOneOf(before, '-w --whitelist-environment --config-env')) return isListed(text);
  return flag.test(text) && isListed(text.replace(flag, ''));
}

/** `$HOST` and `${HOST}`, as envsubst reads them. */
function variable(name: string): RegExp {
  return new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`);
}

/**
 * How programs ask for it: `ENVIRON["HOST"]`, `os.environ.get('HOST')`, `getenv("HOST")`, `ENV['HOST']`,
 * `$ENV{HOST}`, `process.env.HOST`, `$ENV.HOST`, `strenv(HOST)`, `$env:HOST`, `.Env.HOST`; not `environment HOST`.
 * All have `env` in them: to make this of each name takes longer than the rest.
 */
function lookup(name: string): RegExp {
  const called =
    '(?:ENVIRON|environ(?:\\.get)?|getenv|get_env|_ENV|ENV(?:\\.fetch)?|process\\.env|env\\.get|strenv|\\benv)';
  const field = '(?:process\\.env|Bun\\.env|\\$ENV|\\benv|\\.Env)\\.';
  return new RegExp(
    `\\b${called}\\s*[[({]\\s*["']?${name}\\b|${field}${name}\\b|\\$env:${name}\\b|["']env["'],\\s*["']${name}["']`,
  );
}
