import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { incidentNote } from '../../src/run/incident-note.ts';
import type { RecordedEntry } from '../../src/run/incident.ts';
import { call } from './call.ts';

let root = '';
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-desk-'));
  await call(root, 'init');
  const steps = ['one', 'two'].map(
    (name) => `\`\`\`bash {name=${name} risk=read}\necho "$WORD ${name}"\n\`\`\`\n`,
  );
  const params = 'params:\n  WORD: { description: What is said }\n';
  writeFileSync(
    join(root, 'content/runbooks/web/echo.md'),
    `---\n${params}---\n\n# Echo\n\n## Steps\n\n${steps.join('\n')}`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 29, 10, minute)).toISOString();
const made = (minute: number, more: Partial<RecordedEntry>): RecordedEntry => ({
  ...{ id: `e${minute}`, at: at(minute), kind: 'remark', runbook: 'web/echo' },
  ...more,
});

/** A note as the incident desk of the site exports it. */
function write(entries: readonly RecordedEntry[]): void {
  const head = { id: 'i', title: 'Nobody says anything', begunAt: at(0), changedAt: at(0), gone: [] };
  const words = {
    template: '# Incident\n\n## Timeline\n\n- _HH:MM_ UTC: Suspected.\n- _HH:MM_ UTC: Mitigated.\n',
    nameOf: (id: string) => id,
  };
  writeFileSync(join(root, 'note.md'), incidentNote({ ...head, entries }, words));
}

const IN_BROWSER = [
  made(1, { kind: 'opened', text: 'Echo' }),
  made(2, { kind: 'value', text: 'WORD=hello', from: 'typed' }),
  made(3, { kind: 'copied', step: 'one', text: 'echo "hello one"', facts: 'read' }),
  made(4, { kind: 'ticked', step: 'one', took: 60_000 }),
];

it('a run goes on where the incident desk was, with its values', async () => {
  write(IN_BROWSER);
  const { status, out } = await call(root, 'run', '--resume', 'note.md', '--yes');
  expect(status).toBe(0);
  expect(out).toContain('Goes on at 2/2 two, as note.md has it: 1 done, 0 skipped.');
  expect(out).toContain('hello two');
  expect(out).not.toContain('hello one');
  const note = readFileSync(join(root, 'note.md'), 'utf8');
  // The Timeline goes on below what the desk wrote, above what is still to be written.
  expect(note).toMatch(
    /`one` of `web\/echo` is done, after 1 min 0 s\.\n- [^\n]* UTC: Began to follow `web\/echo`[^]*: `two`: ok, exit 0[^]*- _HH:MM_ UTC: Mitigated\./,
  );
});

it('a run writes into the note of the incident desk', async () => {
  write(IN_BROWSER.slice(0, 1));
  const words = ['run', 'web/echo', '--yes', '--set', 'WORD=hi', '--note', 'note.md'];
  expect((await call(root, ...words)).status).toBe(0);
  const note = readFileSync(join(root, 'note.md'), 'utf8');
  expect(note).toMatch(/^---\ntitle: Nobody says anything\n/);
  expect(note.match(/^## Timeline$/gm)).toHaveLength(1);
  expect(note).toContain('hi two');
});
