import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import { openDrawing } from '../../src/site/draw-place.ts';
import { listKeepable } from '../../src/site/drawn-pages.ts';
import type { PageRecord } from '../../src/site/drawn-pages.ts';
import { openSite } from '../../src/site/open-site.ts';
import { listPlaces } from '../../src/site/places.ts';
import { digestAnswers } from '../../src/site/questions.ts';
import { compiledProgram } from '../compiled-program.ts';

// What the next build draws again when one alert rule says something else: counted, since a page too many is only slow.

const root = mkdtempSync(join(tmpdir(), 'opsbook-redrawn-'));
const NAMES = ['HighCPU', 'HighCpu', 'high_cpu', ...Array.from({ length: 30 }, (_, at) => `Other${at}`)];

beforeAll(compiledProgram);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function writeAlerts(changed: string): void {
  const rules = NAMES.map(
    (name) => `      - alert: ${name}
        expr: up == 0
        annotations: { summary: ${name === 'HighCpu' ? changed : name} }
`,
  );
  writeFileSync(join(root, 'opsbook.yaml'), 'alerts: { rules: [rules.yaml] }\n');
  writeFileSync(join(root, 'rules.yaml'), `groups:\n  - name: all\n    rules:\n${rules.join('')}`);
}

it('draws again the pages of the alert that changed, and the lists that show it', async () => {
  writeAlerts('before');
  const before = await openSite(await openBook(root), '2026-10-01');
  const digestOf = digestAnswers(before.book);
  const draw = await openDrawing({ base: '/', url: undefined });
  const pages = new Map<string, PageRecord>();
  for (const [address, place] of listPlaces(before.book)) {
    const { questions } = await draw(place, before);
    pages.set(address, { questions: [...questions], files: [], digest: '', size: 0, service: undefined });
  }
  const asked = new Set([...pages.values()].flatMap(({ questions }) => questions));
  const record = {
    digest: '',
    shared: '',
    pages,
    answers: new Map([...asked].map((one) => [one, { digest: digestOf(one), source: before.sourceOf(one) }])),
  };

  writeAlerts('after');
  const after = await openSite(await openBook(root), '2026-10-01');
  const keepable = listKeepable(record, { digestOf: digestAnswers(after.book), sourceOf: after.sourceOf });
  const again = [...listPlaces(after.book).keys()].filter((address) => !keepable.has(address)).sort();
  // Two of another spelling show its name alone.
  expect(again).toEqual(['/alerts/', '/alerts/HighCpu/', '/alerts/highcpu/', '/alerts/names.json']);
  expect(keepable.size).toBeGreaterThan(NAMES.length);
});
