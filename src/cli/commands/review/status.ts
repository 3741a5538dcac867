import { after, parseInterval } from '../../../review/interval.ts';
import { STATES } from '../../../review/state.ts';
import { statusRows } from '../../../review/status-rows.ts';
import { didYouMean } from '../../../runbook/words/nearest.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { checkOwner } from '../../review/open-appointments.ts';
import { openReview } from '../../review/open-review.ts';
import { readEvidence } from '../../review/read-evidence.ts';
import { sayHistory } from '../../review/say-history.ts';
import { STATUS_FORMATS, statusFormats } from '../../review/status-formats.ts';
import type { StatusFormat } from '../../review/status-formats.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';

export const status = defineCommand({
  name: 'review status',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    owner: {
      type: 'string',
      value: 'TEAM',
      multiple: true,
      meaning: 'Show only the runbooks of this team; may be given again',
    },
    'due-within': {
      type: 'string',
      value: 'TIME',
      meaning: 'Show only what is due by then or was never reviewed, as in 30d, 2w, 3 months',
    },
    format: { type: 'string', choices: STATUS_FORMATS, meaning: 'How it is written' },
    'fail-on': {
      type: 'string',
      value: 'STATES',
      meaning: `End with exit status 1 when a listed review is in one of these states, as in overdue or overdue,changed: ${STATES.join(', ')}`,
    },
    evidence: {
      type: 'string',
      value: 'FILE',
      meaning: 'The file that opsbook verify --evidence wrote; what failed there counts',
    },
  },
  examples: [
    'opsbook review status',
    'opsbook review status --owner platform --due-within 30d',
    'opsbook review status --format csv --fail-on overdue',
  ],
  async run({ flags }, terminal) {
    const { today } = readNow(flags.today, terminal);
    const failOn = readStates(flags['fail-on']);
    const until = readUntil(flags['due-within'], today);
    const evidence = await readEvidence(flags.evidence, terminal);
    const open = await openReview({ root: flags.root, today, evidence }, terminal);
    const { reviews, facts } = open;
    const all = statusRows(reviews);
    for (const owner of flags.owner ?? []) checkOwner(owner, open);
    const rows = all
      .filter(({ owner }) => !flags.owner || (owner !== undefined && flags.owner.includes(owner)))
      .filter(({ due }) => until === undefined || due === undefined || due <= until);
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as StatusFormat;
    terminal.print(statusFormats[format]({ rows, all: all.length, today, hasColour: terminal.hasColour }));
    sayHistory(facts.history, terminal);
    return rows.some(({ reasons }) => reasons.some(({ state }) => failOn.has(state))) ? 1 : 0;
  },
});

function readStates(text: string | undefined): ReadonlySet<string> {
  const names = (text ?? '').split(',').map((name) => name.trim().replaceAll(' ', '-'));
  const wanted = names.filter(Boolean);
  // `STATES` is a list of literals; here any text may be looked up in it.
  const known: readonly string[] = STATES;
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--fail-on knows no state \`${unknown}\`.${didYouMean(unknown, known)}`);
  return new Set(wanted);
}

function readUntil(text: string | undefined, today: string): string | undefined {
  if (text === undefined) return undefined;
  if (text === '0d') return today;
  const interval = parseInterval(text);
  if (!interval) throw new UsageError(`--due-within takes a time like 30d or 3 months, not \`${text}\`.`);
  return after(today, interval);
}
