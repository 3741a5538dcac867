import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readChoice } from '../../src/cli/find/pick.ts';
import { compiledProgram } from '../compiled-program.ts';
import { openScreen } from '../pseudo-terminal.ts';
import type { Screen } from '../pseudo-terminal.ts';
import { bash, writeBook } from './run-book.ts';

const PROGRAM = compiledProgram();
const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

const LONG =
  'A sentence of many words, which a window of one hundred columns cannot hold in one line of its own, ends.';

function book(): string {
  const root = writeBook(`## Diagnosis\n\n${LONG}\n\n${bash('name=look risk=read', 'echo seen by $NAME')}`, {
    'content/runbooks/t/other.mdx': `---\ntitle: Disk is full\n---\n\n## Diagnosis\n\n${'A line.\n\n'.repeat(60)}The end.\n`,
    'content/guides/start.mdx': '---\ntitle: Start here\nsummary: What to do first.\n---\n\nBreathe.\n',
  });
  roots.push(root);
  return root;
}

function open(root: string, argv: readonly string[], environment: Record<string, string> = {}): Screen {
  return openScreen([process.execPath, PROGRAM, ...argv], { folder: root, environment });
}

describe('opsbook find, at a terminal', () => {
  it('opens the first result on Enter', async () => {
    const screen = open(book(), ['find', 'try it']);
    await screen.until('1  t/a');
    await screen.until('Enter opens 1', '\r');
    await screen.until('Steps that a test takes.');
    await screen.until('which a window of one hundred columns cannot hold in');
    await screen.until('echo seen by world');
    expect(await screen.ended).toBe(0);
  });

  it('runs the one that is named', async () => {
    const screen = open(book(), ['find', 'try it']);
    await screen.until('Enter opens 1', 'x\r');
    await screen.until('Type a number');
    await screen.until('Enter opens 1', 'r 1\r');
    await screen.until('Enter runs it', '\r');
    await screen.until('NAME [world]', '\r');
    await screen.until('seen by world');
    await screen.until('1 step run.');
    expect(await screen.ended).toBe(0);
  });

  it('is what opsbook alone begins in a book, and takes a paste of several lines whole', async () => {
    const screen = open(book(), []);
    await screen.until('What do you see?', 'some line before\rError: the disk is full\rand after\r');
    await screen.until('t/other');
    await screen.until('Enter opens 1', 'q\r');
    expect(await screen.ended).toBe(0);
  });

  it('shows a guide as text', async () => {
    const screen = open(book(), ['find', 'where do I start?']);
    await screen.until('guides/start');
    await screen.until('Enter opens 1', '\r');
    await screen.until('Breathe.');
    expect(await screen.ended).toBe(0);
  });

  it('pages what is longer than the screen', async () => {
    const screen = open(book(), ['show', 'other'], { OPSBOOK_PAGER: 'sed s/^/paged:/' });
    await screen.until('paged:Disk is full');
    await screen.until('paged:The end.');
    expect(await screen.ended).toBe(0);
  });

  it('prints it whole where the pager is not there', async () => {
    const screen = open(book(), ['show', 'other'], { OPSBOOK_PAGER: 'no-such-pager-here' });
    await screen.until('Disk is full');
    await screen.until('The end.');
    expect(await screen.ended).toBe(0);
  });

  it('asks which runbook is meant where several fit', async () => {
    const screen = open(book(), ['show', 't/']);
    await screen.until('`t/` fits several runbooks');
    await screen.until('Which one?', 'other\r');
    await screen.until('Disk is full');
    screen.kill('SIGTERM');
    await screen.ended;
  });
});

describe('opsbook run, after a failure', () => {
  it('takes no other word for going on', async () => {
    const root = writeBook(
      bash('name=fails risk=read', 'false') + bash('name=next risk=read', 'echo came here'),
    );
    roots.push(root);
    const screen = open(root, ['run', 't/a', '--yes']);
    await screen.until('Enter goes on', 'quit it please\r');
    await screen.until('is none of these');
    await screen.until('Enter goes on', 'q\r');
    await screen.ended;
    expect(screen.raw()).not.toContain('came here');
  });
});

describe('a choice among results', () => {
  it.each([
    ['', { number: 1, isRun: false }],
    ['3', { number: 3, isRun: false }],
    ['r', { number: 1, isRun: true }],
    ['r2', { number: 2, isRun: true }],
    ['run 12', { number: 12, isRun: true }],
    ['rm', undefined],
    ['2 3', undefined],
    ['disk', undefined],
  ])('%j', (answer, choice) => {
    expect(readChoice(answer)).toEqual(choice);
  });
});
