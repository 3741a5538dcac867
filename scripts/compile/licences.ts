import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from './source-digest.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licence texts of all packages that files of a bundle came from: they travel with what was made of them. */
export async function renderLicences(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
  const texts = await Promise.all([...folders].map(renderLicence));
  return `# Licences of what opsbook is made with\n\n${[...new Set(texts)].sort().join('\n')}`;
}

/** The licence texts of the faces that every site publishes: they travel with the site. */
export async function renderFontLicences(): Promise<string> {
  const folders = FACES.map((name) => join(ROOT, 'node_modules', name));
  return (await Promise.all(folders.map(renderLicence))).join('\n');
}

/** Packages that `src/site/styles/fonts.css` takes files of: a style sheet is no module that a bundle tells of. */
const FACES = ['@fontsource-variable/source-code-pro', '@fontsource-variable/source-sans-3'];

/** The folder of the package that a file belongs to; undefined for a file of ours. */
function packageFolder(id: string): string | undefined {
  const path = id.replace(/^\0/, '').split('?')[0] ?? '';
  if (!path.includes('/node_modules/')) return undefined;
  for (let folder = dirname(path); folder.includes('/node_modules/'); folder = dirname(folder))
    // A folder inside of a package may have a package.json too, but no name.
    if (/\/node_modules\/(@[^/]+\/)?[^/]+$/.test(folder) && existsSync(join(folder, 'package.json')))
      return folder;
  return undefined;
}

async function renderLicence(folder: string): Promise<string> {
  // The shape that npm gives its own file.
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = (await readdir(folder)).find((name) => /^licen[cs]e(\.\w+)?$/i.test(name));
  const text =
    file === undefined ? 'Its package holds no text of it.' : await readFile(join(folder, file), 'utf8');
  return `## ${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})\n\n${text.trim()}\n`;
}
