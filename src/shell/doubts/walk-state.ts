import type { Word } from '../script.ts';
import type { Doubt, DoubtKind } from './doubt.ts';
import type { Scope } from './flags.ts';

/** How far a command's words have been read. */
export interface Walk {
  readonly words: readonly Word[];
  readonly doubts: Doubt[];
  readonly tool: string;
  scope: Scope;
  /** Words so far that are neither flags, values nor subcommands. */
  operands: number;
  /** After `--`: what follows are no flags. */
  isEnded: boolean;
  /** Something stood there that cannot be read: what is missing afterwards is not known. */
  isVague: boolean;
  /** Nothing more of this command is judged. */
  isDone: boolean;
}

/** Whether the command, or one above it, has a trait. */
export function hasTrait({ chain }: Scope, trait: string): boolean {
  return chain.some(({ traits }) => traits.has(trait));
}

/** Data that may lack what is newer: then only near misses of what is known count. */
export function isLoose({ scope }: Walk): boolean {
  return hasTrait(scope, 'dated') || hasTrait(scope, 'unverified');
}

/** Nothing is known of what may stand here. */
export function isOpen({ scope }: Walk): boolean {
  return hasTrait(scope, 'open');
}

type Details = Pick<Doubt, 'word'> &
  Partial<Pick<Doubt, 'nearest' | 'ofSubcommand' | 'isAtLineEnd'>> & { readonly isPossible?: boolean };

/** Adds a doubt about the word at hand. */
export function doubt(
  walk: Walk,
  kind: DoubtKind,
  { at, isPossible = false, ...details }: Details & { at: Word },
): void {
  walk.doubts.push({
    kind,
    range: at.range,
    tool: walk.tool,
    path: walk.scope.node.path,
    ...details,
    certainty: isPossible || hasTrait(walk.scope, 'unverified') ? 'possible' : 'certain',
  });
}
