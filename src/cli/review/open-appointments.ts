import { addressOf } from '../../runbook/links/site-paths.ts';
import { listAppointments } from '../../review/owed.ts';
import type { Appointment } from '../../review/owed.ts';
import { quarterOf } from '../../review/quarter.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import { UsageError } from '../command.ts';
import type { Flags, Terminal } from '../command.ts';
import { openReview } from './open-review.ts';
import type { OpenReview } from './open-review.ts';
import { readNow } from './today.ts';
import type { Now } from './today.ts';

/** The flag that keeps to one owner. */
export const OWNER_FLAG = {
  owner: { type: 'string', value: 'TEAM', meaning: 'Take only the runbooks of this team' },
} as const satisfies Flags;

interface Asked {
  readonly root?: string | undefined;
  readonly today?: string | undefined;
  readonly owner?: string | undefined;
}

interface Appointments {
  readonly appointments: readonly Appointment[];
  readonly open: OpenReview;
  readonly now: Now;
}

/** The days that reviews of a book are due on. */
export async function openAppointments(asked: Asked, terminal: Terminal): Promise<Appointments> {
  const now = readNow(asked.today, terminal);
  const open = await openReview({ root: asked.root, today: now.today }, terminal);
  checkOwner(asked.owner, open);
  const { reviews, files, facts } = open;
  const paths = new Map(reviews.map(({ runbook: { id, path } }) => [id, path]));
  const appointments = listAppointments(
    reviews.filter(({ runbook }) => asked.owner === undefined || runbook.owner === asked.owner),
    {
      today: now.today,
      quarter: quarterOf(now.today, facts.settings.yearStart),
      pathOf: (id) => addressOf(paths.get(id) ?? '', files.reading.settings.layout) ?? '/',
    },
  );
  return { appointments, open, now };
}

/** @throws UsageError for a team that is neither in teams.yaml nor owns anything */
export function checkOwner(owner: string | undefined, { teams, reviews }: OpenReview): void {
  const known = new Set([...teams, ...reviews.flatMap(({ runbook }) => runbook.owner ?? [])]);
  if (owner === undefined || known.has(owner)) return;
  throw new UsageError(`--owner: no team is called \`${owner}\`.${didYouMean(owner, known)}`);
}
