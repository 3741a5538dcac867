import type { Finding } from '../../src/runbook/finding.ts';
import type { Row } from './table.ts';

interface Counted {
  readonly pages: number;
  readonly findings?: readonly Finding[] | undefined;
}

/** The findings of a folder by rule, most first, and what of its pages was not understood, each message once. */
export function countRules({ pages, findings = [] }: Counted): { pages: number; rows: Row[] } {
  const byRule = [...Map.groupBy(findings, ({ ruleId }) => ruleId)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const counts = byRule.map(([rule, found]) => {
    const errors = found.filter(({ level }) => level === 'error').length;
    const share = pages === 0 ? '' : `${(found.length / pages).toFixed(2)} a page, `;
    return { what: rule, figure: String(found.length), note: `${share}${errors} errors` };
  });
  const unread = findings.filter(({ ruleId }) => ruleId === 'dialect-known').map(({ message }) => message);
  const said = [...Map.groupBy(unread, (message) => message)];
  return {
    pages,
    rows: [
      ...counts,
      ...said.map(([note, times]) => ({ what: 'not understood', figure: String(times.length), note })),
    ],
  };
}
