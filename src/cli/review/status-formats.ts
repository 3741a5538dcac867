import picocolors from 'picocolors';
import { printable } from '../../runbook/words/printable.ts';
import { STATE_WORDS } from '../../review/state.ts';
import { byOwner } from '../../review/status-rows.ts';
import type { StatusRow } from '../../review/status-rows.ts';
import { count } from '../../runbook/words/count.ts';
import { tableCell } from '../../runbook/words/markdown-text.ts';

/** What a format is given: the rows that were asked for, and how many runbooks the book has. */
export interface StatusReport {
  readonly rows: readonly StatusRow[];
  readonly all: number;
  readonly today: string;
  readonly hasColour: boolean;
}

/** Every format of `opsbook review status`. Add yours here. */
export const statusFormats = { pretty, json, markdown, csv } as const satisfies Record<
  string,
  (report: StatusReport) => string
>;
export type StatusFormat = keyof typeof statusFormats;
// The keys of a literal are its keys.
export const STATUS_FORMATS = Object.keys(statusFormats) as readonly StatusFormat[];

function pretty({ rows, all, today, hasColour }: StatusReport): string {
  const colours = picocolors.createColors(hasColour);
  const widths = [STATE, DUE, ID].map((cell) =>
    Math.min(48, Math.max(0, ...rows.map((row) => cell(row).length))),
  );
  const groups = byOwner(rows).map(([owner, own]) => {
    const lines = own.map((row) => {
      const cells = [STATE, DUE, ID].map((cell, index) => cell(row).padEnd(widths[index] ?? 0));
      return `  ${cells.join('  ')}  ${isPlain(row) ? '' : colours.dim(reasons(row))}`.trimEnd();
    });
    return [`${colours.bold(printable(owner ?? 'no owner'))} (${own.length})`, ...lines, ''].join('\n');
  });
  const shown = rows.length === all ? count(all, 'runbook') : `${rows.length} of ${count(all, 'runbook')}`;
  return [...groups, `${shown} on ${today}: ${tally(rows)}.\n`].join('\n');
}

/** That nobody has reviewed it is said by its state alone. */
const isPlain = ({ state, reasons: [, second] }: StatusRow): boolean =>
  state === 'never-reviewed' && second === undefined;

const STATE = ({ state }: StatusRow): string => STATE_WORDS[state];
const DUE = ({ due }: StatusRow): string => due ?? '-';
const ID = ({ id }: StatusRow): string => printable(id);

function reasons(row: StatusRow): string {
  return printable(row.reasons.map(({ message }) => message).join('; '));
}

/** `2 overdue, 1 due, 70 never reviewed`. */
export function tally(rows: readonly StatusRow[]): string {
  const counts = [...Map.groupBy(rows, ({ state }) => state)];
  if (counts.length === 0) return 'nothing';
  return counts.map(([state, own]) => `${own.length} ${STATE_WORDS[state]}`).join(', ');
}

function json({ rows }: StatusReport): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

function markdown({ rows, all, today }: StatusReport): string {
  const tables = byOwner(rows).map(([owner, own]) =>
    [
      `### ${tableCell(owner ?? 'no owner')}`,
      '',
      '| state | due | runbook | reviewed | why |',
      '|---|---|---|---|---|',
      ...own.map((row) => {
        const reviewed = row.reviewed ? `${row.reviewed}${row.by ? ` by ${tableCell(row.by)}` : ''}` : '-';
        return `| ${STATE(row)} | ${DUE(row)} | ${tableCell(row.title)} (\`${tableCell(row.id)}\`) | ${reviewed} | ${tableCell(reasons(row))} |`;
      }),
    ].join('\n'),
  );
  return `${[`${rows.length} of ${count(all, 'runbook')} on ${today}: ${tally(rows)}.`, ...tables].join('\n\n')}\n`;
}

const COLUMNS = ['owner', 'state', 'due', 'reviewed', 'by', 'id', 'title', 'path', 'reasons'] as const;

function csv({ rows }: StatusReport): string {
  const lines = rows.map((row) =>
    COLUMNS.map((column) => quoted(column === 'reasons' ? reasons(row) : (row[column] ?? ''))).join(','),
  );
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** As RFC 4180 has it; a spreadsheet takes text that starts with `=` for a formula, and these are authors' words. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
