import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runOpsbook } from './run-opsbook.ts';

describe('a book that reads no page', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'opsbook-empty-'))));
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };

  it.each([
    ['lint', ['lint'], 1],
    ['lint by one rule', ['lint', '--rule', 'link-resolves'], 1],
    ['lint with a baseline', ['lint', '--baseline', 'known.json'], 1],
    ['find', ['find', 'disk'], 2],
    ['verify', ['verify'], 2],
    ['build', ['build', '--out', 'site'], 2],
  ])('is no success of %s, unless that was asked for', async (_, argv, status) => {
    write({ 'opsbook.yaml': 'runbooks: dcos\n', 'docs/a.md': '# A\n' });
    const { status: ended, out, said } = await runOpsbook(root, argv);
    expect([ended, out + said]).toEqual([status, expect.stringContaining('Did you mean `docs`?')]);
    expect(out + said).toContain('although `docs/a.md` is there');
    if (argv[0] !== 'build') expect((await runOpsbook(root, [...argv, '--allow-empty'])).status).toBe(0);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'settings that say nothing',
      { 'opsbook.yaml': '', 'docs/a.md': '# A\n' },
      'no folder `content/runbooks`',
    ],
    ['other markup', { 'a.rst': 'A', 'b/c.adoc': 'B' }, 'These files are not pages: `a.rst`, `b/c.adoc`.'],
    ['programs', { 'a.py': 'A' }, 'It holds 1 file, none of them a page.'],
    ['a glob', { 'opsbook.yaml': "runbooks: 'docs/*'\n", 'docs/a.md': '' }, 'is a glob'],
  ])('says what was passed over: %s', async (_, files, words) => {
    write(files);
    const { status, out } = await runOpsbook(root, ['lint']);
    expect([status, out]).toEqual([1, expect.stringContaining(words)]);
  });

  it.each(['a.md', 'a.mdx', 'a.markdown', 'a.html.md', 'a.html.md.erb', 'a.md.erb', 'A.MD'])(
    'is not one that holds %s',
    async (name) => {
      write({ [name]: '# Disk full\n' });
      const { status, out } = await runOpsbook(root, ['find', 'disk full', '--json']);
      expect([status, (JSON.parse(out) as { id: string }[]).map(({ id }) => id.toLowerCase())]).toEqual([
        0,
        ['a'],
      ]);
    },
  );

  it('is not one whose other files are no pages: lint says so once, beside what it prints', async () => {
    write({ 'a.md': '# A\n', 'CLAUDE.md': '# B\n' });
    const line = '1 file of Markdown is no page here: `CLAUDE.md` (written for programs).\n';
    const linted = await runOpsbook(root, ['lint', '--format', 'json']);
    expect([linted.said, linted.out.includes('CLAUDE')]).toEqual([line, false]);
    expect((await runOpsbook(root, ['lint', '--quiet'])).said).toBe('');
    expect((await runOpsbook(root, ['lint', 'a.md'])).said).toBe('');
  });
});
