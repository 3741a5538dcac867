import type { AboutFile } from '../judge/about-pages.ts';
import type { TemplateName } from '../judge/book-templates.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import type { Target } from '../runbook/links/target.ts';
import type { Severity, Team } from '../runbook/schema/entry-schemas.ts';
import type {
  Alert,
  AlertEntry,
  AlertName,
  PageEntry,
  RuleEntry,
  RunbookEntry,
  ServiceEntry,
  WholePage,
} from './entries.ts';
import type { ListName, Lists } from './lists/list-names.ts';
import type { ReviewEntry, ReviewsEntry, WorksheetEntry } from './review-entries.ts';

/**
 * What pages of the site ask of the book. Everything is a question with a plain answer, so that it can be noted
 * which page asked what: it is drawn again when one of the answers is another (see drawn-pages.ts).
 */
export interface SiteBook {
  title(): string;
  /** The language that the book is written in, as in `de`. */
  language(): string;
  /** One sentence above every page; undefined without one. */
  notice(): string | undefined;
  /** Whether browsers keep the site for when the network is gone. */
  isKeptOffline(): boolean;
  /** Whether opsbook's own manual is part of the site; else perhaps the address of one that has it. */
  manual(): boolean | string;
  /** Whether a runbook begins with what to do: what its reader knows already is folded above it. */
  isStepsFirst(): boolean;
  /** Whether a section of that title only tells what a runbook's reader knows already, and is folded. */
  isBackground(title: string): boolean;
  /** Where a file can be edited, when the book names its repository. */
  editAddress(path: string): string | undefined;
  /** When a file was last committed, ISO 8601. */
  changed(path: string): string | undefined;
  /** Every runbook, by title. */
  runbooks(): readonly RunbookEntry[];
  runbook(id: string): RunbookEntry | undefined;
  /** What stands in a list of runbooks: asked in place of a whole one, so that its other words change nothing. */
  runbookLine(id: string): Pick<RunbookEntry, 'address' | 'title' | 'summary'> | undefined;
  /** What a runbook does not have yet, for its author: sentences that begin with what to do. */
  unfinished(id: string): readonly string[];
  runbooksOfService(id: string): readonly RunbookEntry[];
  /** Runbooks by the last commit to them, the latest first. */
  latestRunbooks(most: number): readonly { readonly page: RunbookEntry; readonly date: string }[];
  /** Guides or templates, in their own order. */
  guides(folder: 'guides' | 'templates'): readonly PageEntry[];
  /** A template as it is written. */
  templateAsWritten(id: string): string | undefined;
  page(folder: PageEntry['folder'], id: string): WholePage | undefined;
  /** The whole text of a template: the book's own, else the one that comes with opsbook. */
  templateText(name: TemplateName): string;
  /** Names and labels of the secret params of the runbook at a path, or of all. */
  secretNames(path?: string): readonly string[];
  services(): readonly ServiceEntry[];
  service(id: string): ServiceEntry | undefined;
  /** The system of a runbook: that of its first service, else its first folder. */
  systemOf(runbook: string): string;
  /** What people call a system. */
  systemName(id: string): string;
  teams(): readonly Omit<Team, 'locate'>[];
  team(id: string): Omit<Team, 'locate'> | undefined;
  severities(): readonly Omit<Severity, 'locate'>[];
  severity(id: string): Omit<Severity, 'locate'> | undefined;
  /** The severity that the label `severity` of a rule means, by the settings or by its own id. */
  severityOfLabel(label: string): Omit<Severity, 'locate'> | undefined;
  /** Every alert that a rule raises or a runbook names, by name. */
  alerts(): readonly Alert[];
  alert(name: string): Alert | undefined;
  /** Alerts that share the address of one, itself first: `a/b` and `a-b`. */
  alertsSharing(name: string): readonly Alert[];
  /** Alerts with a page of their own whose names only case or signs tell from this one. */
  alertsLike(name: string): readonly AlertName[];
  /** Alerts that another spelling may mean: `highcpu` is `HighCPU`, and `HighCpu` too. */
  alertsSpelled(spelling: string): readonly AlertName[];
  /** Alerts whose label `service` names it. */
  alertsOfService(id: string): readonly AlertEntry[];
  alertRules(name: string): readonly AlertRule[];
  reviews(): ReviewsEntry;
  review(id: string): ReviewEntry | undefined;
  /** Files of the repository that tell what a runbook's commands name. */
  about(id: string): readonly AboutFile[];
  /** The well-known errors that a runbook speaks of, and what they mean. */
  errorMeanings(id: string): readonly { readonly text: string; readonly meaning: string }[];
  /** Every quarter that has sign-offs or a worksheet, and the present one; the latest first. */
  quarters(): readonly string[];
  /** Owners whose names can stand in an address as they are, for a calendar of their own. */
  calendarOwners(): readonly string[];
  worksheets(quarter: string): readonly WorksheetEntry[];
  worksheet(quarter: string, owner: string): WorksheetEntry | undefined;
  /** A list that may be longer than a page, in its groups. */
  list<Name extends ListName>(name: Name): Lists[Name];
  rules(): readonly RuleEntry[];
  rule(id: string): RuleEntry | undefined;
  /** What the settings tell of a team's own commands: the risk of a step hangs on it. */
  commands(): unknown;
  /** Where a link of a page leads. */
  target(path: string, url: string): Target;
  /** What such a link says when its author gave it no words. */
  linkWords(path: string, url: string): string;
  /** An SVG file as an address that holds the drawing itself. */
  drawing(path: string): string | undefined;
}
