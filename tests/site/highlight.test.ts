import type { ElementContent } from 'hast';
import { expect, it } from 'vitest';
import { createHighlight } from '../../src/site/render/highlight.ts';

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
