import { holds } from './own-bindings.ts';
import type { Given } from './given-text.ts';
import type { Command, Range, Word } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

/** Programs that print their words, or a part of them, or what comes in, in another form. */
export const PRINTS_WORDS: ReadonlySet<string> = new Set(
  (
    'echo printf cat tee sed gsed awk gawk jq tr cut head tail sort uniq rev nl fold paste yes envsubst base64 xargs read ' +
    'date seq basename dirname realpath readlink cygpath expr'
  ).split(' '),
);

// Those of them that take files for their words, not texts.
const TAKES_FILES = words('cat tee cut head tail sort uniq rev nl fold paste base64 read');

/** Whether what a command prints is made of a text that stands in it: `basename "$X"`, `cut -d/ -f1 <<< "$X"`. */
export function printsText(command: Command | undefined, use: Range): boolean {
  const name = programName(command?.words[0]);
  if (!command || !PRINTS_WORDS.has(name)) return false;
  const inputs = [
    ...command.hereDocuments.map(({ bodyRange }) => bodyRange),
    ...command.redirections.flatMap(({ target }) => target?.range ?? []),
  ];
  return !TAKES_FILES.has(name) || inputs.some((range) => holds(range, use));
}

/** The text before and after a variable. */
interface Cut {
  readonly before: string;
  readonly after: string;
}

/** What `echo` and `printf` make of their words, around the variable in one of them; undefined for other programs. */
export function printedText(words: readonly Word[], word: Word, cut: Cut): Cut | undefined {
  const name = programName(words[0]);
  const at = words.indexOf(word);
  if (at < 1) return undefined;
  const values = words.map(({ value }) => value);
  if (name === 'echo') {
    const first = values.findIndex((value, index) => index > 0 && !/^-[neE]+$/.test(value));
    const lead = values.slice(first, at).map((value) => `${value} `);
    const tail = values.slice(at + 1).map((value) => ` ${value}`);
    return { before: lead.join('') + cut.before, after: cut.after + tail.join('') };
  }
  if (name !== 'printf') return undefined;
  const format = formatAt(words);
  if (at <= format) return undefined;
  return printedByFormat(values[format] ?? '', {
    lead: values.slice(format + 1, at),
    tail: values.slice(at + 1),
    cut,
  });
}

/** What `printf` prints before one of its words: `A=` in `printf 'A=%s' "$X"`. Undefined for other programs. */
export function formatLead(words: readonly Word[], word: Word | undefined): string | undefined {
  const isKnown = words[0]?.value === 'printf' && words[formatAt(words)]?.isDynamic === false;
  return isKnown && word ? printedText(words, word, { before: '', after: '' })?.before : undefined;
}

/** The place of printf's format among its words. */
export function formatAt([, first]: readonly Word[]): number {
  return first?.value === '-v' ? 3 : first?.value === '--' ? 2 : 1;
}

// `%s`, `%-10s`, `%%`; not `%.3s`, which prints a part, nor `%*s`.
const DIRECTIVE = /%%|%[-+ #0]{0,4}\d{0,4}([a-zA-Z])/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

interface Arguments {
  readonly lead: readonly string[];
  readonly tail: readonly string[];
  readonly cut: Cut;
}

/** bash takes the format anew for as long as there are words. */
function printedByFormat(format: string, { lead, tail, cut }: Arguments): Cut | undefined {
  const directives = [...format.matchAll(DIRECTIVE)].filter(([, letter]) => letter !== undefined);
  const next = directives[lead.length % directives.length];
  if (!next || /%[-+ #0]{0,4}\d{0,4}[.*]/.test(format)) return undefined;
  const rounds = Math.floor(lead.length / directives.length);
  const before = print(format, lead.slice(rounds * directives.length), cut.before);
  const earlier = Array.from({ length: rounds }, (_, round) =>
    print(format, lead.slice(round * directives.length), undefined),
  );
  const after = format.slice(next.index).replace(DIRECTIVE, '');
  return { before: earlier.join('') + before, after: cut.after + unescape(after) + tail.join('') };
}

/** The format with these words in it, up to the directive after them, which gets `last`; whole without one. */
function print(format: string, given: readonly string[], last: string | undefined): string {
  let text = '';
  let from = 0;
  let next = 0;
  for (const found of format.matchAll(DIRECTIVE)) {
    text += unescape(format.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[1] === undefined) text += '%';
    else if (next < given.length) text += given[next++] ?? '';
    else if (last !== undefined) return text + last;
  }
  return text + unescape(format.slice(from));
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}

/**
 * What a command is given as a text that another one prints: `x -p "$(printf …)"`, `x -f <(echo …)`.
 * @param printed a text in which the variable stands, with the command that prints it
 */
export function textMadeOf(
  outer: Command,
  printed: { readonly command: Command; readonly text: Given },
  source: string,
): Given | undefined {
  const start = printed.command.range.start;
  const opened = /(?:[$<]\(|`)\s*$/.exec(source.slice(Math.max(0, start - 20), start))?.[0];
  if (opened === undefined || !isOneOf(programName(printed.command.words[0]), 'echo printf cat'))
    return undefined;
  const { redirections, words, assignments, hereDocuments } = outer;
  const document = hereDocuments.find(({ bodyRange }) => holds(bodyRange, printed.command.range));
  if (document && !opened.startsWith('<')) {
    const before = source.slice(document.bodyRange.start, start - opened.length) + printed.text.before;
    return { ...printed.text, before, stands: 'here-document' };
  }
  const word = [
    ...words,
    ...assignments.flatMap(({ value }) => value ?? []),
    ...redirections.flatMap(({ target }) => target ?? []),
  ].find(({ range }) => holds(range, printed.command.range));
  if (!word) return undefined;
  const at = word.value.indexOf(source.slice(start - opened.length, printed.command.range.end));
  if (at < 0) return undefined;
  const isFile = opened.startsWith('<');
  return {
    ...printed.text,
    before: (isFile ? '' : word.value.slice(0, at)) + printed.text.before,
    stands: (isFile || !words.includes(word)) && words.length > 0 ? 'here-string' : 'word',
  };
}
