import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readerOf } from '../../../src/cli/import/book-place.ts';

describe('the book that an import writes into', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'opsbook-place-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const list = async (): Promise<readonly string[]> => (await readerOf(root, 'content').list()).paths;
  const write = (folder: string, name: string): void => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, name), '');
  };

  it('is read whole where there is one, and else only where its pages will lie', async () => {
    write('photos', 'a.md');
    expect(await list()).toEqual([]);
    write('content', 'teams.yaml');
    expect(await list()).toEqual(['content/teams.yaml']);
    write('.', 'opsbook.yaml');
    expect(await list()).toEqual(['content/teams.yaml', 'opsbook.yaml', 'photos/a.md']);
  });
});
