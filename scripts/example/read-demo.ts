import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The files of the demo book, by path, and what its pages name besides. */
export async function readDemo(root: string): Promise<Record<string, string>> {
  const below = async (folder: string): Promise<string[]> =>
    (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll(sep, '/'),
      );
  const paths = [
    'opsbook.yaml',
    'package.json',
    'README.md',
    ...(await below('content')),
    ...(await below('scripts/verify')),
  ];
  const texts = await Promise.all(
    paths.sort().map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}
