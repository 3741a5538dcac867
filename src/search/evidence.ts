import { errorText, hasError } from './error-patterns.ts';
import type { ErrorText } from './error-patterns.ts';
import type { OpenIndex, ToldError } from './open-index.ts';
import { answerQuestion } from './answer-question.ts';
import type { Paste } from './paste.ts';
import { readQuestion } from './question.ts';
import { eachPlace } from './rarity.ts';
import { isName, nameKey, splitWords } from './words.ts';

/** A name in a paste that leads to entries. */
export interface FoundName {
  /** As the book writes it. */
  readonly name: string;
  readonly isAlert: boolean;
  readonly entries: readonly number[];
}

/** What is asked for without a runbook's name: a service, a team or the like by its name, or a question about them. */
export function findOthers({ text }: Paste, index: OpenIndex): FoundName[] {
  const whole = index.names.others.get(nameKey(text.slice(0, LONGEST_NAME)));
  if (whole && text.length <= LONGEST_NAME) return [named(whole, index)];
  const ofKind = findOfKind(text, index);
  if (ofKind.length > 0) return [named(ofKind, index)];
  const question = readQuestion(text);
  if (!question) return [];
  return answerQuestion(question, index)
    .filter((entries) => entries.length > 0)
    .map((entries) => named(entries, index));
}

// Matches `postmortem template`, `the roles guide`; not `template`.
const OF_KIND = /^(?:the |our )?(\S.*) (template|guide|team|service|severity)$/i;

/** What is no runbook, asked for by its name and its kind. */
function findOfKind(text: string, { names, pages }: OpenIndex): readonly number[] {
  if (text.length > LONGEST_NAME) return [];
  const [, name = '', kind = ''] = OF_KIND.exec(text.trim()) ?? [];
  const found = name === '' ? [] : (names.others.get(nameKey(name)) ?? []);
  return found.filter((page) => pages[page]?.kind === kind.toLowerCase());
}

function named(entries: readonly number[], { entries: all }: OpenIndex): FoundName {
  return { name: all[entries[0] ?? -1]?.title ?? '', isAlert: false, entries };
}

/** The names in a paste that lead somewhere, in their order, each once. */
export function findNames({ passages, alerts, text }: Paste, index: OpenIndex): FoundName[] {
  const found = new Map<string, FoundName>();
  const asked = nameKey(text.slice(0, LONGEST_NAME));
  const look = (written: string): void => {
    const key = nameKey(written);
    const entries = index.names.entries.get(key);
    if (!entries || found.has(key) || (key !== asked && isCommonPart(key, index))) return;
    const alert = index.names.alerts.get(key);
    const title = index.entries[entries[0] ?? -1]?.title ?? written;
    found.set(key, { name: alert ?? title, isAlert: alert !== undefined, entries });
  };
  for (const { name } of alerts) look(name);
  for (const passage of passages) if (passage.isName) look(passage.text);
  if (text.length <= LONGEST_NAME) look(text);
  for (const { text, weight } of passages) {
    if (text.length <= LONGEST_NAME) look(text);
    if (weight >= 1) for (const name of namesIn(text)) look(name);
  }
  for (const name of addressNames(text)) look(name);
  return [...found.values()];
}

/** A name in this many pages is that of a part of the system, even where one page has it as a heading. */
const COMMON = 5;

function isCommonPart(key: string, { names, vocabulary, heads, sections, entries }: OpenIndex): boolean {
  if (!names.headings.has(key)) return false;
  const word = vocabulary.find(key);
  if (word === undefined) return false;
  const pages = new Set<number | undefined>();
  eachPlace(heads, word, (entry) => pages.add(entries[entry]?.page));
  if (sections)
    eachPlace(sections.own, word, (place) => pages.add(entries[sections.entries[place] ?? 0]?.page));
  return pages.size >= COMMON;
}

/** A title typed in full is not longer. */
const LONGEST_NAME = 120;
/** An alert's name written in one, in small letters, is at least so long. */
const SHORTEST_JOINED = 10;

/** Names written as one word: `KubeletDown`, `kubelet-down`, `alertmanagerfailedreload`. */
function namesIn(text: string): string[] {
  return splitWords(text)
    .filter(({ joins, text }) => joins > 1 || text.length >= SHORTEST_JOINED)
    .map(({ start, end }) => text.slice(start, end))
    .filter((name) => isName(name) || name.length >= SHORTEST_JOINED);
}

/** The last parts of addresses, as in a `runbook_url`. */
function addressNames(text: string): string[] {
  return [...text.slice(0, 20_000).matchAll(/https?:\/\/[^\s"'<>)\]]+/g)].flatMap(([address]) =>
    address
      .split(/[?#]/, 1)
      .flatMap((path) => path.split('/').slice(3))
      .map((part) => part.replace(/\.\w{2,4}$/, ''))
      .filter((part) => part.length >= 4)
      .slice(-2),
  );
}

/** Those errors of the book, in their order, that can stand in a text; more may be among them. */
export type PossibleErrors = (text: ErrorText) => readonly ToldError[];

/** The error strings of the book that stand in a paste, by page; the longest of a page is its reason. */
export function findErrors(
  paste: Paste,
  index: OpenIndex,
  possible: PossibleErrors = () => index.errors,
): Map<number, string> {
  const text = errorText(paste.text);
  const found = new Map<number, string>();
  for (const error of possible(text)) {
    if ((found.get(error.page)?.length ?? 0) >= error.text.length) continue;
    if (hasError(text, error.pattern)) found.set(error.page, error.text);
  }
  return found;
}
