// A comment in braces is JavaScript's own, between a slash with a star and a star with a slash.
/** What a comment in braces says; undefined for a program, also between two comments; `''` for empty braces. */
export function commentIn(braces: string): string | undefined {
  let said = '';
  let rest = braces.trim();
  while (rest !== '') {
    const end = rest.startsWith('/*') ? rest.indexOf('*/', 2) : -1;
    if (end < 0) return undefined;
    said += rest.slice(2, end);
    rest = rest.slice(end + 2).trim();
  }
  return said;
}
