import picocolors from 'picocolors';
import type { Finding } from '../../runbook/finding.ts';
import type { Report, Reporter } from './reporter.ts';

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
  const head = `${path}:${line}:${column}  ${weight}  ${message}  ${colours.dim(ruleId)}`;
  // A credential is not printed a second time: what this writes ends in logs.
  const source = ruleId === 'no-secret' ? undefined : sourceLine(finding, textOf(path), colours);
  return source === undefined ? `${head}\n` : `${head}\n${source}\n`;
}

function sourceLine(finding: Finding, text: string | undefined, colours: Colours): string | undefined {
  const source = text?.split(/\r?\n/)[finding.line - 1];
  if (source === undefined || source.trim() === '') return undefined;
  const gutter = `  ${finding.line} | `;
  const start = Math.max(0, finding.column - 60);
  const shown = source.slice(start, start + 100).replaceAll('\t', ' ');
  const width =
    finding.endLine === finding.line
      ? finding.endColumn - finding.column
      : source.length - finding.column + 1;
  const carets = '^'.repeat(Math.max(1, Math.min(width, shown.length - (finding.column - 1 - start))));
  const indent = ' '.repeat(gutter.length + finding.column - 1 - start);
  return `${colours.dim(gutter)}${shown}\n${indent}${colours.red(carets)}`;
}

function closing({ findings, files }: Report, colours: Colours): string {
  const read = `${files} ${files === 1 ? 'page' : 'pages'} read`;
  if (findings.length === 0) return `${colours.green('No findings')}, ${read}.\n`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}, ${read}.\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
