import { describe, expect, test } from 'vitest';
import { createHighlight } from '../../src/site/render/highlight.ts';
import { renderPage } from '../../src/site/render/render-page.ts';
import { bookInMemory } from '../book-in-memory.ts';

async function draw(text: string, name = 'a.md'): Promise<{ html: string; anchors: string[] }> {
  const book = await bookInMemory({ [name]: text });
  const page = book.runbooks.get('a');
  if (!page) throw new Error('no page');
  const { html } = renderPage(
    page,
    {
      services: () => [],
      alertRules: () => [],
      target: () => ({ kind: 'external' }),
      linkWords: (_, url) => url,
      drawing: () => undefined,
      commands: new Map(),
      isBackground: () => false,
      base: '/',
    },
    await createHighlight([]),
  );
  return { html, anchors: [...page.outline.anchors] };
}

const ids = (html: string): string[] => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);

describe("an author's ids are kept, and every one is an anchor", () => {
  test.each<[string, string, string[]]>([
    ['<a id>', 'x\n\n<a id="old"></a>\n\ny', ['old']],
    ['<a name>', "x <a name='old'></a> y", ['old']],
    ['a heading of HTML', '<h3 id="raw">Raw</h3>', ['raw']],
    ['an element that is not drawn itself', '<div id="box">\n\nText\n\n</div>', ['box']],
    ['a link that has one', '<a id="here" href="https://example.com">x</a>', ['here']],
    ['the id of a heading in the text', '## Fix {#fix-it}', ['fix-it']],
    ['one that a heading has already', '## Fix\n\n<a id="fix"></a>', ['fix']],
    ['one that stands twice', '<a id="x"></a> <a id="x"></a>', ['x']],
    ['one that the site has itself', '<a id="site:content"></a><p id="value:POD">x</p>', []],
    ['a name of another element', '<img name="body" src="https://x.example/x.png">', []],
    ['an id that is none', '<a id="a b"></a><a id=""></a>', []],
  ])('%s', async (_, text, expected) => {
    const { html, anchors } = await draw(text);
    expect(ids(html)).toEqual(expected);
    expect(anchors.toSorted()).toEqual(expected.toSorted());
    expect(html).not.toMatch(/ name="(?!tabs)/);
  });

  test('in MDX too', async () => {
    const { html, anchors } = await draw('<a id="old"></a>\n\n<h3 id="raw">Raw</h3>', 'a.mdx');
    expect([ids(html), anchors]).toEqual([
      ['old', 'raw'],
      ['old', 'raw'],
    ]);
  });
});

describe('what may not be shown leaves a note', () => {
  test.each<[string, string, string[]]>([
    [
      'a frame',
      'a\n\n<iframe src="https://example.com/graph"></iframe>\n\nb',
      ['<iframe> of https://example.com/graph'],
    ],
    ['a style', '<style>p { color: red }</style>\n\nb', ['<style>']],
    ['a program', '<script>alert(1)</script>\n\nb', ['<script>']],
    [
      'a film',
      '<video><source src="https://example.com/a.mp4"></video>',
      ['<video> of https://example.com/a.mp4'],
    ],
  ])('%s', async (_, text, expected) => {
    const { html } = await draw(text);
    const notes = [
      ...html.matchAll(/<span class="refused">Not rendered: (.*?)\. opsbook lint says why\.<\/span>/g),
    ];
    expect(notes.map(([, note = '']) => note.replace(/<[^>]*>/g, '').replaceAll('&#x3C;', '<'))).toEqual(
      expected,
    );
    expect(html).not.toMatch(/<(iframe|script|style|video)/);
  });

  test('a component of another system is named, and what it holds is read', async () => {
    const { html } = await draw(
      'import Chart from \'../chart\'\n\n<Chart kind="x">\n\n**Read** me\n\n</Chart>\n\n<div>Plain</div>\n',
      'a.mdx',
    );
    expect(html.replaceAll('&#x3C;', '<')).toContain('Not rendered: <Chart>');
    expect(html).toContain('<strong>Read</strong> me');
    expect(html).toContain('Plain');
    expect(html.match(/Not rendered/g)).toHaveLength(1);
  });

  test('a page that says its kind hides nothing of what stops it', async () => {
    const { html } = await draw(
      "---\nkind: reference\n---\n\nimport a from 'b'\n\n<Chart>x</Chart>\n",
      'a.mdx',
    );
    expect(html.match(/Not rendered/g)).toHaveLength(2);
  });
});

describe('MDX that other systems write in .md', () => {
  test('is read as MDX: its components mean what they mean there', async () => {
    const { html } = await draw(
      `import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';

# Restart

<Tabs groupId={"os"}>
  <TabItem value="linux" label="Linux">

Run \`a\`.

  </TabItem>
</Tabs>

Version{' '}two. <img src={require('./graph.png').default} alt="Graph" />
`,
    );
    expect(html).toContain('data-label="Linux"');
    expect(html).toContain('Version two.');
    expect(html).not.toContain('Not rendered');
    expect(html).not.toContain('import');
  });

  test('with an import over several lines, and comments of HTML', async () => {
    const { html } = await draw(
      "import {\n  Version,\n} from '@site/src/components';\n\n<!--\nA licence\n-->\n\n# T\n\nText <Version/>.\n\n```xml\n<!-- kept -->\n```\n",
    );
    expect(html).not.toMatch(/import|licence/);
    expect(html).toContain('kept');
    expect(html.match(/Not rendered/g)).toHaveLength(1);
  });

  test('unless MDX cannot read it: then it is Markdown', async () => {
    const { html } = await draw("import Tabs from '@theme/Tabs';\n\nssh root@<host> when load < 5 {\n");
    expect(html).toContain('ssh root@&#x3C;host>');
  });
});

test.each([
  ['Kube Pod Crash Looping', 'KubePodCrashLooping', false],
  ['Disk full', 'Disk full', false],
  ['Disk full', 'Disk: how it fills', true],
])('under the title `%s` the heading `%s` stands once more: %s', async (title, heading, isShown) => {
  const { html } = await draw(`---\ntitle: ${title}\n---\n\n# ${heading}\n\nText.\n`);
  expect(html.includes(`${heading}`)).toBe(isShown);
});

test.each([
  ['<a href="https://a.example"><img src="https://b.example/c.png" alt="d"></a>', 'https://a.example'],
  ['[![d](https://b.example/c.png)](https://a.example)', 'https://a.example'],
])('a picture of another site inside a link is words of it: %s', async (text, href) => {
  const { html } = await draw(`# A\n\n${text}\n`);
  expect(html.match(/<a [^>]*href="[^"]*"[^>]*>[^<]*<\/a>/g)?.filter((one) => one.includes(href))).toEqual([
    `<a href="${href}" rel="noreferrer" class="external">Image: d</a>`,
  ]);
  expect(html).not.toContain('b.example');
});
