import { DEFAULT_PATTERN } from '../../runbook/schema/params.ts';
import type { Param } from '../../runbook/schema/params.ts';
import { placeInSnippet } from '../../runbook/read/snippet-place.ts';
import { compilePattern } from '../../runbook/values/pattern.ts';
import { listSnippetPlaces } from '../../runbook/values/value-places.ts';
import type { Rule } from '../rule.ts';
import { listRisks } from '../snippet-risk.ts';

export const valueCanBeAnOption: Rule = {
  id: 'value-can-be-an-option',
  summary: 'Keep a value from being an option of a command that changes something',
  level: 'warning',
  check({ page, runbook, facts }, report) {
    const open = (runbook?.params ?? []).filter(isOpen).map(({ name }) => ({ name, allow: [] }));
    if (open.length === 0) return;
    for (const { snippet, risk } of listRisks(page, facts)) {
      if (risk === 'read') continue;
      for (const { name, code, range } of listSnippetPlaces(snippet, open)) {
        if (!code.includes('O')) continue;
        const message = `Write \`--\` before \`$${name}\`, or narrow its pattern: a value such as \`--all\` would be an option here.`;
        report(message, placeInSnippet(page, snippet, [range.start, range.end]));
      }
    }
  },
};

/** What an option looks like. */
const OPTIONS = ['-f', '--all', '--all=true', '-rf'];

/** Whether somebody wrote that a value may begin with `-`; without a pattern of its own none is taken. */
function isOpen({ pattern, allow }: Param): boolean {
  if (allow.includes('option')) return true;
  const compiled = compilePattern(pattern);
  return pattern !== DEFAULT_PATTERN && 'matches' in compiled && OPTIONS.some((one) => compiled.matches(one));
}
