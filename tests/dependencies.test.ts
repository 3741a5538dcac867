import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

// The shape that npm gives its own file.
const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Package;
const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort();

test('every dependency has its reason in CONTRIBUTING.md, and nothing else has', () => {
  const [, section = ''] = read('CONTRIBUTING.md').split('## Dependencies\n');
  const lines = section.matchAll(/^- (.+?): /gm);
  const named = [...lines].flatMap(([, packages = '']) => [...packages.matchAll(/`([^`]+)`/g)]);
  expect(named.map(([, name]) => name).sort()).toEqual(names);
});

test('every dependency is free to use', () => {
  const restricted = names.filter((name) => {
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string };
    return !/^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause)$/.test(license);
  });
  expect(restricted).toEqual([
    '@axe-core/playwright', // MPL-2.0: it runs in tests and is never published
    // OFL-1.1: files of them are published with their licence, and are never sold by themselves.
    '@fontsource-variable/source-code-pro',
    '@fontsource-variable/source-sans-3',
  ]);
});

interface Locked {
  readonly version: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test('the lock file holds the parts for every platform, so that npm ci installs on each', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, wanted]) => !fits(findLocked(packages, path, name), wanted))
      .map(([name, wanted]) => `${name}@${wanted}`),
  );
  expect(missing).toEqual([]);
});

test('nothing that a user installs runs a script of its own while it is installed', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const seen = new Set<string>();
  const waiting = Object.keys(dependencies).map((name) => `node_modules/${name}`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const locked = packages[path];
    if (!locked || seen.has(path)) continue;
    seen.add(path);
    const needed = Object.keys({ ...locked.dependencies, ...locked.optionalDependencies });
    waiting.push(...needed.flatMap((name) => pathOf(packages, path, name) ?? []));
  }
  expect(seen.size).toBeGreaterThan(Object.keys(dependencies).length);
  expect([...seen].filter((path) => packages[path]?.hasInstallScript)).toEqual([]);
  // It can tell: the makers' own tools have some.
  expect(packages['node_modules/esbuild']?.hasInstallScript).toBe(true);
  for (const field of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(field);
});

/** npm looks in the package's own folder, then in those above it. */
function findLocked(packages: Record<string, Locked>, path: string, name: string): Locked | undefined {
  const found = pathOf(packages, path, name);
  return found === undefined ? undefined : packages[found];
}

function pathOf(packages: Record<string, Locked>, path: string, name: string): string | undefined {
  const own = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
  if (own in packages) return own;
  if (path === '') return undefined;
  return pathOf(packages, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

/** Parts for a platform are wanted in exactly one version; of the rest it is enough that they are there. */
function fits(locked: Locked | undefined, wanted: string): boolean {
  return locked !== undefined && (!/^\d/.test(wanted) || locked.version === wanted);
}

test.each(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('every file that %s names is there', (document) => {
  // Matches `src/cli/main.ts` and, from `src`, `cli/main.ts`; not `src/lint/rules/<id>.ts`, not `npm test`.
  const named = [...read(document).matchAll(/`([a-z][a-z-]*\/[\w./-]+)`/g)].map(([, path = '']) => path);
  const made = /^(?:dist-program|node_modules)\b/;
  const isThere = (path: string): boolean =>
    [path, `src/${path}`].some((one) => existsSync(new URL(`../${one}`, import.meta.url)));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !made.test(path) && !isThere(path))).toEqual([]);
});
