import { join } from 'node:path';
import { quarterOf } from '../../../review/quarter.ts';
import type { RunbookReview } from '../../../review/review-book.ts';
import { MOST_WITHOUT_EVIDENCE, planSigning, snippetSummary } from '../../../review/sign.ts';
import type { Checked, Signing } from '../../../review/sign.ts';
import { count } from '../../../runbook/words/count.ts';
import { answeredQuestions } from '../../../review/worksheet.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { reviewableText } from '../../../runbook/read/reviewable-text.ts';
import type { SignOff } from '../../../runbook/records/sign-offs.ts';
import { fileAt, headCommit } from '../../../tools/git-files.ts';
import { readIfThere } from '../../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { ExitStatus, Terminal } from '../../command.ts';
import { authorsSince } from '../../review/authors-since.ts';
import { chooseReviews } from '../../review/choose-reviews.ts';
import { countLevels, lintPages } from '../../../judge/lint-counts.ts';
import { LINKS_FLAG, summarizeLinks } from '../../review/link-summaries.ts';
import { openReview } from '../../review/open-review.ts';
import type { OpenReview } from '../../review/open-review.ts';
import { readEvidence } from '../../review/read-evidence.ts';
import { sayHistory } from '../../review/say-history.ts';
import { seenCode, showSpoken } from '../../review/show-spoken.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';
import { worksheetPath } from '../../review/worksheet-path.ts';
import { writeReviewed, writeSignOffs } from '../../review/write-sign-offs.ts';
import { hasEvidence } from '../../../runbook/records/sign-offs.ts';

export const sign = defineCommand({
  name: 'review sign',
  words: '<id…>',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    by: { type: 'string', value: 'NAME', meaning: 'Who reviewed; required' },
    note: { type: 'string', value: 'TEXT', meaning: 'What to remember of this review' },
    despite: {
      type: 'string',
      value: 'REASON',
      meaning: 'Sign although lint errors stand; the reason is recorded',
    },
    seen: {
      type: 'string',
      value: 'CODE',
      meaning: 'What was printed below the changes of what a runbook speaks of: they were read',
    },
    ...LINKS_FLAG,
    evidence: { type: 'string', value: 'FILE', meaning: 'What opsbook verify --evidence wrote' },
  },
  examples: [
    'opsbook review sign pilot/disk-full --by "Ada Lovelace"',
    'opsbook review sign pilot/disk-full --by Ada --evidence evidence.json --note "Tried with Sam, who is new"',
  ],
  async run({ flags, words }, terminal) {
    const by = oneLine(flags.by);
    if (words.length === 0) throw new UsageError('review sign takes ids of runbooks, as in pilot/disk-full.');
    if (by === undefined) throw new UsageError('review sign needs --by with the name of who reviewed.');
    const { today, at } = readNow(flags.today, terminal);
    const evidence = await readEvidence(flags.evidence, terminal);
    const open = await openReview({ root: flags.root, today, isWholeHistory: true }, terminal);
    const chosen = chooseReviews([...new Set(words)], open);
    sayHistory(open.facts.history, terminal);
    const asksLinks = flags.links ?? false;
    const checks = await checkAll(chosen, { open, evidence, asksLinks }, terminal);
    const code = seenCode(chosen);
    const request = {
      by,
      at,
      note: oneLine(flags.note),
      despite: oneLine(flags.despite),
      maySignOwn: open.facts.settings.maySignOwn,
      hasSeen: flags.seen === code,
    };
    const plans = checks.map(({ review, checked }) => ({
      review,
      plan: planSigning(review, checked, request),
    }));
    const stopping = [...refusals(plans), ...bulk(plans)];
    if (stopping.length > 0) {
      terminal.warn(`${stopping.map(printable).join('\n')}\nNothing was signed.\n`);
      return 1;
    }
    const unseen = plans.filter(({ plan }) => plan.kind === 'unseen');
    if (unseen.length > 0) {
      terminal.print(`${unseen.map(({ review }) => showSpoken(review)).join('\n\n')}\n\n`);
      const again = flags.seen === undefined ? '' : 'This is not what was shown before. ';
      terminal.warn(`${again}Read both sides, and sign with --seen ${code}. Nothing was signed.\n`);
      return 1;
    }
    return write(plans, open, terminal);
  },
});

interface Plan {
  readonly review: RunbookReview;
  readonly plan: Signing;
}

/** Notes stand on the one line of their sign-off. */
function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

interface Checking {
  readonly open: OpenReview;
  readonly evidence: Awaited<ReturnType<typeof readEvidence>>;
  readonly asksLinks: boolean;
}

async function checkAll(
  reviews: readonly RunbookReview[],
  { open, evidence, asksLinks }: Checking,
  terminal: Terminal,
): Promise<{ review: RunbookReview; checked: Checked }[]> {
  const { root } = open;
  const paths = new Set(reviews.map(({ runbook }) => runbook.path));
  const findings = await lintPages(open.book(), paths, terminal);
  const links = asksLinks ? await summarizeLinks(open, paths, terminal) : undefined;
  const commit = await headCommit(root);
  return Promise.all(
    reviews.map(async (review) => {
      const { path } = review.runbook;
      const checked: Checked = {
        findings: countLevels(findings.get(path) ?? []),
        links: links?.get(path),
        snippets: snippetSummary(evidence, review),
        questions: await answersFor(review, open),
        commit,
        isDirty: await isDirty(review, open, commit),
        authors: await authorsSince(review, open),
      };
      return { review, checked };
    }),
  );
}

/** The boxes that people have ticked for a runbook in this quarter's worksheet. */
async function answersFor(
  { runbook }: RunbookReview,
  { root, files, facts }: OpenReview,
): Promise<Checked['questions']> {
  const quarter = quarterOf(facts.today, facts.settings.yearStart);
  const path = worksheetPath(files.reading.settings.layout.reviews, quarter.id, runbook.owner);
  return answeredQuestions((await readIfThere(join(root, path))) ?? '', runbook.id);
}

/** Whether what a review judges differs from what is committed. */
async function isDirty(
  { runbook }: RunbookReview,
  { root, trace }: OpenReview,
  commit: string | undefined,
): Promise<boolean> {
  const { history } = trace;
  if (history.kind === 'none' || commit === undefined) return false;
  const committed = await fileAt(root, commit, history.prefix + runbook.path);
  return committed === undefined || reviewableText(strip(committed)) !== reviewableText(runbook.text);
}

/** A book's texts come without their byte order mark. */
const strip = (text: string): string => text.replace(/^\uFEFF/, '');

function refusals(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ review, plan }) =>
    plan.kind === 'refused' ? [`${review.runbook.id}: ${plan.because}.`] : [],
  );
}

function bulk(plans: readonly Plan[]): string[] {
  const fresh = plans.flatMap(({ plan }) => (plan.kind === 'sign' ? [plan.signOff] : []));
  const without = fresh.filter((signOff) => !hasEvidence(signOff)).length;
  if (fresh.length <= MOST_WITHOUT_EVIDENCE || without === 0) return [];
  return [
    `${count(fresh.length, 'runbook')} at once, ${without} of them without evidence: sign at most ${MOST_WITHOUT_EVIDENCE}, or run opsbook verify --evidence FILE and give that.`,
  ];
}

async function write(plans: readonly Plan[], open: OpenReview, terminal: Terminal): Promise<ExitStatus> {
  const { root, files, facts } = open;
  const { layout } = files.reading.settings;
  const signOffs = plans.flatMap(({ plan }) => (plan.kind === 'sign' ? [plan.signOff] : []));
  const quarter = quarterOf(facts.today, facts.settings.yearStart);
  const path =
    signOffs.length === 0
      ? undefined
      : await writeSignOffs(signOffs, { root, folder: layout.reviews, quarter });
  for (const { review, plan } of plans) {
    if (plan.kind === 'refused' || plan.kind === 'unseen') continue;
    const { runbook } = review;
    const failure = await writeReviewed(root, runbook, plan.signOff.at.slice(0, 10));
    const done = plan.kind === 'sign' ? 'signed' : 'signed already:';
    terminal.print(`${done} ${printable(runbook.id)}  ${describe(plan.signOff)}\n`);
    if (failure !== undefined) terminal.warn(`${runbook.path}: the date was not set, ${failure}.\n`);
  }
  if (path !== undefined) terminal.print(`Written to ${path}. Commit it with the runbooks.\n`);
  return 0;
}

function describe({ findings, snippets, despite }: SignOff): string {
  return printable(
    [
      `${count(findings?.errors ?? 0, 'error')}, ${count(findings?.warnings ?? 0, 'warning')}`,
      snippets
        ? `snippets: ${snippets.passed} passed, ${snippets.failed} failed, ${snippets.skipped} skipped`
        : 'no snippets run',
      ...(despite === undefined ? [] : [`despite: ${despite}`]),
    ].join('; '),
  );
}
