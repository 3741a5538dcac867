import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdPages } from '../../src/judge/held-pages.ts';
import { judgeBook } from '../../src/judge/judge-book.ts';
import { openKeptFindings } from '../../src/judge/kept-findings.ts';
import { bookOf } from '../../src/judge/open-book.ts';
import { runbookTwin } from '../../src/machine/twins.ts';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { drawTexts } from '../../src/site/draw.ts';
import { openSite } from '../../src/site/open-site.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';

describe('room for pages', () => {
  function library(room: number) {
    const read: string[] = [];
    const held = holdPages(room);
    const page = (name: string, size: number) =>
      held.hold(size, () => {
        read.push(name);
        return { name };
      });
    return { read, held, page };
  }

  it('holds what was read, and lets go what was asked for longest ago', () => {
    const { read, page } = library(20);
    const [a, b, c] = [page('a', 10), page('b', 10), page('c', 10)];
    expect(a()).toBe(a());
    b();
    a();
    c();
    a();
    expect(read).toEqual(['a', 'b', 'c']);
    expect(b()).toEqual({ name: 'b' });
    expect(read).toEqual(['a', 'b', 'c', 'b']);
  });

  it('lets go as many as a longer one needs', () => {
    const { read, page } = library(20);
    const [a, b, long] = [page('a', 10), page('b', 10), page('long', 15)];
    for (const one of [a, b, long, b, a]) one();
    expect(read).toEqual(['a', 'b', 'long', 'b', 'a']);
  });

  it('has a place for the one that was asked for last, however long it is', () => {
    const { read, page } = library(20);
    const [a, long] = [page('a', 10), page('long', 1000)];
    for (const one of [a, long, long, long]) one();
    expect(read).toEqual(['a', 'long']);
  });

  it('does not let go the one that others are looked at beside', () => {
    const { read, held, page } = library(20);
    const [a, b, c] = [page('a', 10), page('b', 10), page('c', 15)];
    held.stay(a);
    const first = a();
    for (const one of [b, c, b, c]) one();
    expect(a()).toBe(first);
    held.stay(b);
    for (const one of [b, c, a]) one();
    expect(read).toEqual(['a', 'b', 'c', 'b', 'c', 'b', 'c', 'a']);
  });
});

describe('a book whose pages are let go at once', () => {
  const TODAY = '2026-11-30';
  let folder = '';
  let before: string | undefined;
  beforeAll(() => {
    before = process.env['OPSBOOK_CACHE'];
    folder = mkdtempSync(join(tmpdir(), 'opsbook-held-'));
  });
  afterAll(() => {
    if (before === undefined) delete process.env['OPSBOOK_CACHE'];
    else process.env['OPSBOOK_CACHE'] = before;
    rmSync(folder, { recursive: true });
  });

  /** The demo book, with nothing kept of an earlier call. */
  async function open(by: 'lint' | 'build', room: number) {
    process.env['OPSBOOK_CACHE'] = mkdtempSync(join(folder, 'cache-'));
    const files = await readBookFiles(folderReader('.'));
    const kept = await openKeptFindings('.', files, { by, room });
    return { kept, opened: bookOf('.', files, kept.parsers) };
  }

  it('is judged like one whose pages are all held', async () => {
    const [held, letGo] = await Promise.all(
      [Infinity, 1].map(async (room) => {
        const { kept, opened } = await open('lint', room);
        const asked = { paths: undefined, only: undefined, isVerbose: false, root: '.', askLinks: undefined };
        return judgeBook({ book: opened.book, kept, today: TODAY, ...asked }, { warn: () => undefined });
      }),
    );
    expect(held?.coverage.all.commands).toBeGreaterThan(100);
    expect(letGo).toEqual(held);
  });

  it('is drawn like one whose pages are all held', async () => {
    const [held, letGo] = await Promise.all(
      [Infinity, 1].map(async (room) => {
        const site = await openSite((await open('build', room)).opened, TODAY);
        const { book, pages, commandsOf } = site;
        const draw = drawTexts({ book, base: '/', pages, commandsOf, onFile: () => undefined });
        // All at once, so that each page is let go while it is drawn.
        return Promise.all(
          [...site.opened.book.runbooks.values()].map(async (page) => [
            await draw.page(page.path),
            await runbookTwin(page, book, { commandsOf }),
          ]),
        );
      }),
    );
    expect(held?.length).toBeGreaterThan(20);
    expect(letGo).toEqual(held);
  });
});
