import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../src/judge/book-reviews.ts';
import { bookOf, openBook } from '../../src/judge/open-book.ts';
import { lazyParsers } from '../../src/runbook/read/lazy-pages.ts';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { openSite } from '../../src/site/open-site.ts';
import type { OpenSite } from '../../src/site/open-site.ts';
import { listPlaces } from '../../src/site/places.ts';
import { hasSamePlaces } from '../../src/site/same-places.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { add, BOOK, CHANGES } from '../judge/leaning-book.ts';
import type { Change } from '../judge/leaning-book.ts';
import { toldOf } from '../judge/told-of-book.ts';

// A site that is opened again while somebody writes takes over what hangs on no page's own words.

const TODAY = '2026-11-29';

let root = '';
const file = (path: string): string => join(root, path);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-form-'));
  for (const [path, text] of Object.entries(BOOK)) add(path, text)(file);
});
afterEach(() => rmSync(root, { recursive: true }));

const SIGNED = add(
  'content/reviews/2026-Q4.yaml',
  `quarter: 2026-Q4
sign-offs:
  - runbook: queue
    at: 2026-11-02T10:00:00Z
    by: somebody
    content: ${contentOf({ text: BOOK['content/runbooks/queue.mdx'] ?? '' })}
`,
);
/** What its alerts lead to is told by where this stands among the headings. */
const FACTS = '<AlertFacts alert="QueueFull" />\n\n';
const swapText =
  (from: string, to: string): Change =>
  (where) => {
    const text = readFileSync(where('content/runbooks/queue.mdx'), 'utf8');
    expect(text).toContain(from);
    writeFileSync(
      where('content/runbooks/queue.mdx'),
      text.replace(from, () => to),
    );
  };

async function edit(change: Change) {
  const parsers = lazyParsers();
  const open = async (earlier?: OpenSite): Promise<OpenSite> =>
    openSite(bookOf(root, await readBookFiles(folderReader(root)), parsers), TODAY, earlier);
  const earlier = await open();
  toldOf(earlier);
  change(file);
  return { earlier, again: await open(earlier), anew: await openSite(await openBook(root), TODAY) };
}

describe('a site that is opened again', () => {
  it.each(Object.entries(CHANGES))('tells of %s what one that is opened anew tells', async (_, change) => {
    const { earlier, again, anew } = await edit(change);
    expect(toldOf(again)).toEqual(toldOf(anew));
    if (hasSamePlaces(earlier, again))
      expect([...listPlaces(earlier.book)]).toEqual([...listPlaces(anew.book)]);
  });

  it('takes over what a sentence in a page does not change', async () => {
    const { earlier, again } = await edit(CHANGES['a sentence in a page'] ?? add('', ''));
    expect(again.form).toBe(earlier.form);
    expect(hasSamePlaces(earlier, again)).toBe(true);
  });

  it('does not where a heading has changed', async () => {
    const { earlier, again } = await edit(CHANGES['a heading that others link to'] ?? add('', ''));
    expect(again.form).not.toBe(earlier.form);
    expect(hasSamePlaces(earlier, again)).toBe(false);
  });

  it('knows the section of an alert that has moved without a heading', async () => {
    swapText('alerts: [QueueFull]', 'alerts: [QueueFull, QueueSlow]')(file);
    swapText('## Diagnosis\n\n', `## Diagnosis\n\n${FACTS}`)(file);
    const { earlier, again, anew } = await edit((where) => {
      swapText(FACTS, '')(where);
      swapText('## Verification\n\n', `## Verification\n\n${FACTS}`)(where);
    });
    expect(again.form).toBe(earlier.form);
    expect(anew.book.alert('QueueFull')?.runbooks[0]?.address).toBe('/runbooks/queue/#verification');
    expect(toldOf(again)).toEqual(toldOf(anew));
  });

  it('lists addresses again where a review stands otherwise', async () => {
    SIGNED(file);
    const { earlier, again, anew } = await edit(swapText('Look again.', 'Look once more.'));
    expect(again.form).toBe(earlier.form);
    expect(toldOf(again)).toEqual(toldOf(anew));
    expect(hasSamePlaces(earlier, again)).toBe(false);
  });
});
