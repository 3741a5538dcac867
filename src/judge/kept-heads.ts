import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { headOf } from '../runbook/read/page-head.ts';
import type { PageHead, PageHeads } from '../runbook/read/page-head.ts';
import type { Guide, Runbook } from '../runbook/read/parse.ts';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { findingsPath } from './findings-file.ts';

/** Heads of a book's pages, kept from one call to the next under the digests of their texts. */
export interface KeptHeads extends PageHeads {
  /** Keeps those of the pages that stand now. */
  save(): Promise<void>;
}

/** Keeps heads of pages that were judged, for whoever opens the book next. */
export async function keepHeads(
  root: string,
  pages: readonly { readonly source: SourceText; readonly head: PageHead }[],
): Promise<void> {
  const heads = pages.map(
    ({ source, head }) => [digestOf(source, head.runbook ? 'runbook' : 'guide'), head] as const,
  );
  await keepData(findingsPath(root, 'heads'), new Map(heads));
}

/** Opens what the last call kept. */
export async function openKeptHeads(root: string): Promise<KeptHeads> {
  const path = findingsPath(root, 'heads');
  // Under this name only this function of this very program writes.
  const known = ((await readKeptData(path)) ?? new Map()) as ReadonlyMap<string, PageHead>;
  const pages = new Map<string, { readonly digest: string; readonly page: Runbook | Guide }>();
  return {
    with(source, as, make) {
      const digest = digestOf(source, as);
      const page = make(known.get(digest));
      pages.set(source.path, { digest, page });
      return page;
    },
    async save() {
      const isSame =
        pages.size === known.size && [...pages.values()].every(({ digest }) => known.has(digest));
      // Where nobody has asked for the pages yet, nothing is known of them.
      if (isSame || pages.size === 0) return;
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

function digestOf({ path, text, faults, dialects }: SourceText, as: 'runbook' | 'guide'): string {
  return hash('sha256', JSON.stringify([as, path, text, faults, dialects ?? null]));
}
