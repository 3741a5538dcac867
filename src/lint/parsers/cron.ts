import { CronExpressionParser } from 'cron-parser';
import { rangeAt } from './syntax.ts';
import type { Parser } from './syntax.ts';

const CRON_FIELDS = 5;
// Matches `*/5`, `1-5`, `MON,WED`, `L`, `15W`; not `backup-orders`, which is the command already.
const isTime = (field: string): boolean =>
  field.split(/[,/-]/).every((part) => /^(?:\*|[\dLW#?]+|[a-z]{3})$/i.test(part));
const CRON_NICKNAME = /^@(reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)\b/;

/** A crontab: five fields and a command on each line; assignments and comments are left alone. */
export const cron: Parser = (text) => {
  let start = 0;
  for (const line of text.split('\n')) {
    const reason = cronReason(line);
    if (reason) return { ...rangeAt(text, start + line.search(/\S/)), reason };
    start += line.length + 1;
  }
  return undefined;
};

function cronReason(line: string): string | undefined {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#') || /^\w+\s*=/.test(trimmed) || CRON_NICKNAME.test(trimmed))
    return undefined;
  const fields = trimmed.split(/\s+/).slice(0, CRON_FIELDS);
  if (fields.length < CRON_FIELDS)
    return `a line has ${CRON_FIELDS} fields for the time, and this one has ${fields.length}`;
  const word = fields.find((field) => !isTime(field));
  if (word !== undefined)
    return `a line has ${CRON_FIELDS} fields for the time, and \`${word}\` cannot be one`;
  try {
    CronExpressionParser.parse(fields.join(' '));
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `cron says ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`;
  }
}
