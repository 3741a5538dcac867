import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { MutatedFile } from './mutated-text.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** The texts of the demo book and of the fixture books that opsbook reads, with paths as in a book. */
export function sourceFiles(): readonly MutatedFile[] {
  const books = join(PROJECT, 'tests/fixtures/books');
  const roots = [PROJECT, ...readdirSync(books).map((name) => join(books, name))];
  return roots.flatMap((root) => [...filesOf(root)]);
}

/** Files of a book besides its pages: what pages refer to. */
export function demoFacts(): readonly MutatedFile[] {
  return [...filesOf(PROJECT)].filter(({ path }) => path.endsWith('.yaml') && !path.includes('/reviews/'));
}

function* filesOf(root: string): Generator<MutatedFile> {
  const isDemo = root === PROJECT;
  const folder = isDemo ? join(root, 'content') : root;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  if (isDemo) files.push(join(root, 'opsbook.yaml'));
  for (const file of files.sort()) {
    if (!/\.(mdx?|ya?ml)$/.test(file)) continue;
    yield { path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') };
  }
}
