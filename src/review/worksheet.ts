import { readQuestions } from './review-questions.ts';
import { TEMPLATE_MARKS } from './worksheet-template.ts';
import type { WorksheetTemplate } from './worksheet-template.ts';

/** What the machine writes into a worksheet; everything else in it is people's. */
export interface MachineParts {
  readonly summary: string;
  /** By id, in the order they are asked for. */
  readonly runbooks: ReadonlyMap<string, string>;
  /** The lines of the template that are for a runbook (default: all of them). */
  readonly linesOf?: (each: string, id: string) => string;
  /** Sections that the machine has looked at; one that somebody else has added meanwhile stays as it is. */
  readonly seen?: ReadonlySet<string>;
}

/** Sections of runbooks that come later are put above this line. */
const MORE = '<!-- opsbook:more -->';

/** Writes a new worksheet. */
export function newWorksheet({ before, each, after }: WorksheetTemplate, parts: MachineParts): string {
  const { linesOf = (lines) => lines } = parts;
  const sections = [...parts.runbooks].map(([id, text]) => `${newSection(linesOf(each, id), id, text)}\n\n`);
  const head = before.replace(TEMPLATE_MARKS.summary, () => part('summary', parts.summary));
  return `${head}${sections.join('')}${MORE}${after.replace(TEMPLATE_MARKS.summary, () => part('summary', parts.summary))}`;
}

/**
 * Brings the machine's parts of a worksheet up to date. What people wrote outside the machine's marks stays,
 * byte for byte; runbooks that are new are added with their questions.
 */
export function updateWorksheet(
  text: string,
  { each }: Pick<WorksheetTemplate, 'each'>,
  parts: MachineParts,
): string {
  const ending = /\r\n/.test(text) ? '\r\n' : '\n';
  const native = (made: string): string => made.replaceAll('\n', ending);
  let updated = replacePart(text, 'summary', native(parts.summary));
  for (const id of sectionIds(text)) {
    if (!parts.runbooks.has(id) && parts.seen && !parts.seen.has(id)) continue;
    const fresh = parts.runbooks.get(id) ?? `${heading(id)}\n\nNo longer asked for in this quarter.`;
    updated = replacePart(updated, keyOf(id), native(fresh));
  }
  const known = new Set(sectionIds(text));
  const added = [...parts.runbooks].filter(([id]) => !known.has(id));
  if (added.length === 0) return updated;
  const { linesOf = (lines) => lines } = parts;
  const sections = native(
    added.map(([id, made]) => `${newSection(linesOf(each, id), id, made)}\n\n`).join(''),
  );
  const at = updated.indexOf(MORE);
  if (at >= 0) return updated.slice(0, at) + sections + updated.slice(at);
  return `${updated}${updated.endsWith('\n') ? '' : ending}${ending}${sections}`;
}

/** Adds a line to what people do for a runbook, below what the machine says of it; once. */
export function addTask(text: string, id: string, task: string): string {
  const end = partBounds(text, keyOf(id))?.end;
  if (end === undefined || sectionOf(text, id).includes(task)) return text;
  const ending = /\r\n/.test(text) ? '\r\n' : '\n';
  const rest = text.slice(end);
  const gap = /^(\r?\n)*/.exec(rest)?.[0] ?? '';
  return `${text.slice(0, end)}${ending}${ending}${task}${/^[-*] /.test(rest.slice(gap.length)) ? ending : ending + ending}${rest.slice(gap.length)}`;
}

/** How many of a runbook's boxes are ticked; undefined when the worksheet does not ask for it. */
export function answeredQuestions(text: string, id: string): { answered: number; of: number } | undefined {
  const questions = readQuestions(sectionOf(text, id));
  if (questions.length === 0) return undefined;
  return { answered: questions.filter(({ isAnswered }) => isAnswered).length, of: questions.length };
}

/** The ids that a worksheet has a section for. */
export function sectionIds(text: string): string[] {
  const begins = text.matchAll(/^<!-- opsbook:begin runbook (.+?) -->\r?$/gm);
  return [...begins].flatMap(([, key = '']) => {
    const id = key.replaceAll('%3E', '>');
    return partBounds(text, keyOf(id)) ? [id] : [];
  });
}

/** What people wrote for a runbook: from the end of the machine's part to the next one. */
export function sectionOf(text: string, id: string): string {
  const end = partBounds(text, keyOf(id))?.end;
  if (end === undefined) return '';
  const rest = text.slice(end);
  const next = rest.search(/^<!-- opsbook:(begin |more )|^## /m);
  return next < 0 ? rest : rest.slice(0, next);
}

function newSection(each: string, id: string, text: string): string {
  return each.replace(TEMPLATE_MARKS.facts, () => part(keyOf(id), text));
}

function heading(id: string): string {
  return `### \`${id.replaceAll('`', "'")}\``;
}

/** An id may hold what would end the comment. */
const keyOf = (id: string): string => `runbook ${id.replaceAll('>', '%3E')}`;
const begin = (key: string): string => `<!-- opsbook:begin ${key} -->`;
/** Worksheets of the first version name the part again at its end. */
const END = /<!-- opsbook:(?:end(?: [^\n]{1,1000}?)?|begin [^\n]{1,1000}?) -->/g;

function part(key: string, text: string): string {
  return `${begin(key)}\n${text}\n<!-- opsbook:end -->`;
}

/** From the start of the first mark to the end of the second; undefined when somebody removed one. */
function partBounds(text: string, key: string): { start: number; end: number } | undefined {
  const start = text.indexOf(begin(key));
  if (start < 0) return undefined;
  END.lastIndex = start + begin(key).length;
  const [mark = ''] = END.exec(text) ?? [];
  return mark.startsWith('<!-- opsbook:end') ? { start, end: END.lastIndex } : undefined;
}

function replacePart(text: string, key: string, made: string): string {
  const bounds = partBounds(text, key);
  if (!bounds) return text;
  const ending = /\r\n/.test(text) ? '\r\n' : '\n';
  return `${text.slice(0, bounds.start)}${begin(key)}${ending}${made}${ending}<!-- opsbook:end -->${text.slice(bounds.end)}`;
}
