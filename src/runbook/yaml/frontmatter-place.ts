/** Where the YAML between a page's two `---` lines stands, or before Pandoc's `...`; undefined when it has none. */
export function frontmatterPlace(text: string): { start: number; end: number } | undefined {
  const first = /^\uFEFF?---[ \t]*(\r\n|[\r\n])/.exec(text)?.[0].length;
  if (first === undefined) return undefined;
  const rest = text.slice(first);
  const last = (/^[\w-]{1,60}:/.test(rest) ? WITH_DOTS : /^---[ \t]*$/m).exec(rest);
  return last ? { start: first, end: first + last.index } : undefined;
}

// Dots end a document of YAML, unless a key goes on below them; where no key stands above, they are words of the page.
const WITH_DOTS = /^(?:---|\.{3}(?![ \t]*(?:\r\n|[\r\n])[\w-]{1,60}:))[ \t]*$/m;
