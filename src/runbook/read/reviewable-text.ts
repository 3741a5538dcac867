/**
 * A runbook's text as a reviewer judges it: without the lines that a review itself writes, with one kind of
 * line ending. Its hash tells whether a page has changed since it was signed.
 */
export function reviewableText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines[0]?.trim() === '---' ? lines.findIndex((line, index) => index > 0 && isFence(line)) : -1;
  return lines.filter((line, index) => index > end || !/^reviewed\s*:/.test(line)).join('\n');
}

const isFence = (line: string): boolean => line.trimEnd() === '---';
