/** Where the YAML between a page's two `---` lines stands; undefined when it has none. */
export function frontmatterPlace(text: string): { start: number; end: number } | undefined {
  const first = /^\uFEFF?---[ \t]*(\r\n|[\r\n])/.exec(text)?.[0].length;
  if (first === undefined) return undefined;
  const rest = text.slice(first);
  const last = /^---[ \t]*$/m.exec(rest);
  return last ? { start: first, end: first + last.index } : undefined;
}
