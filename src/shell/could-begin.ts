import { functionsOf } from './flow.ts';
import type { Ground } from './flow.ts';
import { holds } from './own-bindings.ts';
import { formatLead } from './printed-texts.ts';
import type { Piped } from './piped-commands.ts';
import { beginsCommand, RUNS_WORDS } from './rereaders.ts';
import type { VariableUse, Word } from './script.ts';
import { writesByFlag } from './stays-in-command.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';

/** Whether the value could be the first word of the text that it becomes a part of. */
export function couldBegin(use: VariableUse, { commands, script, source }: Ground): boolean {
  const around = commands.filter(({ range }) => holds(range, use.range));
  const inner = around.sort((a, b) => b.range.start - a.range.start)[0];
  const document = commands
    .flatMap((one) => one.hereDocuments)
    .find(({ bodyRange }) => holds(bodyRange, use.range));
  const holder = commands.find(
    ({ hereDocuments }) => document !== undefined && hereDocuments.includes(document),
  );
  const own = holder ?? inner;
  if (own && own.nested.length === 0 && isTakenApart(own, source)) return true;
  if (document) return endsBeforeCommand(source.slice(document.bodyRange.start, use.range.start));
  if (!inner) return true;
  const name = programName(inner.words[0]);
  const isOwn = inner.assignments.find(({ range }) => holds(range, use.range));
  const isAsItIs = PRINTS_AS_IT_IS.test(name) || RUNS_WORDS.has(name) || functionsOf(script).includes(name);
  if (isOneOf(name, 'sed gsed') && writesByFlag(inner.words)) {
    return !/[\w=.-]$/.test(withoutQuotes(source.slice(inner.range.start, use.range.start)));
  }
  if (!isOwn && !isAsItIs) return true;
  const word = inner.words.find(({ range }) => holds(range, use.range));
  // They take the text apart.
  if (isOneOf(name, 'read mapfile readarray')) return true;
  const string = inner.redirections.find(({ target }) => target && holds(target.range, use.range));
  if (string?.target) return endsBeforeCommand(source.slice(string.target.range.start, use.range.start));
  if (isOwn && TAKES_APART.test(source)) return true;
  const start = isOwn ? isOwn.nameRange.end : (word ?? inner).range.start;
  const before = source
    .slice(start, use.range.start)
    .replace(/^\+?=/, '')
    .replace(/^\w+\+?=/, '');
  return endsBeforeCommand((formatLead(inner.words, word) ?? '') + before);
}

const PRINTS_AS_IT_IS =
  /^(echo|cat|tee|printf|yes|export|declare|local|typeset|readonly|read|set|mapfile|readarray|)$/;
/** A text without the quotes, backslashes and blanks at its end. */
function withoutQuotes(text: string): string {
  let end = text.length;
  while (/["'\\ \t]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** Whether a text ends where a command begins, also in a program or a line of a crontab: `; `, `system("`, `0 * * * * `. */
function endsBeforeCommand(before: string): boolean {
  const text = withoutQuotes(before);
  const line = text.slice(text.lastIndexOf('\n') + 1).replace(/["']/g, '');
  const fields = line.trim().split(/\s+/);
  // A crontab of the system has the user's name before the command.
  const isTimes =
    (fields.length === 5 || (fields.length === 6 && USER.test(fields[5] ?? ''))) &&
    fields.slice(0, 5).every((field) => /^[\d*,/-]+$/.test(field));
  return text === '' || isTimes || /[\n;&|({`!]$/.test(text) || beginsCommand(before);
}

const USER =
  /^(?:root|nobody|app|deploy|admin|git|nginx|www-data|postgres|mysql|ubuntu|ec2-user|\$\{?\w{1,40}\}?)$/;

// `${X#a}`, `${X:2}`, `${A[1]}`, `set -- $X`: a part of a variable, which may begin with the value.
const TAKES_APART = /\$\{\w{1,60}(?:\[[^\]\n]{0,60}\])?(?:#|%|:\s?[\w$(-])|\bset\s(?:--\s)?["']?\$|\bIFS=/;

/** `echo "a $X" | cut -d ' ' -f 2 | sh`. */
function takesPart(word: Word): boolean {
  return isOneOf(
    programName(word),
    'cut awk gawk mawk sed tail head tr grep sort rev fold jq perl xargs read',
  );
}

const TAKERS = /\b(?:cut|g?awk|sed|tail|head|tr|grep|sort|rev|jq|read|mapfile)\b/;

/** `cat > f <<EOF … cut -f 2 f | sh`: a part of what it prints, or writes, is taken. */
function isTakenApart({ after, redirections }: Piped, source: string): boolean {
  if (after.some(({ words }) => words.some(takesPart))) return true;
  return redirections.some(({ operator }) => operator.includes('>')) && TAKERS.test(source);
}
