import type { Book } from '../runbook/book.ts';
import { headingAnchor } from '../runbook/links/alert-anchor.ts';
import { firstParagraph } from '../runbook/read/first-paragraph.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { standardSection } from '../runbook/read/sections.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { printable } from '../runbook/words/printable.ts';
import { snippetFacts } from './run-facts.ts';
import type { RunFacts } from './run-facts.ts';

/** What a message on a phone has room for. */
const MOST = 200;

/**
 * What a notification should say of a runbook: what the alert means, a first check that changes nothing, whom to ask.
 */
export async function alertBriefs(
  book: Book,
): Promise<(runbook: Runbook, alert: string) => string | undefined> {
  const facts = await snippetFacts(book, [...book.runbooks.values()]);
  return (runbook, alert) => {
    // Of a draft there is nothing to tell: nobody has written it yet.
    if (runbook.status === 'draft') return undefined;
    const part = partAbout(runbook, alert);
    const meaning = meaningOf(runbook, part, book);
    if (meaning === undefined) return undefined;
    const check = firstCheck(runbook, part, { book, facts });
    const who = whoAnswers(runbook, book);
    const more = [check && `Check: ${check}`, who && `Ask: ${who}`].filter(Boolean);
    return more.length === 0 ? undefined : [meaning, ...more].join('\n');
  };
}

/** Offsets in a page. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
}

/** The section that is about an alert, or the whole page. */
function partAbout({ headings, text }: Runbook, alert: string): Part {
  const anchor = headingAnchor(headings, alert);
  const at = headings.findIndex((heading) => heading.anchor === anchor);
  const own = headings[at];
  if (anchor === undefined || !own) return { start: 0, end: text.length, isWhole: true };
  const next = headings.slice(at + 1).find(({ depth }) => depth <= own.depth);
  return {
    start: own.range?.end.offset ?? 0,
    end: next?.range?.start.offset ?? text.length,
    isWhole: false,
  };
}

/** The part of a part that stands under one of the standard headings. */
function sectionIn(
  { headings }: Runbook,
  part: Part,
  { name, book }: { name: string; book: Book },
): Part | undefined {
  const within = headings.filter(({ range }) => isIn(range?.start.offset, part));
  const at = within.findIndex(({ text }) => standardSection(text, book.settings.sectionWords) === name);
  const own = within[at];
  if (!own) return undefined;
  const next = within.slice(at + 1).find(({ depth }) => depth <= own.depth);
  return { ...part, start: own.range?.end.offset ?? part.start, end: next?.range?.start.offset ?? part.end };
}

function isIn(offset: number | undefined, { start, end }: Part): boolean {
  return offset !== undefined && offset >= start && offset < end;
}

function meaningOf(runbook: Runbook, part: Part, book: Book): string | undefined {
  const section = sectionIn(runbook, part, { name: 'Meaning', book });
  const said = section && firstParagraph(runbook.tree, section);
  const summary = part.isWhole && runbook.summary !== '' ? runbook.summary : undefined;
  const line = said ?? summary ?? firstParagraph(runbook.tree, part);
  return line === undefined ? undefined : firstSentence(line);
}

function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}

function firstSentence(text: string): string {
  const line = oneLine(text);
  const [sentence = line] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(line);
  const first = (typeof sentence === 'string' ? sentence : sentence.segment).trim();
  if (first.length <= MOST) return first;
  const cut = first.slice(0, MOST - 1);
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : cut.length)}…`;
}

interface Commands {
  readonly book: Book;
  readonly facts: ReadonlyMap<Snippet, RunFacts>;
}

/** The first command of one line that surely only reads, of the diagnosis where there is one. */
function firstCheck(runbook: Runbook, part: Part, { book, facts }: Commands): string | undefined {
  const diagnosis = sectionIn(runbook, part, { name: 'Diagnosis', book });
  const places = diagnosis ? [diagnosis, part] : [part];
  return places
    .flatMap((place) => runbook.snippets.filter(({ range }) => isIn(range?.start.offset, place)))
    .filter((snippet) => facts.get(snippet)?.risk === 'read' && snippet.attributes['via'] === undefined)
    .flatMap((snippet) => commandOf(facts.get(snippet)?.code ?? ''))
    .find((command) => command.length <= MOST);
}

/** A command as one line; nothing where there are several lines, since one may need what another has set. */
function commandOf(code: string): string[] {
  const lines = code
    .replace(/\\\r?\n[ \t]*/g, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.length === 1 ? lines.map(printable) : [];
}

/** The team that owns the page, or else its service, and how it is reached. */
function whoAnswers({ owner, services }: Runbook, book: Book): string | undefined {
  const id = owner ?? services.map((service) => book.services.get(service)?.owner).find(Boolean);
  const team = id === undefined ? undefined : book.teams.get(id);
  const who = team ? [team.name, team.contact?.[0]].filter(Boolean).join(', ') : id;
  return who === undefined || who === '' ? undefined : oneLine(who);
}
