/** A line of a list: where it leads, and what stands beside it. */
export interface ListLine {
  readonly text: string;
  /** Without the base of the site. */
  readonly address: string;
  readonly aside?: string;
  /** Whether it is text of a program. */
  readonly isCode?: boolean;
}
