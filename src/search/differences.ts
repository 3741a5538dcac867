import type { OpenIndex } from './open-index.ts';
import type { ListedPage } from './shards.ts';
import { splitWords } from './words.ts';

/** Pages that share so much of the shorter title may be taken for one another. */
const ALIKE = 0.5;
const MOST_WORDS = 4;

/** A page among those that it is taken for. */
interface Kin {
  readonly at: number;
  readonly page: ListedPage;
  readonly title: readonly Told[];
  /** All that is said of it: symptoms, alert rules, summary. */
  readonly said: string;
}

/** A word as it stands, and the number that all of its forms share. */
interface Told {
  readonly text: string;
  readonly word: number | undefined;
}

/**
 * What tells pages of an answer apart that could be taken for one another, as short phrases by the place of each in
 * the index: what only its title says, or only its share, service or severity is. A page that is like no other of
 * them has none.
 */
export function differences(pages: readonly number[], index: OpenIndex): Map<number, string> {
  const kin = pages.flatMap((at) => kinOf(at, index));
  const found = new Map<number, string>();
  for (const one of kin) {
    const others = kin.filter((other) => other !== one && areAlike(one, other));
    const phrase = others.length > 0 ? phraseOf(one, others) : '';
    if (phrase !== '') found.set(one.at, phrase);
  }
  return found;
}

function kinOf(at: number, { pages, lines, vocabulary }: OpenIndex): Kin[] {
  const page = pages[at];
  // What is no runbook has an address of its own, and its kind tells it apart.
  if (!page || page.address !== undefined) return [];
  const title = splitWords(page.title)
    .filter(({ joins, text }) => joins === 1 && !vocabulary.isStopWord(text))
    .map(({ start, end, text }) => ({ text: page.title.slice(start, end), word: vocabulary.find(text) }));
  const said = lines.filter((line) => line.page === at).map(({ text }) => text);
  return [{ at, page, title, said: said.join('\n') }];
}

function areAlike({ title: a }: Kin, { title: b }: Kin): boolean {
  const known = new Set(b.map(({ word }) => word));
  const shared = a.filter(({ word }) => known.has(word)).length;
  return shared > 0 && shared >= ALIKE * Math.min(a.length, b.length);
}

function phraseOf(one: Kin, others: readonly Kin[]): string {
  const parts = [titlePart(one, others), sharePart(one, others), placePart(one, others)];
  return parts
    .filter((part) => part !== '')
    .slice(0, 2)
    .join(', ');
}

/** What only its title says; of a title that says less than all others, what it does not say. */
function titlePart({ title }: Kin, others: readonly Kin[]): string {
  const theirs = new Set(others.flatMap((other) => other.title.map(({ word }) => word)));
  const own = title.filter(({ word }) => !theirs.has(word));
  if (own.length > 0)
    return own
      .slice(0, MOST_WORDS)
      .map(({ text }) => text)
      .join(' ')
      .toLowerCase();
  const known = new Set(title.map(({ word }) => word));
  const more = others.map((other) => other.title.filter(({ word }) => !known.has(word)));
  const [first = []] = more;
  return more.every((words) => words.length > 0) && first.length <= MOST_WORDS
    ? `not ${first
        .map(({ text }) => text)
        .join(' ')
        .toLowerCase()}`
    : '';
}

// Matches `85 %`, `99.9%`, `15m`, `2 hours`; not the `2` of `sev2`.
const SHARE = /(?<![\w.])\d{1,5}(?:\.\d{1,3})?\s?(?:%|percent\b|[smhd]\b|minutes?\b|hours?\b|days?\b)/g;

/** A share or a time that is said of this one alone: of two alerts about one thing it is often all that differs. */
function sharePart({ said }: Kin, others: readonly Kin[]): string {
  const theirs = others.flatMap((other) => sharesOf(other.said));
  const [own] = sharesOf(said).filter((share) => !theirs.includes(share));
  return own ?? '';
}

function sharesOf(text: string): string[] {
  return [...text.matchAll(SHARE)].map(([share]) => share.replace(/(\d)\s?(\D)/, '$1 $2'));
}

function placePart({ page }: Kin, others: readonly Kin[]): string {
  const { services = [], severity } = page;
  const theirs = new Set(others.flatMap((other) => other.page.services ?? []));
  const [service] = services.filter((id) => !theirs.has(id));
  if (service !== undefined && services.length <= 2) return service;
  return severity !== undefined && others.every((other) => other.page.severity !== severity) ? severity : '';
}
