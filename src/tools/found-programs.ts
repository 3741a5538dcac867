import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requireBash } from './require-bash.ts';
import { neutralFolder } from './scratch-place.ts';

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

/** Which of some names bash can run: builtins, and programs on the path of this environment. */
export async function findPrograms(
  names: readonly string[],
  environment: Environment,
): Promise<ReadonlySet<string>> {
  requireBash(environment);
  const script = 'for name; do type -- "$name" >/dev/null 2>&1 && printf "%s\\n" "$name"; done; true';
  const { stdout } = await run('bash', ['--noprofile', '--norc', '-c', script, 'bash', ...names], {
    env: environment,
  });
  return new Set(stdout.split('\n').filter(Boolean));
}

/** How well-known programs say their version; others are not asked, since nobody knows what they would do. */
const VERSION_FLAGS: Readonly<Record<string, readonly string[]>> = {
  bash: ['--version'],
  curl: ['--version'],
  docker: ['--version'],
  git: ['--version'],
  helm: ['version', '--short'],
  jq: ['--version'],
  kubectl: ['version', '--client'],
  node: ['--version'],
  npm: ['--version'],
  psql: ['--version'],
  python3: ['--version'],
  'redis-cli': ['--version'],
  terraform: ['version'],
};

/**
 * Versions of the well-known programs among some, by name. They are asked outside the book, whose folder some of
 * them would read settings from (`.npmrc`, `.terraform`), and ask no network for a newer one.
 */
export async function programVersions(
  names: Iterable<string>,
  environment: Environment,
): Promise<Readonly<Record<string, string>>> {
  const known = [...new Set(names)].filter((name) => Object.hasOwn(VERSION_FLAGS, name)).sort();
  const versions = await Promise.all(
    known.map(async (name) => {
      const asked = run(name, [...(VERSION_FLAGS[name] ?? [])], {
        cwd: neutralFolder(),
        env: { ...environment, CHECKPOINT_DISABLE: '1', NO_UPDATE_NOTIFIER: '1' },
        timeout: 5000,
      });
      const said = await asked.then(
        ({ stdout }) => stdout,
        () => '',
      );
      return [name, said.split('\n', 1)[0]?.trim() ?? ''] as const;
    }),
  );
  return Object.fromEntries(versions.filter(([, version]) => version !== ''));
}
