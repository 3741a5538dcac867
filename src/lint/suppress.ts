import type { Finding, Range } from '../runbook/finding.ts';
import { didYouMean } from '../runbook/words/nearest.ts';
import type { Suppression } from '../runbook/read/page.ts';
import { yamlSuppressions } from '../runbook/read/parse.ts';
import type { Page } from '../runbook/read/parse.ts';
import { walk } from '../runbook/read/walk.ts';
import type { Rule } from './rule.ts';

interface Judged {
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  /** The rules that the findings were made by. */
  readonly active: readonly Rule[];
}

/** What is left of a page's findings, and what is wrong with the comments that silence the others. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly faults: readonly { readonly message: string; readonly range: Range | undefined }[];
}

/**
 * Takes out the findings that a comment on the line above silences (the whole block that starts there), and
 * says which comments silence nothing, name no rule, or give no reason.
 */
export function suppress(page: Page, judged: Judged): Suppressed {
  if (page.suppressions.length === 0) return { findings: judged.findings, faults: [] };
  const below = linesBelow(page);
  return silence(
    page.suppressions.map((suppression) => ({ suppression, lines: below(suppression) })),
    judged,
  );
}

/** The same for a YAML file that is no page: a comment holds for the entry below it, as for one alert rule. */
export function suppressInYaml(text: string, judged: Judged): Suppressed {
  const suppressions = text.includes('opsbook-ignore')
    ? yamlSuppressions(text, { start: 0, end: text.length })
    : [];
  if (suppressions.length === 0) return { findings: judged.findings, faults: [] };
  const lines = text.split(/\r?\n/);
  const indent = (line: number): number => (lines[line - 1] ?? '').search(/\S|$/);
  const isBlank = (line: number): boolean => (lines[line - 1] ?? '').trim() === '';
  const linesOf = ({ range }: Suppression): Lines => {
    let first = (range?.end.line ?? 0) + 1;
    while (first <= lines.length && isBlank(first)) first += 1;
    let last = first;
    while (last < lines.length && (isBlank(last + 1) || indent(last + 1) > indent(first))) last += 1;
    return [first, last];
  };
  return silence(
    suppressions.map((suppression) => ({ suppression, lines: linesOf(suppression) })),
    judged,
  );
}

interface Reach {
  readonly suppression: Suppression;
  readonly lines: Lines;
}

function silence(reaches: readonly Reach[], { findings, rules, active }: Judged): Suppressed {
  const byRule = Map.groupBy(
    findings.toSorted((a, b) => a.line - b.line),
    ({ ruleId }) => ruleId,
  );
  const held = new Set<Finding>();
  const faults = reaches.flatMap(({ suppression, lines }) => {
    const below = within(byRule.get(suppression.ruleId) ?? [], lines);
    if (isValid(suppression, rules)) for (const finding of below) held.add(finding);
    const isUsed = !active.some(({ id }) => id === suppression.ruleId) || below.length > 0;
    const message = suppressionFault(suppression, rules, isUsed);
    return message === undefined ? [] : [{ message, range: suppression.range }];
  });
  return { findings: findings.filter((finding) => !held.has(finding)), faults };
}

/** Those of findings in the order of their lines that start on some lines. */
function within(findings: readonly Finding[], [first, last]: Lines): readonly Finding[] {
  let low = 0;
  let high = findings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((findings[middle]?.line ?? Infinity) < first) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((findings[end]?.line ?? Infinity) <= last) end += 1;
  return findings.slice(low, end);
}

type Lines = readonly [first: number, last: number];

function isValid(suppression: Suppression, rules: readonly Rule[]): boolean {
  const rule = rules.find(({ id }) => id === suppression.ruleId);
  return rule !== undefined && !rule.isFirm && suppression.reason !== '';
}

function suppressionFault(
  { ruleId, reason }: Suppression,
  rules: readonly Rule[],
  isUsed: boolean,
): string | undefined {
  const rule = rules.find(({ id }) => id === ruleId);
  const ids = rules.map(({ id }) => id);
  if (ruleId === '') return 'Name the rule, as in `opsbook-ignore title-unique: the reason`.';
  if (!rule) return `Rename \`${ruleId}\`: no rule has this name.${didYouMean(ruleId, ids)}`;
  if (rule.isFirm) return `Remove this comment and fix the page: \`${ruleId}\` cannot be silenced.`;
  if (reason === '') return `Say why after a colon: \`opsbook-ignore ${ruleId}: the reason\`.`;
  return isUsed ? undefined : `Remove this comment: \`${ruleId}\` finds nothing below it.`;
}

/** From the next line that is not blank to the end of the block, or of the frontmatter's field, that starts there. */
function linesBelow({ text, tree }: Page): (suppression: Suppression) => Lines {
  const lines = text.split(/\r\n|[\r\n]/);
  const ends = new Map<number, number>();
  walk(tree, ({ position }) => {
    if (!position) return;
    const { start, end } = position;
    ends.set(start.line, Math.max(ends.get(start.line) ?? 0, end.line));
  });
  const front = tree.children[0]?.type === 'yaml' ? (tree.children[0].position?.end.line ?? 0) : 0;
  return ({ range }) => {
    let first = (range?.end.line ?? 0) + 1;
    while (first <= lines.length && (lines[first - 1] ?? '').trim() === '') first += 1;
    return [first, first < front ? fieldEnd(lines, first, front - 1) : (ends.get(first) ?? first)];
  };
}

/** The last line of the YAML field that starts on a line: those below that are indented more, or list items. */
function fieldEnd(lines: readonly string[], first: number, last: number): number {
  const indent = (line: number): number => (lines[line - 1] ?? '').search(/\S|$/);
  let end = first;
  for (let line = first + 1; line <= last; line += 1) {
    const isItem = indent(line) === indent(first) && /^\s*- /.test(lines[line - 1] ?? '');
    if (indent(line) <= indent(first) && !isItem) break;
    end = line;
  }
  return end;
}
