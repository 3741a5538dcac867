import { isAdopted } from '../../runbook/read/adopted.ts';
import type { Rule } from '../rule.ts';

export const noEsm: Rule = {
  id: 'no-esm',
  summary: 'Leave `import` and `export` out of runbooks',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    const found = page.programs.filter(({ kind }) => kind === 'esm');
    if (isAdopted(page)) for (const { source, range } of found) report(messageOf(source), range);
    else {
      // Another system's pages begin with many: they are one thing to know, and those of its own components are not
      // said.
      const [first] = found.filter(({ source }) => !isOfGenerator(source));
      if (first) report(messageOf(first.source), first.range, { subject: lineOf(first.source) });
    }
  },
};

// Matches `import x from "y"`, `export const x = 1`; not `export PGHOST=db`, `import the dump first`.
const PROGRAM =
  /^(import\s+['"{*]|import\s.*\sfrom\s+['"]|export\s+([{*]|const|let|var|function|class|default|async)\b)/;

// Match what Starlight, Docusaurus and VitePress ship with; what is not understood of it is said at its place.
const OF_GENERATORS =
  /^(?:@astrojs\/|astro:|@theme(?:-original)?\/|@docusaurus\/|vitepress|nextra|starlight-)/;

/** `import` lines, and every one of them of what a known generator of sites ships with. */
function isOfGenerator(source: string): boolean {
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  return lines.every((line) => {
    const from = /^import\s[^'"]*['"]([^'"]+)['"];?\s*$/.exec(line)?.[1];
    return from !== undefined && OF_GENERATORS.test(from);
  });
}

function messageOf(source: string): string {
  const line = lineOf(source);
  const word = line.slice(0, 6);
  if (PROGRAM.test(source))
    return `Remove \`${line}\`: a runbook is data, and its components need no import.`;
  return `Put \`${line}\` in a fence or reword it: in MDX a line that starts with \`${word}\` is a program.`;
}

function lineOf(source: string): string {
  return /^[^\r\n]{0,60}/.exec(source)?.[0] ?? '';
}
