import picocolors from 'picocolors';
import { READ_FROM } from '../alerts/alert-rule.ts';
import type { Coverage, CoverageCount, CoveredAlert, CoverageState } from '../alerts/coverage.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import { printable } from '../runbook/words/printable.ts';
import { reporters } from './reporters/index.ts';

export const COVERAGE_FORMATS = ['pretty', 'json', 'markdown'] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

interface Told {
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  readonly book: Book;
}

interface Look {
  readonly format: CoverageFormat;
  readonly hasColour: boolean;
}

/** Which alert has a runbook, and what is wrong between them. */
export function renderCoverage(told: Told, { format, hasColour }: Look): string {
  if (format === 'json') return `${JSON.stringify({ ...told.coverage, findings: told.findings }, null, 2)}\n`;
  return format === 'markdown' ? renderMarkdown(told) : renderPretty(told, hasColour);
}

const WORDS: Readonly<Record<CoverageState, string>> = {
  covered: 'yes',
  elsewhere: 'elsewhere',
  missing: 'none yet',
  exempt: 'needs none',
};

function runbooksOf(alert: CoveredAlert): string {
  return alert.readFrom ? `${ledTo(alert)} (${READ_FROM[alert.readFrom]})` : ledTo(alert);
}

function ledTo({ runbooks, state, url }: CoveredAlert): string {
  if (runbooks.length > 0) return runbooks.map(({ id }) => id).join(', ');
  return state === 'elsewhere' ? (url ?? WORDS[state]) : WORDS[state];
}

function renderPretty({ coverage, findings, book }: Told, hasColour: boolean): string {
  const colours = picocolors.createColors(hasColour);
  const texts = new Map([...listPages(book), ...book.alertRules].map(({ path, text }) => [path, text]));
  const said =
    findings.length === 0
      ? ''
      : `${reporters.pretty({ findings, files: texts.size, hasColour, textOf: (path) => texts.get(path) })}\n`;
  if (coverage.alerts.length === 0)
    return `${said}No alert rules: name their files under \`alerts.rules\` in opsbook.yaml.\n`;
  const rows = coverage.alerts.map((alert) => [
    printable(alert.name),
    printable(alert.severities.join(', ')),
    printable(alert.team),
    printable(runbooksOf(alert)),
  ]);
  const lines = columns([['Alert', 'Severity', 'Team', 'Runbook'], ...rows]).map((line, index) => {
    if (index === 0) return colours.bold(line);
    return coverage.alerts[index - 1]?.state === 'missing' ? colours.red(line) : line;
  });
  return `${said}${lines.join('\n')}\n\n${counts('By team', coverage.byTeam)}\n${counts('By severity', coverage.bySeverity)}\n${summary(coverage.total)}\n`;
}

function counts(title: string, list: readonly CoverageCount[]): string {
  const rows = list.map(({ name, alerts, covered }) => [
    `  ${printable(name) || 'no label'}`,
    `${covered} of ${alerts}`,
  ]);
  return `${title}\n${columns(rows).join('\n')}\n`;
}

function summary({ alerts, covered, missing }: CoverageCount): string {
  const rest =
    missing === 0
      ? ''
      : ` ${missing} ${missing === 1 ? 'has' : 'have'} none: opsbook alerts stub --missing makes a start.`;
  return `${covered} of ${alerts} ${alerts === 1 ? 'alert has' : 'alerts have'} a runbook.${rest}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function renderMarkdown({ coverage, findings }: Told): string {
  const alerts = table(
    ['Alert', 'Severity', 'Team', 'Service', 'Runbook'],
    coverage.alerts.map((alert) => [
      `\`${alert.name}\``,
      alert.severities.join(', '),
      alert.team,
      alert.service,
      alert.state === 'missing' ? runbooksOf(alert).replace('none yet', '**none yet**') : runbooksOf(alert),
    ]),
  );
  const found = table(
    ['Where', 'Level', 'Finding'],
    findings.map(({ path, line, column, level, message }) => [`${path}:${line}:${column}`, level, message]),
  );
  return [
    `## ${summary(coverage.total)}`,
    alerts,
    '### By team',
    countTable('Team', coverage.byTeam),
    '### By severity',
    countTable('Severity', coverage.bySeverity),
    ...(findings.length === 0 ? [] : ['### Findings', found]),
    '',
  ].join('\n\n');
}

function countTable(name: string, counts: readonly CoverageCount[]): string {
  return table(
    [name, 'Alerts', 'With a runbook', 'Without'],
    counts.map((count) => [
      count.name || 'no label',
      String(count.alerts),
      String(count.covered),
      String(count.missing),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => printable(cell).replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
