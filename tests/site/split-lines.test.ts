import { h } from 'hastscript';
import { toHtml } from 'hast-util-to-html';
import type { ElementContent } from 'hast';
import { expect, test } from 'vitest';
import { splitLines } from '../../src/site/render/split-lines.ts';

const text = (value: string): ElementContent => ({ type: 'text', value });
const cases: readonly (readonly [what: string, nodes: readonly ElementContent[], html: string])[] = [
  ['one line', [text('ls')], '<span class="line">ls</span>'],
  [
    'a deeper line',
    [text('a \\\n  b')],
    '<span class="line">a \\\n</span><span class="line in-2">  b</span>',
  ],
  [
    'an empty line',
    [text('a\n\nb')],
    '<span class="line">a\n</span><span class="line">\n</span><span class="line">b</span>',
  ],
  ['a line break at the end', [text('a\n')], '<span class="line">a\n</span>'],
  [
    'a coloured text of two lines',
    [h('span', { class: 't-string' }, '"a\nb"')],
    '<span class="line"><span class="t-string">"a</span>\n</span><span class="line"><span class="t-string">b"</span></span>',
  ],
  [
    'a value, which stays whole',
    [text('x '), h('span', { class: 'value' }, 'a\nb')],
    '<span class="line">x <span class="value">a\nb</span></span>',
  ],
];

test.each(cases)('code is cut into lines: %s', (_, nodes, html) => {
  const lines = splitLines(nodes);
  expect(toHtml({ type: 'root', children: lines })).toBe(html);
});
