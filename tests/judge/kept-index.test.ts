import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { find } from '../../src/api/find.ts';
import { indexOfSameBytes } from '../../src/judge/index-file.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';
import { add, BOOK, CHANGES } from './leaning-book.ts';
import type { Change } from './leaning-book.ts';

const QUERIES = ['tasks stay queued', 'QueueFull', 'who owns worker', 'disk is full', 'sev2', 'picture'];
const ERROR = 'nothing can be written, exit code 137';

/** Changes of what lies beside the book, or is read in another way than its other files. */
const OTHER_CHANGES: Readonly<Record<string, Change>> = {
  'who owns pages by CODEOWNERS': add('CODEOWNERS', '/content/runbooks/plain.md @platform\n'),
  'an alert rule outside the book': add('../rules/more.yaml', '      - { alert: DiskFills, expr: up }\n'),
  'a new file of rules outside the book': add(
    '../rules/new.yaml',
    'groups: [{ name: new, rules: [{ alert: DiskFills, expr: up }] }]\n',
  ),
};

const SETTINGS = 'owners: codeowners\nalerts:\n  rules: [content/alerts/*.yaml, ../rules/*.yaml]\n';

describe('the index that find keeps', () => {
  let top: string;
  let before: string | undefined;
  const root = (): string => join(top, 'book');
  const file = (path: string): string => join(root(), path);

  beforeAll(() => {
    before = process.env['OPSBOOK_CACHE'];
    top = mkdtempSync(join(tmpdir(), 'opsbook-kept-index-'));
  });
  afterAll(() => {
    if (before === undefined) delete process.env['OPSBOOK_CACHE'];
    else process.env['OPSBOOK_CACHE'] = before;
    rmSync(top, { recursive: true });
  });
  beforeEach(() => {
    rmSync(top, { recursive: true });
    const all = {
      ...BOOK,
      'opsbook.yaml': `site:\n  title: Book\n${SETTINGS}`,
      '../rules/more.yaml': 'groups:\n  - name: more\n    rules:\n      - { alert: Late, expr: up }\n',
    };
    for (const [path, text] of Object.entries(all)) add(path, text)(file);
  });

  async function answers(cache: string): Promise<readonly unknown[]> {
    process.env['OPSBOOK_CACHE'] = join(top, cache);
    const listed = await runOpsbook(root(), ['find', '--stdin', '--allow-outside'], QUERIES.join('\n'));
    const said = await runOpsbook(root(), ['find', ERROR, '--why', '--allow-outside']);
    return [listed, said];
  }
  const afresh = (): Promise<readonly unknown[]> => {
    rmSync(join(top, 'other'), { recursive: true, force: true });
    return answers('other');
  };
  const keptFile = (): string => {
    const [name = ''] = readdirSync(join(top, 'cache')).filter((one) => one.startsWith('index-'));
    return join(top, 'cache', name);
  };

  it.each(Object.entries({ ...CHANGES, ...OTHER_CHANGES }))(
    'gives what a first call gives after a change of %s',
    async (_, change) => {
      await answers('cache');
      change(file);
      expect(await answers('cache')).toEqual(await afresh());
    },
  );

  it('is opened without a look at settings and pages, while their bytes are what they were', async () => {
    await answers('cache');
    const reader = folderReader(root(), true);
    expect(await indexOfSameBytes(root(), reader)).toBeDefined();
    expect(await indexOfSameBytes(root(), folderReader(root(), false))).toBeUndefined();
    add('content/runbooks/queue.mdx', ' ')(file);
    expect(await indexOfSameBytes(root(), reader)).toBeUndefined();
  });

  it('is asked by a program with what well-known errors mean, too', async () => {
    for (const name of ['database-down', 'disk-full', 'queue-stuck'])
      add(`../notes/${name}.md`, `# ${name.replace('-', ' ')}\n\nNo space left on device.\n`)(file);
    const [first] = await find(join(top, 'notes'), 'no space left on device');
    expect(first?.id).toBe('disk-full');
  });

  it('is shared with who has read the book already', async () => {
    process.env['OPSBOOK_CACHE'] = join(top, 'cache');
    const first = await find(root(), 'tasks stay queued');
    expect(first[0]?.id).toBe('queue');
    expect(await find(root(), 'tasks stay queued')).toEqual(first);
    expect(await answers('cache')).toEqual(await afresh());
  });

  const SPOILT: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'nothing is left of it': () => Buffer.alloc(0),
    'its end is missing': (bytes) => bytes.subarray(0, bytes.length / 2),
    'its last byte is missing': (bytes) => bytes.subarray(0, -1),
    'a title was changed': (bytes) =>
      Buffer.from(bytes.toString('latin1').replace('Queue is full', 'Queue is fine'), 'latin1'),
    'it is of another program': (bytes) => Buffer.concat([Buffer.from('0'.repeat(64)), bytes.subarray(64)]),
    'it is text': () => Buffer.from('{"book":"x"}'),
  };
  it.each(Object.entries(SPOILT))('is not taken where %s', async (_, spoil) => {
    const first = await answers('cache');
    const bytes = readFileSync(keptFile());
    expect(spoil(bytes).equals(bytes)).toBe(false);
    writeFileSync(keptFile(), spoil(bytes));
    expect(await answers('cache')).toEqual(first);
  });
});
