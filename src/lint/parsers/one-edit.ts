import { count } from '../../runbook/words/count.ts';
import type { ParserName } from '../../runbook/languages.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

/** Beyond this many letters, reading a text again and again takes too long. */
const LONGEST = 20_000;

/** A change after which a text is read, and what to tell its author where that is known. */
export interface Edit {
  readonly text: string;
  readonly advice?: string;
  /** Where the line of the advice begins. */
  readonly start?: number;
}

interface Read {
  readonly language: ParserName;
  readonly parse: Parser;
}

/**
 * The one slip of the pen after whose repair a text is of its language: a mark too many, or one that is missing. What
 * needs more than that may be no mistake, but a part of a file, or another language.
 */
export function findOneEdit(text: string, fault: SyntaxFault, { language, parse }: Read): Edit | undefined {
  // Where something is left out, no single edit makes the text whole.
  if (fault.isUnread || text.length > LONGEST || /^[ \t]*\.{3}[ \t]*$/m.test(text)) return undefined;
  const edits = language === 'yaml' ? editsOfYaml(text, fault.start) : editsOf(text, fault);
  return edits.find((edit) => edit.text !== text && parse(edit.text) === undefined);
}

/** What ends a text that was cut off. */
const CLOSING = ['}', ']', '"', ')', "'"];
const MARKS = [',', '"', "'", ')', ']', '}', ':'];

const LAST_COMMA = /,(?=\s*[}\]])/g;

/** A missing mark put before the place, or at the end; or the mark or word there taken out. */
function editsOf(text: string, { start, end }: SyntaxFault): Edit[] {
  const before = text.slice(0, start);
  const bare = before.trimEnd();
  const line = text.indexOf('\n', start);
  const lineEnd = line < 0 ? text.length : line;
  const closed = CLOSING.map((mark) => ({
    text: text.trimEnd() + mark,
    advice: `Write \`${mark}\` at the end of this fence.`,
  }));
  const put = MARKS.flatMap((mark) => [
    { text: bare + mark + text.slice(bare.length), advice: `Write \`${mark}\` before this.` },
    { text: before + mark + text.slice(start), advice: `Write \`${mark}\` before this.` },
    {
      text: text.slice(0, lineEnd) + mark + text.slice(lineEnd),
      advice: `Write \`${mark}\` at the end of this line.`,
    },
  ]);
  const [word = ''] = /^[A-Za-z][\w.-]{0,80}/.exec(text.slice(start, start + 81)) ?? [];
  const quoted = {
    text: `${before}"${word}"${text.slice(start + word.length)}`,
    advice: `Put quotes around \`${word}\`.`,
  };
  const taken = [
    {
      text: bare.slice(0, -1) + text.slice(bare.length),
      advice: `Remove the \`${bare.slice(-1)}\` before this.`,
    },
    { text: before + text.slice(start + 1), advice: `Remove this \`${text.charAt(start)}\`.` },
    { text: before + text.slice(end), advice: `Remove \`${text.slice(start, end)}\`.` },
    // The same slip in more than one place: whoever writes a comma behind the last entry does so each time.
    { text: text.replace(LAST_COMMA, ''), advice: 'Remove the commas before closing brackets.' },
  ];
  // A bracket that closes nothing is one too many, more likely than one of a list without its comma.
  const first = /[}\]]/.test(text.charAt(start)) ? taken.slice(1, 2) : word === '' ? [] : [quoted];
  return [...first, ...closed, ...put, ...taken];
}

/** A comma at the end of a line, its value in quotes, or its colon with a blank; what begins there as deep as the line above, or below. */
function editsOfYaml(text: string, at: number): Edit[] {
  const lines = text.split('\n');
  const index = text.slice(0, at).split('\n').length - 1;
  // Above an empty line, the last that says something.
  const above = lines.slice(0, index).findLastIndex((line) => line.trim() !== '');
  return [above, index, index + 1].flatMap((place) => {
    const line = lines[place];
    if (line === undefined || line.trim() === '') return [];
    const start = lines.slice(0, place).join('\n').length + (place > 0 ? 1 : 0) + depthOf(line);
    // Only what stands between braces or brackets is mended by it.
    const parted = {
      lines: lines.with(place, `${line.trimEnd()},`),
      advice: 'Put a comma behind this: what stands in braces or brackets goes on below.',
    };
    // As JSON has it: `loop: "{{ packages }}",`.
    const bare = /^(.*["'\]}]),[ \t]*$/.exec(line)?.[1];
    const ended =
      bare === undefined
        ? []
        : [
            {
              lines: lines.with(place, bare),
              advice: 'Remove the comma at the end of this line: YAML takes none.',
            },
          ];
    const quoted = inQuotes(line).map((way) => ({
      lines: lines.with(place, way),
      advice: 'Put quotes around this value: without them, YAML ends it too early.',
    }));
    const spaced = /:\S/.test(line)
      ? [
          {
            lines: lines.with(place, line.replace(/:(?=\S)/, ': ')),
            advice: 'Write a space after this colon.',
          },
        ]
      : [];
    const moved = nearestDepths(lines, place).map((depth) => ({
      lines: movedTo(depth, lines, place),
      advice: `${depth === 0 ? 'Do not indent this line' : `Indent this line by ${count(depth, 'space')}, not by ${depthOf(line)}`}: it does not belong to the lines above.`,
    }));
    return [parted, ...ended, ...quoted, ...spaced, ...moved].map((edit) => ({
      text: edit.lines.join('\n'),
      advice: edit.advice,
      start,
    }));
  });
}

/**
 * Where the line may begin, the nearest first; of two that are equally near, the deeper one for an entry of a list,
 * the other one for a key.
 */
function nearestDepths(lines: readonly string[], place: number): number[] {
  const line = lines[place] ?? '';
  const own = depthOf(line);
  const isEntry = line.trimStart().startsWith('- ');
  const beside = [lines[place - 1], lines[place + 1]].flatMap((near) => depthsOf(near ?? ''));
  const above = lines.slice(Math.max(0, place - MOST_ABOVE), place).flatMap(depthsOf);
  const depths = new Set([...beside, ...above.filter((depth) => Math.abs(depth - own) <= FARTHEST)]);
  return [...depths].sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || (isEntry ? b - a : a - b));
}

/** So many lines above tell how deep the parts around are; one that is farther away is no slip. */
const MOST_ABOVE = 20;
const FARTHEST = 2;

function inQuotes(line: string): string[] {
  const colon = line.indexOf(': ');
  const head = colon < 0 ? (/^ *- +/.exec(line)?.[0] ?? '') : line.slice(0, colon + 2);
  const value = line.slice(head.length).trim();
  if (head === '' || value === '' || /^[|>&*[{]/.test(value)) return [];
  const [, , inner = value] = /^(["'])(.*)\1$/.exec(value) ?? [];
  return [`${head}'${inner.replaceAll("'", "''")}'`];
}

/** Where keys of a line begin: also behind the `- ` of a list. */
function depthsOf(line: string): number[] {
  if (line.trim() === '') return [];
  const depth = depthOf(line);
  const [mark = ''] = /^- +/.exec(line.trimStart()) ?? [];
  return mark === '' ? [depth] : [depth, depth + mark.length];
}

function depthOf(line: string): number {
  return line.search(/\S/);
}

/** The lines, with what begins at one of them moved to another depth. */
function movedTo(depth: number, lines: readonly string[], place: number): string[] {
  const own = depthOf(lines[place] ?? '');
  const rest = lines.slice(place).findIndex((line) => line.trim() !== '' && depthOf(line) < own);
  const end = rest < 0 ? lines.length : place + rest;
  return lines.map((line, index) =>
    index < place || index >= end || line.trim() === '' ? line : ' '.repeat(depth) + line.slice(own),
  );
}
