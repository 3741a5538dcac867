import { relative, resolve } from 'node:path';
import type { LoaderContext } from 'astro/loaders';
import type { BookFiles } from '../runbook/book.ts';
import { readBookFiles } from '../runbook/read/load.ts';
import { bookIsRead } from '../tools/build-site.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { siteOptions } from './site-options.ts';

let reading: Promise<BookFiles> | undefined;

/** Rule files beside the book, where `opsbook dev` has to look for changes too. */
const outside = new Set<string>();

/** The files of the book: read once by all loaders of a build, and anew by each in `opsbook dev`, where they change. */
export async function readBook({ watcher }: LoaderContext): Promise<BookFiles> {
  if (!watcher) return (reading ??= read());
  const files = await read();
  for (const { path } of files.texts.filter(({ path }) => path.startsWith('../')))
    outside.add(resolve(siteOptions().root, path));
  watcher.add([siteOptions().root, ...outside]);
  return files;
}

/** Whether a file is one that readers of the book would miss a change of. */
export function isOfBook(path: string): boolean {
  if (outside.has(path)) return true;
  return /\.(mdx?|ya?ml)$/i.test(path) && !relative(siteOptions().root, path).startsWith('..');
}

async function read(): Promise<BookFiles> {
  await bookIsRead();
  return readBookFiles(folderReader(siteOptions().root));
}
