import type { Book } from '../runbook/book.ts';
import type { Fault, Fix, KindOfFinding, Level, Range } from '../runbook/finding.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import type { LintFacts } from './facts.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';

/** What a rule may know: the page it judges, and the book around it. */
export interface PageContext extends BookContext {
  readonly page: Page;
  /** The page, when it is a runbook and not a guide or a template. */
  readonly runbook: Runbook | undefined;
}

export interface BookContext {
  readonly book: Book;
  readonly links: LinkResolver;
  readonly ruleIds: readonly string[];
  /** What takes time to learn; without it the rules that need it say nothing. */
  readonly facts: LintFacts;
}

/** Says one finding. Without `at` its place is not known: it is reported on the first line. */
export type Report = (message: string, at?: Range, more?: MoreOfFinding) => void;

/** What a finding may have besides. */
export interface MoreOfFinding extends KindOfFinding {
  readonly fix?: readonly Fix[];
  readonly level?: Level;
  /** A right form is near, so it is a mistake wherever the book comes from: see `certainty.ts`. */
  readonly isSure?: boolean;
}

/** Says one finding in a file that is no page. */
export type ReportIn = (place: PlaceInBook, message: string, at?: Range) => void;

/** A file, and how much a finding in it weighs where that is not as its rule says. */
export type PlaceInBook = string | (KindOfFinding & { readonly path: string; readonly level: Level });

/** One thing that opsbook holds a book to. Its page, with executed examples, stands beside it. */
export interface Rule {
  readonly id: string;
  /** One sentence that starts with what it asks for. */
  readonly summary: string;
  readonly level: Level;
  /** True for what guards the reader's machine: no page and no settings can silence it. */
  readonly isFirm?: boolean;
  /** True where a change in one file can bring a finding in another. */
  readonly looksAround?: boolean;
  /** True where it asks the search: its findings in a page change with the words of all others, and are not kept. */
  readonly asksSearch?: boolean;
  /** The fact without which the rule is not asked, and comments that silence it are not judged. */
  readonly needs?: keyof LintFacts;
  /** Looks at one page. */
  check(context: PageContext, report: Report): void;
  /** Looks at one page for what may change while its text does not: such findings are never kept. */
  checkAnew?(context: PageContext, report: Report): void;
  /** Looks at what belongs to no page: settings, services, teams. */
  checkBook?(context: BookContext, report: ReportIn): void;
}

/** A rule whose findings were made while reading: it only passes them on. */
export function ruleOfReading(rule: Pick<Rule, 'id' | 'summary' | 'level' | 'isFirm' | 'looksAround'>): Rule {
  const isOwn = (fault: Fault): boolean => fault.ruleId === rule.id;
  return {
    ...rule,
    check({ page }, report) {
      for (const { message, range, level } of page.faults.filter(isOwn))
        report(message, range, level ? { level } : {});
    },
    checkBook({ book }, report) {
      for (const { path, fault } of book.faults)
        if (isOwn(fault))
          report(fault.level ? { path, level: fault.level } : path, fault.message, fault.range);
    },
  };
}
