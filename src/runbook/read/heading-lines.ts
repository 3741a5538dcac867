import { trimMarksEnd } from '../words/trim-marks.ts';

/** Lines that a Markdown heading may be, with their marks taken off. */
export function headingLines(text: string): string[] {
  // Matches `## KubeAPIDown ##`, and `KubeAPIDown` above a line of `---`; not `#!/bin/sh`.
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return lines.flatMap((line, at) => {
    const marked = /^ {0,3}#{1,6}[ \t]([^]*)$/.exec(line)?.[1]?.trim();
    if (marked !== undefined) return [trimMarksEnd(marked, '#').trimEnd()].filter((name) => name !== '');
    const isUnderlined = /^ {0,3}(?:=+|-+)[ \t]*$/.test(lines[at + 1] ?? '');
    return isUnderlined && /^ {0,3}\S/.test(line) ? [line.trim()] : [];
  });
}
