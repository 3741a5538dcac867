import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { printedText } from './printed-texts.ts';
import type { Given } from './given-text.ts';
import type { HereDocument, VariableUse, Word } from './script.ts';

/** The texts of one command in which a variable stands: a word, a here-document. */
export function givenTexts(command: Piped, use: VariableUse, source: string): readonly Given[] {
  const { start, end } = use.range;
  const document = command.hereDocuments.find(({ bodyRange }) => holds(bodyRange, use.range));
  const word = [...command.words, ...command.assignments.flatMap(({ value }) => value ?? [])].find(
    ({ range }) => holds(range, use.range),
  );
  const inDocument = document && {
    before: source.slice(document.bodyRange.start, start),
    after: source.slice(end, document.bodyRange.end),
    stands: 'here-document' as const,
    use: use.range,
    couldClose: couldClose(document, use, source),
  };
  const string = command.redirections.find(
    ({ operator, range }) => operator === '<<<' && holds(range, use.range),
  );
  const inString = string?.target && {
    ...split(string.target, use, source),
    stands: 'here-string' as const,
    use: use.range,
    couldClose: false,
  };
  const inWord = word && {
    ...(printedText(command.words, word, split(word, use, source)) ?? split(word, use, source)),
    stands: 'word' as const,
    use: use.range,
    couldClose: false,
  };
  return [inDocument, inString, inWord].filter((given) => given !== undefined);
}

/** A word as its command gets it, before and after the variable. */
export function split(word: Word, { range }: VariableUse, source: string): { before: string; after: string } {
  const text = source.slice(range.start, range.end);
  const count = source.slice(word.range.start, range.start).split(text).length;
  const pieces = word.value.split(text);
  return { before: pieces.slice(0, count).join(text), after: pieces.slice(count).join(text) };
}

/** Whether a value could make its line of a here-document the closing one. */
function couldClose({ delimiter, bodyRange }: HereDocument, { range }: VariableUse, source: string): boolean {
  const start = Math.max(bodyRange.start, source.lastIndexOf('\n', range.start - 1) + 1);
  const end = source.indexOf('\n', range.end);
  const line = source.slice(start, end < 0 ? undefined : end).replace(/^\t+/, '');
  const [first = '', ...rest] = line.split(/\$\w+|\$\{\w[^{}]*\}/);
  const last = rest.pop() ?? '';
  if (!delimiter.startsWith(first) || !delimiter.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = delimiter.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + last.length <= delimiter.length;
}
