import { refuse } from './query-fault.ts';

/** The smallest parts of a query. `word` may hold colons and be a keyword: only its place tells. */
export interface Token {
  readonly kind: 'number' | 'duration' | 'string' | 'word' | 'mark' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface TokenWishes {
  /** Whether numbers and durations may be written as VictoriaMetrics takes them: `5i`, `1.5h`, `10Ki`. */
  readonly isLoose: boolean;
}

const SPACE = /(?:\s|#[^\n]*(?:\n|$))+/y;
const STRING = /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`[^`]*`/y;
const DURATION = /(?:\d+(?:ms|[smhdwy]))+/y;
// Matches `5`, `5.`, `.5`, `1e3`, `0x1F`; of `1.2.3` only a part, which is refused for what follows.
const NUMBER = /(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
// Matches `5i`, `1.5h`, `1h30m`; and `10Ki`, `5`.
const LOOSE_DURATION = /(?:(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?:ms|[smhdwyi]))+/iy;
const LOOSE_NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[KMGT]i?B?|e[+-]?\d+)?/iy;
const WORD = /[A-Za-z_:][\w:]*/y;
const PLAIN_WORD = /[A-Za-z_]\w*/y;
const LOOSE_WORD = /(?:[\p{L}_:]|\\.)(?:[\p{L}\p{N}_:.]|\\.)*/uy;
const MARK = /=~|!~|!=|==|<=|>=|[-+*/%^<>=(){}[\],:@]/y;
const ORDER = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];

/** Cuts a query into its parts, the end of the text as the last. */
export function readTokens(query: string, { isLoose }: TokenWishes): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp, after?: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    // What a number may not be followed by is asked here: looked ahead for, it would be asked at each digit.
    return text && after?.test(query.charAt(at + text.length)) ? undefined : text;
  };
  // Between brackets a colon stands between two lengths, and is in no name.
  let isInBrackets = false;
  const kinds = (): readonly (readonly [kind: Token['kind'], pattern: RegExp, notBefore?: RegExp])[] => {
    const word = isInBrackets ? PLAIN_WORD : isLoose ? LOOSE_WORD : WORD;
    const numbers = [
      ['duration', DURATION, /[\w.]/],
      ['number', NUMBER, /[\w.]/],
    ] as const;
    const loose = isLoose
      ? ([
          ['number', LOOSE_DURATION, /\w/],
          ['number', LOOSE_NUMBER, /[\w.]/],
        ] as const)
      : [];
    return [['string', STRING], ...loose, ...numbers, ['word', word], ['mark', MARK]];
  };
  for (;;) {
    at += take(SPACE)?.length ?? 0;
    if (at >= query.length) break;
    const found = kinds()
      .map(([kind, pattern, notBefore]) => ({ kind, text: take(pattern, notBefore) }))
      .find(({ text }) => text);
    if (!found?.text) refuseAt(query, at);
    const token: Token = { kind: found.kind, text: found.text, start: at, end: at + found.text.length };
    if (token.kind === 'duration') judgeDuration(token);
    tokens.push(token);
    if (token.text === '[' || token.text === ']') isInBrackets = token.text === '[';
    at = token.end;
  }
  return [...tokens, { kind: 'end', text: '', start: query.length, end: query.length }];
}

function refuseAt(query: string, at: number): never {
  const rest = query.slice(at);
  const [text = ''] = /^[\d.][\w.]*|^["'`]|^[^]/u.exec(rest) ?? [];
  const place = { start: at, end: at + text.length };
  if (/^["'`]/.test(text)) refuse(place, 'this string has no end');
  if (/^[\d.]/.test(text))
    refuse(place, `\`${text}\` is neither a number nor a duration like \`5m\` or \`1h30m\``);
  refuse(place, `\`${text}\` has no meaning here`);
}

/** `1h30m` is one, `30m1h` and `5m5m` are none. */
function judgeDuration(token: Token): void {
  const units = [...token.text.matchAll(/[a-z]+/g)].map(([unit]) => ORDER.indexOf(unit));
  if (units.every((unit, at) => at === 0 || unit > (units[at - 1] ?? 0))) return;
  refuse(
    token,
    `\`${token.text}\` is not a duration: its units go from the longest to the shortest, each once, like \`1h30m\``,
  );
}
