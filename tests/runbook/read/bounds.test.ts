import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../../src/lint/facts.ts';
import { lintBook } from '../../../src/lint/lint.ts';
import { rules } from '../../../src/lint/rules/index.ts';
import { walk } from '../../../src/runbook/read/walk.ts';
import { parseTree } from '../../../src/runbook/read/grammar.ts';
import { bookInMemory } from '../../book-in-memory.ts';

/** Above every bound, and enough that work which grows with the cube would show. */
const N = 2100;
const numbered = (line: (n: number) => string, count = N): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('');

/** Texts that Markdown's grammar, MDX's or our own rules would choke on. */
const HURTING: Readonly<Record<string, string>> = {
  'opening brackets': '['.repeat(N),
  'brackets in brackets': '['.repeat(N) + ']'.repeat(N),
  'links in links': '['.repeat(N) + 'a' + '](b)'.repeat(N),
  'images in images': '!['.repeat(N) + 'a' + '](b)'.repeat(N),
  'quotes in quotes': '>'.repeat(N),
  'quotes in quotes, spaced': '> '.repeat(N) + 'a',
  'ever deeper quotes': numbered((n) => `${'> '.repeat(n)}a\n`, 160),
  'lists in lists': '- '.repeat(N) + 'a',
  'numbered lists in lists': '1. '.repeat(N) + 'a',
  'ever deeper lists': numbered((n) => `${' '.repeat(n * 2)}- a\n`, 160),
  stars: '*'.repeat(N),
  'words in stars': '*a '.repeat(N),
  'stars of two kinds': '*a_ '.repeat(N),
  'stars and words': '*a**b'.repeat(N),
  underscores: '_a'.repeat(N),
  tildes: '~a '.repeat(N),
  backticks: numbered((n) => `${'`'.repeat((n % 300) + 1)} `),
  'opening braces': '{'.repeat(N),
  'braces in braces': '{'.repeat(N) + '}'.repeat(N),
  expressions: '{a} '.repeat(N),
  'less-than signs': '<'.repeat(300_000),
  'unfinished tags': '<a '.repeat(N),
  'tags in tags': '<b>'.repeat(N) + '</b>'.repeat(N),
  'components in components': '<Note>\n'.repeat(1000) + '</Note>\n'.repeat(1000),
  'tags that never opened': '</a>'.repeat(1000),
  'tags closed by others': '<Note></Tab>'.repeat(1000),
  'unfinished comments': '<!--'.repeat(N),
  'a comment full of spaces': `<!-- opsbook-ignore a${' '.repeat(N)}b -->`,
  addresses: 'http://a.b'.repeat(N),
  'mail addresses': 'a.a@a.'.repeat(N),
  entities: '&a;'.repeat(N),
  'a wide table': `${'|a'.repeat(N)}\n${'|-'.repeat(N)}\n`,
  'a table of short rows': `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${'|x\n'.repeat(500)}`,
  'one paragraph of many lines': 'a line\n'.repeat(4000),
  'many definitions': numbered((n) => `[a${n}]: b\n`),
  'many broken links': numbered((n) => `[a](missing-${n}) `),
  'many broken anchors': numbered((n) => `## heading number ${n}\n\n[a](#headng-number-x${n})\n\n`, 500),
  'many steps with their outputs': numbered(
    (n) => `\`\`\`sh {name=n${n}}\na\n\`\`\`\n\`\`\`output {of=n${n}}\na\n\`\`\`\n`,
    500,
  ),
  'attributes that never end': `\`\`\`sh {${'a="'.repeat(N)}}\n\`\`\`\n`,
  'attributes full of escapes': `\`\`\`sh {a="${'\\'.repeat(N)}\n\`\`\`\n`,
  'attributes full of spaces': `\`\`\`sh {${' '.repeat(N)}x\n\`\`\`\n`,
  'invisible characters': `\`\`\`sh\n${'\u00a0\n'.repeat(N)}\`\`\`\n`,
  imports: "import a from 'b'\n\n".repeat(2000),
  'an export that never ends': `export const a = ${'['.repeat(N)}`,
  'JSON in JSON': `\`\`\`json\n${'['.repeat(N)}\n\`\`\`\n`,
  'YAML in YAML': `\`\`\`yaml\na: ${'{'.repeat(N)}\n\`\`\`\n`,
  'SQL in SQL': `\`\`\`sql\nselect ${'('.repeat(N)}1${')'.repeat(N)}\n\`\`\`\n`,
  'PromQL in PromQL': `\`\`\`promql\n${'('.repeat(N)}a${')'.repeat(N)}\n\`\`\`\n`,
  'lines without the mark of their list': `- a\n${'b\n'.repeat(N)}`,
  'comments without an end': `a ${'<!--'.repeat(N)}`,
  'elements in elements': '<div>'.repeat(N),
  'elements in elements of a sentence': `Look ${'<b>'.repeat(N)}`,
  'elements in lists': `${'- <div>\n\n'.repeat(N)}<p>${'</div><table><tr><td><div>'.repeat(N)}\n`,
  'a pattern with two minds': `---\ntitle: a\nparams:\n  A: { description: a, pattern: '(a+)+', default: ${'a'.repeat(500)}! }\n---\n`,
  'blank lines in frontmatter': `---\n${'\n'.repeat(N)}title: a\n---\n`,
};

describe.each(['md', 'mdx'])('a .%s file ends in time that is full of', (ending) => {
  test.each(Object.entries(HURTING))('%s', async (_, text) => {
    const path = `content/runbooks/a.${ending}`;
    const book = await bookInMemory({
      [path]: text.startsWith('---') ? text : `---\ntitle: a\n---\n${text}`,
    });
    const findings = lintBook(book, { rules, facts: await gatherFacts(book) });
    expect(findings.length).toBeGreaterThan(0);
    expect(depthOf(book.runbooks.get('a')?.text ?? '', ending)).toBeLessThanOrEqual(101);
  });
});

/** How deep a page's tree goes. */
function depthOf(text: string, ending: string): number {
  const { tree } = parseTree(text.slice(0, 100_000), ending === 'mdx');
  const levels = new Map<unknown, number>([[tree, 0]]);
  let deepest = 0;
  walk(tree, (node) => {
    const level = levels.get(node) ?? 0;
    deepest = Math.max(deepest, level);
    if ('children' in node) for (const child of node.children) levels.set(child, level + 1);
  });
  return deepest;
}

describe('what is too much is said, and left as text', () => {
  const say = (text: string): string[] =>
    parseTree(text, false).faults.map(
      ({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`,
    );

  test.each<[string, string, string[]]>([
    [
      'a paragraph',
      'a *b*\n'.repeat(1000),
      ['668:1 Split this paragraph or put it in a fence: over 2000 lines and marks in one are not read.'],
    ],
    [
      'lines of a list without its mark',
      `- a\n${'b\n'.repeat(2500)}`,
      ['2002:1 Split this paragraph or put it in a fence: over 2000 lines and marks in one are not read.'],
    ],
    [
      'comments in a sentence',
      `a ${'<!--b--> '.repeat(60)}\nc`,
      ['1:453 Split this paragraph or put it in a fence: over 50 comments in one are not read.'],
    ],
    ['levels', '>'.repeat(150) + 'a', ['1:100 Nest this less deeply: more than 100 levels are not read.']],
    [
      'a list at the far right',
      `${'-    '.repeat(50)}a`,
      ['1:201 Move this to the left: a list or a quote that starts after column 200 is not read.'],
    ],
  ])('%s', (_, text, messages) => {
    expect(say(text)).toEqual(messages);
  });

  test('and the rest of the page is read', () => {
    const { tree } = parseTree(`${'*a_ '.repeat(N)}\n\n## After\n`, false);
    expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'heading']);
  });

  test('and what follows lines without the mark of their list', () => {
    const { tree } = parseTree(`- a\n${'b\n'.repeat(2500)}\n## After\n`, false);
    expect(tree.children.map(({ type }) => type)).toEqual(['list', 'paragraph', 'heading']);
  });
});

test('a file of 150 KB as people write them is read within reasonable work', async () => {
  const part =
    '## Look at the queue\n\nIt holds **orders** that `worker` takes, see [the other](b.md).\n\n```sh {name=look}\nredis-cli LLEN orders\n```\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n';
  const text = part.repeat(Math.ceil(150_000 / part.length));
  const book = await bookInMemory({ 'a.md': text, 'b.md': '# B\n' });
  expect(book.runbooks.get('a')?.snippets).toHaveLength(Math.ceil(150_000 / part.length));
});
