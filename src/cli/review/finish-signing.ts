import { quarterOf } from '../../review/quarter.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { MISSING_WORDS } from '../../review/proof.ts';
import { MOST_WITHOUT_EVIDENCE } from '../../review/sign.ts';
import type { Signing } from '../../review/sign.ts';
import { hasEvidence } from '../../runbook/records/sign-offs.ts';
import type { SignOff } from '../../runbook/records/sign-offs.ts';
import { count } from '../../runbook/words/count.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { ExitStatus, Terminal } from '../command.ts';
import type { OpenReview } from './open-review.ts';
import { seenCode, showSpoken } from './show-spoken.ts';
import { writeReviewed, writeSignOffs } from './write-sign-offs.ts';

/** What is to become of the review of one runbook. */
export interface SigningPlan {
  readonly review: RunbookReview;
  readonly plan: Signing;
}

interface Finishing {
  readonly open: OpenReview;
  /** The code that stands for having read what has changed. */
  readonly seen: string | undefined;
  /** Whether all of them have the same answers: for many at once, these are none. */
  readonly isAnsweredOnce?: boolean;
  /** Whether those that can be signed are, whatever stands in the way of others. */
  readonly isPartial?: boolean;
}

/** Writes what was planned, or says what stands in its way and writes nothing: of several, all or none. */
export async function finishSigning(
  plans: readonly SigningPlan[],
  { open, seen, isAnsweredOnce = false, isPartial = false }: Finishing,
  terminal: Terminal,
): Promise<ExitStatus> {
  const refused = isPartial ? [] : plans.flatMap(saysNo);
  const stopping = [...refused, ...bulk(plans, isAnsweredOnce)];
  if (stopping.length > 0) {
    terminal.warn(`${stopping.join('\n')}\nNothing was signed.\n`);
    return 1;
  }
  if (isPartial) return finishPart(plans, open, terminal);
  const unseen = plans.filter(({ plan }) => plan.kind === 'unseen');
  if (unseen.length > 0) {
    const code = seenCode(plans.map(({ review }) => review));
    terminal.print(`${unseen.map(({ review }) => showSpoken(review)).join('\n\n')}\n\n`);
    const again = seen === undefined ? '' : 'This is not what was shown before. ';
    terminal.warn(`${again}Read both sides, and sign with --seen ${code}. Nothing was signed.\n`);
    return 1;
  }
  return write(plans, open, terminal);
}

/** Nobody can be asked about an approval again: what it proves is signed, and the rest is said. */
async function finishPart(
  plans: readonly SigningPlan[],
  open: OpenReview,
  terminal: Terminal,
): Promise<ExitStatus> {
  const status = await write(plans, open, terminal);
  const unseen = plans.flatMap(({ review, plan }) =>
    plan.kind === 'unseen'
      ? [
          printable(
            `${review.runbook.id}: what it speaks of changed elsewhere than in this pull request, or after it: read both sides (opsbook review sign).`,
          ),
        ]
      : [],
  );
  const left = [...plans.flatMap(saysNo), ...unseen];
  if (left.length === 0) return status;
  terminal.warn(`${left.join('\n')}\nThese were not signed.\n`);
  return 1;
}

/** Why one of them cannot be signed; what is missing of a proof stands in lines of its own. */
function saysNo({ review: { runbook }, plan }: SigningPlan): string[] {
  if (plan.kind === 'refused') return [printable(`${runbook.id}: ${plan.because}.`)];
  if (plan.kind !== 'unproved') return [];
  const gaps = plan.gaps.flatMap((gap) =>
    gap.split('\n').map((line, at) => printable(`${at === 0 ? '  - ' : ''}${line}`)),
  );
  return [
    printable(
      `${runbook.id}: this review is not proved (--despite "why" signs it as what it is, and moves no due date).`,
    ),
    ...gaps,
  ];
}

function bulk(plans: readonly SigningPlan[], isAnsweredOnce: boolean): string[] {
  const fresh = plans.flatMap(({ plan }) => (plan.kind === 'sign' ? [plan.signOff] : []));
  const without = fresh.filter(
    ({ questions, ...signOff }) => !hasEvidence(isAnsweredOnce ? signOff : { questions, ...signOff }),
  ).length;
  if (fresh.length <= MOST_WITHOUT_EVIDENCE || without === 0) return [];
  return [
    `${count(fresh.length, 'runbook')} at once, ${without} of them without evidence: sign at most ${MOST_WITHOUT_EVIDENCE}, or run opsbook verify --evidence FILE and give that.`,
  ];
}

async function write(
  plans: readonly SigningPlan[],
  open: OpenReview,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { root, files, facts } = open;
  const { layout } = files.reading.settings;
  const signOffs = plans.flatMap(({ plan }) => (plan.kind === 'sign' ? [plan.signOff] : []));
  const quarter = quarterOf(facts.today, facts.settings.yearStart);
  const path =
    signOffs.length === 0
      ? undefined
      : await writeSignOffs(signOffs, { root, folder: layout.reviews, quarter });
  for (const { review, plan } of plans) {
    if (plan.kind !== 'sign' && plan.kind !== 'signed-already') continue;
    const { runbook } = review;
    const { signOff } = plan;
    const isProved = signOff.missing === undefined;
    const failure = isProved ? await writeReviewed(root, runbook, signOff.at.slice(0, 10)) : undefined;
    const done = plan.kind === 'sign' ? (isProved ? 'signed' : 'signed without proof:') : 'signed already:';
    terminal.print(`${done} ${printable(runbook.id)}  ${describe(signOff)}\n`);
    if (failure !== undefined) terminal.warn(`${runbook.path}: the date was not set, ${failure}.\n`);
  }
  if (path !== undefined) terminal.print(`Written to ${path}. Commit it with the runbooks.\n`);
  return 0;
}

function describe({ findings, snippets, missing, despite }: SignOff): string {
  return printable(
    [
      `${count(findings?.errors ?? 0, 'error')}, ${count(findings?.warnings ?? 0, 'warning')}`,
      snippets
        ? `snippets: ${snippets.passed} passed, ${snippets.failed} failed, ${snippets.skipped} skipped`
        : 'no snippets run',
      ...(missing ? [`without ${missing.map((of) => MISSING_WORDS[of]).join(', ')}`] : []),
      ...(despite === undefined ? [] : [`despite: ${despite}`]),
    ].join('; '),
  );
}
