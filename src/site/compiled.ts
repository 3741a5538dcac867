import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledPath, PROGRAM } from '../tools/program.ts';
import type { openRender } from './server.ts';

/** Styles, scripts and the like that every site has, as they are published. */
export const SITE_ASSETS = join(PROGRAM, 'dist-program/assets');

/** The service workers: the one that keeps a site, and the one that takes it away again. */
export const OFFLINE_PARTS = join(PROGRAM, 'dist-program/offline');

/** The script of an archive that is opened from a disk. */
export const ARCHIVE_SCRIPT = join(PROGRAM, 'dist-program/archive/book.js');

/** The function that draws pages, of a site published under a path. */
export async function loadRender(base: string): Promise<ReturnType<typeof openRender>> {
  const { href } = pathToFileURL(compiledPath('cli/site.mjs'));
  // What server.ts was compiled to, so it has its exports.
  const server = (await import(href)) as { openRender: typeof openRender };
  return server.openRender(base);
}
