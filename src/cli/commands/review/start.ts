import { parseQuarter, quarterOf } from '../../../review/quarter.ts';
import type { Quarter } from '../../../review/quarter.ts';
import { didYouMean } from '../../../runbook/words/nearest.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { LINKS_FLAG } from '../../review/link-summaries.ts';
import { openReview } from '../../review/open-review.ts';
import type { OpenReview } from '../../review/open-review.ts';
import { readEvidence } from '../../review/read-evidence.ts';
import { sayHistory } from '../../review/say-history.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';
import { writeWorksheets } from '../../review/write-worksheets.ts';

export const start = defineCommand({
  name: 'review start',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    quarter: {
      type: 'string',
      value: 'QUARTER',
      meaning: 'The quarter, as in 2026-Q4 (default: the current one)',
    },
    owner: { type: 'string', value: 'TEAM', meaning: 'Write only the worksheet of this team' },
    ...LINKS_FLAG,
    evidence: { type: 'string', value: 'FILE', meaning: 'The file that opsbook verify --evidence wrote' },
  },
  examples: ['opsbook review start', 'opsbook review start --quarter 2026-Q4 --owner platform'],
  async run({ flags }, terminal) {
    const { today } = readNow(flags.today, terminal);
    const evidence = await readEvidence(flags.evidence, terminal);
    const open = await openReview({ root: flags.root, today, evidence }, terminal);
    const quarter = chooseQuarter(flags.quarter, open);
    const owners = chooseOwners(flags.owner, open);
    await writeWorksheets({ open, quarter, owners, evidence, asksLinks: flags.links ?? false }, terminal);
    sayHistory(open.facts.history, terminal);
    return 0;
  },
});

function chooseQuarter(given: string | undefined, { facts }: OpenReview): Quarter {
  const { yearStart } = facts.settings;
  if (given === undefined) return quarterOf(facts.today, yearStart);
  const quarter = parseQuarter(given, yearStart);
  if (!quarter) throw new UsageError(`--quarter takes one like 2026-Q4, not \`${given}\`.`);
  return quarter;
}

function chooseOwners(given: string | undefined, { reviews }: OpenReview): (string | undefined)[] {
  const owners = [...new Set(reviews.map(({ runbook }) => runbook.owner))].sort();
  if (given === undefined) return owners;
  if (owners.includes(given)) return [given];
  const known = owners.flatMap((owner) => owner ?? []);
  throw new UsageError(`--owner: no runbook belongs to \`${given}\`.${didYouMean(given, known)}`);
}
