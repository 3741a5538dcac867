import { isScalar } from 'yaml';
import { textOf } from './yaml-nodes.ts';

/** A part of a text: offsets of its first character and of the one after its last. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a part of a scalar's value stands in the YAML that it was read from: quotes, escapes, folds and indents are
 * stepped over. Undefined for what is no scalar with a place.
 */
export function placeInScalar(node: unknown, part: TextPart, text: string): TextPart | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  const [from, to] = node.range;
  const value = textOf(node) ?? '';
  const isDouble = node.type === 'QUOTE_DOUBLE';
  let at = firstOfText(text, from, node.type ?? 'PLAIN');
  const offsets: number[] = [];
  for (let own = 0; own < value.length;) {
    const [wanted = '', found = ''] = [value[own], text[at]];
    if (at >= to) break;
    if (isDouble && found === '\\') {
      const escape = ESCAPE.exec(text.slice(at, at + 10))?.[0] ?? '\\';
      if (/^\\\s/.test(escape)) at += escape.length;
      else {
        const width = String.fromCodePoint(value.codePointAt(own) ?? 0).length;
        for (let half = 0; half < width; half += 1) offsets[own + half] = at;
        own += width;
        at += escape.length;
      }
    } else if (isBlank(found) && (!isBlank(wanted) || isBreak(found))) {
      // A break and the indent after it: in the value a break, a blank or nothing.
      while (own < value.length && isBlank(value[own] ?? '')) offsets[own++] = at;
      while (at < to && isBlank(text[at] ?? '')) at += 1;
    } else {
      offsets[own++] = at;
      // In single quotes, a quote is two.
      at +=
        node.type === 'QUOTE_SINGLE' && text.startsWith("''", at)
          ? 2
          : isBlank(wanted) && !isBlank(found)
            ? 0
            : 1;
    }
  }
  const start = offsets[part.start] ?? at;
  const last = part.end > part.start ? offsets[part.end - 1] : undefined;
  return { start, end: last === undefined ? start : last + 1 };
}

/** Matches `\n`, `\x41`, `\u0041`, a `\` before a line break with the indent after it. */
const ESCAPE = /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[^])/;

function firstOfText(text: string, from: number, type: string): number {
  if (type.startsWith('QUOTE')) return from + 1;
  if (!type.startsWith('BLOCK')) return from;
  const lineEnd = text.indexOf('\n', from);
  return lineEnd < 0 ? from : lineEnd + 1;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || isBreak(character);
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}
