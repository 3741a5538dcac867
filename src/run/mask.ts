import type { TextFilter } from './clean-output.ts';
import { dumpMasker } from './dump-masker.ts';

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
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("'", "'\\''"),
    ...percentForms(secret),
    ...jsonForms(secret),
    ...htmlForms(secret),
    ...shellForms(secret),
    ...hexForms(secret),
    ...base64Forms(secret),
    ...lines,
  ];
  return forms.filter((form) => form.length >= SHORTEST_FORM);
}

/** As bash's `printf %q`, with a comma as old ones leave it, and `declare -p` write it, and as Python's `repr` does. */
function shellForms(secret: string): string[] {
  const quoted = secret.replace(/[\s'"\\|&;()<>!{}*[\]?^$`]|^[#~]/g, '\\$&').replace(/[:=](?=~)/g, '$&\\');
  return [
    quoted,
    quoted.replaceAll(',', '\\,'),
    secret.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    secret.replace(/["\\$`]/g, '\\$&'),
    secret.replace(/[\\']/g, '\\$&'),
  ];
}

/** Percent codes as some write them: `'` and its like too, in small letters, for all that is no letter or digit. */
function percentForms(secret: string): string[] {
  const usual = encodeURIComponent(secret);
  const strict = usual.replace(/[!'()*]/g, percentCode);
  const all = strict.replace(/[-_.~]/g, percentCode);
  const quote = usual.replaceAll("'", '%27');
  // Python's `quote` leaves slashes, Go's `QueryEscape` writes `+` for a blank.
  const others = [strict.replaceAll('%2F', '/'), strict.replaceAll('%20', '+')];
  return [usual, quote, strict, all, ...others].flatMap((form) => [
    form,
    form.replace(/%\w\w/g, (code) => code.toLowerCase()),
  ]);
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
  const hex = [...bytesOf(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const spaced = hex.replace(/..(?=.)/g, '$& ');
  return [hex, spaced, ...[hex, spaced].map((form) => form.toUpperCase())];
}

/** Base64 of a text that holds the secret: three alignments, without the ends that its neighbours colour. */
function base64Forms(secret: string): string[] {
  const bytes = String.fromCharCode(...bytesOf(secret));
  const forms = [0, 1, 2].map((offset) => {
    const text = btoa('\0'.repeat(offset) + bytes).replace(/={1,2}$/, '');
    const isWhole = (offset + bytes.length) % 3 === 0;
    return text.slice(offset === 0 ? 0 : offset + 1, isWhole ? undefined : -1);
  });
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** A secret in UTF-8: this runs in a browser too, which knows no `Buffer`. */
function bytesOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

/** Where a program may break a long text into lines: `base64` after 76 signs, PEM after 64, `xxd -p` after 60. */
const LINE_BREAK = '(?:\\r?\\n[ \\t]{0,8})?';

/** Replaces secrets in a text that comes in pieces, also one that is cut between two of them, or in lines of a dump. */
export function masker(secrets: readonly string[]): TextFilter {
  const dumps = dumpMasker(secrets, MASK);
  const forms = formMasker(secrets);
  return {
    push: (text) => forms.push(dumps.push(text)),
    end: () => forms.push(dumps.end()) + forms.end(),
  };
}

function formMasker(secrets: readonly string[]): TextFilter {
  const forms = secretForms(secrets);
  if (forms.length === 0) return { push: (text) => text, end: () => '' };
  const wrapped = new Set(secrets.filter(Boolean).flatMap(wrappedForms));
  const pattern = new RegExp(
    forms
      .map((form) => (wrapped.has(form) ? [...form].map(escaped).join(LINE_BREAK) : escaped(form)))
      .join('|'),
    'g',
  );
  const doubt = { forms, wrapped: [...wrapped] };
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
      const { out, rest } = take(all, startOfDoubt(all, doubt));
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

/** The forms that programs break into lines. */
function wrappedForms(secret: string): string[] {
  return [...base64Forms(secret), ...hexForms(secret)].filter((form) => form.length >= SHORTEST_FORM);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

interface Doubt {
  readonly forms: readonly string[];
  readonly wrapped: readonly string[];
}

/** Where the end of a text may be the beginning of a secret. */
function startOfDoubt(text: string, { forms, wrapped }: Doubt): number {
  const longest = forms[0]?.length ?? 0;
  const plain = Math.max(0, text.length - longest + 1);
  // A form in lines of one sign each takes up to eleven times its length.
  const broken = 11 * Math.max(0, ...wrapped.map(({ length }) => length));
  for (let at = Math.max(0, Math.min(plain, text.length - broken)); at < text.length; at += 1) {
    const end = text.slice(at);
    if (at >= plain && forms.some((form) => form.length > end.length && form.startsWith(end))) return at;
    if (wrapped.some((form) => form.startsWith(end[0] ?? '') && begins(form, end))) return at;
  }
  return text.length;
}

/** Whether a text, its breaks into lines apart, is the beginning of a form. */
function begins(form: string, text: string): boolean {
  let at = 0;
  let index = 0;
  while (index < text.length && at < form.length) {
    if (text[index] === form[at]) {
      index += 1;
      at += 1;
      continue;
    }
    const gap = /^\r?\n[ \t]{0,8}|^\r$/.exec(text.slice(index, index + 10));
    if (!gap || at === 0) return false;
    index += gap[0].length;
  }
  return index >= text.length && at < form.length;
}

/** A whole text with its secrets replaced. */
export function maskText(text: string, secrets: readonly string[]): string {
  const mask = masker(secrets);
  return mask.push(text) + mask.end();
}
