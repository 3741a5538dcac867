/**
 * Characters that do something to a terminal, or that nobody sees: controls, deletions, line separators, and
 * what turns the direction of text (https://trojansource.codes).
 */
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of text that shows an author's words and does nothing else: `\x1b` for the escape character. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => NAMES[character] ?? escape(character));
}

function escape(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16);
  return code < 256 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}
