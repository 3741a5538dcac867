const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** A string as Go reads it: its value, or the offset inside the text and the reason why it is none. */
export type GoString =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'fault'; readonly at: number; readonly reason: string };

/** Reads a literal with its quotes: `"a\n"`, `'a'`, or raw between backquotes. */
export function readGoString(literal: string): GoString {
  const quote = literal.charAt(0);
  const isClosed = literal.length > 1 && literal.endsWith(quote);
  const inner = literal.slice(1, isClosed ? -1 : undefined);
  if (quote === '`') return { kind: 'value', value: inner };
  let value = '';
  let at = 0;
  while (at < inner.length) {
    const character = inner.charAt(at);
    if (character === '\n') return { kind: 'fault', at: at + 1, reason: 'a string ends on its own line' };
    if (character !== '\\') {
      value += character;
      at += 1;
      continue;
    }
    const escape = readEscape(inner.slice(at), quote);
    if (escape === undefined) {
      const shown = inner.slice(at, at + 2);
      const hint = /^\\[.\w$^*+?()[\]{}|/-]$/.test(shown) ? `, and a backslash itself is \`\\\\\`` : '';
      return { kind: 'fault', at: at + 1, reason: `\`${shown}\` is not an escape of a string${hint}` };
    }
    value += escape.value;
    at += escape.length;
  }
  return { kind: 'value', value };
}

function readEscape(text: string, quote: string): { value: string; length: number } | undefined {
  const mark = text.charAt(1);
  if (mark === quote) return { value: quote, length: 2 };
  const simple = SIMPLE[mark];
  if (simple !== undefined) return { value: simple, length: 2 };
  // Matches `\101`, `\x41`, `\u0041`, `\U00000041`; not `\x4`.
  const code = /^\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text);
  if (!code) return undefined;
  const [whole, octal, ...hex] = code;
  const point = octal === undefined ? parseInt(hex.find(Boolean) ?? '', 16) : parseInt(octal, 8);
  const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  if (!isCharacter || (octal !== undefined && point > 255)) return undefined;
  return { value: String.fromCodePoint(point), length: whole.length };
}
