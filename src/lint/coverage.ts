import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { Page } from '../runbook/read/parse.ts';
import { count } from '../runbook/words/count.ts';
import { coverageOf, joinCoverage, type Coverage } from '../shell/doubts/coverage.ts';
import type { LintFacts } from './facts.ts';
import { judgeNames } from './page-names.ts';
import { listCommands } from './shell-snippets.ts';

/** How many commands were judged whole; how many in part and not at all, by tool. */
export interface CommandsJudged {
  readonly commands: number;
  readonly whole: number;
  readonly part: Readonly<Record<string, number>>;
  readonly unknown: Readonly<Record<string, number>>;
  /** The names in them; only where the repository tells what there is. */
  readonly names?: NamesJudged;
}

/** How many names in commands stand for something that is there, do not, and could not be judged. */
export interface NamesJudged {
  readonly exist: number;
  readonly missing: number;
  readonly unjudged: number;
}

/** How much of the commands of a book could be judged, and of each of its pages that has any. */
export interface BookCoverage {
  readonly all: CommandsJudged;
  /** By path. */
  readonly pages: ReadonlyMap<string, CommandsJudged>;
  /** Files of the repository that may name more than was read of them, and why. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

/** How much of a page's commands could be judged: as it was kept, or as `judge` says now. */
export interface KeptCoverage {
  coverage(page: Page, judge: () => CommandsJudged): CommandsJudged;
}

/** How much of one page's commands could be judged. */
export function pageCoverage(page: Page, facts: LintFacts): CommandsJudged {
  return { ...asData(coverageOfPage(page, facts)), ...namesOf(page, facts) };
}

/**
 * The same of every page, or of those that are wanted.
 * @param kept what an earlier call said of pages
 */
export function bookCoverage(
  book: Book,
  facts: LintFacts,
  {
    paths,
    kept,
  }: { readonly paths?: ReadonlySet<string> | undefined; readonly kept?: KeptCoverage | undefined } = {},
): BookCoverage {
  const pages = listPages(book)
    .filter(({ path }) => !paths || paths.has(path))
    .map((page): [string, CommandsJudged] => {
      const judge = (): CommandsJudged => pageCoverage(page, facts);
      return [page.path, kept ? kept.coverage(page, judge) : judge()];
    })
    .filter(([, { commands }]) => commands > 0);
  const all = joinJudged(pages.map(([, judged]) => judged));
  // `names` is absent only where nothing tells what there is.
  return {
    unread: facts.world?.unread ?? [],
    all: facts.world ? { ...all, names: all.names ?? NO_NAMES } : all,
    pages: new Map(pages),
  };
}

const NO_NAMES: NamesJudged = { exist: 0, unjudged: 0, missing: 0 };

function joinJudged(all: readonly CommandsJudged[]): CommandsJudged {
  const joined = asData(
    joinCoverage(
      all.map(({ commands, whole, part, unknown }) => ({
        commands,
        whole,
        part: new Map(Object.entries(part)),
        unknown: new Map(Object.entries(unknown)),
      })),
    ),
  );
  const names = all.flatMap((one) => one.names ?? []);
  return names.length === 0 ? joined : { ...joined, names: names.reduce(addNames, NO_NAMES) };
}

function addNames(a: NamesJudged, b: NamesJudged): NamesJudged {
  return { exist: a.exist + b.exist, unjudged: a.unjudged + b.unjudged, missing: a.missing + b.missing };
}

function coverageOfPage(page: Page, facts: LintFacts): Coverage {
  return joinCoverage(listCommands(page, facts).map(({ script }) => coverageOf(script, facts.tools)));
}

function namesOf(page: Page, facts: LintFacts): { names?: NamesJudged } {
  if (!facts.world) return {};
  const all = judgeNames(page, facts).map(({ verdict }) => verdict.status);
  const exist = all.filter((status) => status === 'exists').length;
  const unjudged = all.filter((status) => status === 'unjudged').length;
  return { names: { exist, unjudged, missing: all.length - exist - unjudged } };
}

function asData({ commands, whole, part, unknown }: Coverage): CommandsJudged {
  return { commands, whole, part: Object.fromEntries(part), unknown: Object.fromEntries(unknown) };
}

/** Whether some of the commands could not be judged, or not whole. */
export function isPartial({ commands, whole, names }: CommandsJudged): boolean {
  return whole < commands || (names !== undefined && names.exist > 0 && names.unjudged > 0);
}

/** `41 commands: 35 judged whole, 4 in part (kafkactl, op), 2 not (shipit)`, with the reasons. */
export function sayCoverage({ commands, whole, part, unknown, names }: CommandsJudged): string {
  const some = (names: CommandsJudged['part'], how: string): string[] => {
    const times = Object.values(names).reduce((sum, one) => sum + one, 0);
    return times === 0 ? [] : [`${times} ${how}: ${listNames(names)}`];
  };
  const rest = [
    ...some(part, 'in part (not all that they take is known'),
    ...some(unknown, 'not (no such tool is known'),
  ];
  const judged = [`${whole} judged whole`, ...rest.map((one) => `${one})`)].join(', ');
  return `${count(commands, 'command')}: ${judged}${names ? sayNames(names) : ''}`;
}

/** `12 names: 9 exist, 1 does not, 2 could not be judged`, as the rest of a sentence. */
function sayNames({ exist, missing, unjudged }: NamesJudged): string {
  const all = exist + missing + unjudged;
  // Where nothing is known there is nothing to count.
  if (exist + missing === 0) return '';
  const said = [
    `${exist} ${exist === 1 ? 'exists' : 'exist'}`,
    ...(missing > 0 ? [`${missing} ${missing === 1 ? 'does' : 'do'} not`] : []),
    ...(unjudged > 0 ? [`${unjudged} could not be judged`] : []),
  ];
  return `. ${count(all, 'name')}: ${said.join(', ')}`;
}

/** A line takes no more than this many names. */
const MOST_NAMES = 8;

function listNames(names: CommandsJudged['part']): string {
  const sorted = Object.entries(names)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name]) => name);
  const more = sorted.length - MOST_NAMES;
  return more > 0 ? `${sorted.slice(0, MOST_NAMES).join(', ')} and ${more} more` : sorted.join(', ');
}
