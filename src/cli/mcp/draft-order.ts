import type { Draft, Judged } from '../../machine/check-draft.ts';
import { NotJudged } from '../../machine/not-judged.ts';
import { openThread, ThreadEnded } from '../../tools/asked-thread.ts';
import type { AskedThread } from '../../tools/asked-thread.ts';

/** The book that drafts are judged against. */
export interface DraftOrder {
  readonly root: string;
  readonly isOutsideAllowed: boolean;
}

/** A draft of the longest allowed takes seconds: who waits for more is better told. In milliseconds. */
const MOST_TIME = 120_000;

/** Opens a thread that judges drafts, when one is first to be judged. */
export function openDrafts(order: DraftOrder): AskedThread<Draft, Judged> {
  const thread = openThread<Draft, Judged>('draft-thread.mjs', { order, most: MOST_TIME });
  return {
    ...thread,
    ask: (draft, signal) =>
      thread.ask(draft, signal).catch((error: unknown) => {
        throw error instanceof ThreadEnded ? new NotJudged(error.message, { cause: error }) : error;
      }),
  };
}
