/** Every match of a pattern that a line begins with, with the line's number from 1. The pattern looks at one line. */
export function matchLines(
  text: string,
  pattern: RegExp,
): readonly { readonly match: RegExpExecArray; readonly line: number }[] {
  return text.split(/\r?\n/).flatMap((one, index) => {
    // No line that says a name is longer, and a file may have one of a megabyte.
    const match = one.length > 2000 ? null : pattern.exec(one);
    return match ? [{ match, line: index + 1 }] : [];
  });
}

/** The folder of a path; `''` at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last line of what begins on a line: lines that are indented below it, and the bracket that closes them. */
export function blockEnd(lines: readonly string[], line: number): number {
  let end = line;
  for (let next = line + 1; next <= lines.length; next += 1) {
    const one = lines[next - 1] ?? '';
    if (/^[})\]]/.test(one)) return next;
    if (/^\s+\S/.test(one)) end = next;
    else if (one.trim() !== '') break;
  }
  return end;
}

/** The number of the last line of a text. */
export function lastLine(text: string): number {
  return text.replace(/\r?\n$/, '').split('\n').length;
}
