import type { LoaderContext } from 'astro/loaders';
import type { BookFiles } from '../runbook/book.ts';
import { readBookFiles } from '../runbook/load.ts';
import { bookIsRead } from '../tools/build-site.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { siteOptions } from './site-options.ts';

let reading: Promise<BookFiles> | undefined;

/** The files of the book: read once by all loaders of a build, and anew by each in `opsbook dev`, where they change. */
export function readBook({ watcher }: LoaderContext): Promise<BookFiles> {
  return watcher ? read() : (reading ??= read());
}

async function read(): Promise<BookFiles> {
  await bookIsRead();
  return readBookFiles(folderReader(siteOptions().root));
}
