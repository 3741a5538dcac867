import type { TextFilter } from './clean-output.ts';

/** What stands where a secret was. */
export const MASK = '[secret]';

/** Encoded forms shorter than this would hide ordinary words. */
const SHORTEST_FORM = 6;

/** How a secret may appear in what a program prints: as it is, quoted, encoded for a URL, JSON or HTML, in hex or base64; longest first. */
export function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets.filter(Boolean).flatMap((secret) => [secret, ...encodedForms(secret)]);
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

function encodedForms(secret: string): string[] {
  const lines = secret.includes('\n') ? secret.split(/\r?\n/) : [];
  const forms = [
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("'", "'\\''"),
    ...percentForms(secret),
    ...jsonForms(secret),
    ...htmlForms(secret),
    secret.replace(/[^\w@%+=:,./-]/g, '\\$&'), // bash's `printf %q`
    ...hexForms(secret),
    ...base64Forms(secret),
    ...lines,
  ];
  return forms.filter((form) => form.length >= SHORTEST_FORM);
}

/** Percent codes as some write them: `'` and its like too, in small letters, for all that is no letter or digit. */
function percentForms(secret: string): string[] {
  const usual = encodeURIComponent(secret);
  const strict = usual.replace(/[!'()*]/g, percentCode);
  const all = strict.replace(/[-_.~]/g, percentCode);
  return [usual, strict, all].flatMap((form) => [form, form.replace(/%\w\w/g, (code) => code.toLowerCase())]);
}

function percentCode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** JSON as Python and Go write it: `\\u00e9` for what is no ASCII, `\\u003c` for `<`, `>` and `&`, `\\/` for `/`. */
function jsonForms(secret: string): string[] {
  const plain = JSON.stringify(secret).slice(1, -1);
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = plain.replace(/[^\x20-\x7e]/g, code);
  return [ascii, plain.replace(/[<>&]/g, code), ascii.replace(/[<>&]/g, code), plain.replaceAll('/', '\\/')];
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function htmlForms(secret: string): string[] {
  const named = secret.replace(/[&<>"]/g, (character) => HTML_NAMES[character] ?? character);
  const apostrophes = ['&#39;', '&#x27;', '&apos;'].map((code) => named.replaceAll("'", code));
  return [named, ...apostrophes, named.replaceAll('&quot;', '&#34;').replaceAll("'", '&#39;')];
}

/** Hexadecimal as `xxd -p` and `od` write it: in both cases, and byte by byte. */
function hexForms(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex');
  const spaced = hex.replace(/..(?=.)/g, '$& ');
  return [hex, spaced, ...[hex, spaced].map((form) => form.toUpperCase())];
}

/** Base64 of a text that holds the secret: three alignments, without the ends that its neighbours colour. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/={1,2}$/, '');
    const isWhole = (offset + bytes.length) % 3 === 0;
    return text.slice(offset === 0 ? 0 : offset + 1, isWhole ? undefined : -1);
  });
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** Replaces secrets in a text that comes in pieces, also one that is cut between two of them. */
export function masker(secrets: readonly string[]): TextFilter {
  const forms = secretForms(secrets);
  if (forms.length === 0) return { push: (text) => text, end: () => '' };
  const pattern = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  let held = '';
  const take = (text: string, end: number): { out: string; rest: string } => {
    let out = '';
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      if (match.index >= end) break;
      out += text.slice(at, match.index) + MASK;
      at = match.index + match[0].length;
    }
    const until = Math.max(at, end);
    return { out: out + text.slice(at, until), rest: text.slice(until) };
  };
  return {
    push(text) {
      const all = held + text;
      const { out, rest } = take(all, startOfDoubt(all, forms));
      held = rest;
      return out;
    },
    end() {
      const { out } = take(held, held.length);
      held = '';
      return out;
    },
  };
}

/** Where the end of a text may be the beginning of a secret. */
function startOfDoubt(text: string, forms: readonly string[]): number {
  const longest = forms[0]?.length ?? 0;
  for (let at = Math.max(0, text.length - longest + 1); at < text.length; at += 1) {
    const end = text.slice(at);
    if (forms.some((form) => form.length > end.length && form.startsWith(end))) return at;
  }
  return text.length;
}

/** A whole text with its secrets replaced. */
export function maskText(text: string, secrets: readonly string[]): string {
  const mask = masker(secrets);
  return mask.push(text) + mask.end();
}
