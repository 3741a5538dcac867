import type { APIRoute, GetStaticPaths } from 'astro';
import { readAlertRules } from '../../../alerts/read-rules.ts';
import { loadBook } from '../../../runbook/read/load.ts';
import { folderReader } from '../../../tools/folder-reader.ts';
import { indexFiles } from '../../../search/index-files.ts';
import type { IndexFiles, IndexFront } from '../../../search/index-files.ts';
import { siteOptions } from '../../site-options.ts';

const SHARDS: readonly (keyof IndexFiles['shards'])[] = ['names', 'symptom', 'body'];

/** In the preview the index is made when it is asked for; `opsbook build` writes it as files, beside its work. */
export const getStaticPaths = (() =>
  import.meta.env.DEV
    ? [
        { params: { file: 'index' }, props: { shard: undefined } },
        ...SHARDS.map((shard) => ({ params: { file: `preview.${shard}` }, props: { shard } })),
      ]
    : []) satisfies GetStaticPaths;

export const GET: APIRoute<{ shard: keyof IndexFiles['shards'] | undefined }> = async ({ props }) => {
  const book = await loadBook(folderReader(siteOptions().root));
  const rules = book.alertRules.flatMap((source) => readAlertRules(source).rules);
  const { labels, shards } = indexFiles(book, rules);
  const front: IndexFront = { ...labels, name: 'preview' };
  return new Response(props.shard ? shards[props.shard] : JSON.stringify(front), {
    headers: { 'Content-Type': 'application/json' },
  });
};
