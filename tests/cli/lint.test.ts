import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/runbook/finding.ts';
import { FORMATS } from '../../src/cli/reporters/index.ts';
import { runOpsbook } from './run-opsbook.ts';

const BAD = '# Disk\n\n```bash\nkubectl gte pods\nkubectl delete pod api-0\n```\n';

describe('opsbook lint', () => {
  let root: string;
  const file = (name: string): string => join(root, name);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'opsbook-lint-'));
    writeFileSync(file('disk.md'), BAD);
    writeFileSync(file('fine.md'), '# Fine\n\nNothing to do.\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const run = (argv: readonly string[], input?: string) => runOpsbook(root, ['lint', ...argv], input);
  async function rulesOf(argv: readonly string[], input?: string): Promise<string[]> {
    const { out } = await run([...argv, '--format', 'json'], input);
    return (JSON.parse(out) as Finding[]).map(({ ruleId, level }) => `${level} ${ruleId}`);
  }
  const COMMANDS = ['--rule', 'command-known', '--rule', 'risk-declared'];

  it('judges by the rules it is told, and fails on an error', async () => {
    expect(await rulesOf(COMMANDS)).toEqual(['error command-known', 'warning risk-declared']);
    expect((await run(COMMANDS)).status).toBe(1);
    expect((await run(['--rule', 'risk-declared'])).status).toBe(0);
  });

  it('leaves warnings out when it is to be quiet', async () => {
    expect(await rulesOf([...COMMANDS, '--quiet'])).toEqual(['error command-known']);
  });

  it.each([
    ['0', 1],
    ['1', 0],
  ])('with at most %s warnings ends with %s', async (most, status) => {
    expect((await run(['--rule', 'risk-declared', '--max-warnings', most])).status).toBe(status);
  });

  it('judges standard input as the file it is told, in the light of the book', async () => {
    const draft = '---\ntitle: Draft\n---\n\n[fine](fine.md)\n\n```bash\ngit psuh\n```\n';
    const { status, out } = await run(
      ['-', '--stdin-path', 'draft.mdx', '--rule', 'command-known', '--rule', 'link-resolves'],
      draft,
    );
    expect([status, out]).toEqual([
      1,
      'draft.mdx:8:5  error  Replace `psuh`: `git` has no such subcommand. Did you mean `push`?  command-known\n' +
        '  8 | git psuh\n          ^^^^\n\n1 error, 0 warnings, 1 page read.\n',
    ]);
    expect(await rulesOf(['-', '--stdin-path', 'disk.md', ...COMMANDS], '# Disk\n')).toEqual([]);
  });

  it('says when nothing can be kept for the next call, to who names a folder for it', async () => {
    const asked = ['lint', ...COMMANDS];
    const elsewhere = mkdtempSync(join(tmpdir(), 'opsbook-cache-'));
    writeFileSync(join(elsewhere, 'file'), '');
    const kept = (OPSBOOK_CACHE: string) => runOpsbook(root, asked, '', { OPSBOOK_CACHE });
    expect((await kept(join(elsewhere, 'file'))).said).toContain(
      `Nothing is kept for the next call: ${join(elsewhere, 'file')} cannot be written. OPSBOOK_CACHE names another folder.\n`,
    );
    expect((await kept(join(elsewhere, 'cache/of/mine'))).said).not.toContain('Nothing is kept');
    mkdirSync(file('.git'));
    // A pull request could bring what is read from there.
    expect((await kept(file('.cache'))).said).toContain('where a change could bring what is read from it');
    expect(existsSync(file('.cache'))).toBe(false);
  });

  it('writes what it prints into files too, each in a format of its own', async () => {
    const also = ['--also', 'json=found.json', '--also', `sarif=${file('found.sarif')}`];
    const { status, out } = await run([...COMMANDS, '--quiet', ...also]);
    expect(status).toBe(1);
    expect(out).toContain('1 error, 0 warnings, 2 pages read.');
    // What it wrote itself.
    const found = JSON.parse(readFileSync(file('found.json'), 'utf8')) as Finding[];
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['command-known']);
    expect(readFileSync(file('found.sarif'), 'utf8')).toBe(
      (await run([...COMMANDS, '--quiet', '--format', 'sarif'])).out,
    );
    expect((await run(['--also', 'json=nowhere/found.json'])).said).toMatch(
      /^opsbook: what --also names could not be written: /,
    );
  });

  it('fixes, comes to rest, and leaves every other byte', async () => {
    const before =
      '\uFEFF# Disk\r\n\r\n```bash\r\n$ kubectl delete pod api-0\r\n$ df –h\r\n```\r\n\r\nAs  it is —';
    writeFileSync(file('disk.md'), before);
    const { said } = await run([
      '--fix',
      ...COMMANDS,
      '--rule',
      'no-shell-prompt',
      '--rule',
      'no-invisible-characters',
    ]);
    const fixed = before.replaceAll('$ ', '').replace('–h', '-h');
    expect(readFileSync(file('disk.md'), 'utf8')).toBe(fixed);
    expect(said).toBe('fixed disk.md:4:1  no-shell-prompt\nfixed disk.md:5:6  no-invisible-characters\n');
    expect((await run(['--fix', ...COMMANDS])).said).toBe('');
    expect(readFileSync(file('disk.md'), 'utf8')).toBe(fixed);
  });

  it('tells what it could not fix as it tells it without --fix', async () => {
    const links = Array.from({ length: 40 }, (_, at) => `[one](gone-${at}.md)\n`).join('\n');
    for (const name of ['a', 'b', 'c', 'disk']) writeFileSync(file(`${name}.md`), `# ${name}\n\n${links}`);
    const before = await run([]);
    expect(before.out).toContain('0 errors, ');
    expect((await run(['--fix'])).out).toBe(before.out);
  });

  describe('with a baseline', () => {
    const BASELINE = ['--baseline', 'baseline.json'];
    const baseline = (): string => readFileSync(file('baseline.json'), 'utf8');

    it('is written the first time, and then only what is new counts', async () => {
      expect((await run(BASELINE)).status).toBe(0);
      expect(await rulesOf(BASELINE)).toEqual([]);
      writeFileSync(file('disk.md'), BAD.replace('# Disk\n', '# Disk\n\nA line more.\n'));
      expect(await rulesOf(BASELINE)).toEqual([]);
      writeFileSync(file('disk.md'), `${BAD}\n\`\`\`bash\ngit psuh\n\`\`\`\n`);
      expect(await rulesOf([...BASELINE, '--rule', 'command-known'])).toEqual(['error command-known']);
      expect((await run(BASELINE)).status).toBe(1);
    });

    it('loses what was fixed, so that it cannot come back', async () => {
      await run(BASELINE);
      const before = baseline();
      expect(before).toContain('command-known');
      writeFileSync(file('disk.md'), BAD.replace('gte', 'get'));
      await run(BASELINE);
      expect(baseline()).not.toContain('command-known');
      writeFileSync(file('disk.md'), BAD);
      expect(await rulesOf(BASELINE)).toEqual(['error command-known']);
    });

    it('holds each place of what is said once, so that one more is told where it is', async () => {
      const links = (count: number): string => `# More\n\n${'[b](broken-reference)\n\n'.repeat(count)}`;
      writeFileSync(file('more.md'), links(5));
      await run(BASELINE);
      expect(await rulesOf(BASELINE)).toEqual([]);
      writeFileSync(file('more.md'), links(6));
      expect(await rulesOf(BASELINE)).toEqual(['warning link-resolves']);
    });

    it('is not shortened by a look at a part of the book', async () => {
      await run(BASELINE);
      const before = baseline();
      await run(['fine.md', ...BASELINE]);
      await run(['--rule', 'no-secret', ...BASELINE]);
      expect(baseline()).toBe(before);
    });
  });

  it.each([
    [['--rule', 'comand-known'], 'no rule is called `comand-known`. Did you mean `command-known`?'],
    [['--max-warnings', 'few'], '--max-warnings takes a whole number, not `few`.'],
    [['--format', 'sari'], `--format takes ${FORMATS.join(', ')}, not \`sari\`. Did you mean \`sarif\`?`],
    ...['found.sarif', 'sari=found.sarif', 'sarif=', '=x'].map((also): [string[], string] => [
      ['--also', also],
      `--also takes a format and a file, as in sarif=opsbook.sarif, not \`${also}\`.${also.startsWith('sari=') ? ' Did you mean `sarif`?' : ''}`,
    ]),
    [['-', '--stdin-path', 'a.md', '--fix'], '--fix needs files: it cannot fix standard input.'],
  ])('refuses %j', async (argv, message) => {
    expect(await run(argv)).toEqual({ status: 2, out: '', said: `opsbook: ${message}\n` });
  });
});
