import { resolve } from 'node:path';
import { readQuestions } from '../../../review/review-questions.ts';
import { planSigning } from '../../../review/sign.ts';
import { knownFrom } from '../../../review/somebody.ts';
import { headCommit } from '../../../tools/git-files.ts';
import { overBound, readNamed } from '../../../tools/named-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { Terminal } from '../../command.ts';
import { authorsSince } from '../../review/authors-since.ts';
import { checkPages } from '../../review/check-signing.ts';
import { chooseReviews } from '../../review/choose-reviews.ts';
import { finishSigning } from '../../review/finish-signing.ts';
import type { SigningPlan } from '../../review/finish-signing.ts';
import { isDirty } from '../../review/is-dirty.ts';
import { LINKS_FLAG } from '../../review/link-summaries.ts';
import { openReview } from '../../review/open-review.ts';
import { peopleHere } from '../../review/people-here.ts';
import { readEvidence } from '../../review/read-evidence.ts';
import { sayHistory } from '../../review/say-history.ts';
import { seenCode } from '../../review/show-spoken.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';

export const sign = defineCommand({
  name: 'review sign',
  words: '<id…>',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    by: { type: 'string', value: 'NAME', meaning: 'Who reviewed; required' },
    note: { type: 'string', value: 'TEXT', meaning: 'What to remember of this review' },
    answers: {
      type: 'string',
      value: 'FILE',
      meaning: "The questions with their boxes ticked, as beside the quarter's worksheet",
    },
    despite: {
      type: 'string',
      value: 'REASON',
      meaning: 'Sign without proof: what is missing, and why, is recorded, and no due date moves',
    },
    seen: {
      type: 'string',
      value: 'CODE',
      meaning:
        'The code that was printed below the changes to files that a runbook names: it says that you read them',
    },
    ...LINKS_FLAG,
    evidence: { type: 'string', value: 'FILE', meaning: 'The file that opsbook verify --evidence wrote' },
  },
  examples: [
    'opsbook review sign pilot/disk-full --by "Ada Lovelace" --answers answers.md',
    'opsbook review sign pilot/disk-full --by Ada --evidence evidence.json --note "Tried with Sam, who is new"',
  ],
  async run({ flags, words }, terminal) {
    const by = oneLine(flags.by);
    if (words.length === 0) throw new UsageError('review sign takes ids of runbooks, as in pilot/disk-full.');
    if (by === undefined) throw new UsageError('review sign needs --by with the name of who reviewed.');
    const { today, at } = readNow(flags.today, terminal);
    const evidence = await readEvidence(flags.evidence, terminal);
    const given = await readAnswers(flags.answers, terminal);
    const open = await openReview({ root: flags.root, today, isWholeHistory: true }, terminal);
    const chosen = chooseReviews([...new Set(words)], open);
    sayHistory(open.facts.history, terminal);
    const brought = { open, evidence, given, asksLinks: flags.links ?? false };
    const pages = await checkPages(chosen, brought, terminal);
    const known = knownFrom(by, await peopleHere(open));
    const commit = await headCommit(open.root);
    const request = {
      by,
      at,
      note: oneLine(flags.note),
      despite: oneLine(flags.despite),
      maySignOwn: open.facts.settings.maySignOwn,
      hasSeen: flags.seen === seenCode(chosen),
    };
    const plans = await Promise.all(
      pages.map(async ({ review, checked }): Promise<SigningPlan> => {
        const all = {
          ...checked,
          known,
          commit,
          isDirty: await isDirty(review, open, commit),
          authors: await authorsSince(review, open),
        };
        return { review, plan: planSigning(review, all, request) };
      }),
    );
    return finishSigning(plans, { open, seen: flags.seen, isAnsweredOnce: given !== undefined }, terminal);
  },
});

/** Notes stand on the one line of their sign-off. */
function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

/** In megabytes: a worksheet of thousands of runbooks. */
const LARGEST_ANSWERS = 10;

/** The lines of a file with boxes. */
async function readAnswers(
  file: string | undefined,
  { folder }: Pick<Terminal, 'folder'>,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readNamed(resolve(folder, file), LARGEST_ANSWERS).catch((cause: unknown) => {
    throw new UsageError(`--answers \`${file}\` cannot be read${overBound(cause)}.`, { cause });
  });
  const text = bytes.toString('utf8');
  if (readQuestions(text).length > 0) return text;
  throw new UsageError(
    `--answers \`${file}\` has no box: a question is a line like \`- [x] Its commands were run and work.\``,
  );
}
