import type { Range } from '../script.ts';

/** What is doubtful about a command. */
export const DOUBTS = [
  'unknown-tool',
  'unknown-subcommand',
  'swapped',
  'missing-subcommand',
  'unknown-flag',
  'foreign-flag',
  'missing-value',
  'wrong-value',
  'missing-argument',
  'wrong-arity',
  'wrong-path',
  'gone',
  'old',
] as const;
export type DoubtKind = (typeof DOUBTS)[number];

/** One doubt about one command, as data: a rule puts it into words. */
export interface Doubt {
  readonly kind: DoubtKind;
  readonly range: Range;
  readonly tool: string;
  /** The words of the command as far as they were known: `kubectl rollout`. */
  readonly path: readonly string[];
  /** The word in doubt; for what is missing, the name of what should stand there. */
  readonly word: string;
  readonly nearest?: string;
  /** For a value: the flag it was given to, and the words it takes. */
  readonly flag?: string;
  readonly choices?: readonly string[];
  /** For a foreign flag: the subcommand that does have it. */
  readonly ofSubcommand?: string;
  /** A value is missing where the command ends. */
  readonly isAtEnd?: boolean;
  /** For what is removed or deprecated: the version known for it, and what replaces it. */
  readonly version?: string;
  readonly instead?: string;
  /** `possible` where a plugin, an alias or data that is not whole leaves room. */
  readonly certainty: 'certain' | 'possible';
  /** Not everything that the tool takes is known. */
  readonly isOfPart?: boolean;
}
