import { CronExpressionParser } from 'cron-parser';
import { validate, ValidationCode } from 'dockerfile-utils';
import { parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';
import { offsetOfLine } from '../../runbook/read/source-text.ts';
import { yamlExcess } from '../../runbook/yaml/yaml-bounds.ts';
import { yamlMessage } from '../../runbook/yaml/yaml-message.ts';
import { rangeAt } from './syntax.ts';
import type { Parser } from './syntax.ts';

export const json: Parser = (text) => {
  if (text.trim() === '') return undefined;
  const errors = jsonErrors(text);
  if (!errors) return { ...rangeAt(text, 0), reason: 'it is nested too deep to be read' };
  const [first] = errors;
  if (!first) return undefined;
  // Matches `PropertyNameExpected`, shown as "property name expected".
  const words = printParseErrorCode(first.error)
    .replace(/(?<!^)([A-Z])/g, ' $1')
    .toLowerCase();
  return { ...rangeAt(text, first.offset), reason: `JSON says ${words}` };
};

/** What the parser says; undefined when the nesting uses up the stack. */
function jsonErrors(text: string): readonly ParseError[] | undefined {
  const errors: ParseError[] = [];
  try {
    parseJsonc(text, errors, { disallowComments: true, allowTrailingComma: false });
    return errors;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** One JSON value a line, as logs and `jq -c` print. */
export const jsonLines: Parser = (text) => {
  let start = 0;
  for (const line of text.split('\n')) {
    const fault = line.trim() === '' ? undefined : json(line);
    if (fault) return { ...fault, start: start + fault.start, end: start + fault.end };
    start += line.length + 1;
  }
  return undefined;
};

export const yaml: Parser = (text) => {
  const excess = yamlExcess(text);
  if (excess) return { ...rangeAt(text, excess.offset), reason: excess.message, message: excess.message };
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
  const error = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
  if (!error) return undefined;
  const message = yamlMessage(error, text);
  return { ...rangeAt(text, error.pos[0]), reason: message, message };
};

export const dockerfile: Parser = (text) => {
  const errors = validate(text).filter(({ severity }) => severity === 1);
  // A misspelt FROM is also a missing one: what is there tells more than what is not.
  const problem = errors.find(({ code }) => code !== ValidationCode.NO_SOURCE_IMAGE) ?? errors[0];
  if (!problem) return undefined;
  const { line, character } = problem.range.start; // both start at 0
  const offset = (offsetOfLine(text, line + 1) ?? 0) + character;
  return { ...rangeAt(text, offset), reason: `Docker says ${String(problem.message).replace(/\.$/, '')}` };
};

const CRON_FIELDS = 5;
// Matches `*/5`, `1-5`, `MON,WED`, `L`, `15W`; not `backup-orders`, which is the command already.
const TIME = /^(\*|[\dLW#?]+|[a-z]{3})([,/-](\*|[\dLW#?]+|[a-z]{3}))*$/i;
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
  if (fields.length < CRON_FIELDS) return `cron wants ${CRON_FIELDS} fields, and there are ${fields.length}`;
  const word = fields.find((field) => !TIME.test(field));
  if (word !== undefined) return `cron wants ${CRON_FIELDS} fields for the time, and \`${word}\` is none`;
  try {
    CronExpressionParser.parse(fields.join(' '));
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `cron says ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`;
  }
}
