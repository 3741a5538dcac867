import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';
import { add, BOOK, CHANGES } from './leaning-book.ts';

describe('the findings that lint keeps', () => {
  let top: string;
  /** The book with its first commit, made once. */
  let template: string;
  let before: string | undefined;
  const root = (): string => join(top, 'book');
  const file = (path: string): string => join(root(), path);
  const git = (...words: string[]): void =>
    void execFileSync('git', ['-C', root(), '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
      stdio: 'ignore',
    });

  beforeAll(() => {
    before = process.env['OPSBOOK_CACHE'];
    top = mkdtempSync(join(tmpdir(), 'opsbook-kept-'));
    template = mkdtempSync(join(tmpdir(), 'opsbook-kept-'));
    for (const [path, text] of Object.entries(BOOK)) add(path, text)(file);
    git('init', '-q', '--template=');
    git('add', '.');
    git('commit', '-qm', 'a book');
    cpSync(root(), template, { recursive: true });
  });
  afterAll(() => {
    if (before === undefined) delete process.env['OPSBOOK_CACHE'];
    else process.env['OPSBOOK_CACHE'] = before;
    for (const folder of [top, template]) rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    rmSync(top, { recursive: true });
    cpSync(template, root(), { recursive: true });
  });

  async function lint(cache: string, ...words: string[]): Promise<readonly unknown[]> {
    process.env['OPSBOOK_CACHE'] = join(top, cache);
    const said = await runOpsbook(root(), ['lint', '--today', '2026-11-29', ...words]);
    return [said.status, said.out];
  }
  async function reused(cache: string): Promise<string> {
    process.env['OPSBOOK_CACHE'] = join(top, cache);
    const { said } = await runOpsbook(root(), ['lint', '--verbose']);
    return /^\d+ of \d+ pages/m.exec(said)?.[0] ?? said;
  }
  const afresh = async (...words: string[]): Promise<readonly unknown[]> => {
    rmSync(join(top, 'other'), { recursive: true, force: true });
    return lint('other', ...words);
  };

  it.each(Object.entries(CHANGES))(
    'are those of a first lint after a change of %s, and back again',
    async (_, change) => {
      const first = await lint('cache', '--coverage');
      change(file);
      expect(await lint('cache', '--format', 'json')).toEqual(await afresh('--format', 'json'));
      expect(await lint('cache', '--coverage')).toEqual(await afresh('--coverage'));
      git('checkout', '-q', '--', '.');
      git('clean', '-qfd');
      expect(await lint('cache', '--coverage')).toEqual(first);
    },
  );

  it('follow what git says of files that have moved', async () => {
    git('mv', 'content/runbooks/disk.mdx', 'content/runbooks/full.mdx');
    await lint('cache');
    git('commit', '-qm', 'moved');
    expect(await lint('cache')).toEqual(await afresh());
  });

  it('are of one day', async () => {
    await lint('cache');
    expect(await lint('cache', '--today', '2027-11-29')).toEqual(await afresh('--today', '2027-11-29'));
  });

  it('are kept of pages that a change does not touch, and --verbose says of how many', async () => {
    expect(await reused('cache')).toBe('0 of 6 pages');
    expect(await reused('cache')).toBe('6 of 6 pages');
    add('content/runbooks/queue.mdx', '\nOne more sentence.\n')(file);
    expect(await reused('cache')).toBe('5 of 6 pages');
    add('content/runbooks/queue.mdx', '\n## A heading\n')(file);
    expect(await reused('cache')).toBe('0 of 6 pages');
    writeFileSync(file('content/runbooks/picture.svg'), '<svg/>');
    expect(await reused('cache')).toBe('0 of 6 pages');
  });

  it('are kept in a folder of another system, whose pages are compared with each other', async () => {
    rmSync(root(), { recursive: true });
    const pages = { disk: '# Disk', 'disk-2': '# Disk', later: '', queue: '# Queue', dns: '# Names' };
    for (const [name, text] of Object.entries(pages)) add(`docs/${name}.md`, text)(file);
    expect(await reused('cache')).toBe('0 of 5 pages');
    add('docs/queue.md', '\n\nOne more sentence.\n')(file);
    expect(await reused('cache')).toBe('4 of 5 pages');
    expect(await lint('cache')).toEqual(await afresh());
  });

  it('are neither used nor made where only some rules or pages are asked for', async () => {
    await lint('cache', '--rule', 'link-resolves');
    await lint('cache', 'content/runbooks/disk.mdx');
    expect(await reused('cache')).toBe('0 of 6 pages');
    const ofOne = await afresh('content/runbooks/disk.mdx');
    expect(await lint('cache', 'content/runbooks/disk.mdx')).toEqual(ofOne);
  });

  it('lie in the cache folder alone', async () => {
    await lint('cache');
    expect(existsSync(join(top, 'cache'))).toBe(true);
    expect(execFileSync('git', ['-C', root(), 'status', '--porcelain'], { encoding: 'utf8' })).toBe('');
  });

  describe('in a file that is not as it was written', () => {
    const SPOILT: Readonly<Record<string, (text: string) => string>> = {
      'nothing is left of it': () => '',
      'its end is missing': (text) => text.slice(0, text.length / 2),
      'its last byte is missing': (text) => text.slice(0, -1),
      'a finding was taken out': (text) => text.replace(/"found":\[\{.*?\}/, '"found":['),
      'a message was changed': (text) => text.replace('"message":"', '"message":"Not '),
      'its lines stand in another order': (text) => text.split('\n').reverse().join('\n'),
      'it is no text': () => '\0\u0001\uFFFD{}',
      'it is JSON': () => '{"around":"x","lines":{}}',
      'it is a megabyte of brackets': () => '['.repeat(1_000_000),
    };
    it.each(Object.entries(SPOILT))('are not taken: %s', async (_, spoil) => {
      const first = await lint('cache');
      const [name = ''] = readdirSync(join(top, 'cache')).filter((one) => one.startsWith('findings-lint-'));
      const path = join(top, 'cache', name);
      const text = readFileSync(path, 'utf8');
      expect(spoil(text)).not.toBe(text);
      writeFileSync(path, spoil(text));
      expect(await reused('cache')).toBe('0 of 6 pages');
      writeFileSync(path, spoil(text));
      expect(await lint('cache')).toEqual(first);
    });
  });
});

describe('a rule that asks the search', () => {
  it('says so: its findings change with the words of other pages', () => {
    const asking = rules.filter(({ check }) => /\.search\??\.(outranked|first)\b/.test(check.toString()));
    expect(asking.map(({ id }) => id)).toEqual(
      rules.filter(({ asksSearch }) => asksSearch).map(({ id }) => id),
    );
    expect(asking.map(({ id }) => id)).toEqual(['alert-unreachable', 'symptom-findable']);
  });
});
