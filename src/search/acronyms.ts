import { splitWords } from './words.ts';

/** Short forms that a book explains in brackets, as in "Persistent Volume Claim (PVC)", with their words. */
export type Acronyms = Readonly<Record<string, readonly string[]>>;

// Matches `hostpath provisioner (HPP)`; not `see below (and above)`.
const EXPLAINED = /((?:\p{L}[\p{L}\p{N}]*[ -]){1,6})\((\p{Lu}[\p{L}\p{N}]{1,7})\)/gu;

/** The short forms that texts explain: letter for letter the first letters of the words before the bracket. */
export function listAcronyms(texts: Iterable<string>): Acronyms {
  const found = new Map<string, readonly string[]>();
  for (const text of texts) {
    for (const [, before = '', written = ''] of text.matchAll(EXPLAINED)) {
      const short = written.replace(/(?<=\p{Lu})s$/u, '').toLowerCase();
      const words = splitWords(before).flatMap(({ text, joins }) => (joins === 1 ? [text] : []));
      const long = words.slice(-short.length);
      if (short.length > 1 && long.map(([letter]) => letter).join('') === short) found.set(short, long);
    }
  }
  return Object.fromEntries(found);
}
