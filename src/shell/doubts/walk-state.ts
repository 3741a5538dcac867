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
  /** The first of them. */
  first?: Word;
  /** After `--`: what follows are no flags. */
  isEnded: boolean;
  /** Something stood there that cannot be read: what is missing afterwards is not known. */
  isVague: boolean;
  /** Words after its own are a command that it runs. */
  readonly carries: boolean;
  /** Nothing more of this command is judged. */
  isDone: boolean;
}

/** Whether the command, or one above it, has a trait. */
export function hasTrait({ chain }: Scope, trait: string): boolean {
  return chain.some(({ traits }) => traits.has(trait));
}

/** Every subcommand and every flag of the tool is known: only then is a finding certain. */
export function isWhole({ scope }: Walk): boolean {
  return (
    scope.root.about?.completeness === 'whole' && !hasTrait(scope, 'dated') && !hasTrait(scope, 'unverified')
  );
}

/** Flags may be missing from the data: only near misses of those that are known count. */
export function hasLooseFlags(walk: Walk): boolean {
  return !isWhole(walk);
}

/** Subcommands may be missing too. */
export function isLoose(walk: Walk): boolean {
  const { scope } = walk;
  if (hasTrait(scope, 'dated') || hasTrait(scope, 'unverified')) return true;
  return (scope.root.about?.completeness ?? 'open') === 'open';
}

/** Nothing is known of what may stand here. */
export function isOpen({ scope }: Walk): boolean {
  return hasTrait(scope, 'open');
}

type Details = Pick<Doubt, 'word'> &
  Partial<
    Pick<Doubt, 'nearest' | 'flag' | 'choices' | 'ofSubcommand' | 'isAtEnd' | 'version' | 'instead'>
  > & {
    readonly isPossible?: boolean;
  };

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
    certainty: isPossible || !isWhole(walk) ? 'possible' : 'certain',
    ...(isWhole(walk) ? {} : { isOfPart: true }),
  });
}
