/** A longer text is not kept: it would hold on to much, and seldom comes a second time. */
const LONGEST = 4000; // characters
const MOST_KEPT = 300;

/**
 * Remembers what was made of the last texts: a dozen rules ask about the same command, and a book has the same
 * command on many pages. What is made must never be changed.
 */
export function remembering<T>(): (text: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (text, make) => {
    if (text.length > LONGEST) return make();
    const found = known.get(text) ?? make();
    known.delete(text);
    known.set(text, found);
    const [oldest] = known.size > MOST_KEPT ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return found;
  };
}
