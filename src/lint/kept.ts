import type { Finding } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { KeptCoverage } from './coverage.ts';

/** What was said of pages before: a page of which nothing else could be said is not judged again. */
export interface KeptFindings extends KeptCoverage {
  /** What is found in a page by the rules that ask no search: as it was, or as `judge` finds it now. */
  found(page: Page, judge: () => readonly Finding[]): readonly Finding[];
  /** Every page was asked for: what is read from now on is no part of what was found in one. */
  end(): void;
}
