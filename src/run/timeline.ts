import { isGoodOutcome } from './entry.ts';
import { renderDuration } from './duration.ts';
import { inlineCode } from './inline-code.ts';
import type { Entry, Outcome } from './entry.ts';

/**
 * An entry as one line of a note's Timeline, in UTC. A day is written where it is another than that of the line
 * before, and where a step went over midnight.
 */
export function renderEntry(entry: Entry, dayBefore: string | undefined): string {
  const { at, endedAt } = entry;
  const began = `${dayOf(at) === dayBefore ? '' : `${dayOf(at)} `}${clockOf(at)}`;
  const ended = endedAt && `${dayOf(endedAt) === dayOf(at) ? '' : `${dayOf(endedAt)} `}${clockOf(endedAt)}`;
  const by = entry.who === undefined ? '' : ` (${oneLine(entry.who)})`;
  const sentence = oneLine(sentenceOf(entry));
  const said = entry.isStruck ? `~~${sentence}~~` : sentence;
  return `- ${began}${ended ? ` to ${ended}` : ''} UTC: ${said}${by}`;
}

/** What an entry says, without its time. Of a command that was copied, its beginning. */
export function sentenceOf(entry: Entry): string {
  const { kind, step = '', text = '', runbook = '', from } = entry;
  const came = from === undefined ? '' : `, ${from}`;
  switch (kind) {
    case 'begun':
      return `Began to follow \`${runbook}\`${text === '' ? '' : `: ${text}`}.`;
    case 'step':
      return `\`${step}\`: ${stepFacts(entry)}`;
    case 'background':
      return `\`${step}\` in the background: ${stepFacts(entry)}`;
    case 'skipped':
      return `\`${step}\` ${text}.`;
    case 'remark':
      return `Remark: ${text}`;
    case 'decision':
      return `**Decision**: ${text}`;
    case 'ended':
      return `\`${runbook}\`: ${text}`;
    case 'declared':
      return `Declared${text === '' ? '' : `: ${text}`}${came}.`;
    case 'opened':
      return `Opened \`${runbook}\`${came}.`;
    case 'value':
      return `Value ${inlineCode(text)}${came}.`;
    case 'copied':
      return `Copied ${nameOf(entry)}: ${inlineCode(oneLine(text, LONGEST_COMMAND))}`;
    case 'ticked':
      return `${nameOf(entry)} is done${entry.took === undefined ? came : `, after ${renderDuration(entry.took)}`}.`;
    case 'unticked':
      return `${nameOf(entry)} is not done after all.`;
    case 'compared':
      return `Output of ${nameOf(entry)}: ${comparedFacts(entry)}`;
    case 'branch':
      return `Decision of \`${runbook}\`: ${text}`;
    case 'severity':
      return `Severity: ${text}`;
    case 'people':
      return `People: ${text}`;
    case 'told':
      return `Told: ${text}`;
    case 'closed':
      return `Resolved.${text === '' ? '' : ` ${text}`}`;
    case 'reopened':
      return 'Not resolved after all.';
  }
}

const LONGEST_COMMAND = 160;
const MOST_LINES = 5;

/** A step by its name; an item of a list by its words. */
function nameOf({ kind, step = '', text = '', runbook = '' }: Entry): string {
  const isItem = step.startsWith('#');
  const name = isItem ? (kind === 'copied' || text === '' ? `step ${step}` : `“${text}”`) : inlineCode(step);
  return step === '' ? `a command of \`${runbook}\`` : `${name} of \`${runbook}\``;
}

function comparedFacts({ outcome, text = '', lines = [] }: Entry): string {
  if (outcome === 'passed') return text === '' ? 'fits.' : `fits. ${text}`;
  const shown = lines.slice(0, MOST_LINES).map((line) => inlineCode(oneLine(line, LONGEST_COMMAND)));
  const more = lines.length > MOST_LINES ? `, and ${lines.length - MOST_LINES} more` : '';
  return `**does not fit**${text === '' ? '' : `: ${text}`}${shown.length > 0 ? ` ${shown.join(', ')}${more}` : ''}`;
}

function stepFacts({ at, endedAt, outcome = 'passed', status }: Entry): string {
  const seconds = endedAt === undefined ? undefined : (Date.parse(endedAt) - Date.parse(at)) / 1000;
  const facts = [
    WORDS[outcome],
    ...(status === undefined || outcome === 'started' || outcome === 'cut-off' ? [] : [`exit ${status}`]),
    ...(seconds === undefined || outcome === 'started' ? [] : [`${seconds.toFixed(1)} s`]),
  ].join(', ');
  return isGoodOutcome(outcome) ? facts : `**${WORDS[outcome]}**${facts.slice(WORDS[outcome].length)}`;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'ok',
  failed: 'failed',
  differs: 'not the output that is expected',
  'timed-out': 'out of time',
  stopped: 'stopped',
  started: 'goes on in the background',
  followed: 'stopped, as what follows something is',
  'cut-off': 'cut off',
};

/** A line of a list stays one, whatever somebody typed or a program is called. */
function oneLine(text: string, longest = Infinity): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

// Matches `- 10:03:07 UTC: …`, `- 2026-11-29 23:59:58 to 2026-11-30 00:00:03 UTC: …`; not `- 10:31 UTC: called Mia`.
const LINE = /^- (?:(\d{4}-\d\d-\d\d) )?\d\d:\d\d:\d\d(?: to (?:(\d{4}-\d\d-\d\d) )?\d\d:\d\d:\d\d)? UTC: /;
/** What somebody wrote with its time, or the first line of a template, which comes before any step. */
const BEFORE_STEPS = /^[-*] (?:\*{0,2}(?:\d{4}-\d\d-\d\d )?\d\d:\d\d|_HH:MM_ UTC: Suspected)/;

/** A note with an entry in its Timeline; a note without that section gets one. */
export function addToTimeline(note: string, entry: Entry): string {
  const lines = note.split('\n');
  const start = headingAt(lines, (title) => title === 'timeline');
  if (start < 0) return addToTimeline(withSection(lines), entry);
  const rest = headingAt(lines.slice(start + 1), () => true);
  const end = rest < 0 ? lines.length : start + 1 + rest;
  const section = lines.slice(start, end);
  const last = section.findLastIndex((line) => LINE.test(line));
  const day = section.flatMap((line) => daysOf(line)).at(-1);
  const after = Math.max(
    last,
    section.findLastIndex((line) => BEFORE_STEPS.test(line)),
  );
  const place = after >= 0 ? after : section.findLastIndex((line) => line.trim() !== '');
  const line = renderEntry(entry, day);
  const isList = /^[-*] /.test(section[place] ?? '');
  const more = isList ? [line] : ['', line];
  const isLast = place + 1 >= section.length || (section[place + 1] ?? '').startsWith('#');
  lines.splice(start + place + 1, 0, ...more, ...(isLast && end < lines.length ? [''] : []));
  return lines.join('\n');
}

/** The lines of a note's Timeline, without its heading; none where it has no such section. */
export function timelineOf(note: string): readonly string[] {
  const lines = note.split(/\r?\n/);
  const start = headingAt(lines, (title) => title === 'timeline');
  if (start < 0) return [];
  const rest = headingAt(lines.slice(start + 1), () => true);
  return lines.slice(start + 1, rest < 0 ? undefined : start + 1 + rest);
}

function daysOf(line: string): readonly string[] {
  const [, began, ended] = LINE.exec(line) ?? [];
  return [began, ended].filter((day) => day !== undefined);
}

/** The line of the first heading of level 1 or 2 whose title fits; none inside a fence. -1 where there is none. */
function headingAt(lines: readonly string[], fits: (title: string) => boolean): number {
  let fence = '';
  return lines.findIndex((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== '') {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = '';
      return false;
    }
    if (mark !== undefined) fence = mark;
    const title = /^#{1,2} (.*)$/.exec(line)?.[1];
    return title !== undefined && fits(title.trim().toLowerCase());
  });
}

/** The section stands before what runs have written, or at the end. */
function withSection(lines: readonly string[]): string {
  const runs = headingAt(lines, (title) => title.startsWith('steps of '));
  const at = runs < 0 ? lines.length : runs;
  const before = lines.slice(0, at).join('\n').trimEnd();
  const after = lines.slice(at).join('\n');
  return `${before}${before === '' ? '' : '\n\n'}## Timeline\n\n${after}`;
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function clockOf(at: string): string {
  return at.slice(11, 19);
}
