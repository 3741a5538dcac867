import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { parseTree } from '../../../src/runbook/read/grammar.ts';
import { walk } from '../../../src/runbook/read/walk.ts';

/** `line:column message` of everything that is wrong. */
function say(text: string, isMdx = true): string[] {
  const { faults } = parseTree(text, isMdx);
  return faults.map(({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`);
}

function types(text: string, isMdx: boolean): string[] {
  const found: string[] = [];
  walk(parseTree(text, isMdx).tree, ({ type }: Nodes) => void found.push(type));
  return found;
}

const AS_TAG = (name: string): string =>
  `Put \`${name}\` in backticks or write \`\\${name}\`: in MDX it starts a component.`;
const AS_MARK = AS_TAG('<');
const AS_BRACE =
  'Put `{` in backticks or write `\\{`: in MDX it starts an expression, and this one never ends.';

describe('MDX that cannot be read', () => {
  test.each<[string, string[]]>([
    ['ssh root@<host>', [`1:10 ${AS_TAG('<host>')}`]],
    ['a <3 b', [`1:3 ${AS_MARK}`]],
    ['a <= b', [`1:3 ${AS_MARK}`]],
    ['run it with {', [`1:13 ${AS_BRACE}`]],
    ['a<br>b', ['1:2 Write `<br />` in place of `<br>`: in MDX every tag is closed.']],
    [
      'a <img src="a.png"> b',
      ['1:3 Write `<img src="a.png" />` in place of `<img src="a.png">`: in MDX every tag is closed.'],
    ],
    ['<kbd>a<hr></kbd>', ['1:7 Write `<hr />` in place of `<hr>`: in MDX every tag is closed.']],
    ['a</br>b', ['1:2 Write `<br />` in place of `</br>`: in MDX every tag is closed.']],
    ['{/* to do', ['1:1 Close this comment with `*/}`.']],
    [
      '{/* { */}',
      ['1:5 Remove the `{` inside this comment, or close it: braces come in pairs, in comments too.'],
    ],
    ['<!-- to do -->', ['1:1 Write this comment as `{/* … */}`: MDX does not know `<!-- … -->`.']],
    [
      'see <https://a.example/b?c>',
      ['1:5 Remove the angle brackets around `https://a.example/b?c`: in MDX they start a component.'],
    ],
    [
      'mail <ops@a.example>',
      ['1:6 Remove the angle brackets around `ops@a.example`: in MDX they start a component.'],
    ],
    ['</b>', ['1:1 Remove `</b>`: no such tag is open here.']],
    ['<Note>\n\nAsk.', ['1:1 Close `<Note>` with `</Note>`: it is still open at the end.']],
    [
      '<Note title=x>Ask.</Note>',
      [
        '1:1 Put quotes around the value of this attribute, as in `title="value"`.',
        '1:19 Remove `</Note>`: no such tag is open here.',
      ],
    ],
    ['<Note title="x>Ask.', ['1:1 Put quotes around the value of this attribute, as in `title="value"`.']],
    ['<Note', ['1:1 Close this tag with `>`.']],
    [
      '- <Note>a\n- </Note>',
      [
        '1:3 Close `<Note>` with `</Note>`: it is still open at the end.',
        '2:3 Remove `</Note>`: no such tag is open here.',
      ],
    ],
    ['> {a\nb}', [`1:3 ${AS_BRACE}`]],
  ])('%j', (text, messages) => {
    expect(say(text)).toEqual(messages);
  });

  test('is all told at once, in the order it is found, each at its own place', () => {
    const text =
      '---\ntitle: a\n---\n\nOn <host>:\r\n\r\n1. run <cmd>\n2. if x < 3 {\n\n> `<fine>` {/* fine */} <3\n';
    expect(
      say(text)
        .map((said) => said.split(' ')[0])
        .sort(),
    ).toEqual(['10:25', '5:4', '7:8', '8:13']);
  });

  test('leaves the rest of the page known', () => {
    const { tree } = parseTree('## Before <host>\n\n{\n\n## After\n', true);
    const headings = tree.children.filter(({ type }) => type === 'heading');
    expect(headings.map((node) => toString(node))).toEqual(['Before  host>', 'After']);
  });

  test('is read as Markdown after twenty faults', () => {
    const { tree, faults } = parseTree('<a\n\n'.repeat(30) + '## After\n', true);
    expect([faults.length, tree.children.at(-1)?.type]).toEqual([20, 'heading']);
  });
});

describe('the same text as Markdown has nothing to report', () => {
  test.each<[string, string]>([
    ['ssh root@<host>', 'ssh root@<host>'],
    ['ssh root@<your-host name="x">', 'ssh root@<your-host name="x">'],
    ['<host>\n\nb', '<host>b'],
    ['- <host>', '<host>'],
    ['use {id} and {{ .Values.x }}', 'use {id} and {{ .Values.x }}'],
    ['a <3 b <= c', 'a <3 b <= c'],
    ['export PGHOST=db', 'export PGHOST=db'],
    ['## Restart <host>', 'Restart <host>'],
  ])('%j', (text, seen) => {
    expect([say(text, false), toString(parseTree(text, false).tree)]).toEqual([[], seen]);
    expect(types(text, false)).not.toContain('html');
  });

  test('and tags of HTML stay tags', () => {
    expect(
      types('<b>x</b> <br> <span>y</span>\n\n<details>\n\n<!-- a -->\n', false).filter(
        (type) => type === 'html',
      ),
    ).toHaveLength(7);
  });
});

describe('MDX that is read', () => {
  test.each<[string, string[]]>([
    ['<Note>\na\n</Note>', ['root', 'mdxJsxFlowElement', 'paragraph', 'text']],
    ['a <kbd>q</kbd>', ['root', 'paragraph', 'text', 'mdxJsxTextElement', 'text']],
    ['{/* a {b} */}', ['root', 'mdxFlowExpression']],
    ['{a b: c}', ['root', 'mdxFlowExpression']],
    ['a {b {c} d}', ['root', 'paragraph', 'text', 'mdxTextExpression']],
    ["import a from 'b'\n\nc", ['root', 'mdxjsEsm', 'paragraph', 'text']],
    ["import a from 'b'\nexport {a}\n  \nc", ['root', 'mdxjsEsm', 'paragraph', 'text']],
    ['export const a = {\n  b: 1\n}', ['root', 'mdxjsEsm']],
    ['a\nexport b', ['root', 'paragraph', 'text']],
    ['exporting a', ['root', 'paragraph', 'text']],
    [' import a', ['root', 'paragraph', 'text']],
    ['- import a', ['root', 'list', 'listItem', 'paragraph', 'text']],
    ['```bash\nexport A={b} <c>\n```', ['root', 'code']],
    ['`{a} <b>`', ['root', 'paragraph', 'inlineCode']],
    ['    four spaces', ['root', 'paragraph', 'text']],
    [
      '| a |\n|---|\n| b |',
      ['root', 'table', 'tableRow', 'tableCell', 'text', 'tableRow', 'tableCell', 'text'],
    ],
  ])('%j', (text, found) => {
    const { faults } = parseTree(text, true);
    expect([faults, types(text, true)]).toEqual([[], found]);
  });

  test('and import or export ends at the next blank line', () => {
    const { tree } = parseTree("import a from 'b'\r\nexport {a}\r\n\r\nText\n", true);
    const [esm] = tree.children;
    expect(esm?.type === 'mdxjsEsm' && [esm.value, esm.position?.start.line, esm.position?.end.line]).toEqual(
      ["import a from 'b'\r\nexport {a}", 1, 2],
    );
  });
});

test.each(['\r\n', '\r'])('code has its lines ended alike, whatever the file has: %j', (ending) => {
  const text = '# T\n\n```bash\na \\\n  b\n```\n\n> ```sh\n> c\n> d\n> ```\n'.replaceAll('\n', ending);
  const codes: string[] = [];
  walk(parseTree(text, false).tree, (node) => void (node.type === 'code' && codes.push(node.value)));
  expect(codes).toEqual(['a \\\n  b', 'c\nd']);
});
