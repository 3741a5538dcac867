import type { Word, WordPart } from 'unbash';
import { isOneOf } from '../words.ts';

/** What stands bare in a word and means the same between double quotes. */
const SAFE = /^[\w./:@%+=,-]*$/;

/** A word as it would be written between double quotes; undefined where the shell makes more of it than one text. */
export function innerText(word: Word, source: string): string | undefined {
  if (!word.parts) return SAFE.test(word.text) ? word.text : undefined;
  const texts = word.parts.map((part) => innerOfPart(part, source));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

function innerOfPart(part: WordPart, source: string): string | undefined {
  if (part.type === 'DoubleQuoted') return source.slice(part.pos + 1, part.end - 1);
  if (part.type === 'Literal') return SAFE.test(part.text) ? part.text : undefined;
  // No backslash between double quotes takes what `!` means away.
  if (part.type === 'SingleQuoted')
    return part.value.includes('!') ? undefined : part.value.replace(/["$`\\]/g, '\\$&');
  return undefined;
}

/** `B=$(cmd)`, `B=$A`, `B=/data/$A`: what an assignment does not split. */
export function innerOfAssigned(word: Word, source: string): string | undefined {
  const { parts } = word;
  if (!parts) return innerText(word, source);
  const texts = parts.map((part) => {
    if (!isOneOf(part.type, 'CommandExpansion SimpleExpansion ParameterExpansion'))
      return innerOfPart(part, source);
    if (part.text.startsWith('`')) return undefined;
    // What comes next is no part of its name.
    return parts.length > 1 ? part.text.replace(/^\$(\w+)/, '${$1}') : part.text;
  });
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

/** A piece of a text and what is written in its place. */
export interface Edit {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

/** A text with pieces of it written anew; they do not overlap. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.pos - b.pos)) {
    out += text.slice(at, edit.pos) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}
