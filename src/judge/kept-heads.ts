import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { headOf } from '../runbook/read/page-head.ts';
import type { PageHead, PageHeads } from '../runbook/read/page-head.ts';
import type { Guide, Runbook } from '../runbook/read/parse.ts';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import { findingsPath } from './findings-file.ts';

/** Heads of a book's pages, kept from one call to the next under the digests of their texts. */
export interface KeptHeads extends PageHeads {
  /** Keeps those of the pages that stand now. */
  save(): Promise<void>;
}

/** Opens what the last call kept. */
export async function openKeptHeads(root: string): Promise<KeptHeads> {
  const path = findingsPath(root, 'heads');
  // Under this name only this function of this very program writes.
  const known = ((await readKeptData(path)) ?? new Map()) as ReadonlyMap<string, PageHead>;
  const pages = new Map<string, { readonly digest: string; readonly page: Runbook | Guide }>();
  return {
    with(source, as, make) {
      const { path: at, text, faults, dialects } = source;
      const digest = hash('sha256', JSON.stringify([as, at, text, faults, dialects ?? null]));
      const page = make(known.get(digest));
      pages.set(at, { digest, page });
      return page;
    },
    async save() {
      const isSame =
        pages.size === known.size && [...pages.values()].every(({ digest }) => known.has(digest));
      if (isSame) return;
      const heads = new Map<string, PageHead>();
      for (const { digest, page } of pages.values()) {
        // Of a page without frontmatter all is read for it: whoever waits for something else does not wait for all of them.
        if (!known.has(digest)) await setImmediate();
        heads.set(digest, known.get(digest) ?? headOf(page));
      }
      await keepData(path, heads);
    },
  };
}
