import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { RUN_HEADER } from '../../../src/run/run-address.ts';
import { contentHash } from '../../../src/tools/content-hash.ts';
import { compiledProgram } from '../../compiled-program.ts';
import { openScreen } from '../../pseudo-terminal.ts';
import { call } from '../call.ts';
import { bash, writeBook } from '../run-book.ts';
import { openService, readRun, send, TAB } from './open-service.ts';

const PROGRAM = compiledProgram();
const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

function book(body: string): string {
  const root = writeBook(body);
  roots.push(root);
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist/index.html'), '<h1>The book</h1>');
  return root;
}

describe('a secret value', () => {
  it('is asked for in the terminal, once, and shown in no page, note or log', async () => {
    const root = book(bash('name=login risk=read', 'echo "token ${#TOKEN}: $TOKEN"'));
    const flags = ['--run', '--note', 'note.md', '--log', 'log.jsonl'];
    const screen = openScreen([process.execPath, PROGRAM, 'serve', ...flags], { folder: root });
    await screen.until('Ctrl-C stops');
    const [, port = '', token = ''] = /127\.0\.0\.1:(\d+)\/#run=([\w-]+)/.exec(screen.raw()) ?? [];
    const text = readFileSync(join(root, 'content/runbooks/t/a.mdx'), 'utf8');
    const line = text.split('\n').findIndex((one) => one.startsWith('```')) + 1;
    const start = async (): Promise<string> => {
      const body = { visit: TAB, runbook: 't/a', digest: contentHash(text), line, values: {} };
      const own = {
        [RUN_HEADER]: token,
        Origin: `http://127.0.0.1:${port}`,
        'Content-Type': 'application/json',
      };
      const sent = { method: 'POST', path: '/opsbook-run/start', headers: own, body: JSON.stringify(body) };
      return (await send(Number(port), sent)).text;
    };
    const refused = start();
    await screen.until('The page of t/a wants to run login, which needs TOKEN: A token');
    await screen.until('TOKEN (Ctrl-C refuses):', '\u0003');
    expect(readRun(await refused).events.at(-1)).toEqual({
      event: 'refused',
      words: 'Nobody gave TOKEN: login was not run.',
    });
    const given = start();
    await screen.until('TOKEN (Ctrl-C refuses):', 'hunter2secret\r');
    const first = readRun(await given);
    expect(first.events[0]).toMatchObject({
      event: 'waiting',
      words: 'The service asks for TOKEN in its terminal.',
    });
    // Asked once: the second run has it.
    const second = readRun(await start());
    expect([first.shown, second.shown]).toEqual(['token 13: [secret]\n', 'token 13: [secret]\n']);
    await screen.until('login (read): exit status 0');
    await screen.until('login (read): exit status 0', '\u0003');
    expect(await screen.ended).toBe(0);
    const records = ['note.md', 'log.jsonl'].map((file) => readFileSync(join(root, file), 'utf8'));
    expect(records.join('')).toContain('[secret]');
    expect([...records, screen.raw(), JSON.stringify([first, second])].join('')).not.toContain('hunter2');
  });

  it('is refused where there is no terminal to ask in', async () => {
    const service = await openService(bash('name=login risk=read', 'echo "$TOKEN"'));
    try {
      const { events } = readRun((await service.refused('start', 'login')).replace(/^not refused: /, ''));
      expect(events.at(-1)).toMatchObject({
        words: expect.stringContaining('the service has no terminal to ask in'),
      });
    } finally {
      await service.close();
    }
  });
});

test.each([
  [['serve', '--only', 'read'], '--only, --note and --log are for --run: give it too.'],
  [['dev', '--log', 'x'], '--only, --note and --log are for --run: give it too.'],
  [['serve', '--run', '--host', '0.0.0.0'], '--run listens on 127.0.0.1 alone: leave --host out.'],
  [['serve', '--run', '--log', 'no/such/folder/log'], '--log: `no/such/folder/log` cannot be written'],
  [
    ['serve', '--run', '--note', 'no/such/folder/note.md'],
    '--note: `no/such/folder/note.md` cannot be written',
  ],
])('%j is wrong usage', async (argv, says) => {
  const { status, said } = await call(book(bash('name=a risk=read', 'echo')), ...argv);
  expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining(says) });
});
