import type { BookCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';

/** What a reporter may know besides the findings. */
export interface Report {
  readonly findings: readonly Finding[];
  /** How many files were judged. */
  readonly files: number;
  /** How much of the commands could be judged. */
  readonly coverage?: BookCoverage;
  /** Whether somebody asked for it in full. */
  readonly isCoverageAsked?: boolean;
  readonly hasColour: boolean;
  /** The text of a file of the book, for reporters that show the line. */
  textOf(path: string): string | undefined;
}

/** Turns findings into a text; it formats, it decides nothing. */
export type Reporter = (report: Report) => string;
