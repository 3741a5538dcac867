import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';
import type { ChangeSummary, RunbookSummary } from '../../judge/change-summary.ts';
import { changedLines } from '../../judge/changed-lines.ts';
import type { SnippetChange } from '../../judge/compare-snippets.ts';
import { aboutTitle, sayAboutFile } from './about-words.ts';
import { headline } from './headline.ts';
import { codeText, fencedBlock, messageText, plainText } from './markdown-text.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

/** The summary as Markdown: a pull request's comment, or the summary of a job. */
export function renderMarkdown(summary: ChangeSummary, preview?: string): string {
  const { runbooks, others, findings, about } = summary;
  const byPath = Map.groupBy(findings, ({ path }) => path);
  const blocks = runbooks.map((runbook) => renderOne(runbook, byPath.get(runbook.path) ?? [], preview));
  const known = new Set(runbooks.map(({ path }) => path));
  const rest = [...byPath].filter(([path]) => !known.has(path));
  const touched = new Set(others.map(({ path }) => path));
  const elsewhere = rest.map(
    ([path, found]) =>
      `### ${plainText(path)}${touched.has(path) ? '' : ' (not changed here)'}\n\n${table(found)}`,
  );
  const quiet = others.filter(({ path }) => !byPath.has(path));
  const also = quiet.map(
    ({ kind, path, from }) => `- ${kind} ${from ? `${codeText(from)} → ` : ''}${codeText(path)}`,
  );
  return (
    [
      `## ${headline(summary)}`,
      ...blocks,
      ...elsewhere,
      ...renderAbout(about),
      ...(also.length > 0 ? [`### Also changed\n\n${also.join('\n')}`] : []),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** The runbooks that speak of what is changed here, with the lines on both sides. */
function renderAbout(about: ChangeSummary['about']): readonly string[] {
  if (about.length === 0) return [];
  const lines = about.map(({ title, path, files }) => {
    const said = files.map((file) => `${codeText(file.path)}: ${sayAboutFile(file, codeText)}`);
    return `- **${plainText(title)}** (${codeText(path)}): ${said.join('; ')}`;
  });
  return [`### ${aboutTitle(about.length)}\n\n${lines.join('\n')}`];
}

function renderOne(
  runbook: RunbookSummary,
  findings: readonly Finding[],
  preview: string | undefined,
): string {
  const { title, path, from, kind, owner, severity, review, params, alerts, commands } = runbook;
  const link = previewOf(runbook, preview);
  const facts = [
    kind === 'renamed' ? `moved from ${codeText(from ?? '')}` : kind === 'added' ? 'new' : kind,
    owner === undefined ? 'no owner' : `owner ${plainText(owner)}`,
    ...(severity === undefined ? [] : [plainText(severity)]),
    ...(review === undefined ? [] : [review]),
    ...(link === undefined ? [] : [`[preview](${link})`]),
  ];
  const list = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what}: ${names.map(codeText).join(', ')}`];
  return [
    `### ${plainText(title)}`,
    `${codeText(path)} · ${facts.join(' · ')}`,
    ...(findings.length > 0 ? [table(findings)] : []),
    ...list(
      'Params added',
      params.gained.map(({ name }) => name),
    ),
    ...list('Params removed', params.lost),
    ...list('Alerts gained', alerts.gained),
    ...list('Alerts lost', alerts.lost),
    ...(commands && isPartial(commands) ? [plainText(`${sayCoverage(commands)}.`)] : []),
    ...runbook.snippets.map(renderSnippet),
  ].join('\n\n');
}

/** The page's address on a preview of the site. */
export function previewOf({ address }: RunbookSummary, preview: string | undefined): string | undefined {
  if (preview === undefined || address === undefined) return undefined;
  return `${trimMarksEnd(preview, '/')}${address}`.replace(/[()\s<>]/g, encodeURIComponent);
}

function renderSnippet(change: SnippetChange): string {
  const { kind, language, code, codeBefore } = change;
  const head = snippetHead(change, codeText);
  if (kind === 'gone' || (kind === 'changed' && codeBefore === undefined && code !== undefined)) return head;
  if (code === undefined) return `${head} (not shown: it holds a credential)`;
  return `${head}\n\n${codeBefore === undefined ? fencedBlock(language, code) : fencedBlock('diff', changedLines(codeBefore, code))}`;
}

/** `**destroy** (was read) changed command `drop-queue` (docker), line 12` */
export function snippetHead(
  { kind, name, env, line, risk, riskBefore, language }: SnippetChange,
  code: (text: string) => string,
): string {
  const grade = `**${risk}**${riskBefore === undefined ? '' : ` (was ${riskBefore})`}`;
  const what = name === undefined ? code(language || 'text') : code(name);
  const where = line === undefined || kind === 'gone' ? '' : `, line ${line}`;
  return `${grade} · ${kind === 'gone' ? 'removed' : kind} command ${what}${env === undefined ? '' : ` (${code(env)})`}${where}`;
}

function table(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ line, level, message, ruleId, url }) =>
      `| ${line} | ${level} | ${messageText(message)} | ${/^https?:/.test(url) ? `[${ruleId}](${url})` : ruleId} |`,
  );
  return ['| line | level | finding | rule |', '|---:|---|---|---|', ...rows].join('\n');
}
