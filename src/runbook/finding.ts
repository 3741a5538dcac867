/** How much a finding weighs: an `error` fails the check, a `warning` does not. */
export const LEVELS = ['error', 'warning'] as const;
export type Level = (typeof LEVELS)[number];

/** A place in a text. Lines and columns start at 1, offsets at 0; columns count UTF-16 units, as editors do. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of text; `end` is the point after its last character. */
export interface Range {
  readonly start: Point;
  readonly end: Point;
}

/** What reading a text found wrong in it. `range` is absent when the fault has no place of its own. */
export interface Fault {
  readonly ruleId: string;
  readonly message: string;
  readonly range?: Range | undefined;
  /** Set only where the fault weighs less than its rule usually does. */
  readonly level?: Level;
}

/** One replacement that fixes a finding: offsets into the file's text. */
export interface Fix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the linter says of one place in one file: the shape of `opsbook lint --format json`. */
export interface Finding {
  readonly ruleId: string;
  readonly level: Level;
  readonly message: string;
  /** Relative to the book's root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Where the rule is explained. */
  readonly url: string;
  readonly fix?: readonly Fix[];
  /** Which of the things that its rule says, where that says several: findings of one kind want one answer. */
  readonly kind?: string;
  /** What it speaks of, as its author wrote it: `{{< youtube >}}`. */
  readonly subject?: string;
  /** How many places it stands for, where one finding is said for many. */
  readonly places?: number;
}

/** What a rule may tell of a finding besides. */
export type KindOfFinding = Pick<Finding, 'kind' | 'subject' | 'places'>;
