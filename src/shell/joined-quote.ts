import { holds } from './own-bindings.ts';
import { namesRereader } from './rereaders.ts';
import type { Quote, Range, Word } from './script.ts';
import { isOneOf } from './words.ts';

/**
 * How a shell that reads the words of a command again, joined by blanks, reads a variable among them:
 * `ssh host grep "'$X'" f` has it in single quotes over there. What cannot be told counts as backticks, which take only
 * what is plain.
 */
export function joinedQuote(words: readonly Word[], use: Range, source: string): Quote {
  return joinedPlace(words, use, source).quote;
}

/** How a variable stands among words that are joined and read again. */
export interface JoinedPlace {
  readonly quote: Quote;
  /** `ssh host true \\; $X`: it would be the name of a command there. */
  readonly isCommand: boolean;
}

const UNKNOWN: JoinedPlace = { quote: 'backtick', isCommand: false };

/** The quotes around a variable in joined words, and whether a command begins with it. */
export function joinedPlace(words: readonly Word[], use: Range, source: string): JoinedPlace {
  const at = words.findIndex(({ range }) => holds(range, use));
  const word = words[at];
  if (!word) return UNKNOWN;
  const variable = source.slice(use.start, use.end);
  const earlier = source.slice(word.range.start, use.start).split(variable).length;
  const pieces = word.value.split(variable);
  if (pieces.length <= earlier) return UNKNOWN;
  const before = pieces.slice(0, earlier).join(variable);
  const text = [...words.slice(0, at).map(({ value }) => value), before].join(' ');
  const after = [pieces.slice(earlier).join(variable), ...words.slice(at + 1).map(({ value }) => value)].join(
    ' ',
  );
  const isCommand = endsCommand(text) || isPipedToShell(after);
  // A second command, or a script in one word, may be read again by what it starts.
  const second = /[;|&\n(][^]*/.exec(text)?.[0] ?? '';
  const isNested =
    namesRereader(second) ||
    (/[;|&\n(]/.test(after) && namesRereader(after)) ||
    (/[\s;]/.test(word.value) && namesRereader(word.value));
  return { quote: isNested ? 'backtick' : quoteAfter(text), isCommand };
}

/** `ssh host echo "$X" \\| sh`: what is printed is run over there. */
function isPipedToShell(after: string): boolean {
  return after
    .split('|')
    .slice(1)
    .some((next) => {
      const names = next.trimStart().split(/\s/).slice(0, 4);
      return names.some((name) =>
        isOneOf(
          name.split('/').at(-1) ?? '',
          'sh bash zsh dash ksh ash ssh su python python2 python3 perl ruby node php',
        ),
      );
    });
}

/** The quotes that stand open at the end of a text. */
function quoteAfter(text: string): Quote {
  let open: 'bare' | 'single' | 'double' = 'bare';
  // What the first shell has put in, where it holds no quotes, changes none.
  const plain = text.replace(/\$\([^()'"\\`]*\)/g, '');
  for (let rest = plain; rest !== ''; rest = rest.slice(1)) {
    if (open === 'single') {
      if (rest.startsWith("'")) open = 'bare';
    } else if (rest.startsWith('\\')) rest = rest.slice(1);
    else if (/^(?:`|[$<>]\(|\$'|<<)/.test(rest)) return 'backtick';
    else if (rest.startsWith('"')) open = open === 'double' ? 'bare' : 'double';
    else if (rest.startsWith("'") && open === 'bare') open = 'single';
  }
  // A backslash, or what begins a comment, right before it.
  if (open !== 'single' && /\\$/.test(plain.replace(/\\\\/g, ''))) return 'backtick';
  return open === 'bare' && /(?:^|\s)#/.test(plain) ? 'backtick' : open;
}

/** Whether a new command begins behind a text: `;`, `|` and the like stand last, but for quotes and blanks. */
function endsCommand(text: string): boolean {
  return /[;|&({\n](?:["']|(?!\n)\s)*$/.test(text);
}
