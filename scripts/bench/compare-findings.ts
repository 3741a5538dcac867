import type { Finding } from '../../src/runbook/finding.ts';

/** What one version finds and the other does not. */
export interface Difference {
  readonly gone: readonly Finding[];
  readonly fresh: readonly Finding[];
}

/** Compares the findings of two versions of opsbook in the same folder; one that stands twice counts twice. */
export function compareFindings(older: readonly Finding[], newer: readonly Finding[]): Difference {
  return { gone: without(older, newer), fresh: without(newer, older) };
}

/**
 * Renders a difference as a patch does: `-` for what is no longer said, `+` for what is new; then the sums by rule.
 */
export function renderDifference({ gone, fresh }: Difference): string {
  const lines = [...gone.map((one) => ({ mark: '-', one })), ...fresh.map((one) => ({ mark: '+', one }))];
  lines.sort((a, b) => (place(a.one) < place(b.one) ? -1 : 1));
  const rules = [...new Set(lines.map(({ one }) => one.ruleId))].sort();
  const count = (list: readonly Finding[], rule: string): number =>
    list.filter(({ ruleId }) => ruleId === rule).length;
  return [
    ...lines.map(
      ({ mark, one }) =>
        `${mark} ${one.path}:${one.line}:${one.column}  ${one.level}  ${one.message}  ${one.ruleId}`,
    ),
    ...rules.map((rule) => `  ${rule}: ${count(gone, rule)} gone, ${count(fresh, rule)} new`),
    `  ${gone.length} gone, ${fresh.length} new.`,
  ].join('\n');
}

function without(list: readonly Finding[], other: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const one of other) left.set(key(one), (left.get(key(one)) ?? 0) + 1);
  return list.filter((one) => {
    const there = left.get(key(one)) ?? 0;
    left.set(key(one), there - 1);
    return there <= 0;
  });
}

/** Both versions are asked for each place, so no finding here stands for many. */
function key({ path, line, column, level, ruleId, message }: Finding): string {
  return [path, line, column, level, ruleId, message].join('\n');
}

function place({ path, line, column, ruleId }: Finding): string {
  return [path, String(line).padStart(7, '0'), String(column).padStart(7, '0'), ruleId].join('\n');
}
