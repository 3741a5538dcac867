import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { getFacts, listRunbooks } from './book.ts';
import { siteOptions } from './site-options.ts';

/** A page that may be kept: where it is, and what it shows that no other page does. */
interface Drawable {
  readonly address: string;
  readonly shows: unknown;
}

/** The keys of this build's pages, by address. */
const keys: Record<string, string> = {};

let sharedKey: Promise<string> | undefined;

/** A key of what every page may show. */
async function keyOfShared(): Promise<string> {
  const { program, base, url } = siteOptions();
  const { changes: _, ...facts } = await getFacts();
  const names = (await listRunbooks()).map(({ address, title, summary, runbook }) => [
    address,
    title,
    summary,
    runbook.services,
  ]);
  return hash('sha256', JSON.stringify([program, base, url, facts, names]));
}

/**
 * Leaves out the pages that can be kept as the last build drew them. A page is known by a key of everything that
 * it shows: the program, the facts of the book, the names of all runbooks, and what is its own. `opsbook build`
 * says what there is to keep, and brings it over: see tools/kept-pages.ts.
 */
export async function withoutKept<Page extends Drawable>(pages: readonly Page[]): Promise<readonly Page[]> {
  const { kept } = siteOptions();
  if (import.meta.env.DEV || kept === undefined) return pages;
  const shared = await (sharedKey ??= keyOfShared());
  // Written by `opsbook build` for this build.
  const before = JSON.parse(readFileSync(kept.before, 'utf8')) as Record<string, string>;
  const stale = pages.filter(({ address, shows }) => {
    const key = hash('sha256', `${shared}\n${JSON.stringify([address, shows])}`);
    keys[address] = key;
    return before[address] !== key;
  });
  writeFileSync(kept.now, JSON.stringify(keys));
  return stale;
}
