/** A page or a chapter, ready to be found. */
export interface OpenEntry {
  readonly page: number;
  readonly title: string;
  /** Whether it is a runbook or a chapter of one. */
  readonly isRunbook: boolean;
  readonly anchor: string;
  /** The words of its title, by number; whole names left out. */
  readonly titleWords: readonly number[];
  readonly headings: readonly string[];
  /** Its first sentences; empty until the body is there. */
  readonly lead: string;
}
