import picocolors from 'picocolors';
import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { BookCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';
import { printable } from '../../runbook/words/printable.ts';
import { offsetOfLine } from '../../runbook/read/source-text.ts';
import type { Report, Reporter } from './reporter.ts';
import { count } from '../../runbook/words/count.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** For a person: a line for each finding, the source under it with a caret, and a count at the end. */
export const pretty: Reporter = (report) => {
  const colours = picocolors.createColors(report.hasColour);
  const blocks = report.findings.map((finding) => renderFinding(finding, report, colours));
  return [...blocks, closing(report, colours)].join('\n');
};

function renderFinding(finding: Finding, { textOf }: Report, colours: Colours): string {
  const { path, line, column, level, message, ruleId } = finding;
  const weight = level === 'error' ? colours.red(level) : colours.yellow(level);
  const head = `${printable(path)}:${line}:${column}  ${weight}  ${message}  ${colours.dim(ruleId)}`;
  // A credential is not printed a second time: what this writes ends in logs.
  const source = ruleId === 'no-secret' ? undefined : sourceLine(finding, textOf(path), colours);
  return source === undefined ? `${head}\n` : `${head}\n${source}\n`;
}

function sourceLine(finding: Finding, text: string | undefined, colours: Colours): string | undefined {
  const source = text === undefined ? undefined : lineOf(text, finding.line);
  if (source === undefined || source.trim() === '') return undefined;
  const gutter = `  ${finding.line} | `;
  const column = finding.column - 1;
  const end = finding.endLine === finding.line ? finding.endColumn - 1 : source.length;
  const start = Math.max(0, column - 59);
  const [before, marked, after] = [
    source.slice(start, column),
    source.slice(column, Math.min(end, start + 100)),
    source.slice(Math.max(column, end), start + 100),
  ].map(show);
  const indent = ' '.repeat(gutter.length + (before ?? '').length);
  const carets = '^'.repeat(Math.max(1, (marked ?? '').length));
  return `${colours.dim(gutter)}${before ?? ''}${marked ?? ''}${after ?? ''}\n${indent}${colours.red(carets)}`;
}

function lineOf(text: string, line: number): string | undefined {
  const start = offsetOfLine(text, line);
  if (start === undefined) return undefined;
  const end = offsetOfLine(text, line + 1) ?? text.length;
  return trimMarksEnd(text.slice(start, end), '\r\n');
}

function show(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}

function closing({ findings, files, ...report }: Report, colours: Colours): string {
  const commands = `${commandsLine(report)}${spokenLine(report)}`;
  const read = `${files} ${files === 1 ? 'page' : 'pages'} read`;
  if (findings.length === 0) return `${colours.green('No findings')}, ${read}.\n${commands}`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}, ${read}.\n${commands}`;
}

/** That somebody should read further, and how; what is spoken of need not be wrong. */
function spokenLine({ spoken }: Pick<Report, 'spoken'>): string {
  if (!spoken || spoken.paths.length === 0) return '';
  const many = spoken.paths.length;
  return printable(
    `${count(many, 'runbook')} ${many === 1 ? 'speaks' : 'speak'} of what is changed here: opsbook diff ${spoken.ref} shows the lines on both sides.`,
  ).concat('\n');
}

/** What could not be judged; where somebody asked, of each page too. */
function commandsLine({ coverage, isCoverageAsked }: Pick<Report, 'coverage' | 'isCoverageAsked'>): string {
  if (!coverage || (!isCoverageAsked && !isPartial(coverage.all))) return '';
  const pages = isCoverageAsked
    ? [...coverage.pages].map(([path, one]) => `  ${path}: ${sayCoverage(one)}.`)
    : [];
  return [`${sayCoverage(coverage.all)}.`, ...pages, ...sayUnread(coverage, isCoverageAsked)]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** Files of which not all names were read; by name where somebody asked. */
function sayUnread({ unread, all }: BookCoverage, isAsked = false): readonly string[] {
  if (unread.length === 0 || !all.names) return [];
  if (isAsked) return unread.map(({ path, reason }) => `  ${path} was passed over: ${reason}.`);
  if (all.names.unjudged === 0) return [];
  return [`${count(unread.length, 'file')} may name more than was read: --coverage lists them.`];
}
