import type { APIRoute, GetStaticPaths } from 'astro';
import { readAlertRules } from '../../../alerts/read-rules.ts';
import { loadBook } from '../../../runbook/load.ts';
import { folderReader } from '../../../tools/folder-reader.ts';
import { indexFiles } from '../../../search/index-files.ts';
import type { IndexFiles } from '../../../search/index-files.ts';
import { siteOptions } from '../../site-options.ts';

const SHARDS: readonly (keyof IndexFiles)[] = ['labels', 'names', 'symptom', 'body'];

/** In the preview the index is made when it is asked for; `opsbook build` writes it as files, beside its work. */
export const getStaticPaths = (() =>
  import.meta.env.DEV
    ? SHARDS.map((shard) => ({ params: { file: `${siteOptions().search}.${shard}` }, props: { shard } }))
    : []) satisfies GetStaticPaths;

export const GET: APIRoute<{ shard: keyof IndexFiles }> = async ({ props }) => {
  const book = await loadBook(folderReader(siteOptions().root));
  const rules = book.alertRules.flatMap((source) => readAlertRules(source).rules);
  return new Response(indexFiles(book, rules)[props.shard], {
    headers: { 'Content-Type': 'application/json' },
  });
};
