import { listInvocations } from './invocations.ts';
import type { Invocation } from './invocations.ts';
import type { Script } from './script.ts';

/**
 * Variables of these names that a script's programs ask the environment for by themselves: `printenv HOST`,
 * `docker run -e HOST`, `envsubst '$HOST'`, `awk '{ print ENVIRON["HOST"] }'`.
 */
export function readsFromEnvironment(
  script: Script,
  source: string,
  names: Iterable<string>,
): ReadonlySet<string> {
  const calls = listInvocations(script).map((call) => ({ ...call, texts: textsOf(call, source) }));
  return new Set([...names].filter((name) => calls.some((call) => asksFor(call, name))));
}

interface Call extends Invocation {
  /** Its words without their quotes, and what stands in its here-documents. */
  readonly texts: readonly string[];
}

function textsOf({ words, hereDocuments }: Invocation, source: string): readonly string[] {
  const documents = hereDocuments.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end));
  return [...words.slice(1).map(({ value }) => value), ...documents];
}

const CONTAINERS = /^(docker|docker-compose|podman|podman-compose|nerdctl)$/;

function asksFor({ name: program, texts }: Call, name: string): boolean {
  if (program === 'printenv') return texts.includes(name);
  if (program === 'envsubst') return texts.some((text) => variable(name).test(text));
  if (program === 'sudo' && texts.some((text) => preserved(text).includes(name))) return true;
  if (CONTAINERS.test(program) && texts.some((text, at) => isPassedOn(text, texts[at - 1], name)))
    return true;
  return texts.some((text) => text.includes(name) && lookup(name).test(text));
}

/** `-e HOST` and `--env=HOST`; not `-e HOST=db`, which sets it. */
function isPassedOn(text: string, before: string | undefined, name: string): boolean {
  return text === `--env=${name}` || (text === name && (before === '-e' || before === '--env'));
}

function preserved(text: string): readonly string[] {
  return /^--preserve-env=(.*)$/.exec(text)?.[1]?.split(',') ?? [];
}

function variable(name: string): RegExp {
  return new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`);
}

/**
 * How programs ask for it: `ENVIRON["HOST"]`, `os.environ.get('HOST')`, `getenv("HOST")`, `ENV['HOST']`,
 * `$ENV{HOST}`, `process.env.HOST`, `$ENV.HOST`; not `environment HOST`.
 */
function lookup(name: string): RegExp {
  const called = '(?:ENVIRON|environ(?:\\.get)?|getenv|ENV(?:\\.fetch)?)\\s*[[({]\\s*["\']?';
  const field = '(?:process\\.env|\\$ENV|\\benv)\\.';
  return new RegExp(`\\b${called}${name}\\b|${field}${name}\\b`);
}
