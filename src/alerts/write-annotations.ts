import type { SourceText } from '../runbook/read/source-text.ts';
import type { AlertRule } from './alert-rule.ts';
import { editAnnotation } from './edit-annotation.ts';
import type { Edit } from './edit-annotation.ts';
import { meaningWithout } from './rule-file-meaning.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { listRuleNodes } from './rule-nodes.ts';

/** One annotation that a rule of a file should have. */
export interface WantedAnnotation {
  readonly rule: AlertRule;
  /** The place of the rule among those of its file. */
  readonly index: number;
  readonly name: string;
  readonly value: string;
  /** Why it is not written after all. */
  readonly refused?: string | undefined;
}

/** A rule that was left alone, and why. */
export interface LeftAlone {
  readonly alert: string;
  readonly line: number;
  readonly reason: string;
}

export interface WrittenAnnotations {
  readonly to: string;
  readonly written: number;
  readonly left: readonly LeftAlone[];
}

/**
 * Writes annotations into a rule file, one of a rule. Everything else of it stays byte for byte.
 * @param names the annotations that may change
 */
export function writeAnnotations(
  source: SourceText,
  wanted: readonly WantedAnnotation[],
  names: readonly string[],
): WrittenAnnotations {
  const { path, text } = source;
  const nodes = parseRuleDocuments(source).documents.flatMap((document) => [
    ...listRuleNodes(document, text),
  ]);
  const edits: Edit[] = [];
  const left: LeftAlone[] = [];
  for (const { rule, index, name, value, refused } of wanted) {
    const found = nodes[index];
    const edit =
      refused !== undefined
        ? { reason: refused }
        : !found || found.isEmbedded
          ? { reason: found ? 'it stands in a text inside the YAML' : whyNotWritten(rule) }
          : editAnnotation({ node: found.node, document: found.document, text }, { name, value });
    if ('reason' in edit) left.push({ alert: rule.name, line: rule.range.start.line, reason: edit.reason });
    else edits.push(edit);
  }
  const to = applyEdits(text, edits);
  if (edits.length > 0 && meaningWithout(source, names) !== meaningWithout({ ...source, text: to }, names))
    throw new Error(`Writing annotations into ${path} would change more than these.`);
  return { to, written: edits.length, left };
}

function whyNotWritten({ readFrom }: AlertRule): string {
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
