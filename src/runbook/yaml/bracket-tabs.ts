/**
 * A YAML text of the same length in which the lines of a list or mapping in brackets begin with blanks in place of tabs:
 * every reader but the strictest takes tabs there.
 */
export function withoutTabsInBrackets(source: string): string {
  if (!source.includes('\n\t')) return source;
  let depth = 0;
  return source
    .split('\n')
    .map((line) => {
      const changed = depth > 0 ? line.replace(/^[ \t]+/, (blanks) => ' '.repeat(blanks.length)) : line;
      for (const char of line) {
        if (char === '[' || char === '{') depth += 1;
        else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
      }
      return changed;
    })
    .join('\n');
}
