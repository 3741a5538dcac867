import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One package of an installation. */
export interface Installed {
  /** What differs from system to system stands as `*`: `@pagefind/*`. */
  readonly name: string;
  readonly licence: string;
  readonly bytes: number;
}

// Matches `@pagefind/linux-x64`, `@pagefind/windows-arm64`; not `@pagefind/default-ui`.
const OF_A_SYSTEM = /\/(?:linux|darwin|freebsd|windows)-\w+$/;

/** The packages in a folder `node_modules` and below, by name. */
export function listInstalled(modules: string): readonly Installed[] {
  return packagesIn(modules)
    .map(readPackage)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function packagesIn(modules: string): readonly string[] {
  if (!existsSync(modules)) return [];
  const folders = readdirSync(modules).filter((name) => !name.startsWith('.'));
  const own = folders.flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((part) => join(modules, name, part))
      : join(modules, name),
  );
  return own.flatMap((folder) => [folder, ...packagesIn(join(folder, 'node_modules'))]);
}

function readPackage(folder: string): Installed {
  // Every package has one, in this shape.
  const { name, license = 'not said' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly license?: string;
  };
  return { name: name.replace(OF_A_SYSTEM, '/*'), licence: license, bytes: bytesIn(folder) };
}

/** Without the packages inside of it. */
function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const own = files.map((entry) => join(entry.parentPath, entry.name));
  return own
    .filter((path) => !path.slice(folder.length).includes('/node_modules/'))
    .reduce((sum, path) => sum + statSync(path).size, 0);
}

/** The same as a table of Markdown, with the sum below it. */
export function renderInstalled(all: readonly Installed[]): string {
  const sum = all.reduce((total, { bytes }) => total + bytes, 0);
  const rows = [
    ...all.map(({ name, licence, bytes }) => `| \`${name}\` | ${licence} | ${megabytes(bytes)} |`),
    `| ${all.length} packages | | ${megabytes(sum)} |`,
  ];
  return ['| Package | Licence | MB |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
