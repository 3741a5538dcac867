import { element } from './element.ts';

// Matches `code`, ``co`de`` and **bold** of a sentence.
const MARKED = /(`{1,3})([^`]{1,2000}?)\1|\*\*([^*]{1,200})\*\*/g;

/** A sentence of the Timeline as it is shown: its code and what is bold as such, the rest as text. */
export function sayMarked(sentence: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const match of sentence.matchAll(MARKED)) {
    const [whole, , code, bold = ''] = match;
    parts.push(sentence.slice(at, match.index));
    parts.push(code === undefined ? element('strong', {}, bold) : element('code', {}, code));
    at = match.index + whole.length;
  }
  return [...parts, sentence.slice(at)];
}
