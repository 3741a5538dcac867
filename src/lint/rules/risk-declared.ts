import { placeInSnippet } from '../../runbook/snippet-place.ts';
import type { Snippet } from '../../runbook/snippet.ts';
import type { Page } from '../../runbook/parse.ts';
import { isGraver, seenRisk } from '../risk-of.ts';
import type { Rule } from '../rule.ts';

const DOES = { read: 'reads', change: 'changes things', destroy: 'destroys' } as const;

export const riskDeclared: Rule = {
  id: 'risk-declared',
  summary: 'Say of every snippet that changes or destroys something that it does',
  level: 'error',
  check({ page, facts }, report) {
    for (const snippet of page.snippets) {
      const seen = seenRisk(snippet, facts);
      if (!seen || !isGraver(seen.risk, snippet.risk ?? 'read')) continue;
      const at = placeInSnippet(page, snippet, [seen.start, seen.end]);
      const does = `${seen.what} ${DOES[seen.risk]}`;
      if (snippet.risk !== undefined) {
        report(`Change \`risk=${snippet.risk}\` to \`risk=${seen.risk}\`: ${does}.`, at);
      } else {
        const fix = declaration(page, snippet, seen.risk);
        report(`Add \`risk=${seen.risk}\` to this fence: ${does}.`, at, {
          level: 'warning',
          ...(fix ? { fix: [fix] } : {}),
        });
      }
    }
  },
};

/** Puts the attribute at the end of those that the fence has in braces. */
function declaration(page: Page, { range, language }: Snippet, risk: string) {
  if (!range) return undefined;
  const start = range.start.offset;
  const end = page.text.indexOf('\n', start);
  const line = page.text.slice(start, end < 0 ? undefined : end).trimEnd();
  if (/\{[^"}][^}]*\}$/.test(line)) {
    const at = start + line.length - 1;
    return { start: at, end: at, text: ` risk=${risk}` };
  }
  // A fence with nothing but its language gets attributes; any other is left to its author.
  const isBare = line.endsWith(language) && !line.includes('{');
  return isBare
    ? { start: start + line.length, end: start + line.length, text: ` {risk=${risk}}` }
    : undefined;
}
