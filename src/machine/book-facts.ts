import type { AlertRule } from '../alerts/alert-rule.ts';
import type { ReviewState } from '../review/state.ts';
import type { Target } from '../runbook/links/target.ts';
import type { Service, Severity, Team } from '../runbook/schema/entry-schemas.ts';

/**
 * What a page asks of the book to be written as Markdown. These are plain questions, which a site answers as it
 * answers those of its pages: while the answers are the same, the page is not written again.
 */
export interface BookFacts {
  services(): readonly Omit<Service, 'locate'>[];
  service(id: string): Omit<Service, 'locate'> | undefined;
  team(id: string): Omit<Team, 'locate'> | undefined;
  severity(id: string): Omit<Severity, 'locate'> | undefined;
  alertRules(name: string): readonly AlertRule[];
  review(id: string): ShownReview | undefined;
  /** What a list of runbooks says of one. */
  runbookLine(id: string): { readonly title: string; readonly address: string } | undefined;
  /** Where a link of the page at a path leads. */
  target(path: string, url: string): Target;
  /** What such a link says when its author gave it no words. */
  linkWords(path: string, url: string): string;
}

/** The state of a review as the page of its runbook shows it. */
export interface ShownReview {
  readonly state: ReviewState;
  /** What calls for a look besides the calendar. */
  readonly reasons: readonly string[];
  readonly reviewed: string | undefined;
  readonly by: string | undefined;
  /** What stands behind it, where that is little. */
  readonly standsOn?: string | undefined;
  /** Who signed without proof since, and what was missing. */
  readonly unproved?: string | undefined;
  readonly days: { readonly due: string } | undefined;
  /** What `opsbook verify` saw of the text that was signed. */
  readonly ran?: Ran | undefined;
}

/** How a runbook's snippets did when they were run for a sign-off. */
export interface Ran {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly on: string;
  /** Versions of the programs that were run, by name. */
  readonly tools?: Readonly<Record<string, string>> | undefined;
}
