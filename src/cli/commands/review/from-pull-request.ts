import { resolve } from 'node:path';
import { contentOf } from '../../../judge/book-reviews.ts';
import type { RunbookReview } from '../../../review/review-book.ts';
import { planSigning } from '../../../review/sign.ts';
import { knownFrom } from '../../../review/somebody.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { parseJson } from '../../../runbook/words/record.ts';
import { ForgeProblem } from '../../../tools/ask-forge.ts';
import { GitProblem } from '../../../tools/git.ts';
import { fileAt, headCommit } from '../../../tools/git-files.ts';
import { filesBetween } from '../../../tools/git-range.ts';
import type { BranchFiles } from '../../../tools/git-range.ts';
import { overBound, readNamed } from '../../../tools/named-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { Terminal } from '../../command.ts';
import { authorsSince } from '../../review/authors-since.ts';
import { checkPages } from '../../review/check-signing.ts';
import { askPullRequest } from '../../review/find-forge.ts';
import { finishSigning } from '../../review/finish-signing.ts';
import type { SigningPlan } from '../../review/finish-signing.ts';
import { peopleHere } from '../../review/people-here.ts';
import { isDirty } from '../../review/is-dirty.ts';
import { LINKS_FLAG } from '../../review/link-summaries.ts';
import { openReview } from '../../review/open-review.ts';
import type { OpenReview } from '../../review/open-review.ts';
import { readEvent } from '../../review/pull-request.ts';
import type { Approval, PullRequest } from '../../review/pull-request.ts';
import { readEvidence } from '../../review/read-evidence.ts';
import { sayHistory } from '../../review/say-history.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';

export const fromPullRequest = defineCommand({
  name: 'review from-pull-request',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    event: {
      type: 'string',
      value: 'FILE',
      meaning: 'The event of the approval, as GitHub or GitLab gives it to a job; no network is used',
    },
    number: {
      type: 'string',
      value: 'N',
      meaning: 'Ask the forge who approved this pull request; this uses the network',
    },
    ...LINKS_FLAG,
    evidence: {
      type: 'string',
      value: 'FILE',
      meaning: 'The file that opsbook verify --evidence wrote for this commit',
    },
  },
  examples: [
    'opsbook review from-pull-request --event "$GITHUB_EVENT_PATH" --evidence evidence.json',
    'opsbook review from-pull-request --number 12 --evidence evidence.json',
  ],
  async run({ flags }, terminal) {
    if ((flags.event === undefined) === (flags.number === undefined))
      throw new UsageError('review from-pull-request takes --event FILE, or --number N to ask the forge.');
    const now = readNow(flags.today, terminal);
    const evidence = await readEvidence(flags.evidence, terminal);
    const open = await openReview({ root: flags.root, today: now.today, isWholeHistory: true }, terminal);
    const request = await readRequest(flags, open, terminal);
    if (typeof request === 'string') {
      terminal.print(`Nothing to sign: ${printable(request)}.\n`);
      return 0;
    }
    const { approvals, leftOut } = await withoutStrangers(request, open);
    for (const reason of leftOut) terminal.warn(`An approval is left out: ${printable(reason)}.\n`);
    if (approvals.length === 0) {
      terminal.print('Nothing to sign: nobody else has approved it.\n');
      return 0;
    }
    sayHistory(open.facts.history, terminal);
    const brought = { open, evidence, asksLinks: flags.links ?? false };
    const plans: SigningPlan[] = [];
    for (const approval of approvals) {
      const branch = await changedFiles(request, approval, open);
      if (branch instanceof GitProblem) {
        // One approval of a commit that a push by force took away does not stand in the way of the others.
        if (approvals.length === 1) throw new UsageError(branch.message, { cause: branch });
        terminal.warn(`The approval of ${approval.by} is left out: ${printable(branch.message)}\n`);
        continue;
      }
      const { paths, from } = branch;
      const changed = new Set(paths);
      const own: RunbookReview[] = [];
      for (const review of open.reviews)
        if (await saysOtherwise(review, { changed, from, approval, open })) own.push(review);
      const pages = await checkPages(own, brought, terminal);
      for (const { review, checked } of pages) {
        const plan = await planOne({ review, approval, request, open, changed, now: now.at }, checked);
        plans.push({ review, plan });
      }
    }
    if (plans.length === 0) {
      terminal.print('Nothing to sign: it changes no runbook that is still here.\n');
      return 0;
    }
    return finishSigning(plans, { open, seen: undefined, isPartial: true }, terminal);
  },
});

interface Asked {
  readonly event?: string | undefined;
  readonly number?: string | undefined;
}

/** In megabytes: GitHub sends none that is larger (https://docs.github.com/webhooks/webhook-events-and-payloads). */
const LARGEST_EVENT = 25;

/** The pull request, or why there is nothing to sign. */
async function readRequest(
  { event, number }: Asked,
  { files }: OpenReview,
  terminal: Terminal,
): Promise<PullRequest | string> {
  if (number !== undefined) {
    if (!/^[1-9]\d{0,9}$/.test(number)) throw new UsageError(`--number takes a number, not \`${number}\`.`);
    try {
      return await askPullRequest(number, files.reading.settings.repository, terminal);
    } catch (cause) {
      if (cause instanceof ForgeProblem) throw new UsageError(cause.message, { cause });
      throw cause;
    }
  }
  const file = event ?? '';
  const bytes = await readNamed(resolve(terminal.folder, file), LARGEST_EVENT).catch((cause: unknown) => {
    throw new UsageError(`--event \`${file}\` cannot be read${overBound(cause)}.`, { cause });
  });
  const data = parseJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  if (data === undefined) throw new UsageError(`--event \`${file}\` is no JSON.`);
  const reading = readEvent(data);
  return 'request' in reading ? reading.request : reading.because;
}

/** Approvals by accounts that have a part in the repository, or that it knows by name. */
async function withoutStrangers(
  { approvals, leftOut }: PullRequest,
  open: OpenReview,
): Promise<Pick<PullRequest, 'approvals' | 'leftOut'>> {
  const strangers = approvals.filter(({ stranger }) => stranger !== undefined);
  if (strangers.length === 0) return { approvals, leftOut };
  const people = await peopleHere(open);
  const unknown = strangers.filter(({ by }) => knownFrom(by, people) === undefined);
  const said = unknown.map(
    ({ by, stranger = '' }) =>
      `GitHub does not say that ${by} may write to the repository (${stranger}), and nobody here has that name; add \`@${by}\` to the \`members\` of their team`,
  );
  return { approvals: approvals.filter((one) => !unknown.includes(one)), leftOut: [...leftOut, ...said] };
}

/** The names that a runbook's file has and has had, from the top of the repository. */
function namesOf({ runbook }: RunbookReview, { trace }: OpenReview): readonly string[] {
  const today = trace.history.prefix + runbook.path;
  return [today, ...(trace.formerNames.get(today) ?? [])];
}

interface Compared {
  readonly changed: ReadonlySet<string>;
  /** The commit where the branch began. */
  readonly from: string;
  readonly approval: Approval;
  readonly open: OpenReview;
}

/** Whether a branch changed what a runbook says: to write a sign-off moves its date, and is nothing to sign again. */
async function saysOtherwise(
  review: RunbookReview,
  { changed, from, approval, open }: Compared,
): Promise<boolean> {
  const names = namesOf(review, open);
  if (!names.some((name) => changed.has(name))) return false;
  const [was, is] = await Promise.all(
    [from, approval.commit].map((commit) => textThen(open.root, commit, names)),
  );
  return was === undefined || is === undefined || contentOf({ text: was }) !== contentOf({ text: is });
}

/** What stood at a commit under the first of some names that was there. */
async function textThen(root: string, commit: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const text = await fileAt(root, commit, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function changedFiles(
  { base }: PullRequest,
  { commit }: Approval,
  { root }: OpenReview,
): Promise<BranchFiles | GitProblem> {
  try {
    return await filesBetween(root, base, commit);
  } catch (cause) {
    if (cause instanceof GitProblem) return cause;
    throw cause;
  }
}

interface Signing {
  readonly review: RunbookReview;
  readonly approval: Approval;
  readonly request: PullRequest;
  readonly open: OpenReview;
  /** Every file that was approved, from the top of the repository. */
  readonly changed: ReadonlySet<string>;
  readonly now: string;
}

async function planOne(
  { review, approval, request, open, changed, now }: Signing,
  checked: Awaited<ReturnType<typeof checkPages>>[number]['checked'],
): Promise<SigningPlan['plan']> {
  const { root, trace } = open;
  const approved = await textThen(root, approval.commit, namesOf(review, open));
  if (approved === undefined || contentOf({ text: approved.replace(/^\uFEFF/, '') }) !== review.content)
    return {
      kind: 'refused',
      because: `its text here is not the one that ${approval.by} approved in ${approval.commit.slice(0, 7)}`,
    };
  const isHere = trace.history.commits.some(({ hash }) => hash === approval.commit);
  // What was squashed is in no history: then it is where the text is.
  const commit = isHere ? approval.commit : await headCommit(root);
  const at = approval.at !== undefined && approval.at <= now ? approval.at : now;
  return planSigning(
    review,
    {
      ...checked,
      known: 'forge',
      approval: request.address,
      commit,
      isDirty: await isDirty(review, open, await headCommit(root)),
      authors: await authorsSince(review, open),
    },
    {
      by: approval.by,
      at,
      maySignOwn: open.facts.settings.maySignOwn,
      hasSeen: await wasRead(review, { changed, approved: approval.commit, signed: commit, root }),
    },
  );
}

/**
 * What changed in the same pull request was read with it. Of one that was squashed the sign-off stands for the head,
 * which may hold later changes of the same file: those nobody read.
 */
async function wasRead(
  { spoken }: RunbookReview,
  { changed, approved, signed = '', root }: Readings,
): Promise<boolean> {
  if (!spoken.every(({ path }) => changed.has(path))) return false;
  if (approved === signed) return true;
  const same = spoken.map(
    async ({ path }) => (await fileAt(root, approved, path)) === (await fileAt(root, signed, path)),
  );
  return (await Promise.all(same)).every(Boolean);
}

interface Readings {
  readonly changed: ReadonlySet<string>;
  /** The commit that was approved, and the one that the sign-off stands for. */
  readonly approved: string;
  readonly signed: string | undefined;
  readonly root: string;
}
