import type { SourceText } from '../runbook/read/source-text.ts';
import type { AlertLink } from './contract.ts';
import { editAnnotation } from './edit-annotation.ts';
import type { Edit } from './edit-annotation.ts';
import { wantedLink } from './link-template.ts';
import { readAlertRules } from './read-rules.ts';
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
}

export interface AnnotateOptions {
  /** Where the site is published, as in `https://ops.example.com/runbooks`. */
  readonly root: string;
  /** The annotations that hold links; the first is written where a rule has none of them. */
  readonly annotations: readonly string[];
}

/** Gives the rules of a file the links that they should carry. Everything else of it stays byte for byte. */
export function annotateFile(
  source: SourceText,
  links: readonly AlertLink[],
  { root, annotations }: AnnotateOptions,
): AnnotatedFile {
  const { path, text } = source;
  const nodes = parseRuleDocuments(source).documents.flatMap((document) => [
    ...listRuleNodes(document, text),
  ]);
  const edits: Edit[] = [];
  const left: AnnotatedFile['left'][number][] = [];
  for (const [index, link] of links.entries()) {
    const wanted = wantedLink(link, root);
    if (wanted.kind !== 'write') continue;
    const found = nodes[index];
    const name = link.annotation?.name ?? annotations[0] ?? 'runbook_url';
    const edit =
      !found || found.isEmbedded
        ? { reason: found ? 'it stands in a text inside the YAML' : 'only rule files can be written' }
        : editAnnotation({ node: found.node, document: found.document, text }, { name, value: wanted.value });
    if ('reason' in edit)
      left.push({ alert: link.rule.name, line: link.rule.range.start.line, reason: edit.reason });
    else edits.push(edit);
  }
  const to = applyEdits(text, edits);
  if (!saysTheSame(source, to, annotations))
    throw new Error(`Writing links into ${path} would change more than its links.`);
  return { path, from: text, to, written: edits.length, left };
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: added }) => result.slice(0, start) + added + result.slice(end),
      text,
    );
}

/** Whether two rule files say the same, but for their links. */
function saysTheSame({ path, text }: SourceText, other: string, links: readonly string[]): boolean {
  const meaningOf = (own: string): string => {
    const { rules, faults } = readAlertRules({ path, text: own, faults: [] });
    const said = rules.map(({ name, expression, duration, labels, annotations, group }) => {
      const others = Object.entries(annotations).filter(([annotation]) => !links.includes(annotation));
      return [name, expression, duration, labels, others, group];
    });
    return JSON.stringify([said, faults.map(({ message }) => message)]);
  };
  return meaningOf(text) === meaningOf(other);
}
