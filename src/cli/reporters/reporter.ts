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
  /** Where a change was judged whole: the runbooks that speak of what it touches. */
  readonly spoken?: Spoken | undefined;
  readonly hasColour: boolean;
  /** The text of a file of the book, for reporters that show the line. */
  textOf(path: string): string | undefined;
}

/** Runbooks that speak of what a change touches, whether or not they are wrong now. */
export interface Spoken {
  /** Their files. */
  readonly paths: readonly string[];
  /** What the change was compared with. */
  readonly ref: string;
}

/** Turns findings into a text; it formats, it decides nothing. */
export type Reporter = (report: Report) => string;
