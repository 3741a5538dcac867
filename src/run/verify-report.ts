import { renderDuration } from './duration.ts';
import { renderComparison } from './render-comparison.ts';
import { countVerdicts, outcomeOf } from './verdict.ts';
import type { RunbookVerdicts, Verdict } from './verdict.ts';

/** The verdicts as JSON for other programs. */
export function renderJson(runbooks: readonly RunbookVerdicts[]): string {
  const data = {
    version: 1,
    ...countVerdicts(runbooks),
    runbooks: runbooks.map(({ id, path, verdicts }) => ({ id, path, snippets: verdicts.map(dataOf) })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function dataOf(verdict: Verdict) {
  const { comparison } = verdict;
  return {
    ...outcomeOf(verdict),
    ...(comparison && !comparison.isMatch ? { difference: renderComparison(comparison) } : {}),
  };
}

/** The verdicts as JUnit's XML: a suite for each runbook, a case for each snippet. */
export function renderJunit(runbooks: readonly RunbookVerdicts[], escape: (text: string) => string): string {
  const { passed, failed, skipped } = countVerdicts(runbooks);
  const total = `tests="${passed + failed + skipped}" failures="${failed}" skipped="${skipped}"`;
  const suites = runbooks.map((runbook) => suite(runbook, escape));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="opsbook verify" ${total}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(runbook: RunbookVerdicts, escape: (text: string) => string): string {
  const { failed, skipped } = countVerdicts([runbook]);
  const { id, path, verdicts } = runbook;
  const cases = verdicts.map(({ name, snippet, status, reason = '', duration = 0, comparison, printed }) => {
    const label = snippet.env === undefined ? name : `${name} (${snippet.env})`;
    const attributes = `classname="${escape(id)}" name="${escape(label)}" time="${(duration / 1000).toFixed(3)}"`;
    const details = [comparison && renderComparison(comparison), printed].filter(Boolean).join('\n');
    const place = `${path}:${snippet.range?.start.line ?? 1}`;
    if (status === 'passed') return `    <testcase ${attributes}/>`;
    if (status === 'skipped')
      return `    <testcase ${attributes}><skipped message="${escape(reason)}"/></testcase>`;
    return `    <testcase ${attributes}><failure message="${escape(reason)}">${escape(`${place}\n${details}`)}</failure></testcase>`;
  });
  const head = `  <testsuite name="${escape(id)}" tests="${verdicts.length}" failures="${failed}" skipped="${skipped}">`;
  return [head, ...cases, '  </testsuite>'].join('\n');
}

/** What a person reads: a line for each snippet, and below a failed one what was expected and what came. */
export function renderPretty(
  { id, path, verdicts }: RunbookVerdicts,
  paint: Readonly<Record<Verdict['status'] | 'bold' | 'dim', (text: string) => string>>,
): string {
  const lines = verdicts.flatMap(({ name, snippet, status, reason, duration, comparison, printed }) => {
    const label = snippet.env === undefined ? name : `${name} (${snippet.env})`;
    const time = duration === undefined ? '' : `  ${paint.dim(renderDuration(duration))}`;
    const place = status === 'failed' ? `  ${paint.dim(`${path}:${snippet.range?.start.line ?? 1}`)}` : '';
    const why = reason === undefined ? '' : `  ${reason}`;
    const details = [
      ...(comparison && !comparison.isMatch ? renderComparison(comparison).split('\n') : []),
      ...(status === 'failed' && printed && isUnexplained(comparison) ? lastLines(printed) : []),
    ];
    return [
      `  ${paint[status](status.padEnd(7))}  ${label}${time}${why}${place}`,
      ...details.map((line) => `             ${line}`),
    ];
  });
  return [paint.bold(id), ...lines, ''].join('\n');
}

/** A difference in the output explains itself; a bad exit status is explained by what was printed. */
function isUnexplained(comparison: Verdict['comparison']): boolean {
  const { exitStatus } = comparison ?? {};
  return !exitStatus || exitStatus.expected !== exitStatus.actual;
}

function lastLines(text: string): readonly string[] {
  return text.split('\n').slice(-8);
}

/** The last line: how many, and why some were skipped. */
export function renderTotal(runbooks: readonly RunbookVerdicts[]): string {
  const { run, passed, failed, skipped } = countVerdicts(runbooks);
  const reasons = Map.groupBy(
    runbooks.flatMap(({ verdicts }) => verdicts.filter(({ status }) => status === 'skipped')),
    ({ reason = '' }) => reason,
  );
  const why = [...reasons].map(([reason, { length }]) => `${length} ${reason}`).join('; ');
  return `${run} run: ${passed} passed, ${failed} failed, ${skipped} skipped${why === '' ? '' : ` (${why})`}`;
}
