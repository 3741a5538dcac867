import { isAdopted } from '../../runbook/read/adopted.ts';
import type { Rule } from '../rule.ts';

export const noEsm: Rule = {
  id: 'no-esm',
  summary: 'Leave `import` and `export` out of runbooks',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    const found = page.programs.filter(({ kind }) => kind === 'esm');
    // Another system's pages begin with many: they are one thing to know.
    for (const { source, range } of isAdopted(page) ? found : found.slice(0, 1))
      report(messageOf(source), range);
  },
};

// Matches `import x from "y"`, `export const x = 1`; not `export PGHOST=db`, `import the dump first`.
const PROGRAM =
  /^(import\s+['"{*]|import\s.*\sfrom\s+['"]|export\s+([{*]|const|let|var|function|class|default|async)\b)/;

function messageOf(source: string): string {
  const line = /^[^\r\n]{0,60}/.exec(source)?.[0] ?? '';
  const word = line.slice(0, 6);
  if (PROGRAM.test(source))
    return `Remove \`${line}\`: a runbook is data, and its components need no import.`;
  return `Put \`${line}\` in a fence or reword it: in MDX a line that starts with \`${word}\` is a program.`;
}
