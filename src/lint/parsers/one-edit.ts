import type { ParserName } from '../../runbook/languages.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

/** Beyond this many letters, reading a text again and again takes too long. */
const LONGEST = 20_000;

/**
 * Whether a text would be of its language after one slip of the pen was mended: a mark too many, or one that lacks.
 * What needs more than that may be no mistake at all, but a part of a file, or another language.
 */
export function isOneEditAway(
  text: string,
  fault: SyntaxFault,
  { language, parse }: { readonly language: ParserName; readonly parse: Parser },
): boolean {
  // What leaves something out, no edit makes whole.
  if (fault.isUnread || text.length > LONGEST || /^[ \t]*\.{3}[ \t]*$/m.test(text)) return false;
  const edits = language === 'yaml' ? editsOfYaml(text, fault.start) : editsOf(text, fault);
  return edits.some((edited) => edited !== text && parse(edited) === undefined);
}

const MARKS = [',', '"', "'", ')', ']', '}', ':'];

/** The mark before the place, or the word there, taken out; one that may lack, put before it or at the end. */
function editsOf(text: string, { start, end }: SyntaxFault): string[] {
  const before = text.slice(0, start);
  const bare = before.trimEnd();
  const line = text.indexOf('\n', start);
  const lineEnd = line < 0 ? text.length : line;
  return [
    bare.slice(0, -1) + text.slice(bare.length),
    before + text.slice(start + 1),
    before + text.slice(end),
    ...MARKS.flatMap((mark) => [
      bare + mark + text.slice(bare.length),
      before + mark + text.slice(start),
      text.slice(0, lineEnd) + mark + text.slice(lineEnd),
      text.trimEnd() + mark,
    ]),
  ];
}

/** The value of a line in quotes, or its colon with a blank; what begins there as deep as the line above, or below. */
function editsOfYaml(text: string, at: number): string[] {
  const lines = text.split('\n');
  const index = text.slice(0, at).split('\n').length - 1;
  return [index - 1, index, index + 1].flatMap((place) => {
    const line = lines[place];
    if (line === undefined || line.trim() === '') return [];
    const ways = [...inQuotes(line), ...(/:\S/.test(line) ? [line.replace(/:(?=\S)/, ': ')] : [])];
    const depths = [lines[place - 1], lines[place + 1]].flatMap((near) => depthsOf(near ?? ''));
    return [
      ...ways.map((way) => lines.with(place, way)),
      ...depths.map((depth) => movedTo(depth, lines, place)),
    ].map((edited) => edited.join('\n'));
  });
}

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
