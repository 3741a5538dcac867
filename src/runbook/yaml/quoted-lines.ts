/**
 * What reads YAML for Kubernetes, Hugo and Jekyll takes a quoted value whose lines stand as far left as its key: here
 * they stand on one, at the same offsets.
 */
export function withQuotedLinesJoined(text: string): string {
  let joined = '';
  let done = 0;
  for (const { 1: quote = '', index: at } of text.matchAll(/: (["'])/g)) {
    if (at < done) continue;
    const end = quote === '"' ? endOfDoubleQuotes(text, at + 3) : endOfQuotes(text, at + 3);
    const [rest = ''] = end < 0 ? ['-'] : text.slice(end + 1, end + 100).split('\n', 1);
    if (rest.trim() !== '') continue;
    joined += text.slice(done, at) + text.slice(at, end).replace(/[\r\n]/g, ' ');
    done = end;
  }
  return joined + text.slice(done);
}

/** Where double quotes close; what stands behind a backslash closes none. */
function endOfDoubleQuotes(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charAt(at - 1 - count) === '\\') count += 1;
  return count % 2 === 1;
}

/** Where single quotes close; two of them stand for one inside. */
function endOfQuotes(text: string, from: number): number {
  let end = text.indexOf("'", from);
  while (end >= 0 && text.charAt(end + 1) === "'") end = text.indexOf("'", end + 2);
  return end;
}
