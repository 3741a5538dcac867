import type { Evidence } from '../../runbook/records/evidence.ts';
import { reviewableText } from '../../runbook/read/reviewable-text.ts';
import { outcomeOf } from '../../run/verdict.ts';
import type { RunbookVerdicts } from '../../run/verdict.ts';
import { contentHash } from '../../tools/content-hash.ts';
import { headCommit } from '../../tools/git-files.ts';
import { programVersion } from '../../tools/program.ts';

export interface EvidenceFacts {
  readonly root: string;
  readonly at: Date;
  readonly tools: Readonly<Record<string, string>>;
  /** The text of each runbook that was run, by its id. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a run of `verify` leaves behind for the review. */
export async function collectEvidence(
  runbooks: readonly RunbookVerdicts[],
  { root, at, tools, texts }: EvidenceFacts,
): Promise<Evidence> {
  const commit = await headCommit(root);
  return {
    version: 1,
    opsbook: await programVersion(),
    at: at.toISOString(),
    ...(commit === undefined ? {} : { commit }),
    tools,
    runbooks: runbooks.map(({ id, path, verdicts }) => ({
      id,
      path,
      contentHash: contentHash(reviewableText(texts.get(id) ?? '')),
      snippets: verdicts.map(outcomeOf),
    })),
  };
}
