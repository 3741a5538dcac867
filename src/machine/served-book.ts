import { keptIndex } from '../judge/kept-index.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { pageLinks } from '../judge/page-links.ts';
import { openSnippetFacts } from '../judge/run-facts.ts';
import type { ReadFacts } from '../judge/run-facts.ts';
import { shownReview } from '../judge/shown-review.ts';
import type { JudgedReviews } from '../judge/book-reviews.ts';
import { rules } from '../lint/rules/index.ts';
import { statusRows } from '../review/status-rows.ts';
import type { StatusRow } from '../review/status-rows.ts';
import { listPages } from '../runbook/book.ts';
import { linkWords } from '../runbook/links/link-words.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { Target } from '../runbook/links/target.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import type { OpenIndex } from '../search/open-index.ts';
import type { OpenAlmanac } from '../search/recognise.ts';
import type { BookFacts } from './book-facts.ts';
import type { Draft, Judged } from './check-draft.ts';
import type { Describing } from './describe-book.ts';

/** A book that is served to agents: read again when its files change, judged when somebody asks. */
export interface ServedBook {
  /** The book as it stands. */
  read(): Promise<OpenBook>;
  readonly almanac: OpenAlmanac;
  /** Judges a draft elsewhere, so that others are answered meanwhile. @param signal takes it back, and ends the work @throws NotJudged */
  judge(draft: Draft, signal: AbortSignal): Promise<Judged>;
  /** The version of opsbook. */
  readonly version: string;
  /** The day to judge reviews by, as in `2026-10-01`. */
  today(): string;
}

/** What was made of one state of a book, each when it was first asked for. */
interface Made {
  readonly index: () => Promise<OpenIndex>;
  readonly reviews: (today: string) => Promise<JudgedReviews | undefined>;
  /** The review of one runbook: the others need not be read for it. */
  readonly reviewOf: (path: string, today: string) => Promise<JudgedReviews | undefined>;
  readonly commands: ReadFacts;
  readonly links: () => ReturnType<typeof pageLinks>;
}

const made = new WeakMap<OpenBook, Made>();

function madeOf(opened: OpenBook): Made {
  const known = made.get(opened) ?? make(opened);
  made.set(opened, known);
  return known;
}

function make(opened: OpenBook): Made {
  const known = new Map<string, Promise<JudgedReviews | undefined>>();
  const judge = (today: string, path?: string): Promise<JudgedReviews | undefined> => {
    const key = `${today} ${path ?? ''}`;
    const asked = { today, ...(path === undefined ? {} : { path }) };
    // Without a history that can be read, there is nothing to say of reviews.
    const judged = known.get(key) ?? opened.reviews(asked).catch(() => undefined);
    known.set(key, judged);
    return judged;
  };
  const commands = once(() => openSnippetFacts(opened.book));
  return {
    index: once(() => keptIndex(opened)),
    reviews: (today) => judge(today),
    reviewOf: (path, today) => known.get(`${today} `) ?? judge(today, path),
    // A search alone reads no page of the book.
    commands: (page) => commands()(page),
    links: once(() =>
      pageLinks(
        opened,
        rules.map(({ id }) => id),
      ),
    ),
  };
}

/** The search index of a book, as the last call kept it while the book is what it is: then no page is parsed. */
export function searchIndex(opened: OpenBook): Promise<OpenIndex> {
  return madeOf(opened).index();
}

/** The reviews of a book, judged once while it is what it is; none where its history cannot be read. */
export async function reviewRows(opened: OpenBook, today: string): Promise<readonly StatusRow[]> {
  const judged = await madeOf(opened).reviews(today);
  return judged ? statusRows(judged.reviews) : [];
}

/** One runbook with all that is known of it, in the words of its page. */
export async function describeRunbook(
  opened: OpenBook,
  { runbook, today }: { readonly runbook: Runbook; readonly today: string },
): Promise<Describing & { readonly facts: BookFacts }> {
  const { commands, reviewOf, links } = madeOf(opened);
  const [known, judged] = await Promise.all([commands(runbook), reviewOf(runbook.path, today)]);
  const review = judged?.reviews.find((one) => one.runbook.id === runbook.id);
  const where = { root: opened.root, prefix: judged?.facts.history.prefix ?? '' };
  const shown = review && (await shownReview(review, where));
  const { book } = opened;
  const targetOf = (path: string, url: string): Target =>
    links().resolve(path === runbook.path ? runbook : { path }, url);
  return {
    commands: known,
    facts: {
      services: () => [...book.services.values()],
      service: (id) => book.services.get(id),
      team: (id) => book.teams.get(id),
      severity: (id) => book.severities.get(id),
      // Most pages name no rule: files of rules are read for those that do.
      alertRules: (name) => opened.alertRules.filter((rule) => rule.name === name),
      review: (id) => (id === runbook.id ? shown : undefined),
      runbookLine(id) {
        const other = book.runbooks.get(id);
        return other && { title: other.title, address: addressOf(other.path, book.settings.layout) ?? '' };
      },
      target: targetOf,
      linkWords: (path, url) =>
        linkWords(url, targetOf(path, url), (path) => listPages(book).find((page) => page.path === path)),
    },
  };
}
