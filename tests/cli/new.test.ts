import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from './call.ts';

let root = '';
const today = '2026-11-22';
beforeEach(() => {
  // Only the date: what waits goes on waiting.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${today}T12:00:00Z`) });
  root = mkdtempSync(join(tmpdir(), 'opsbook-new-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('opsbook init', () => {
  it('begins a book without findings, whose runbook can be run', async () => {
    expect((await call(root, 'init', '--title', 'Shop: runbooks')).status).toBe(0);
    expect(read('opsbook.yaml')).toContain('title: "Shop: runbooks"');
    const lint = await call(root, 'lint', '--max-warnings', '0');
    expect(lint.out).toMatch(/^No findings/);
    const plan = await call(root, 'run', 'web/website-down', '--dry-run');
    expect(plan.status).toBe(0);
    expect(plan.out).toContain('1. front-page: read');
  });

  it('writes nothing where a book is already', async () => {
    await call(root, 'init');
    const again = await call(root, 'init');
    expect(again.status).toBe(2);
    expect(again.said).toContain('nothing was written');
  });
});

describe('opsbook new', () => {
  beforeEach(() => call(root, 'init'));
  const runbook = [
    'new',
    'runbook',
    '--kind',
    'incident',
    '--service',
    'website',
    '--owner',
    'on-call',
    '--title',
  ];

  it('begins a runbook whose findings only say what is to be written', async () => {
    const made = await call(root, ...runbook, 'Queue: backlog', '--severity', 'sev2');
    expect(made).toMatchObject({ status: 0, out: 'content/runbooks/web/queue-backlog.mdx\n' });
    const { status, out } = await call(root, 'lint');
    expect(status).toBe(0);
    expect(out).toContain('Add `symptoms`');
    expect(out).toContain('Write `Diagnosis`: there is no text under this heading yet.');
    expect(out).toContain('0 errors, 8 warnings');
  });

  it('takes its title as a word', async () => {
    const { status, out } = await call(root, 'new', 'incident', 'Disk full again');
    expect({ status, isNamed: out.includes('-disk-full-again.md') }).toEqual({ status: 0, isNamed: true });
  });

  it('writes over nothing, and leaves the folder of runbooks never', async () => {
    await call(root, ...runbook, 'Twice', '--severity', 'sev2');
    expect((await call(root, ...runbook, 'Twice', '--severity', 'sev2')).status).toBe(2);
    expect((await call(root, ...runbook, 'Out', '--severity', 'sev2', '--id', '../../out')).status).toBe(2);
    expect(existsSync(join(root, 'content/out.mdx'))).toBe(false);
  });

  it.each([
    [['new'], 'new takes one of runbook, incident, postmortem, handoff'],
    [['new', 'runbok'], 'Did you mean `runbook`?'],
    [
      ['new', 'incident', 'Disk', 'full'],
      'new incident takes one title, in quotes, not `Disk full`. See opsbook new --help.',
    ],
    [['new', 'runbook', 'A', '--title', 'B'], 'new runbook takes one title, in quotes, not `A`.'],
    [['new', 'handoff', 'A'], 'new handoff takes no title, not `A`.'],
    [['new', 'runbook'], '--title is missing'],
    [
      [...runbook.slice(0, -1), '--title', 'T', '--service', 'websit'],
      'no service is called `websit`. Did you mean `website`?',
    ],
    [['new', 'postmortem', '--title', 'T', '--runbook', 'web/x'], 'no runbook is called `web/x`'],
  ])('%j is wrong usage', async (argv, sentence) => {
    const { status, said } = await call(root, ...argv);
    expect({ status, isSaid: said.includes(sentence) }).toEqual({ status: 2, isSaid: true });
  });

  it('begins a postmortem that names its runbooks and what was missing', async () => {
    const flags = ['--title', 'Shop was slow', '--ref', 'OPS-7', '--runbook', 'web/website-down'];
    await call(root, 'new', 'postmortem', ...flags, '--missing', 'how to drain a node');
    const text = read(`content/incidents/${today}-shop-was-slow-postmortem.md`);
    expect(text).toMatch(
      new RegExp(
        `^---\ntitle: Shop was slow\ndate: ${today}\nref: OPS-7\nrunbooks:\n  - web/website-down\n---\n`,
      ),
    );
    expect(text).toContain(`# Incident ${today}: Shop was slow`);
    expect(text).toContain('- Missing: how to drain a node');
    expect(text).toContain('- [ ] Write what no runbook had: how to drain a node.');
  });

  it('begins a postmortem from the note of an incident: its day, its runbooks, its times', async () => {
    const note = [
      ...['---', 'title: Shop was slow', 'date: 2026-11-20', 'ref: INC-7'],
      ...[
        'runbooks:',
        '  - web/website-down',
        '  - web/gone',
        '---',
        '',
        '# Incident 2026-11-20: Shop was slow',
        '',
      ],
      ...['## Timeline', '', 'Each step with its time.', '', '- 2026-11-20 10:03:07 UTC: Declared.'],
      ...['- 10:04:00 UTC: Opened `web/website-down`.', '- _HH:MM_ UTC: Mitigated. _What was done_'],
      ...['- 11:20:00 UTC: Resolved. A worker hung.', '', '## At the end', '', '- [ ] _x_', ''],
    ];
    writeFileSync(join(root, 'note.md'), note.join('\n'));
    const made = await call(root, 'new', 'postmortem', '--from', 'note.md');
    expect(made).toMatchObject({
      status: 0,
      out: 'content/incidents/2026-11-20-shop-was-slow-postmortem.md\n',
    });
    expect(made.said).toContain(
      'The note names `web/gone`, which is not a runbook of this book: it is left out.',
    );
    const text = read('content/incidents/2026-11-20-shop-was-slow-postmortem.md');
    expect(text).toContain(
      '---\ntitle: Shop was slow\ndate: 2026-11-20\nref: INC-7\nrunbooks:\n  - web/website-down\n---\n\n# Incident 2026-11-20: Shop was slow\n',
    );
    expect(text).toContain(
      '## Timeline\n\n- 2026-11-20 10:03 UTC: Detected. _Who or what noticed, and how_\n- 2026-11-20 10:03:07 UTC: Declared.\n- 10:04:00 UTC: Opened `web/website-down`.\n- 11:20:00 UTC: Resolved. A worker hung.\n- _HH:MM_ UTC: Mitigated. _What was done_\n\n## Impact',
    );
    expect((await call(root, 'lint')).status).toBe(0);
  });

  it('takes the note that a run has written, which has no frontmatter', async () => {
    const page = '# Echo\n\n## Steps\n\n```bash {name=say risk=read}\necho ok\n```\n';
    writeFileSync(join(root, 'content/runbooks/web/echo.md'), page);
    expect((await call(root, 'run', 'web/echo', '--yes', '--note', 'run.md')).status).toBe(0);
    const made = await call(root, 'new', 'postmortem', '--from', 'run.md');
    expect(made.status).toBe(0);
    const text = read(made.out.trim());
    expect(text).toMatch(/^---\ntitle: .+\ndate: 2026-11-22\nrunbooks:\n {2}- web\/echo\n---\n/);
    expect(text).toMatch(
      /UTC: Detected\. .*\n- 2026-11-22 \d\d:\d\d:\d\d UTC: Began to follow `web\/echo`\./,
    );
  });

  it.each([
    [['postmortem', '--from', 'none.md'], '--from: there is no file `none.md`.'],
    [['postmortem', '--from', 'content'], '--from: `content` cannot be read.'],
    [['postmortem', '--from', 'opsbook.yaml'], '--from: `opsbook.yaml` is not a note of an incident'],
    [['incident', '--from', 'opsbook.yaml'], '--from is for a postmortem'],
  ])('says what it cannot begin from: %j', async (words, sentence) => {
    const { status, said } = await call(root, 'new', ...words);
    expect(status).toBe(2);
    expect(said).toContain(sentence);
  });

  it('begins an incident note and a handoff', async () => {
    expect((await call(root, 'new', 'incident', '--title', 'Shop is slow')).out).toBe(
      `content/incidents/${today}-shop-is-slow.md\n`,
    );
    expect((await call(root, 'new', 'handoff')).out).toBe(`content/handoffs/${today}.md\n`);
    expect(read(`content/handoffs/${today}.md`)).toContain(`# On-call handoff ${today}`);
  });
});
