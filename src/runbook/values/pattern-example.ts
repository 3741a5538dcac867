import { wholeMatcher } from './linear-pattern.ts';
import { parsePattern } from './pattern-syntax.ts';
import type { PatternNode } from './pattern-syntax.ts';

/** What stands for any text at all. */
const ANYTHING = '…';
/** In the order in which they are tried: `…` only fits where everything does. */
const CHARS = [...`${ANYTHING}abcdefABCDEF7012345689 -_./:@`];
const LETTERS = 3;
const LONGEST = 120;

/** A short text that fits a pattern, for people who read no patterns; undefined where none is found. */
export function exampleOf(source: string): string | undefined {
  try {
    const example = sample(parsePattern(source, ''));
    const isFit = example !== undefined && example !== '' && example.length <= LONGEST;
    return isFit && wholeMatcher(source)(example) ? example : undefined;
  } catch {
    // Whoever judges patterns says what is wrong with this one.
    return undefined;
  }
}

function sample(node: PatternNode): string | undefined {
  switch (node.kind) {
    case 'char':
      return node.literal ?? CHARS.find(node.test);
    case 'place':
      return '';
    case 'choice':
      return node.items[0] && sample(node.items[0]);
    case 'sequence': {
      const parts = node.items.map(sample);
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'repeat':
      return repeated(node);
  }
}

/** Once where that is enough; a few letters, so that they look like a word. */
function repeated({ item, least, most }: Extract<PatternNode, { kind: 'repeat' }>): string | undefined {
  const once = sample(item);
  if (once === undefined || least > LONGEST || most === 0) return most === 0 ? '' : undefined;
  const isLetter = item.kind === 'char' && item.literal === undefined && /^[a-z]$/i.test(once);
  if (!isLetter) return once.repeat(Math.max(1, least));
  const count = Math.min(most, Math.max(LETTERS, least));
  const letters = CHARS.filter((char) => /^[a-f]$/i.test(char) && item.test(char));
  return Array.from({ length: count }, (_, index) => letters[index % letters.length] ?? once).join('');
}
