import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { SourceText } from '../runbook/read/source-text.ts';
import type { AlertLink } from './contract.ts';
import { editAnnotation } from './edit-annotation.ts';
import type { Edit } from './edit-annotation.ts';
import { wantedLink } from './link-template.ts';
import type { LinkWishes } from './link-template.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { listRuleNodes } from './rule-nodes.ts';

/** What becomes of one rule file. */
export interface AnnotatedFile {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** How many rules got a link, or another one. */
  readonly written: number;
  /** Rules that should have a link and could not be given one, each with the reason. */
  readonly left: readonly { readonly alert: string; readonly line: number; readonly reason: string }[];
  /** Links that lead out of the book and were left as they are. */
  readonly unjudged: readonly string[];
}

export interface AnnotateOptions extends LinkWishes {
  /** The annotations that hold links; the first is written where a rule has none of them. */
  readonly annotations: readonly string[];
  /** Why a rule is to be left alone, by its place in the file. */
  readonly refused?: ReadonlyMap<number, string>;
}

/** Gives the rules of a file the links that they should carry. Everything else of it stays byte for byte. */
export function annotateFile(
  source: SourceText,
  links: readonly AlertLink[],
  options: AnnotateOptions,
): AnnotatedFile {
  const { annotations, refused } = options;
  const { path, text } = source;
  const nodes = parseRuleDocuments(source).documents.flatMap((document) => [
    ...listRuleNodes(document, text),
  ]);
  const edits: Edit[] = [];
  const left: AnnotatedFile['left'][number][] = [];
  const unjudged: string[] = [];
  for (const [index, link] of links.entries()) {
    const wanted = wantedLink(link, options);
    if (wanted.kind === 'unjudged') unjudged.push(link.annotation?.value ?? '');
    if (wanted.kind !== 'write') continue;
    const found = nodes[index];
    const name = link.annotation?.name ?? annotations[0] ?? 'runbook_url';
    const reason = refused?.get(index);
    const edit =
      reason !== undefined
        ? { reason }
        : !found || found.isEmbedded
          ? { reason: found ? 'it stands in a text inside the YAML' : whyNotWritten(link.rule) }
          : editAnnotation(
              { node: found.node, document: found.document, text },
              { name, value: wanted.value },
            );
    if ('reason' in edit)
      left.push({ alert: link.rule.name, line: link.rule.range.start.line, reason: edit.reason });
    else edits.push(edit);
  }
  const to = applyEdits(text, edits);
  if (edits.length > 0 && meaningOf(source, annotations) !== meaningOf({ ...source, text: to }, annotations))
    throw new Error(`Writing links into ${path} would change more than its links.`);
  return { path, from: text, to, written: edits.length, left, unjudged };
}

function whyNotWritten({ readFrom }: AlertLink['rule']): string {
  if (readFrom === 'template') return 'it is read from a template, which is never written';
  return readFrom === 'terraform'
    ? 'it is read from Terraform, which is never written'
    : 'only rule files can be written';
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: added }) => result.slice(0, start) + added + result.slice(end),
      text,
    );
}

/** All that a rule file says to whoever reads YAML, but for the links of its rules; aliases stay as they are. */
function meaningOf(source: SourceText, links: readonly string[]): string {
  const { documents, faults } = parseRuleDocuments(source);
  const rules = new Set<unknown>(
    documents.flatMap((document) => [...listRuleNodes(document, source.text)].map(({ node }) => node)),
  );
  const plain = (node: unknown, isRule = false): unknown => {
    if (isAlias(node)) return { alias: node.source };
    if (isSeq(node)) return node.items.map((item) => plain(item, rules.has(item)));
    if (isScalar(node)) return node.value;
    if (!isMap(node)) return null;
    const pairs = node.items.map(({ key, value }) => [plain(key), plain(value)] as const);
    return isRule ? pairs.flatMap((pair) => withoutLinks(pair, links)) : pairs;
  };
  return JSON.stringify([
    documents.map(({ contents }) => plain(contents)),
    faults.map(({ message }) => message),
  ]);
}

/** A field of a rule; of its annotations those that are no links, and nothing where no other is there. */
function withoutLinks(
  [key, value]: readonly [unknown, unknown],
  links: readonly string[],
): (readonly [unknown, unknown])[] {
  if (key !== 'annotations') return [[key, value]];
  // A mapping was made a list of pairs above.
  const pairs = Array.isArray(value) ? (value as [unknown, unknown][]) : [];
  const others = pairs.filter(([name]) => !links.includes(String(name)));
  return others.length === 0 ? [] : [[key, others]];
}
