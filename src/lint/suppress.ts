import type { Finding } from '../runbook/finding.ts';
import { didYouMean } from '../runbook/nearest.ts';
import { walk } from '../runbook/page.ts';
import type { Suppression } from '../runbook/page.ts';
import type { Page } from '../runbook/parse.ts';
import type { Rule } from './rule.ts';
import { suppressionValid } from './rules/suppression-valid.ts';

interface Judged {
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  /** The rules that were judged by. */
  readonly active: readonly Rule[];
}

/**
 * Takes out the findings that a comment on the line above silences (the whole block that starts there), and
 * reports comments that silence nothing, name no rule, or give no reason.
 */
export function suppress(page: Page, { findings, rules, active }: Judged): Finding[] {
  if (page.suppressions.length === 0) return [...findings];
  const reaches = page.suppressions.map((suppression) => ({
    suppression,
    lines: linesBelow(page, suppression),
  }));
  const isHeld = (finding: Finding): boolean =>
    reaches.some(
      ({ suppression, lines }) => covers(suppression, lines, finding) && isValid(suppression, rules),
    );
  const isActive = (ruleId: string): boolean => active.some(({ id }) => id === ruleId);
  if (!isActive(suppressionValid.id)) return findings.filter((finding) => !isHeld(finding));
  const faults = reaches.flatMap(({ suppression, lines }) => {
    const isUsed =
      !isActive(suppression.ruleId) || findings.some((finding) => covers(suppression, lines, finding));
    const message = suppressionFault(suppression, rules, isUsed);
    return message === undefined ? [] : [toFinding(page, suppression, message)];
  });
  return [...findings.filter((finding) => !isHeld(finding)), ...faults];
}

type Lines = readonly [first: number, last: number];

function covers({ ruleId }: Suppression, [first, last]: Lines, finding: Finding): boolean {
  return finding.ruleId === ruleId && finding.line >= first && finding.line <= last;
}

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
  if (!rule) return `Rename \`${ruleId}\`: no rule has this name.${didYouMean(ruleId, ids)}`;
  if (rule.isFirm) return `Remove this comment and mend the page: \`${ruleId}\` cannot be silenced.`;
  if (reason === '') return `Say why after a colon: \`opsbook-ignore ${ruleId}: the reason\`.`;
  return isUsed ? undefined : `Remove this comment: \`${ruleId}\` finds nothing below it.`;
}

/** The next line that is not blank, to the end of the block that starts there. */
function linesBelow(page: Page, { range }: Suppression): Lines {
  const lines = page.text.split('\n');
  let first = (range?.end.line ?? 0) + 1;
  while (first <= lines.length && (lines[first - 1] ?? '').trim() === '') first += 1;
  let last = first;
  walk(page.tree, (node) => {
    if (node.type !== 'yaml' && node.position?.start.line === first)
      last = Math.max(last, node.position.end.line);
  });
  return [first, last];
}

function toFinding(page: Page, { range }: Suppression, message: string): Finding {
  const start = range?.start ?? { line: 1, column: 1 };
  const end = range?.end ?? start;
  const { id: ruleId, level } = suppressionValid;
  return {
    ruleId,
    level,
    message,
    path: page.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    url: `/rules/${ruleId}/`,
  };
}
