/** A page or a chapter, ready to be found. */
export interface OpenEntry {
  readonly page: number;
  readonly title: string;
  readonly anchor: string;
  /** The words of its title, by number; whole names left out. */
  readonly titleWords: readonly number[];
  readonly headings: readonly string[];
  /** Its first sentences; empty until the body is there. */
  readonly lead: string;
}
