import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { expect, it } from 'vitest';
import { bookInMemory } from '../book-in-memory.ts';
import { cleanHtml } from '../../src/site/render/clean-html.ts';

async function clean(html: string): Promise<string> {
  const book = await bookInMemory({ 'content/runbooks/a.md': `# A\n\n${html}\n` });
  const [page] = book.runbooks.values();
  if (!page) throw new Error('The page was not read.');
  const own = h('p', { class: 'own', id: 'own' }, 'ours');
  // What remark-rehype leaves of HTML in Markdown.
  const root = { type: 'root', children: [own, { type: 'raw', value: html }] } as unknown as Root;
  return toHtml(cleanHtml(root, page, { relink: (node) => node, claimId: () => undefined }));
}

it.each([
  ['<b onclick="x()" style="x" class="y" id="z">b</b>', '<b>b</b>'],
  ['<script>x()</script><b>b</b>', '<b>b</b>'],
  ['<svg><script>x()</script></svg><i>i</i>', '<i>i</i>'],
  ['<iframe src="https://x.example"></iframe>', 'of <a href="https://x.example">'],
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
    /<script|x\(\)|onclick|ontoggle|style=|<iframe|<svg|<math|<form|<input|bgcolor|data-own/,
  );
});
