import type { Nodes, Root } from 'mdast';
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type { Construct, ConstructRecord, Extension } from 'micromark-util-types';
import type {} from 'remark-parse'; // adds the extensions to unified's data
import type { Processor } from 'unified';

/**
 * What of GitHub's Markdown costs time on every page and is on few. An address of mail may begin at every word, so
 * the grammar stops at each; a table may begin at every line, so it reads each twice.
 */
const COSTLY: Readonly<Record<string, (text: string) => boolean>> = {
  emailAutolink: (text) => text.includes('@'),
  // The line under a table's head has dashes, and beside them one of these.
  table: (text) => /-[ \t]*[|:]|[|:][ \t]*-/.test(text),
};

/** The names of what can stand in no place of a text: read without it, the tree is the same. */
export function unaskedSyntax(text: string): readonly string[] {
  return Object.keys(COSTLY).filter((name) => !COSTLY[name]?.(text));
}

/** The grammar without constructs of these names, for unified: the last of what it uses. */
export function leaveOut(this: Processor, names: readonly string[]): void {
  const data = this.data();
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map((one: Extension) => without(one, names));
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(whereAsked);
}

function without(extension: Extension, names: readonly string[]): Extension {
  const isKept = ({ name }: Construct): boolean => name === undefined || !names.includes(name);
  const filter = (record: ConstructRecord): ConstructRecord =>
    Object.fromEntries(
      Object.entries(record).map(([code, constructs]) => [code, [constructs ?? []].flat().filter(isKept)]),
    );
  const { document, flow, text } = extension;
  return {
    ...extension,
    ...(document ? { document: filter(document) } : {}),
    ...(flow ? { flow: filter(flow) } : {}),
    ...(text ? { text: filter(text) } : {}),
  };
}

/** What goes through a whole tree for addresses that the grammar took for text does so only where one may be. */
function whereAsked(extension: FromMarkdown): FromMarkdown {
  const { transforms } = extension;
  if (!transforms) return extension;
  return {
    ...extension,
    transforms: transforms.map(
      (transform) => (tree: Root) => (mayHaveAddress(tree) ? transform(tree) : undefined),
    ),
  };
}

// As in `https://a.example`, `www.a.example`, `someone@a.example`.
const ADDRESS = /https?:\/\/|www\.|@/i;

function mayHaveAddress(node: Nodes): boolean {
  return node.type === 'text'
    ? ADDRESS.test(node.value)
    : 'children' in node && node.children.some(mayHaveAddress);
}
