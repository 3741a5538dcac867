import fc from 'fast-check';
import type { Event } from 'micromark-util-types';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { underlinedHeading, underlinedHeadings } from '../../../src/runbook/read/underlined-headings.ts';

const plain = unified().use(remarkParse).freeze();
const ours = unified()
  .use(remarkParse)
  .use(function () {
    (this.data().micromarkExtensions ??= []).push(underlinedHeadings);
  })
  .freeze();

const PARTS = ['a\n', '===\n', '---\n', '\n', '[a]: b\n', '> ', '- ', '  ', '    ', '# a\n', 'b ', '=', '\t'];

test('headings are those of Markdown', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      expect(ours.parse(text)).toEqual(plain.parse(text));
    }),
    { numRuns: 400 },
  );
});

test('what stands before a heading is not read again for it', () => {
  const before = 1000;
  const kinds = ['paragraph', 'lineEnding', 'content', 'paragraph'];
  const events = [...Array.from({ length: before }, () => 'paragraph'), ...kinds].map(
    (type) => ['enter', { type, start: {}, end: {} }, {}] as unknown as Event, // what the resolver looks at
  );
  let reads = 0;
  const counted = new Proxy(events, {
    get(target, key) {
      if (typeof key === 'string' && Number(key) < before) reads += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  // The context is only handed on.
  underlinedHeading.resolveTo?.(counted, {} as never);
  expect(events.map(([, { type }]) => type).slice(before)).toEqual([
    'paragraph',
    'lineEnding',
    'setextHeading',
    'setextHeadingText',
    'setextHeading',
  ]);
  expect(reads).toBe(0);
});
