import { placeInSnippet } from '../../runbook/read/snippet-place.ts';
import type { Rule } from '../rule.ts';

export const shellcheck: Rule = {
  id: 'shellcheck',
  summary: 'Follow the advice of ShellCheck, where it is installed',
  level: 'warning',
  check({ page, facts }, report) {
    const said = facts.shellcheck?.get(page.path);
    for (const [index, snippet] of page.snippets.entries()) {
      for (const { line, column, endLine, endColumn, code, message } of said?.get(index) ?? []) {
        const start = offsetOf(snippet.code, line, column);
        const range = placeInSnippet(page, snippet, [
          start,
          Math.max(start, offsetOf(snippet.code, endLine, endColumn)),
        ]);
        report(`Fix this: ShellCheck says "${message.replace(/\.$/, '')}" (${code}).`, range);
      }
    }
  },
};

/** The offset of a line and column that both start at 1. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
