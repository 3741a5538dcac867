import { databaseSecrets } from './database.ts';
import { isSecretName } from '../shell/secret-name.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Adds variables to an environment; `$NAME` and `${NAME}` in them stand for what is set already. */
export function withVariables(
  environment: Environment,
  added: Readonly<Record<string, string>>,
): Environment {
  return Object.entries(added).reduce<Environment>(
    (known, [name, text]) => ({
      ...known,
      [name]: text.replace(
        /\$(?:(\w+)|\{(\w+)\})/g,
        (_, bare?: string, braced?: string) => known[bare ?? braced ?? ''] ?? '',
      ),
    }),
    environment,
  );
}

/** What every snippet is given of the environment; all else is the machine's, or CI's. */
const ALLOWED: ReadonlySet<string> = new Set(['PATH', 'USER', 'LOGNAME', 'SHELL']);

/** What would make one output of many: the same on every machine. */
const FIXED = { TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', COLUMNS: '80', TERM: 'dumb' } as const;

/** The environment of an unattended run, but for its folders. @param more names that the settings add */
export function allowedEnvironment(environment: Environment, more: readonly string[]): Environment {
  const allowed = new Set([...ALLOWED, ...more]);
  return {
    ...FIXED,
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => allowed.has(name))),
  };
}

/** A home and a place for temporary files of its own. */
export function freshEnvironment(
  environment: Environment,
  { home, temporary }: { home: string; temporary: string },
): Environment {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(XDG_\w+|PWD|OLDPWD|HISTFILE|BASH_ENV|ENV)$/.test(name),
  );
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR: temporary };
}

/** Values of the environment that no output may show, whoever runs the step: those of secrets, and of databases. */
export function hiddenIn(environment: Environment): readonly string[] {
  return [...new Set([...databaseSecrets(environment), ...environmentSecrets(environment)])];
}

/** Those whose names say so, and passwords in addresses. */
function environmentSecrets(environment: Environment): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => [
    ...(isSecretName(name) && value.length >= SHORTEST_SECRET ? [value] : []),
    ...passwordsIn(value),
  ]);
}

/** Shorter values are words that would be hidden all over a report. */
const SHORTEST_SECRET = 6;

function passwordsIn(value: string): readonly string[] {
  // Matches `redis://user:pass@host`; not `https://host:80/@x`.
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i.exec(value)?.[1] ?? '';
  if (password.length < SHORTEST_SECRET) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
