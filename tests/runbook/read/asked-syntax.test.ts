import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { unaskedSyntax } from '../../../src/runbook/read/asked-syntax.ts';
import { parseTree } from '../../../src/runbook/read/grammar.ts';

const whole = unified().use(remarkParse).use(remarkGfm).freeze();

test.each([
  'a\n:-',
  'a\n-:',
  'a | b\n-|-\n1 | 2',
  'a | b\n-   |\t-\n1 | 2',
  '| a |\n| - |\n| b |',
  '> - | a |\n>   |\t-\t|\n>   | b |',
  'words\n| a | b |\n| :-: | - |',
  'a\n---\n\nb\n- - -\n\nc: - d',
  'someone@a.example and mailto:other@a.example',
  'someone&#64;a.example',
  'someone&commat;a.example',
  'someone\\@a.example',
  'https&#58;//a.example and HTTPS://a.example and www.a.example',
  'www\\.a.example',
  'no address, no table',
])('%j is read as by the whole grammar', (text) => {
  expect(parseTree(text, false).tree).toEqual(whole.parse(text));
});

test('what can stand nowhere in a text is not looked for', () => {
  expect(unaskedSyntax('Restart it.\n\n- once')).toEqual(['emailAutolink', 'table']);
  expect(unaskedSyntax('Ask ops@a.example.')).toEqual(['table']);
  expect(unaskedSyntax('| a |\n| - |')).toEqual(['emailAutolink']);
});
