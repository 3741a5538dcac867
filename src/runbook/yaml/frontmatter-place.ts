/** Where the YAML between a page's two `---` lines stands, or before Pandoc's `...`; undefined when it has none. */
export function frontmatterPlace(text: string): { start: number; end: number } | undefined {
  const first = /^\uFEFF?---[ \t]*(\r\n|[\r\n])/.exec(text)?.[0].length ?? belowBlankLines(text);
  if (first === undefined) return undefined;
  const rest = text.slice(first);
  const last = (/^[\w-]{1,60}:/.test(rest) ? WITH_DOTS : /^---[ \t]*$/m).exec(rest);
  return last ? { start: first, end: first + last.index } : undefined;
}

/** Hugo and others also read it below blank lines; there, a ruler is told from it by the key that follows. */
function belowBlankLines(text: string): number | undefined {
  const [blank] = /^\s*/.exec(text) ?? [''];
  if (!/[\r\n]$/.test(blank)) return undefined;
  const [line] = /^---[ \t]*(?:\r\n|[\r\n])(?=[\w-]{1,60}:)/.exec(text.slice(blank.length)) ?? [];
  return line === undefined ? undefined : blank.length + line.length;
}

// Dots end a document of YAML, unless a key goes on below them; where no key stands above, they are words of the page.
const WITH_DOTS = /^(?:---|\.{3}(?![ \t]*(?:\r\n|[\r\n])[\w-]{1,60}:))[ \t]*$/m;
