import { readsDocument } from './document-files.ts';
import type { GivenText } from './given-text.ts';
import type { Piped } from './piped-commands.ts';
import type { Command } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';

/** A command with what becomes of its output. */
type Words = Pick<Command, 'words'> &
  Pick<Piped, 'outputs'> & { readonly after: readonly Pick<Command, 'words'>[] };

// A text for people, or a list.
const PROSE =
  /\.(?:txt|text|md|markdown|rst|adoc|log|out|err|list|lst|notes?|diff|patch|msg|eml|pid|lock|done|flag)$/i;
const NAMED = /\.[a-z][\w-]{0,20}$/i;
const NO_FILE = /^(?:[&\d-]|\/dev\/|$)/;
// `[section]`, `key = value`, `directive value;`, `block {`.
const SETTING =
  /(?:^|\n)[ \t]{0,40}(?:\[[\w .:"/-]{1,80}\][ \t]{0,9}(?:\n|$)|[\w.-]{1,80} {0,9}=|[\w.-]{1,80} [^\n]{1,200}[;{][ \t]{0,9}(?:\n|$))/;

/**
 * A file of settings, in whatever language: in one of them a blank, a `;` or a `#` brings another setting, so that a value
 * must be plain: `t`. Between quotes TOML reads a value as JSON does: `j`. None for any other text.
 */
export function settingsReader({ words, outputs, after }: Words, given: GivenText): string {
  const { before, stands } = given;
  if (stands === 'word' && !isOneOf(programName(words[0]), 'echo printf')) return '';
  const all = [words, ...after.map((one) => one.words)];
  const files = [...outputs, ...all.flatMap(teesOf)].filter((file) => !NO_FILE.test(file));
  if (files.some((file) => /\.toml$/.test(file)) && isInTomlString(before)) return 'j';
  if (all.some(readsDocument)) return 't';
  const kept = files.filter((file) => !PROSE.test(file));
  const isNamed = kept.some((file) => NAMED.test(file) || /(?:^|\/)etc\//.test(file));
  return isNamed || (kept.length > 0 && SETTING.test(`${before}_${given.after}`)) ? 't' : '';
}

/** The files of `tee f`, `sudo tee -a f`. */
function teesOf(words: Command['words']): readonly string[] {
  const at = words.findIndex((word) => programName(word) === 'tee');
  return at < 0 ? [] : words.slice(at + 1).flatMap(({ value }) => (value.startsWith('-') ? [] : [value]));
}

/** `key = "a `, `key = ["a", "`, on the last line; not in a text of several lines. */
function isInTomlString(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/"""|'''/.test(before)) return false;
  return /^\s*[\w."-]{1,80}\s*=\s*\[?(?:"(?:\\.|[^"\\])*"\s*,\s*)*"(?:\\.|[^"\\])*$/.test(line);
}
