import { parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { yamlExcess } from '../runbook/yaml/yaml-bounds.ts';
import { yamlMessage } from '../runbook/yaml/yaml-message.ts';
import { evenQuotes, foldAgain } from './even-quotes.ts';
import { RULES_VALID } from './alert-rule.ts';
import { ENGINES, HELM, renderFirst } from './template-engines.ts';
import type { TemplateEngine } from './template-engines.ts';

/** The YAML documents of a rule file that could be read, and why others could not. */
export interface RuleDocuments {
  readonly documents: readonly Document.Parsed[];
  readonly faults: readonly Fault[];
  /** What makes the file of it, where it is a template, and no YAML before it is rendered. */
  readonly engine?: TemplateEngine | undefined;
}

/** A file of a thousand rules has about this many tokens; what is longer takes too long to look through. */
const MOST_TOKENS = 500_000;

/** Parses the YAML or JSON of a rule file. What is a program or a template and no YAML is said once. */
export function parseRuleDocuments({ path, text }: SourceText): RuleDocuments {
  const isQuiet = leavesBook(path);
  const fault = (message: string, from: number, to: number): Fault => ({
    ruleId: RULES_VALID,
    message,
    range: rangeBetween(text, from, to),
  });
  const program = programOf(path, text);
  if (program)
    return {
      documents: [],
      faults: [fault(program.message, program.start, program.end)],
      engine: program.engine,
    };
  const excess = yamlExcess(text, { mostTokens: MOST_TOKENS });
  if (excess) return { documents: [], faults: [fault(excess.message, excess.offset, excess.offset + 1)] };
  const all = readDocuments(text);
  const broken = all.flatMap(({ errors }) => errors.slice(0, 1));
  const template = broken.length > 0 ? templateLine(text) : undefined;
  if (template)
    return {
      documents: [],
      faults: [fault(renderFirst(HELM, NOT_YET), template.start, template.end)],
      engine: HELM,
    };
  return {
    documents: all.filter(({ errors }) => errors.length === 0),
    faults: broken.map((error) =>
      // For a file outside the book, the finding says only that it cannot be read, and nothing of what is in it.
      fault(isQuiet ? 'Fix the YAML here: it cannot be read.' : yamlMessage(error, text), ...error.pos),
    ),
  };
}

/** Documents as they are; where that fails, with quoted texts that go on at the column of their key made even. */
function readDocuments(text: string): readonly Document.Parsed[] {
  const read = (own: string): readonly Document.Parsed[] => {
    const parsed = parseAllDocuments(own, RULE_YAML);
    return Array.isArray(parsed) ? parsed : [];
  };
  const first = read(text);
  if (first.every(({ errors }) => errors.length === 0)) return first;
  const { text: even, breaks } = evenQuotes(text);
  if (breaks.length === 0) return first;
  const again = read(even);
  if (again.some(({ errors }) => errors.length > 0)) return first;
  for (const document of again) foldAgain(document, breaks);
  return again;
}

/** Unique keys are checked where they matter, in rules: over a long mapping it takes time that grows with its square. */
export const RULE_YAML = {
  prettyErrors: false,
  logLevel: 'silent',
  uniqueKeys: false,
  resolveKnownTags: false,
} as const;

/** Whether a path of the book names a file outside it. */
export function leavesBook(path: string): boolean {
  return path.startsWith('../');
}

const NOT_YET = 'until then it is not YAML';
const JSONNET =
  'Build this Jsonnet first, as in `jsonnet -S rules.jsonnet > rules.yaml`, and name the result in `alerts.rules`: it is a program, and opsbook runs none.';

interface Program {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Absent where it is a program. */
  readonly engine?: TemplateEngine;
}

function programOf(path: string, text: string): Program | undefined {
  if (/\.(jsonnet|libsonnet)$/i.test(path)) return { message: JSONNET, ...firstLine(text) };
  for (const engine of ENGINES) {
    const found = engine.sign.exec(text);
    if (!found) continue;
    const message = renderFirst(engine, NOT_YET);
    return { message, start: found.index, end: found.index + found[0].length, engine };
  }
  return undefined;
}

function firstLine(text: string): { start: number; end: number } {
  return { start: 0, end: /^[^\r\n]*/.exec(text)?.[0].length ?? 0 };
}

/** A line that is nothing but a template: `{{- if … }}`, as in a chart. */
function templateLine(text: string): { start: number; end: number } | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const bare = line.trim();
    if (bare.length >= 4 && bare.startsWith('{{') && bare.endsWith('}}'))
      return { start, end: start + line.trimEnd().length };
    start += line.length + 1;
  }
  return undefined;
}
