import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import { openSite } from '../../src/site/open-site.ts';
import { fixedPlace, listPlaces } from '../../src/site/places.ts';
import { add, BOOK } from '../judge/leaning-book.ts';

// A preview draws a page that every site has before it lists the others.

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-places-'));
  for (const [path, text] of Object.entries(BOOK)) add(path, text)((own) => join(root, own));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([true, false])(
  'a page that every site has is the one that is listed (manual: %s)',
  async (manual) => {
    const site = await openSite(await openBook(root), '2026-11-30');
    const book = { ...site.book, manual: () => manual };
    const listed = listPlaces(book);
    const fixed = [...listed.values()].filter(({ address }) => fixedPlace(address, book));
    expect(fixed).toEqual(fixed.map(({ address }) => fixedPlace(address, book)));
    expect(fixed.map(({ address }) => address)).toContain('/');
    expect(fixedPlace('/rules/', book) !== undefined).toBe(manual);
    expect(listed.has('/rules/')).toBe(manual);
    expect(fixedPlace('/runbooks/queue/', book)).toBe(undefined);
    expect(listed.has('/runbooks/queue/')).toBe(true);
  },
);
