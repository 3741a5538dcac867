import type { Code, Nodes, Root } from 'mdast';
import { componentNode } from './admonition.ts';
import type { Body, Dialect, Mark, Source } from './dialect.ts';
import { leading, named } from './mkdocs.ts';

// A place for the table of contents, which every page has beside its text: `[[toc]]`, `[[_TOC_]]`, `[TOC]`.
const CONTENTS = /^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\])[ \t]*$/i;
// Another file: `<<< @/a.sh{2}`, `@[code](a.sh)`, `<!--@include: ./a.md-->`, `!!!include(a.md)!!!`
const INCLUDE =
  /^[ \t]*(?:<<<[ \t]+(\S[^{[]*)|@\[code[^\]]*\]\(([^)]+)\)|<!--[ \t]*@include:[ \t]*(\S+?)[ \t]*-->|!!!include\(([^)]+)\)!!!)/;

/** What VitePress and VuePress read besides Markdown and their boxes, which are Docusaurus' own. */
export const vitepress: Dialect = {
  id: 'vitepress',
  sign: /^[ \t]*(?:\[\[?_?toc|<<<[ \t]|@\[code|<!--[ \t]*@include:|!!!include\()/im,
  scan,
};

function scan(source: Source): Mark[] {
  return source.lines.flatMap((line): Mark[] => {
    if (line.isCode) return [];
    const start = line.start + leading(line.text);
    if (CONTENTS.test(line.text)) return [{ start, end: line.end, blocks: () => [] }];
    const file = INCLUDE.exec(line.text)?.slice(1).find(Boolean)?.trim();
    if (file === undefined) return [];
    source.miss('vitepress', 'another file in the page', { start, end: line.end });
    const place = source.placeOf(start, line.end);
    const words = `The text of ${file} belongs here, but opsbook does not read it.`;
    return [{ start, end: line.end, blocks: () => [named(words, place)] }];
  });
}

// `@tab Docker`, `@tab:active Docker`, `== Docker`
const TAB = /^[ \t]*(?:@tab(?::active)?|==)[ \t]+(\S[^]*)$/;

/** The tabs between colons: by lines that name each, by blocks of colons, or by the fences themselves. */
export function colonTabs(word: string, source: Source, body: Body): Nodes | undefined {
  if (!GROUPS.has(word)) return undefined;
  const lines = source.lines.slice(body.from, body.to);
  const place = source.placeOf(lines[0]?.start ?? 0, lines.at(-1)?.end ?? 0);
  const heads = lines.flatMap(({ text, isCode }, at) => {
    const label = isCode ? undefined : TAB.exec(text)?.[1]?.trim();
    return label === undefined ? [] : [{ label, at: body.from + at }];
  });
  const tab = (label: string, children: Root['children']): Nodes =>
    componentNode('Tab', { label }, { children, place });
  const tabs =
    heads.length > 0
      ? heads.map(({ label, at }, index) =>
          tab(label, source.parse({ ...body, from: at + 1, to: heads[index + 1]?.at ?? body.to })),
        )
      : source.parse(body).map((child) => (child.type === 'code' ? tab(fenceLabel(child), [child]) : child));
  return componentNode('Tabs', {}, { children: tabs as Root['children'], place });
}

const GROUPS = new Set(['tabs', 'code-group', 'code-tabs']);

/** The name of a fence in a group: "```sh [npm]". */
function fenceLabel({ lang, meta }: Code): string {
  return /\[([^\][]+)\]/.exec(meta ?? '')?.[1] ?? lang ?? 'Text';
}
