import { splitWords } from './words.ts';

/** Short forms that a book explains in brackets, as in "Persistent Volume Claim (PVC)", with their words. */
export type Acronyms = Readonly<Record<string, readonly string[]>>;

// Matches `(HPP)`; not `(and above)`. The words are looked for from the bracket backwards: forwards, a text of one
// long word would be read again from each of its letters.
const SHORT = /\((\p{Lu}[\p{L}\p{N}]{1,7})\)/gu;
// Matches `hostpath provisioner `, at the end of what stands before the bracket.
const BEFORE = /(?:\p{L}[\p{L}\p{N}]{0,40}[ -]){1,6}$/u;
/** Longer than six words. */
const LONGEST = 160;

/** The short forms that texts explain: letter for letter the first letters of the words before the bracket. */
export function listAcronyms(texts: Iterable<string>): Acronyms {
  const found = new Map<string, readonly string[]>();
  for (const text of texts) {
    for (const { 1: written = '', index } of text.matchAll(SHORT)) {
      const before = BEFORE.exec(text.slice(Math.max(0, index - LONGEST), index))?.[0] ?? '';
      const short = written.replace(/(?<=\p{Lu})s$/u, '').toLowerCase();
      const words = splitWords(before).flatMap(({ text, joins }) => (joins === 1 ? [text] : []));
      const long = words.slice(-short.length);
      if (short.length > 1 && long.map(([letter]) => letter).join('') === short) found.set(short, long);
    }
  }
  return Object.fromEntries(found);
}

/** What everybody who runs Kubernetes says in short, as `kubectl api-resources` lists it; a book need not explain it. */
export const SHORT_NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['crd', ['custom', 'resource', 'definition']],
  ['hpa', ['horizontal', 'pod', 'autoscaler']],
  ['pdb', ['pod', 'disruption', 'budget']],
  ['pv', ['persistent', 'volume']],
  ['pvc', ['persistent', 'volume', 'claim']],
];
