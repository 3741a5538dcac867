import fc from 'fast-check';
import type { PhrasingContent, Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { expect, it } from 'vitest';
import { printMarkdown, table } from '../../src/machine/markdown-nodes.ts';

/** What could begin something in Markdown, and what stands between. */
const word = fc.constantFrom(
  ...[
    'a',
    'W',
    'www.a',
    '1',
    ' ',
    '\n',
    '\t',
    '-',
    '+',
    '*',
    '_',
    '~',
    '`',
    '#',
    '=',
    '|',
    '&',
    '&amp;',
    '<',
    '>',
  ],
  ...[
    '!',
    '[',
    ']',
    '(',
    ')',
    '.',
    ':',
    '//',
    'http',
    '@',
    '\\',
    '"',
    "'",
    '{',
    '}',
    '[^a]',
    '$',
    'é',
    '\u{1f600}',
  ],
);
const text = fc
  .array(word, { maxLength: 8 })
  .map((words) => ({ type: 'text' as const, value: words.join('') }));
const inline: fc.Arbitrary<PhrasingContent> = fc.oneof(
  text,
  fc
    .tuple(fc.constantFrom('emphasis', 'strong', 'delete'), text)
    .map(([type, one]) => ({ type, children: [one] })),
  text.map(({ value }) => ({ type: 'inlineCode' as const, value })),
  fc.tuple(text, text).map(([one, { value }]) => ({ type: 'link' as const, url: value, children: [one] })),
  fc.constant({ type: 'break' as const }),
);
const line = fc.array(inline, { maxLength: 4 });
const block: fc.Arbitrary<RootContent> = fc.oneof(
  line.map((children) => ({ type: 'paragraph' as const, children })),
  line.map((children) => ({ type: 'heading' as const, depth: 2 as const, children })),
  fc.tuple(text, text).map(([a, b]) =>
    table([
      ['A', 'B'],
      [a.value, b.value],
    ]),
  ),
);

it('prints a text as the library does that tries every pattern on it', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 3 }), (blocks) => {
      const root: Root = { type: 'root', children: blocks };
      const plain = toMarkdown(root, {
        extensions: [gfmToMarkdown({ tablePipeAlign: false })],
        ...{ bullet: '-', emphasis: '_', rule: '*', listItemIndent: 'one' },
      });
      expect(printMarkdown(blocks)).toBe(plain);
    }),
    { numRuns: 500 },
  );
});
