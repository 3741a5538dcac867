import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';

describe('opsbook find', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'opsbook-find-'));
    mkdirSync(join(root, 'cache'));
    writeFileSync(
      join(root, 'cache', 'redis.md'),
      '---\ntitle: RedisDown\nerrors: ["path C:\\\\new is gone"]\nparams:\n  NAMESPACE: { description: x, label: namespace }\n---\n\n## Diagnosis\n\nPing the cache.\n',
    );
    writeFileSync(join(root, 'disk.md'), '# Disk is full\n\n## Diagnosis\n\nLook what fills the disk.\n');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  async function run(
    argv: readonly string[],
    input = '',
    { width, at = root }: { width?: number; at?: string } = {},
  ) {
    let out = '';
    let said = '';
    const status = await main(['find', ...argv, '--root', at], {
      folder: at,
      hasColour: false,
      isInteractive: false,
      width,
      environment: {},
      print: (text) => void (out += text),
      warn: (text) => void (said += text),
      readInput: () => Promise.resolve(input),
      interrupted: () => new Promise(() => {}),
    });
    return { status, out, said };
  }

  it('shows the runbook, its section and its title', async () => {
    expect(await run(['full disk'])).toEqual({
      status: 0,
      out: 'Sure:\n1  disk\n   Disk is full #diagnosis\n',
      said: '',
    });
  });

  it('wraps to the window', async () => {
    const { out } = await run(['full disk'], '', { width: 23 });
    expect(out).toBe('Sure:\n1  disk\n   Disk is full\n   #diagnosis\n');
  });

  it.each([
    [80, 'disk  SEV-2  storage, backups and 1 more'],
    [40, 'disk  SEV-2  storage and 2 more'],
    [25, 'disk  SEV-2'],
  ])('has its columns in a window of %d', async (width, columns) => {
    const own = mkdtempSync(join(tmpdir(), 'opsbook-find-'));
    const write = (path: string, text: string): void => {
      mkdirSync(join(own, path, '..'), { recursive: true });
      writeFileSync(join(own, path), text);
    };
    write('content/severities.yaml', 'sev2:\n  title: SEV-2\n  meaning: Down.\n');
    const services = ['storage', 'backups', 'queue'];
    for (const id of services) write(`content/services/${id}.yaml`, `title: ${id}\n`);
    write(
      'content/runbooks/disk.md',
      `---\ntitle: Disk is full\nseverity: sev2\nservice: [${services.join(', ')}]\n---\n\n## Diagnosis\n\nLook.\n`,
    );
    const { out } = await run(['full disk'], '', { width, at: own });
    rmSync(own, { recursive: true });
    expect(out.split('\n')[1]).toBe(`1  ${columns}`);
  });

  it('says what a well-known error means, above what is found', async () => {
    const { out } = await run(['ENOSPC', '--limit', '1']);
    expect(out).toBe(
      'ENOSPC  The disk is full, or its inodes or watches are used up. (Linux)\n' +
        'Only guesses, which share some words:\n1  disk\n   Disk is full\n',
    );
  });

  it('says what an error means where no runbook is like it', async () => {
    const { out } = await run(['error: SQLSTATE 40P01']);
    expect(out).toBe(
      "SQLSTATE 40P01  Two transactions wait for each other's locks, and one was ended. (PostgreSQL)\n" +
        'No runbook for this yet. opsbook new runbook begins one.\n',
    );
  });

  it('says why, and what it found in a paste on standard input', async () => {
    const { out } = await run(['-', '--why'], '{"labels":{"alertname":"RedisDown","namespace":"shop"}}');
    expect(out).toBe(
      'Sure:\n1  cache/redis\n   RedisDown\n   alert: RedisDown\n   from your paste: NAMESPACE=shop\n',
    );
  });

  it('says what of a paste is not taken', async () => {
    const { out } = await run(['-', '--why'], '{"labels":{"alertname":"RedisDown","namespace":"--all"}}');
    expect(out).toContain(
      '   not taken from your paste: NAMESPACE begins with `-`, like an option; its param has no `allow: [option]`\n',
    );
    expect(out).not.toContain('--all');
  });

  it('says that nothing resembles gibberish', async () => {
    expect((await run(['xqzt wvvk'])).out).toBe('Nothing in this book is like that.\n');
  });

  it('answers every line of a batch with one array, in order', async () => {
    const { out } = await run(
      ['--stdin', '--json', '--limit', '1'],
      'redis-down\nxqzt\npath C:\\\\new is gone\nfull\\ndisk\n',
    );
    const ids = out
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { id: string }[]).map(({ id }) => id));
    expect(ids).toEqual([['cache/redis'], [], ['cache/redis'], ['disk']]);
  });

  it('gives one array for one query', async () => {
    const { out } = await run(['RedisDown', '--json']);
    expect(JSON.parse(out)).toMatchObject([
      {
        id: 'cache/redis',
        title: 'RedisDown',
        anchor: '',
        isSure: true,
        why: { kind: 'alert', text: 'RedisDown' },
        values: {},
      },
    ]);
  });

  it.each([
    [[], 'opsbook: say what you see: opsbook find "tasks stay queued", or - to read a paste.\n'],
    [['x', '--limit', '0'], 'opsbook: --limit takes a whole number above 0, not `0`.\n'],
  ])('refuses %j', async (argv, said) => {
    expect(await run(argv)).toEqual({ status: 2, out: '', said });
  });
});
