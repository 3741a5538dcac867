import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeOffline } from '../../../src/cli/build/write-offline.ts';
import { readManifest } from '../../../src/site/offline/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PAGE = { questions: [], files: [], digest: 'a', size: 1, service: undefined };

test('a browser keeps pages and what they load, and nothing that is for machines', async () => {
  const addresses = ['/', '/404', '/runbooks/a/', '/lists/runbooks.json', '/alerts/names.json'];
  const others = [
    '/book.json',
    '/reviews/feed.xml',
    '/reviews/calendar.ics',
    '/sitemap.xml',
    '/runbooks/a.md',
  ];
  const pages = new Map([...addresses, ...others].map((address) => [address, PAGE]));
  await writeOffline({ fresh: folder, pages, limit: 1_000, made: '2026-11-28T10:02:00Z' });
  const manifest = readManifest(readFileSync(join(folder, 'offline.json'), 'utf8'));
  expect(manifest?.files.map(({ path }) => path).sort()).toEqual(
    ['', '404.html', 'alerts/names.json', 'lists/runbooks.json', 'runbooks/a/'].sort(),
  );
});
