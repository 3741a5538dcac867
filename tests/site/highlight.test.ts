import { readFileSync } from 'node:fs';
import type { ElementContent } from 'hast';
import { expect, it } from 'vitest';
import { parseGuide } from '../../src/runbook/read/parse.ts';
import { createHighlight } from '../../src/site/render/highlight.ts';
import { highlightOwn } from '../../src/site/render/own-colours.ts';

const colour = async (code: string): Promise<ElementContent[]> =>
  (await createHighlight([{ language: 'bash', code }]))(code, 'bash');
const textOf = (shown: readonly ElementContent[]): string =>
  shown.map((one) => ('value' in one ? one.value : textOf(one.children))).join('');
const classOf = (shown: readonly ElementContent[], text: string): unknown =>
  shown.findLast((one) => one.type === 'element' && textOf([one]) === text);

// A grammar carries the whole stack to each line: 50,000 lines of `{` took minutes.
it.each([
  ['lines', '{\n', 2_000],
  ['long lines', `${'{ '.repeat(2_000)}\n`, 10],
])('shows what is nested beyond reason in %s as it is', async (_, line, times) => {
  const code = `echo "before"\n${line.repeat(times)}echo "after"\n`;
  const shown = await colour(code);
  expect(textOf(shown)).toBe(code);
  expect(classOf(shown, '"before"')).toBeDefined();
  expect(classOf(shown, '"after"')).toBeUndefined();
});

it.each(['\n', 'echo a\n', "echo 'a\n"])('colours a long snippet as one of few lines: %j', async (line) => {
  const code = `${line.repeat(450)}echo "after"`;
  const shown = await colour(code);
  expect(textOf(shown)).toBe(code);
  expect(shown.slice(-3)).toEqual((await colour(`${line.repeat(50)}echo "after"`)).slice(-3));
});

// The first stands in the manual, so that its colours come with the program; the other nowhere.
it.each([true, false])('colours what comes with opsbook as it colours a book: %j', async (isOwn) => {
  const text = readFileSync('src/site/manual/snippets.mdx', 'utf8');
  const own = parseGuide({ path: 'snippets.mdx', text, faults: [] }, 'snippets').snippets;
  const [fence] = own.filter(({ language }) => language === 'bash');
  const asked = { language: 'bash', code: `${fence?.code}${isOwn ? '' : ' # and more'}` };
  const [shown, expected] = await Promise.all([highlightOwn([asked]), createHighlight([asked])]);
  expect(shown(asked.code, 'bash')).toEqual(expected(asked.code, 'bash'));
});
