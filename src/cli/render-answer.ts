import { printable } from '../runbook/words/printable.ts';
import type { Answer } from '../search/match.ts';
import type { Reason } from '../search/reason.ts';
import type { Result } from '../search/results.ts';
import type { ListedPage } from '../search/shards.ts';
import type { Verdict } from '../search/verdict.ts';
import type { Colours } from './colours.ts';
import { beside, wrapText } from './wrap-text.ts';

export interface AnswerLook {
  /** Whether each result says which values were in what was asked. */
  readonly isExplained: boolean;
  /** What the index lists of each page, for its severity and services. */
  readonly pages: readonly ListedPage[];
  readonly colours: Colours;
  /** Of the window; nothing is wrapped or left out where this is undefined. */
  readonly width?: number | undefined;
}

/** What stands above results, as far as they may be trusted. */
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  sure: 'Sure:',
  likely: 'Likely:',
  guess: 'Only guesses, which share some words:',
};

const MOST_GUESSES = 5;
/** A longer id pushes the columns behind it aside in its own line alone. */
const WIDEST_ID = 44;

/** An answer as a terminal shows it, numbered: what is sure, what is likely, and a few guesses where nothing is. */
export function renderAnswer(answer: Answer, look: AnswerLook): string {
  const { groups, meanings } = answer;
  const { colours } = look;
  const results = listShown(answer);
  const meant = renderMeanings(meanings, colours);
  if (results.length === 0)
    return meant === ''
      ? 'Nothing in this book is like that.\n'
      : `${meant}No runbook for this yet. opsbook new runbook begins one.\n`;
  const widths = widthsOf(results, look);
  const row = (result: Result): string[] =>
    resultLines(result, results.indexOf(result) + 1, { look, widths });
  if (groups)
    return `${meant}${groups
      .map(({ alert, results }) => {
        const found = results.length > 0 ? results.flatMap(row) : [colours.dim('no runbook')];
        return [colours.bold(printable(alert)), ...found.map((line) => `  ${line}`), ''].join('\n');
      })
      .join('')}`;
  const lines = (['sure', 'likely', 'guess'] as const).flatMap((verdict) => {
    const of = results.filter((result) => result.verdict === verdict);
    return of.length === 0 ? [] : [colours.dim(VERDICT_WORDS[verdict]), ...of.flatMap(row)];
  });
  return `${meant}${lines.join('\n')}\n`;
}

/** The results of an answer that a terminal shows, in the order of their numbers. */
export function listShown({ results, groups }: Answer): readonly Result[] {
  if (groups) return groups.flatMap((group) => group.results);
  const better = results.filter(({ verdict }) => verdict !== 'guess');
  // Where a result is sure, a page that only shares a word is in the way.
  return better.length > 0 && better[0]?.verdict === 'sure'
    ? better
    : results.slice(0, Math.max(MOST_GUESSES, better.length));
}

/** What well-known errors mean, one a line. */
export function renderMeanings(meanings: Answer['meanings'], colours: Colours): string {
  return meanings
    .map(({ text, meaning, software }) => {
      return `${colours.bold(printable(text))}  ${meaning}. ${colours.dim(`(${software})`)}\n`;
    })
    .join('');
}

interface Widths {
  readonly number: number;
  readonly id: number;
  readonly severity: number;
}

function widthsOf(results: readonly Result[], look: AnswerLook): Widths {
  const ids = results.map(({ id }) => id.length).filter((length) => length <= WIDEST_ID);
  return {
    number: String(results.length).length,
    id: Math.max(0, ...ids),
    severity: Math.max(0, ...results.map((result) => factsOf(result, look).severity.length)),
  };
}

interface Facts {
  readonly severity: string;
  readonly services: readonly string[];
}

/** A severity as the book writes it, and services; of what is no runbook its kind. */
function factsOf({ id, kind }: Result, { pages }: AnswerLook): Facts {
  const page = pages.find((page) => page.id === id);
  if (page?.address !== undefined) return { severity: kind, services: [] };
  const { severity = '', services = [] } = page ?? {};
  const written = pages.find((other) => other.kind === 'severity' && other.id === `severities/${severity}`);
  return {
    severity: printable(written?.title ?? severity),
    services: services.length > 0 || kind === 'incident' ? services : [kind],
  };
}

const MOST_SERVICES = 2;

/** As many services as there is room for, and how many more there are. */
function shortened(services: readonly string[], room: number): string {
  const counts = Array.from({ length: MOST_SERVICES }, (_, at) => MOST_SERVICES - at);
  return counts.map((count) => named(services, count)).find((text) => text.length <= room) ?? '';
}

function named(services: readonly string[], count: number): string {
  const more = services.length - count;
  return services.slice(0, count).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function resultLines(
  result: Result,
  number: number,
  { look, widths }: { readonly look: AnswerLook; readonly widths: Widths },
): string[] {
  const { colours, isExplained } = look;
  const { id, anchor, title, why, values, refused, differs = '' } = result;
  const { severity, services } = factsOf(result, look);
  const mark = `${String(number).padStart(widths.number)}  `;
  const section = anchor === '' ? '' : colours.dim(` #${anchor}`);
  const gap = ' '.repeat(Math.max(0, widths.id - id.length));
  const start = `${mark}${id}${gap}  ${severity.padEnd(widths.severity)}  `;
  const service = shortened(services, (look.width ?? Infinity) - start.length);
  const facts =
    widths.severity > 0 || service !== '' ? `${gap}  ${severity.padEnd(widths.severity)}  ${service}` : '';
  const indent = ' '.repeat(mark.length);
  const indented = (text: string): string[] =>
    wrapText(text, beside(look.width, indent)).map((line) => `${indent}${line}`);
  const filled = Object.entries(values).map(([name, value]) => printable(`${name}=${value}`));
  const left = Object.entries(refused).map(([name, reason]) => `${name} ${printable(reason)}`);
  const isTitle = why.kind === 'words' && why.text === title;
  return [
    `${colours.dim(mark)}${`${colours.bold(id)}${facts}`.trimEnd()}`,
    ...indented(
      `${isTitle ? markedText(why, colours) : printable(title)}${section}${differs === '' ? '' : colours.bold(`  (${printable(differs)})`)}`,
    ),
    ...(isTitle ? [] : indented(`${colours.dim(REASON_WORDS[why.kind])}${markedText(why, colours)}`)),
    ...(isExplained && filled.length > 0
      ? [`${indent}${colours.dim('from your paste:')} ${filled.join(' ')}`]
      : []),
    ...(isExplained && left.length > 0
      ? [`${indent}${colours.dim('not taken from your paste:')} ${left.join('; ')}`]
      : []),
  ];
}

const REASON_WORDS = { alert: 'alert: ', error: 'in its logs: ', symptom: 'symptom: ', words: '' } as const;

function markedText({ text, ranges }: Reason, colours: Colours): string {
  let at = 0;
  const parts: string[] = [];
  for (const [start, end] of ranges) {
    parts.push(onOneLine(text.slice(at, start)), colours.underline(onOneLine(text.slice(start, end))));
    at = end;
  }
  return [...parts, onOneLine(text.slice(at))].join('');
}

const onOneLine = (text: string): string => printable(text.replace(/\s+/g, ' '));
