import type { Finding } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { KeptCoverage } from './coverage.ts';

/** What an earlier call said of pages: a page of which nothing else could be said is not judged again. */
export interface KeptFindings extends KeptCoverage {
  /** What the rules that ask no search find in a page: as it was kept, or as `judge` finds it now. */
  found(page: Page, judge: () => readonly Finding[]): readonly Finding[];
  /** Every page has been asked for: what is read from now on belongs to the findings of no single page. */
  end(): void;
}
