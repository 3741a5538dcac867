import type { Owed } from './owed.ts';
import type { Quarter } from './quarter.ts';
import type { RunbookReview } from './review-book.ts';
import { STATE_WORDS } from './state.ts';
import { count } from '../runbook/words/count.ts';
import { markdownLine } from '../runbook/words/markdown-text.ts';

/** What a reminder is made of. */
export interface Reminder {
  readonly owed: readonly Owed[];
  readonly quarter: Quarter;
  readonly today: string;
  /** A runbook's address: full where the site's is known, else its id alone. */
  readonly addressOf: (id: string) => string | undefined;
}

/** Slack takes 50 blocks of 3,000 characters; nobody reads that many lines. */
const MOST_LINES = 20;
const MOST_BLOCKS = 40;
const LONGEST_BLOCK = 2900;

/** Every format of `opsbook review remind`. Add yours here. */
export const reminders = {
  markdown: remindMarkdown,
  slack: remindSlack,
  'github-issue': remindIssues,
} as const satisfies Record<string, (reminder: Reminder) => string>;
export type ReminderFormat = keyof typeof reminders;
// The keys of a literal are its keys.
export const REMINDER_FORMATS = Object.keys(reminders) as readonly ReminderFormat[];

function remindMarkdown(reminder: Reminder): string {
  const { owed, today } = reminder;
  if (owed.length === 0) return `No review is due on ${today}.\n`;
  return `${owed.map((own) => [`## ${escape(own.name)}`, '', ...issueLines(own, reminder)].join('\n')).join('\n\n')}\n`;
}

/** One payload for an incoming webhook. */
function remindSlack({ owed, quarter, today, addressOf }: Reminder): string {
  const text =
    owed.length === 0
      ? `No review is due on ${today}.`
      : `Runbook reviews of ${quarter.id}: ${count(
          owed.reduce((sum, { reviews }) => sum + reviews.length, 0),
          'runbook',
        )}`;
  const sections = owed.slice(0, MOST_BLOCKS).map(({ name, reviews }) => {
    const lines = reviews.slice(0, MOST_LINES).map((review) => {
      const { id, title } = review.runbook;
      const address = addressOf(id);
      const link = address === undefined ? `${slack(title)} (${slack(id)})` : `<${address}|${slack(title)}>`;
      return `• ${link}: ${STATE_WORDS[review.state]}${sayDue(review)}`;
    });
    if (reviews.length > MOST_LINES) lines.push(`and ${reviews.length - MOST_LINES} more`);
    return [`*${slack(name)}*`, ...lines].join('\n').slice(0, LONGEST_BLOCK);
  });
  const blocks = [text, ...sections].map((said) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: said },
  }));
  return `${JSON.stringify({ text, blocks }, undefined, 2)}\n`;
}

/** One issue for each owner, with a line by which the next run finds it again. */
function remindIssues(reminder: Reminder): string {
  const issues = reminder.owed.map((own) => {
    const mark = `opsbook-review ${reminder.quarter.id} ${own.owner ?? 'no-owner'}`;
    return {
      owner: own.owner ?? null,
      mark,
      title: `Runbook reviews ${reminder.quarter.id}: ${own.name}`,
      labels: ['runbook-review'],
      body: [`<!-- ${mark.replaceAll('--', '')} -->`, ...issueLines(own, reminder), ''].join('\n'),
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}

function issueLines({ reviews }: Owed, { quarter, today, addressOf }: Reminder): string[] {
  return [
    `${count(reviews.length, 'runbook')} on ${today}, due by ${quarter.end}.`,
    '',
    ...reviews.map((review) => {
      const { id, title } = review.runbook;
      const address = addressOf(id);
      const name = address === undefined ? `${escape(title)} (\`${id}\`)` : `[${escape(title)}](${address})`;
      const why = review.last ? review.reasons.map(({ message }) => message).join('; ') : '';
      return `- [ ] ${name}: ${STATE_WORDS[review.state]}${why === '' ? '' : `, ${escape(why)}`}`;
    }),
    '',
    '`opsbook review start` writes the worksheet; `opsbook review sign <id> --by NAME` signs.',
  ];
}

function sayDue({ days }: RunbookReview): string {
  return days ? `, due ${days.due}` : '';
}

/** https://docs.slack.dev/messaging/formatting-message-text: three characters stand for something. */
function slack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\s+/g, ' ');
}

/** Authors' words: no HTML, no link, nobody called by an `@`. */
function escape(text: string): string {
  return markdownLine(text).replace(/@(?=\w)/g, '@\u200B');
}
