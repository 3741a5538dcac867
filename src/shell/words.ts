const KNOWN = new Map<string, ReadonlySet<string>>();

/** The words that a text lists, with blanks between them. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Whether a word is one that a text lists, and not only a part of one: `isOneOf(name, 'trap alias')`. */
export function isOneOf(word: string, list: string): boolean {
  const known = KNOWN.get(list) ?? words(list);
  KNOWN.set(list, known);
  return known.has(word);
}
