import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import { openDrawing } from '../../src/site/draw-place.ts';
import { beginSite, openSite } from '../../src/site/open-site.ts';
import { HOME, listPlaces } from '../../src/site/places.ts';
import { add, BOOK } from '../judge/leaning-book.ts';

// A preview draws the home page before it lists the others, or reads what they ask for.

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-places-'));
  for (const [path, text] of Object.entries(BOOK)) add(path, text)((own) => join(root, own));
});
afterEach(() => rmSync(root, { recursive: true }));

test('the home page is the one that is listed', async () => {
  const site = await openSite(await openBook(root), '2026-11-30');
  expect(listPlaces(site.book).get('/')).toEqual(HOME);
});

test('the home page asks for nothing that a site which is not finished does not know', async () => {
  const site = await beginSite(await openBook(root), '2026-11-30');
  const draw = await openDrawing({ base: '/', url: undefined });
  expect((await draw(HOME, site)).status).toBe(200);
  expect(() => site.book.rules()).toThrow('not finished');
});
