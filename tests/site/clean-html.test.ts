import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { expect, it } from 'vitest';
import { bookInMemory } from '../book-in-memory.ts';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../src/runbook/schema/components.ts';
import { cleanHtml } from '../../src/site/render/clean-html.ts';

const RELINKED = 'data-relinked';

/** What stays of HTML in a page; addresses that somebody else has to judge are marked. */
async function clean(html: string): Promise<string> {
  const book = await bookInMemory({ 'content/runbooks/a.md': `# A\n\n${html}\n` });
  const [page] = book.runbooks.values();
  if (!page) throw new Error('The page was not read.');
  const own = h('p', { class: 'own', id: 'own' }, 'ours');
  // What remark-rehype leaves of HTML in Markdown.
  const root = { type: 'root', children: [own, { type: 'raw', value: html }] } as unknown as Root;
  const cleaned = cleanHtml(root, page, {
    relink: (node) => ({ ...node, properties: { ...node.properties, [RELINKED]: '' } }),
    claimId: (_, { id = '', name = '' }) => (/^free/.test(id || name) ? id || name : undefined),
  });
  return toHtml(cleaned);
}

it('a page without HTML is as it was drawn', async () => {
  const book = await bookInMemory({ 'content/runbooks/a.md': '# A\n\n**b**\n' });
  const [page] = book.runbooks.values();
  const root: Root = { type: 'root', children: [h('p', 'b')] };
  if (!page) throw new Error('The page was not read.');
  expect(cleanHtml(root, page, { relink: (node) => node, claimId: () => undefined })).toBe(root);
});

it.each([
  ['<b onclick="x()" style="x" class="y" id="z">b</b>', '<b>b</b>'],
  ['<script>x()</script><b>b</b>', '<b>b</b>'],
  [
    '<table><tr><td>a</td></tr></table>',
    '<div class="table" tabindex="0" role="group" aria-label="Table"><table><tbody><tr><td>a</td></tr></tbody></table></div>',
  ],
  ['<svg><script>x()</script></svg><i>i</i>', '<i>i</i>'],
  [
    '<iframe src="https://x.example"></iframe>',
    'of <a href="https://x.example" data-relinked="">https://x.example</a>. opsbook lint says why.',
  ],
  ['<object data="https://x.example"></object>', 'of <a href="https://x.example" data-relinked="">'],
  [
    '<video><source src="HTTP://x.example"><source src="http://y.example"></video>',
    '<a href="HTTP://x.example"',
  ],
  ['<iframe src="javascript:https://x"></iframe><b>b</b>', 'iframe>. opsbook lint says why.</span><b>b</b>'],
  ['<iframe src="/a"></iframe><b>b</b>', 'iframe>. opsbook lint says why.</span><b>b</b>'],
  ['<iframe></iframe><b>b</b>', 'iframe>. opsbook lint says why.</span><b>b</b>'],
  ['<b>a<!-- <b>hidden</b> -->b</b>', '<b>ab</b>'],
  // Where a link may lead is not judged here.
  ['<a href="slack://x">s</a>', '<a href="slack://x" data-relinked="">s</a>'],
  ['<a name="x">s</a>', '</p><span>s</span>'],
  ['<a name="free-x">s</a>', '<span id="free-x">s</span>'],
  ['<a id="free-x" href="#y">s</a>', '<a href="#y" data-relinked="" id="free-x">s</a>'],
  ['<b href="x">s</b>', '<b>s</b>'],
  ['<img src="a.png" alt="A">', '<img src="a.png" alt="A" data-relinked="">'],
  ['<h3 align="center">Free <b>of</b>\ncare</h3>', '<h3 id="free-of-care">Free <b>of</b>\ncare</h3>'],
  ['<p id="free">p</p>', '<p id="free">p</p>'],
  ['<blink id="free"><b>b</b></blink>', '</p><span id="free"></span><b>b</b>'],
  ['<blink id="taken"><b>b</b></blink>', '</p><b>b</b>'],
  ['<form action="/x"><input name="a"><u>u</u></form>', '<u>u</u>'],
  ['<table><tbody><tr><td colspan="2" bgcolor="x">t</td></tr></tbody></table>', '<td colspan="2">t</td>'],
  ['<p data-own="x" class="own">p</p>', '<p>p</p>'],
  ['<math><mi>x</mi></math><s>s</s>', '<s>s</s>'],
  [
    '<details open ontoggle="x()"><summary>s</summary></details>',
    '<details open><summary>s</summary></details>',
  ],
])('of an author’s %s stays what is harmless', async (html, kept) => {
  const cleaned = await clean(html);
  expect(cleaned.startsWith('<p class="own" id="own">ours</p>')).toBe(true);
  expect(cleaned).toContain(kept);
  expect(cleaned).not.toMatch(
    /hidden|<script|x\(\)|onclick|ontoggle|style=|<iframe|<svg|<math|<form|<input|bgcolor|data-own/,
  );
});

it.each(['script style template iframe object embed noscript svg math video audio canvas'])(
  'of %s nothing is shown but its name',
  async (names) => {
    for (const name of names.split(' ')) expect(DROPPED_ELEMENTS.has(name), name).toBe(true);
    // What a browser reads as text alone would be taken out of it; the others hold elements.
    for (const name of ['iframe', 'object', 'svg', 'math', 'video', 'audio', 'canvas', 'template'])
      expect(await clean(`<${name}>inner</${name}><b>b</b>`), name).toMatch(
        new RegExp(
          `^<p class="own" id="own">ours</p><span class="refused">Not rendered: &#x3C;${name}>.*</span><b>b</b>$`,
        ),
      );
  },
);

it('no element that is kept runs, sends, loads or imitates anything', () => {
  const kept = Object.entries(SAFE_ELEMENTS);
  const wrong =
    /^(?:script|style|link|meta|base|form|input|button|select|textarea|frame|frameset|dialog|marquee|source|track|h1)$/;
  expect(kept.filter(([name]) => wrong.test(name) || DROPPED_ELEMENTS.has(name))).toEqual([]);
  const attributes = [...new Set(kept.flatMap(([, own]) => own))].sort();
  expect(attributes.join(' ')).toBe('alt colspan height href open rowspan scope src start title width');
  expect(kept.filter(([, own]) => own.includes('src') || own.includes('href')).map(([name]) => name)).toEqual(
    [...['a', 'img']],
  );
});
