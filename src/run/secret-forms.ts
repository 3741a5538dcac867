/** A way in which a program may write a secret: for each part the ways to write it, and what stands before each but the first. */
export interface SecretForm {
  readonly units: readonly (readonly string[])[];
  /** For the parts in turn; none where they stand side by side. */
  readonly gaps: readonly Gap[];
}

/** Matches what stands between two parts: a whole one, sticky, and one that a text ends in. */
export interface Gap {
  readonly whole: RegExp;
  readonly open: RegExp;
}

/** Where a program may break a long text into lines: `base64` after 76 signs, PEM after 64. */
const LINE: Gap = { whole: /(?:\r?\n[ \t]{0,8})?/y, open: /^\r$/ };
// Matches `:`, ` `, `, 0x`, `\x`, `%`, and lines of `xxd -i`; nothing at all too.
const BYTE: Gap = {
  whole: /[,;:-]?[ \t]?(?:\r?\n[ \t]{0,8})?(?:0x|\\{1,4}x|%)?/iy,
  open: /^[,;:-]?[ \t]?(?:\r?\n[ \t]{0,8}|\r)?(?:0x?|\\{1,4}x?|%)?$/i,
};
// Matches ` `, `, ` and `\n`: without a sign between them, digits are one number.
const NUMBER: Gap = { whole: /,?\s{1,9}|,/y, open: /^,?\s{0,8}$/ };

/** Encoded forms shorter than this would hide ordinary words. */
export const SHORTEST_FORM = 6;
/** Fewer numbers than this may be those of any table. */
const FEWEST_NUMBERS = 4;

/** How a secret may appear in what a program prints: quoted, encoded for a URL, JSON or HTML, in hex, decimals or base64, and some of these in one another. */
export function secretForms(secret: string): readonly SecretForm[] {
  const text = secret.replace(/\p{Cs}/gu, '\uFFFD');
  const bytes = bytesOf(text);
  const lines = secret.includes('\n') ? secret.split(/\r?\n/) : [];
  const encoded = [encodeURIComponent(text), JSON.stringify(text).slice(1, -1), ...base64Texts(bytes)];
  const inBase64 = unique([text, ...encoded]).flatMap((one) => base64Texts(bytesOf(one)));
  const digits = [...bytes.map((byte) => hexOf(byte)).join('')];
  const forms: readonly SecretForm[] = [
    { units: digits.map((digit) => unique([digit, digit.toLowerCase()])), gaps: [BYTE, LINE] },
    ...unique(inBase64).map((one) => ({ units: [...one].map(base64Ways), gaps: [LINE] })),
  ];
  return [
    ...[secret, ...lines].filter(Boolean).map((one) => ({ units: unitsOf(one), gaps: [] })),
    ...forms.filter(({ units }) => units.length >= SHORTEST_FORM),
    ...(bytes.length < FEWEST_NUMBERS ? [] : [{ units: bytes.map(numberWays), gaps: [NUMBER] }]),
  ];
}

function unitsOf(text: string): SecretForm['units'] {
  const known = new Map([...new Set(text)].map((character) => [character, writtenWays(character)]));
  return [...text].map((character) => known.get(character) ?? [character]);
}

const HTML_NAMES: Readonly<Record<string, readonly string[]>> = {
  '&': ['amp'],
  '<': ['lt'],
  '>': ['gt'],
  '"': ['quot'],
  "'": ['apos'],
  '/': ['sol'],
  '+': ['plus'],
  '=': ['equals'],
  '\u00A0': ['nbsp'],
};
const ESCAPES: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

/** One character of a secret as shells, URLs, JSON, HTML, SQL and CSV write it, also when one of them writes what another has written. */
function writtenWays(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const names = [`#${code}`, `#0${code}`, `#x${hexOf(code)}`, ...(HTML_NAMES[character] ?? [])];
  const html = AMPERSANDS.flatMap((sign) => names.map((name) => `${sign}${name};`));
  const units = [...Array(character.length).keys()].map((at) => hexOf(character.charCodeAt(at), 4));
  const unicode = BACKSLASHES.map((slash) => units.map((unit) => `${slash}u${unit}`).join(''));
  // Percent codes of letters are bytes in hex.
  const others = /[A-Za-z\d]/.test(character)
    ? []
    : [...escapedWays(character, code), ...quotedWays(character, html)];
  return unique([character, ...html, ...unicode, ...others].flatMap((way) => [way, inSmallLetters(way)]));
}

const BACKSLASHES = ['\\', '\\\\', '\\\\\\\\'];
const AMPERSANDS = ['&', '&amp;', '&amp;amp;'];

/** With a sign before the character, or before each of its bytes. */
function escapedWays(character: string, code: number): readonly string[] {
  const bytes = bytesOf(character);
  const hex = bytes.map((byte) => hexOf(byte));
  const escape = ESCAPES[character] ?? (code < 32 ? undefined : character);
  return [
    ...['%', '%25', '%2525', '='].map((sign) => hex.map((byte) => sign + byte).join('')),
    ...(character === ' ' ? ['+', '%2B'] : []),
    ...(character === '\n' ? ['\r\n', '%0D%0A', '\\r\\n'] : []),
    ...BACKSLASHES.flatMap((slash) => [
      ...(escape === undefined ? [] : [slash + escape]),
      hex.map((byte) => `${slash}x${byte}`).join(''),
      bytes.map((byte) => slash + byte.toString(8).padStart(3, '0')).join(''),
      `${slash}x${hexOf(code)}`,
    ]),
  ];
}

/** What quotes do to a quote and to a backslash. */
function quotedWays(character: string, html: readonly string[]): readonly string[] {
  // JSON in JSON escapes the backslash before a quote too.
  const twice = ['\\\\\\', '\\'.repeat(7)].map((slashes) => slashes + character);
  if (character === '\\') return twice;
  if (character !== '"' && character !== "'") return [];
  const closed = "'\\''";
  const shell = character === "'" ? [closed, closed.replaceAll("'", closed)] : [];
  const slashed = BACKSLASHES.flatMap((slash) => html.map((name) => slash + name));
  return [character + character, `'"${character}"'`, `"'${character}'"`, ...shell, ...twice, ...slashed];
}

function inSmallLetters(way: string): string {
  return way.replace(/(?<=[%=]|%25|\\[ux]|#x)[\dA-F]+/g, (digits) => digits.toLowerCase());
}

function numberWays(byte: number): readonly string[] {
  return unique([String(byte), String(byte).padStart(3, '0')]);
}

/** The signs of base64 that its form for URLs, a URL or JSON write in another way. */
function base64Ways(sign: string): readonly string[] {
  if (sign === '+') return ['+', '-', '%2B', '%2b', '\\u002b', '\\u002B', '&#43;', '&#x2B;'];
  if (sign === '/') return ['/', '_', '%2F', '%2f', '\\/', '&#47;', '&#x2F;'];
  return [sign];
}

/** Base64 of a text that holds the secret: three alignments, without the ends that its neighbours colour. */
function base64Texts(bytes: readonly number[]): readonly string[] {
  const binary = bytes.map((byte) => String.fromCharCode(byte)).join('');
  return [0, 1, 2].map((offset) => {
    const text = btoa('\0'.repeat(offset) + binary).replaceAll('=', '');
    const isWhole = (offset + bytes.length) % 3 === 0;
    return text.slice(offset === 0 ? 0 : offset + 1, isWhole ? undefined : -1);
  });
}

/** A secret in UTF-8: this runs in a browser too, which knows no `Buffer`. */
function bytesOf(text: string): readonly number[] {
  return [...new TextEncoder().encode(text)];
}

function hexOf(number: number, length = 2): string {
  return number.toString(16).toUpperCase().padStart(length, '0');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
