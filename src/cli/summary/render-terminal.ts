import type picocolors from 'picocolors';
import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Risk } from '../../runbook/read/snippet.ts';
import type { ChangeSummary, RunbookSummary } from '../../judge/change-summary.ts';
import { changedLines } from '../../judge/changed-lines.ts';
import type { SnippetChange } from '../../judge/compare-snippets.ts';
import { headline } from './headline.ts';
import { aboutTitle, sayAboutFile } from './about-words.ts';
import { previewOf, snippetHead } from './render-markdown.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

interface Look {
  readonly colours: Colours;
  readonly preview: string | undefined;
}

/** The summary for a person at a terminal. */
export function renderTerminal(summary: ChangeSummary, look: Look): string {
  const { runbooks, others, findings, about } = summary;
  const { colours } = look;
  const known = new Set(runbooks.map(({ path }) => path));
  const rest = findings.filter(({ path }) => !known.has(path));
  const parts = [
    colours.bold(headline(summary)),
    ...runbooks.map((runbook) =>
      renderOne(
        runbook,
        findings.filter(({ path }) => path === runbook.path),
        look,
      ).join('\n'),
    ),
    ...section(
      'Elsewhere',
      rest.map((finding) => findingLine(finding, colours)),
      colours,
    ),
    ...section(
      aboutTitle(about.length),
      about.flatMap(({ title, path, files }) => [
        `  ${printable(title)}  ${colours.dim(printable(path))}`,
        ...files.map((file) => `    ${printable(`${file.path}: ${sayAboutFile(file, (name) => name)}`)}`),
      ]),
      colours,
    ),
    ...section(
      'Also changed',
      others.map(({ kind, path, from }) => printable(`  ${kind} ${from ? `${from} → ` : ''}${path}`)),
      colours,
    ),
  ];
  return `${trimMarksEnd(parts.join('\n\n'), '\n')}\n`;
}

function section(title: string, lines: readonly string[], colours: Colours): string[] {
  return lines.length === 0 ? [] : [[colours.bold(title), ...lines].join('\n')];
}

function renderOne(
  runbook: RunbookSummary,
  findings: readonly Finding[],
  { colours, preview }: Look,
): string[] {
  const { title, path, from, kind, owner, severity, review, params, alerts, snippets, commands } = runbook;
  const facts = [
    kind === 'renamed' ? `moved from ${from}` : kind === 'added' ? 'new' : kind,
    owner === undefined ? 'no owner' : `owner ${owner}`,
    severity,
    review,
  ];
  const list = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`  ${what}: ${names.map(printable).join(', ')}`];
  const link = previewOf(runbook, preview);
  return [
    `${colours.bold(printable(title))}  ${printable(path)}`,
    colours.dim(`  ${printable(facts.filter(Boolean).join(' · '))}`),
    ...(link === undefined ? [] : [`  ${printable(link)}`]),
    ...list(
      'params added',
      params.gained.map(({ name }) => name),
    ),
    ...list('params removed', params.lost),
    ...list('alerts gained', alerts.gained),
    ...list('alerts lost', alerts.lost),
    ...(commands && isPartial(commands) ? [colours.dim(`  ${printable(sayCoverage(commands))}`)] : []),
    ...snippets.flatMap((snippet) => snippetLines(snippet, colours)),
    ...findings.map((finding) => findingLine(finding, colours)),
  ];
}

function snippetLines(change: SnippetChange, colours: Colours): string[] {
  const paint: Readonly<Record<Risk, (text: string) => string>> = {
    read: (text) => text,
    change: colours.yellow,
    destroy: colours.red,
  };
  const head = `  ${paint[change.risk](snippetHead(change, printable).replaceAll('**', ''))}`;
  const { kind, code, codeBefore } = change;
  if (code === undefined) return [`${head} (not shown: it holds a credential)`];
  if (kind === 'gone') return [head];
  if (codeBefore !== undefined)
    return [head, ...changedLines(codeBefore, code).split('\n').map(diffLine(colours))];
  return kind === 'new' ? [head, ...code.split('\n').map((line) => `      ${printable(line)}`)] : [head];
}

function diffLine(colours: Colours): (line: string) => string {
  return (line) => {
    const shown = `    ${printable(line)}`;
    if (line.startsWith('+')) return colours.green(shown);
    return line.startsWith('-') ? colours.red(shown) : shown;
  };
}

function findingLine({ path, line, column, level, message, ruleId }: Finding, colours: Colours): string {
  const weight = level === 'error' ? colours.red(level) : colours.yellow(level);
  return `  ${printable(path)}:${line}:${column}  ${weight}  ${message}  ${colours.dim(ruleId)}`;
}
