import { expect, it } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { BASE_MARK, ruleText } from '../../src/site/rule-texts.ts';

it.each(rules.map(({ id }) => id))('%s has a text, whose links hold under any path', async (id) => {
  const [top, below] = await Promise.all(['/', '/ops/'].map((base) => ruleText(id, base)));
  expect(top?.html).toContain('<h2');
  expect(top?.html).not.toContain(BASE_MARK);
  expect(top?.twin.startsWith(`# ${id}\n`)).toBe(true);
  const links = (html = ''): string[] =>
    [...html.matchAll(/<a href="(\/[^"]*)"/g)].map(([, href = '']) => href);
  expect(links(below?.html)).toEqual(links(top?.html).map((href) => `/ops${href}`));
});

it('says which rule it has no text of', async () => {
  await expect(ruleText('no-such-rule', '/')).rejects.toThrow('The rule no-such-rule was not compiled.');
});
