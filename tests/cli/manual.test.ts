import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listInvocations } from '../../src/shell/invocations.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { runOpsbook } from './run-opsbook.ts';

const FOLDER = fileURLToPath(new URL('../../src/site/manual', import.meta.url));

/** Every call of opsbook in the manual: in shell fences, in code that CI runs, and in running text. */
function callsIn(page: string): string[][] {
  const text = readFileSync(`${FOLDER}/${page}`, 'utf8');
  const fences = [...text.matchAll(/^```(?:bash|sh|yaml)\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  const lines = fences.flatMap((code) => code.split('\n')).map((line) => line.replace(/^\s*- run: /, ''));
  const inText = [...text.matchAll(/`(opsbook [a-z][^`]*)`/g)].map(([, code = '']) => code);
  return [...lines, ...inText]
    .filter((line) => /\bopsbook [a-z]/.test(line) && !line.trimStart().startsWith('#'))
    .flatMap((line) => listInvocations(parseScript(line)))
    .map(({ words }) => words.map(({ value }) => value))
    .map((words) => (words[0] === 'npx' ? words.slice(1) : words))
    .filter(([program]) => program === 'opsbook');
}

const calls = readdirSync(FOLDER)
  .filter((page) => page !== 'command-line.mdx')
  .flatMap((page) => callsIn(page).map((words) => [page, words.join(' '), words] as const));

test.each(calls)('%s quotes `%s`, which exists', async (_page, _text, [, ...words]) => {
  const end = words.findIndex((word) => word.startsWith('-'));
  const names = words.slice(0, end < 0 ? undefined : end);
  // A group's command is two words: `review sign`.
  const first = await runOpsbook('.', [names[0] ?? '', '--help']);
  const isGroup = first.out.includes('\nCommands:\n');
  const { status, out } = isGroup ? await runOpsbook('.', [names[0] ?? '', names[1] ?? '', '--help']) : first;
  expect(status).toBe(0);
  for (const flag of words.filter((word) => word.startsWith('--')))
    expect(out).toMatch(new RegExp(`(^|\\s)${flag.split('=')[0] ?? ''}(\\s|$)`, 'm'));
});
