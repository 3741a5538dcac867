/** A text as a regular expression that matches it: `RegExp.escape` is Node 24's, and opsbook runs on Node 22 too. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === '-' ? '\\x2d' : `\\${sign}`));
}
