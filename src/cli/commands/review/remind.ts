import { listOwed } from '../../../review/owed.ts';
import { quarterOf } from '../../../review/quarter.ts';
import { REMINDER_FORMATS, reminders } from '../../../review/remind.ts';
import type { ReminderFormat } from '../../../review/remind.ts';
import { addressOf } from '../../../runbook/links/site-paths.ts';
import { defineCommand, ROOT_FLAG } from '../../command.ts';
import { checkOwner, OWNER_FLAG } from '../../review/open-appointments.ts';
import { openReview } from '../../review/open-review.ts';
import { sayHistory } from '../../review/say-history.ts';
import { siteAddress } from '../../review/site-address.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';

export const remind = defineCommand({
  name: 'review remind',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    ...OWNER_FLAG,
    format: {
      type: 'string',
      choices: REMINDER_FORMATS,
      meaning: 'markdown, a payload for a Slack webhook, or JSON with one GitHub issue for each owner',
    },
  },
  examples: [
    'opsbook review remind',
    'opsbook review remind --format slack | curl -sS -H "Content-Type: application/json" -d @- "$WEBHOOK"',
    'opsbook review remind --format github-issue > issues.json',
  ],
  async run({ flags }, terminal) {
    const { today } = readNow(flags.today, terminal);
    const open = await openReview({ root: flags.root, today }, terminal);
    checkOwner(flags.owner, open);
    const { reviews, files, facts, teamNames } = open;
    const site = siteAddress(open);
    const paths = new Map(reviews.map(({ runbook: { id, path } }) => [id, path]));
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'markdown') as ReminderFormat;
    const own = reviews.filter(({ runbook }) => flags.owner === undefined || runbook.owner === flags.owner);
    const reminder = {
      owed: listOwed(own, (owner) => teamNames.get(owner) ?? owner),
      quarter: quarterOf(today, facts.settings.yearStart),
      today,
      addressOf: (id: string) =>
        site && `${site}${addressOf(paths.get(id) ?? '', files.reading.settings.layout) ?? '/'}`,
    };
    terminal.print(reminders[format](reminder));
    sayHistory(facts.history, terminal);
    return 0;
  },
});
