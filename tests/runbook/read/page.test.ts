import { describe, expect, test } from 'vitest';
import { parseTree } from '../../../src/runbook/read/grammar.ts';
import { readContent } from '../../../src/runbook/read/page.ts';
import type { PageContent } from '../../../src/runbook/read/page.ts';

function read(text: string, isMdx = true): PageContent {
  return readContent(parseTree(text, isMdx).tree, text);
}

const place = ({ range }: { range?: PageContent['headings'][number]['range'] }): string =>
  `${range?.start.line}:${range?.start.column}-${range?.end.line}:${range?.end.column}`;

describe('headings', () => {
  test('have the anchors that GitHub gives them', () => {
    const text =
      '# One\n## Two *words*, `code` & more!\n## Two words, code & more\n### Größe\n## 100% — 😀\n';
    expect(read(text).headings.map(({ depth, text, anchor }) => [depth, text, anchor])).toEqual([
      [1, 'One', 'one'],
      [2, 'Two words, code & more!', 'two-words-code--more'],
      [2, 'Two words, code & more', 'two-words-code--more-1'],
      [3, 'Größe', 'größe'],
      [2, '100% — 😀', '100--'],
    ]);
  });

  test('hold no comment', () => {
    const [heading] = read('## Check {/* internal */} the disk\n').headings;
    expect([heading?.text, heading?.anchor]).toEqual(['Check  the disk', 'check--the-disk']);
  });

  test('make sections of what stands below them', () => {
    const text =
      '# A\n```sh {name=zero}\n```\n## B\n### C\n```sh {name=one}\n```\n## D\n> ## E\n\n- ```sh {name=two}\n  ```\n';
    const sections = read(text).sections.map(({ title, headings, snippets }) => {
      return [title, headings.map((heading) => heading.text), snippets.map(({ name }) => name)];
    });
    expect(sections).toEqual([
      ['B', ['C'], ['one']],
      ['D', [], []],
      ['E', [], ['two']],
    ]);
  });
});

describe('links', () => {
  test.each<[string, boolean, [string, string, string][]]>([
    ['[a](b.md "t")', true, [['link', 'b.md', '1:1-1:14']]],
    ['![a](b.png)', true, [['image', 'b.png', '1:1-1:12']]],
    ['[a][b]\n\n[b]: c.md', true, [['definition', 'c.md', '3:1-3:10']]],
    ['<a href="b.md">c</a>', true, [['attribute', 'b.md', '1:4-1:15']]],
    ['<img\n  src="b.png"\n/>', true, [['attribute', 'b.png', '2:3-2:14']]],
    ['see https://a.example.', true, [['link', 'https://a.example', '1:5-1:22']]],
    ['<a href="b.md">c</a>', false, [['html', 'b.md', '1:1-1:16']]],
    ["a <IMG alt=x SRC='b.png'>", false, [['html', 'b.png', '1:3-1:26']]],
    ['<a href=b.md>c</a>', false, [['html', 'b.md', '1:1-1:14']]],
    ['<a data-href="b.md">c</a>', false, []],
    ['<a href="j&#97;va&Tab;script:x">c</a>', false, [['html', 'java\tscript:x', '1:1-1:33']]],
    ['> <a\n> href="b.md">', false, [['html', 'b.md', '1:3-2:15']]],
    ['`[a](b)`', true, []],
    ['[^1]\n\n[^1]: [a](b)', true, [['link', 'b', '3:7-3:13']]],
  ])('of %j (MDX: %s)', (text, isMdx, links) => {
    expect(read(text, isMdx).links.map((link) => [link.kind, link.url, place(link)])).toEqual(links);
  });
});

describe('components', () => {
  test('are known with their plain attributes; what would be evaluated is apart', () => {
    const text =
      '<Tabs>\n<Tab label="Docker &amp; more" open a={1} {...b}>\nx <kbd>q</kbd> {c}\n</Tab>\n</Tabs>\n';
    const { components, programs } = read(text);
    expect(components.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['Tabs', {}],
      ['Tab', { label: 'Docker & more', open: '' }],
      ['kbd', {}],
    ]);
    expect(programs.map(({ range: _, ...program }) => program)).toEqual([
      { kind: 'expression', attribute: 'a', source: '1' },
      { kind: 'expression', attribute: '', source: '...b' },
      { kind: 'expression', source: 'c' },
    ]);
  });

  test('may be named like a part of every object', () => {
    expect(
      read('<constructor __proto__="a" />').components.map(({ name, attributes }) => [
        name,
        Object.keys(attributes),
      ]),
    ).toEqual([['constructor', ['__proto__']]]);
  });

  test('in Markdown are tags, as a browser reads them', () => {
    const { html, components } = read('<SCRIPT SRC=a onLoad="b">x</SCRIPT>\n\nc <b class=d>e</b>\n', false);
    expect([components, html.map(({ name, attributes }) => [name, attributes])]).toEqual([
      [],
      [
        ['script', { src: 'a', onload: 'b' }],
        ['b', { class: 'd' }],
      ],
    ]);
  });
});

describe('comments that silence a rule', () => {
  test.each<[string, boolean, [string, string, string][]]>([
    ['{/* opsbook-ignore title-unique: two teams */}', true, [['title-unique', 'two teams', '1:1-1:47']]],
    ['a {/* opsbook-ignore title-unique: b: c */}', true, [['title-unique', 'b: c', '1:3-1:44']]],
    [
      '{/*\n  opsbook-ignore\n  title-unique:\n  two teams\n*/}',
      true,
      [['title-unique', 'two teams', '1:1-5:4']],
    ],
    ['<!-- opsbook-ignore title-unique: two teams -->', false, [['title-unique', 'two teams', '1:1-1:48']]],
    ['<!--opsbook-ignore title-unique:two teams-->', false, [['title-unique', 'two teams', '1:1-1:45']]],
    ['a <!-- opsbook-ignore title-unique: b -->', false, [['title-unique', 'b', '1:3-1:42']]],
    ['{/* opsbook-ignore title-unique */}', true, [['title-unique', '', '1:1-1:36']]],
    ['{/* opsbook-ignore title-unique : */}', true, [['title-unique', '', '1:1-1:38']]],
    ['{/* opsbook-ignore: a */}', true, [['', 'a', '1:1-1:26']]],
    ['{/* opsbook-ignore */}', true, [['', '', '1:1-1:23']]],
    ['{/* opsbook-ignored title-unique: a */}', true, []],
    ['{/* see opsbook-ignore title-unique: a */}', true, []],
    ['`<!-- opsbook-ignore title-unique: a -->`', false, []],
  ])('%j (MDX: %s)', (text, isMdx, found) => {
    expect(read(text, isMdx).suppressions.map((one) => [one.ruleId, one.reason, place(one)])).toEqual(found);
  });
});

describe('a fence', () => {
  test.each<[string, string, string[]]>([
    ['that is closed', '```\na\n```\n', []],
    ['that is closed at the very end', '```\na\n```', []],
    ['that is closed by more marks', '```\na\n`````\n', []],
    ['that is closed with spaces around', '```\na\n   ```  \n', []],
    ['that is empty', '```\n```', []],
    ['of tildes', '~~~\n```\n~~~', []],
    ['that is closed in a quote', '> ```\n> a\n> ```\n', []],
    ['that is closed in a list', '- ```\n  a\n  ```\n', []],
    ['that is closed in a quote in a list', '1. > ```\n   > a\n   > ```\n', []],
    ['of indented code, which needs no end', 'a\n\n    b\n', []],
    ['that is never closed', 'a\n\n```bash\nb\n', ['3:1-3:4']],
    ['that is never closed and empty', '```', ['1:1-1:4']],
    ['that is closed by fewer marks', '````\na\n```\n', ['1:1-1:5']],
    ['that is closed by other marks', '~~~\na\n```\n', ['1:1-1:4']],
    ['that is closed with words behind', '```\na\n``` b\n', ['1:1-1:4']],
    ['that is closed inside a quote of its code', '```\n> ```', ['1:1-1:4']],
    ['that ends with its quote', '> ```\n> a\n\nb\n', ['1:3-1:6']],
    ['that ends with its list', '- ```\n  a\n\nb\n', ['1:3-1:6']],
    ['that is closed outside its list', '- ```\n  a\n```\n', ['1:3-1:6', '3:1-3:4']],
  ])('%s', (_, text, places) => {
    const { faults } = read(text, false);
    expect(faults.map((fault) => [fault.ruleId, place(fault)])).toEqual(
      places.map((one) => ['fence-closed', one]),
    );
  });
});
