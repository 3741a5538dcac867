import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookWorldFiles } from '../../src/judge/book-world.ts';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { siteDigest } from '../../src/tools/build-stamp.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { add, BOOK, CHANGES } from '../judge/leaning-book.ts';

/** What `opsbook build` takes a site by for the same: every kind of change must be seen. */
describe('siteDigest', () => {
  let top: string;
  const file = (path: string): string => join(top, 'book', path);
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'opsbook-stamp-'));
    for (const [path, text] of Object.entries(BOOK)) add(path, text)(file);
    add('opsbook.yaml', 'owners: codeowners\n')(file);
  });
  afterEach(() => rmSync(top, { recursive: true }));

  async function digest(day = '2026-11-29', base = '/'): Promise<string> {
    const root = join(top, 'book');
    const files = await readBookFiles(folderReader(root));
    const around = await bookWorldFiles(root, files.reading.settings);
    return siteDigest(files, { root, base, url: undefined }, { day, around });
  }

  it.each(
    Object.entries({
      ...CHANGES,
      'who owns pages by CODEOWNERS': add('CODEOWNERS', '/content/runbooks/plain.md @platform\n'),
      'a picture that a page shows': add('content/runbooks/picture.svg', '<svg/>'),
    }),
  )('is another one after a change of %s', async (_, change) => {
    const before = await digest();
    expect(await digest()).toBe(before);
    change(file);
    expect(await digest()).not.toBe(before);
  });

  it('is of one day and one address', async () => {
    expect(
      new Set([await digest(), await digest('2026-11-30'), await digest('2026-11-29', '/ops')]).size,
    ).toBe(3);
  });
});
