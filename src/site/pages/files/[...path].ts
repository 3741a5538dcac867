import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { getCollection } from 'astro:content';
import { siteOptions } from '../../site-options.ts';

/** Files of the book that some page shows or links to, and no others. */
export const getStaticPaths = (async () => {
  const pages = await getCollection('pages');
  return [...new Set(pages.flatMap(({ data }) => data.files))].map((path) => ({ params: { path } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const root = await realpath(siteOptions().root);
  const file = await realpath(join(root, params['path'] ?? ''));
  if (!file.startsWith(root + sep)) return new Response(undefined, { status: 404 });
  return new Response(await readFile(file));
};
