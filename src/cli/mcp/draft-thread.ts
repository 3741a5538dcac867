import { openLiveBook } from '../../judge/live-book.ts';
import { draftJudge } from '../../machine/check-draft.ts';
import type { Draft, Judged } from '../../machine/check-draft.ts';
import { answerAsked } from '../../tools/asked-thread.ts';
import type { DraftOrder } from './draft-order.ts';

// Started by `openDrafts`: judges drafts, while the server of their book goes on answering.
answerAsked<DraftOrder, Draft, Judged>((order) => {
  const live = openLiveBook(order, () => undefined);
  return draftJudge(live.read);
});
