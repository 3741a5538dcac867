import { plainName, readsDocument } from './document-files.ts';
import { settingsReader } from './settings-files.ts';
import { yamlZoneAt } from './yaml-zones.ts';
import type { GivenText } from './given-text.ts';
import type { Piped } from './piped-commands.ts';
import type { Command } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

/** A command with what becomes of its output. */
type Words = Pick<Command, 'words' | 'redirections'> &
  Pick<Piped, 'outputs' | 'documents' | 'isCall'> & { readonly after: readonly Pick<Command, 'words'>[] };

// `-p=`, `--set-json a.b=`: what stands before the text in its word.
const LABEL = /(?:-{1,2}[\w-]+=|-[dp](?=\s{0,9}[[{]))?(?:[\w.[\]-]+=(?=\s{0,9}["[{]))?/;

/** What sends its input to a server, and flags of what is sent. */
const SENDERS = words('curl wget http https xh');
const SENT = words(
  '-d -p --data --data-raw --data-binary --data-ascii --data-urlencode --json --post-data --body-data --raw --patch ' +
    '--payload --body --overrides',
);

/**
 * What a value is written as in a document that a program reads: JSON or YAML, told by the form of the text and of the
 * command that is given it. A letter of `PlaceCode`, or none.
 */
export function documentReader(command: Words, given: GivenText, flag: string): string {
  const isInput = given.stands !== 'word';
  const names = command.words.map(programName);
  const isSent = isInput ? names.some((name) => SENDERS.has(name)) : SENT.has(flag);
  const json = jsonReader(given.before, { isSent, isValue: flag === '--set-json' });
  if (json !== '') return json;
  return isYaml(command, given, flag) ? yamlReader(given) : settingsReader(command, given);
}

/**
 * Inside a JSON text: a part of a string, or a value of its own.
 * `isSent` to a server, `[` alone begins a text too, and no glob; what `isValue` may be a string, or anything else.
 */
function jsonReader(
  written: string,
  { isSent, isValue }: { readonly isSent: boolean; readonly isValue: boolean },
): string {
  const before = written.replace(LABEL, '');
  const begins = /^\s*(?:\{\s*["}]|\[\s*["[{\]])/.test(before) || isValue;
  if (!begins && !(isSent && /^\s*\[\s*(?:$|[\d-])/.test(before))) return '';
  const outside = before.replace(/\\[^]/g, '').split('"');
  if (outside.length % 2 === 0) return 'j';
  const openOf = (text: string): number => text.split(/[[{]/).length - text.split(/[\]}]/).length;
  // `echo {} $X` behind `xargs -I{}`: what has ended holds nothing.
  if (openOf(outside.filter((_, index) => index % 2 === 0).join('')) <= 0) return '';
  // After a digit or a sign of the author's, another sign would break the number.
  return /[[{,:]\s*$/.test(before) ? 'J' : 'w';
}

// `--patch=`.
const FLAG = /^-{1,2}[\w-]+=/;

/** Between quotes a value is written for them; where it stands bare only plain text cannot be more than a value. */
function yamlReader({ before, stands }: GivenText): string {
  const zone = yamlZoneAt(before.replace(FLAG, ''));
  if (zone === 'double') return 'j';
  if (zone === 'plain') return 't';
  // One line: a second one would be a line of the document.
  const line = stands === 'here-document' ? '' : 'l';
  return zone === 'single' ? `q${line}` : line;
}

// A first line or another that only YAML has: `apiVersion: v1`, `---`.
const DOCUMENT = /(?:^|\n)(?:---\s*\n|(?:apiVersion|kind):\s)/;
// A key with a value, an item, a bracket that opens.
const HAS_KEYS = /(?:^|\n|[{,[]|-)\s{0,80}["']?[\w./$-]{1,80}["']?:(?:\s|$)|(?:^|\n)\s{0,80}-\s|^\s*[{[]/;
const MANIFEST_CLIENTS = words('kubectl oc istioctl argocd kustomize kapp linkerd');

/** Whether the text has the form of YAML, and goes to a program that reads a document or to a file of that name. */
function isYaml({ words, outputs, documents, after }: Words, given: GivenText, flag: string): boolean {
  const text = `${given.before}_${given.after}`;
  const all = [words, ...after.map((one) => one.words)];
  if (![given.before, text].some((one) => HAS_KEYS.test(one.replace(FLAG, '')))) return false;
  if (given.stands === 'word' && !isOneOf(programName(words[0]), 'echo printf'))
    return SENT.has(flag) && words.some((word) => MANIFEST_CLIENTS.has(programName(word)));
  if (all.some(readsDocument)) return true;
  const tees = all.filter((one) => one.some((word) => programName(word) === 'tee'));
  const files = [...outputs, ...tees.flatMap((one) => one.map(({ value }) => value))];
  const isDocument = DOCUMENT.test(text);
  if (isDocument && outputs.length > 0) return true;
  const isRead = (file: string): boolean => /\.ya?ml$/.test(file) || documents.includes(plainName(file));
  return files.some(isRead) || (after.length > 0 && isDocument);
}
