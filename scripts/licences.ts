import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Prints every package that opsbook is made with or runs on, by licence: `npm run licences`, or with `-- --runtime`
 * only what users install. It reads the lock file and what is installed, and asks nobody.
 */

interface Locked {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

const root = join(import.meta.dirname, '..');
const isRuntime = process.argv.includes('--runtime');
// npm writes it in this shape.
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Locked;

const byLicence = new Map<string, string[]>();
for (const [path, { version = '', license, dev }] of Object.entries(packages)) {
  if (path === '' || (isRuntime && dev)) continue;
  const name = path.replace(/^.*node_modules\//, '');
  const licence = license ?? installedLicence(path);
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), `${name} ${version}`]);
}

for (const [licence, names] of [...byLicence].sort(([, one], [, other]) => other.length - one.length)) {
  process.stdout.write(`${licence} (${names.length})\n`);
  for (const name of [...new Set(names)].sort()) process.stdout.write(`  ${name}\n`);
}

/** What the package says of itself, where the lock file does not. */
function installedLicence(path: string): string {
  try {
    const data: unknown = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const licence = typeof data === 'object' && data !== null && 'license' in data ? data.license : undefined;
    return typeof licence === 'string' ? licence : 'not said';
  } catch {
    return 'not said';
  }
}
