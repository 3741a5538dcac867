import { LEVELS } from '../../runbook/finding.ts';
import type { Finding } from '../../runbook/finding.ts';
import { count } from '../../runbook/words/count.ts';
import { printable } from '../../runbook/words/printable.ts';
import { aboutTitle } from '../summary/about-words.ts';
import type { Reporter, Spoken } from './reporter.ts';

/** Workflow commands of GitHub Actions: an annotation on the line of each finding. */
export const github: Reporter = ({ findings, spoken }) =>
  [...findings.map(annotation), ...hiddenNotice(findings), ...spokenNotice(spoken)]
    .map((line) => `${line}\n`)
    .join('');

/** GitHub shows only this many annotations of each level of a step, and drops the others silently. */
const SHOWN = 10;

function hiddenNotice(findings: readonly Finding[]): readonly string[] {
  const hidden = LEVELS.map((level) => findings.filter((finding) => finding.level === level).length)
    .map((found) => Math.max(0, found - SHOWN))
    .reduce((sum, more) => sum + more, 0);
  if (hidden === 0) return [];
  const text = `GitHub shows ${SHOWN} errors and ${SHOWN} warnings of a step. ${count(hidden, 'finding')} more: see the log of this step, or the summary of the job.`;
  return [`::notice title=opsbook::${data(text)}`];
}

/** Runbooks that one notice names: the summary of the job has all of them. */
const NAMED = 5;

function spokenNotice(spoken: Spoken | undefined): readonly string[] {
  if (!spoken || spoken.paths.length === 0) return [];
  const { paths } = spoken;
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const text = `${aboutTitle(paths.length)}: ${paths.slice(0, NAMED).join(', ')}${more}. The summary of the job shows the lines on both sides.`;
  return [`::notice title=opsbook::${data(printable(text))}`];
}

function annotation({ level, path, line, column, endLine, endColumn, ruleId, message }: Finding): string {
  // GitHub takes columns only for what lies on one line.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  const place = `file=${property(printable(path))},line=${line},endLine=${endLine}${columns}`;
  return `::${level} ${place},title=${property(ruleId)}::${data(message)}`;
}

// Escapes of @actions/core: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
