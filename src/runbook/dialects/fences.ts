import type { Code, Nodes, Parents, Root } from 'mdast';
import { rangeOf } from '../read/snippet.ts';
import { walk } from '../read/walk.ts';
import type { Source } from './dialect.ts';
import { countOptions, directiveBlocks, hasDirective, strangerBlocks } from './myst-directives.ts';

// MyST: `{note}`, `{code-block}`; not `{.bash}`, which is a class.
const DIRECTIVE = /^\{([\w:-]+)\}$/;
// Pandoc and MkDocs: `{.bash .numberLines}`, `{ .yaml title="x" }`
const CLASS = /^\{[ \t]*\.([\w+#-]+)/;

/** Reads fences that are a directive of MyST, or name their language as a class. */
export function readFences(tree: Root, source: Source): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some((child) => child.type === 'code')) return;
    const parent: Parents = node;
    parent.children = parent.children.flatMap((child: Nodes) =>
      child.type === 'code' ? readFence(child, source) : [child],
    ) as typeof parent.children;
  });
}

function readFence(code: Code, source: Source): Nodes[] {
  const info = [code.lang ?? '', code.meta ?? ''].join(' ').trim();
  const name = DIRECTIVE.exec(code.lang ?? '')?.[1];
  const place = rangeOf(code);
  if (name !== undefined && place) {
    const lines = code.value.split('\n');
    const directive = { name, argument: code.meta?.trim() ?? '', lines, place };
    if (hasDirective(name)) return directiveBlocks(directive, (skip) => source.parseCode(code, skip));
    source.miss('myst', `{${name}}`, { start: place.start.offset, end: place.start.offset + 3 });
    const said = strangerBlocks(directive);
    const isEmpty = lines.slice(countOptions(lines)).every((line) => line.trim() === '');
    return said.length > 0 && isEmpty ? said : [...said, { ...code, lang: null, meta: null }];
  }
  const language = CLASS.exec(info)?.[1];
  return language === undefined ? [code] : [{ ...code, lang: language, meta: null }];
}
