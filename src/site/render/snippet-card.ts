import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Similarity } from '../../runbook/read/similarity.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { RunFacts } from '../../judge/run-facts.ts';
import { exampleOutput } from '../../run/expected-example.ts';
import { findLanguage } from '../../runbook/languages.ts';
import { parseScript } from '../../shell/parse.ts';
import { assessRisk } from '../../shell/risk/risk.ts';
import { gradeQuery } from '../../shell/risk/query-risk.ts';
import type { ValuePlace } from '../../shell/value-place.ts';
import { gradeSql } from '../../shell/risk/sql-risk.ts';
import type { Highlight } from './highlight.ts';
import { markValues } from './mark-values.ts';
import type { NamedParam } from './mark-values.ts';
import { splitLines } from './split-lines.ts';
import { tabBar } from './tab-bar.ts';
import { tickBox } from './tick-box.ts';
import { lookUp } from '../../shell/look-up.ts';

export interface CardContext {
  readonly highlight: Highlight;
  /** A number of its own for each card of a page. */
  readonly number: number;
  /** The id of the card, where no heading has it already. */
  readonly anchor: string | undefined;
  /** Whose values the reader puts into the commands. */
  readonly params: readonly NamedParam[];
  /** Where they stand in a snippet. */
  readonly places: (snippet: Snippet) => readonly ValuePlace[];
  /** What is known of them from reading them. */
  readonly commands: ReadonlyMap<Snippet, RunFacts>;
}

const RISK_WORDS = { read: 'reads', change: 'changes', destroy: 'destroys' } as const;

/** Adjacent variants of one step: a thin bar, the command, and under it what it should print. */
export function renderCard(snippets: readonly Snippet[], context: CardContext): Element {
  const [first] = snippets;
  if (!first) return h('div');
  const isStep = snippets.some(({ isRunnable }) => isRunnable);
  const variants = snippets.map((snippet, index) =>
    renderVariant(snippet, { ...context, isFirst: index === 0 }),
  );
  const names = snippets.map(({ env = 'other' }) => env);
  const environments = tabBar(`env-${context.number}`, 'Environment', names);
  return h(
    'div',
    {
      class: ['card', isStep ? 'step' : 'example'],
      id: context.anchor,
      'data-step': isStep ? first.name : undefined,
    },
    [...(snippets.length > 1 ? [environments] : []), ...variants],
  );
}

/** Languages of pictures that other systems draw by a program: here they are read as text. */
const DRAWN_ELSEWHERE: Readonly<Record<string, string>> = {
  mermaid: 'Diagram as text (Mermaid)',
  plantuml: 'Diagram as text (PlantUML)',
  graphviz: 'Diagram as text (Graphviz)',
  dot: 'Diagram as text (Graphviz)',
  d2: 'Diagram as text (D2)',
};

function renderVariant(snippet: Snippet, context: CardContext & { isFirst: boolean }): Element {
  const { name, language, env, risk, expected } = snippet;
  const label = [name ?? (language || 'code'), env].filter(Boolean).join(', ');
  const bar = h('div', { class: 'bar', 'data-pagefind-ignore': '' }, [
    ...(snippet.isRunnable ? [tickBox(name?.replaceAll('-', ' ') ?? 'this step')] : []),
    ...(name ? [h('span', { class: 'step-name' }, name.replaceAll('-', ' '))] : []),
    ...(language ? [h('span', { class: 'language' }, lookUp(DRAWN_ELSEWHERE, language) ?? language)] : []),
    ...(env ? [h('span', { class: 'env' }, env)] : []),
    ...(snippet.isRunnable ? riskOf(snippet, context) : []),
    ...linked(snippet),
    ...(snippet.isRunnable
      ? [h('button', { class: 'in-terminal js-only', type: 'button' }, 'opsbook run')]
      : []),
    h('button', { class: 'copy js-only', type: 'button' }, 'Copy'),
  ]);
  const harms = mayHarm(snippet, context) ? '' : undefined;
  const line = snippet.isRunnable ? snippet.range?.start.line : undefined;
  const facts = { 'data-env': env, 'data-risk': risk, 'data-harms': harms, 'data-line': line };
  return h('div', { class: 'variant', ...facts }, [
    bar,
    h('pre', { tabIndex: -1, role: 'group', ariaLabel: label }, [
      h('code', { class: 'command' }, coloured(snippet, context)),
    ]),
    ...(expected === undefined
      ? []
      : [
          renderExpected(expected, {
            ...{ label, means: snippet.output?.attributes['means'] },
            similarity: snippet.output?.similarity,
          }),
        ]),
  ]);
}

/** What a step does to the world: in its author's word, else quietly in that of its command. */
function riskOf(snippet: Snippet, { commands }: CardContext): ElementContent[] {
  const known = commands.get(snippet);
  const risk = known?.risk ?? snippet.risk;
  if (risk === undefined) return [];
  const source = known?.source;
  if (source === undefined) return [h('span', { class: ['risk', `risk-${risk}`] }, RISK_WORDS[risk])];
  return [
    h('span', { class: ['risk', `risk-${risk}`, 'by-command'], title: source }, [
      known?.isGuess ? 'may change' : RISK_WORDS[risk],
      h('span', { class: 'visually-hidden' }, ` (${source})`),
    ]),
  ];
}

function coloured(snippet: Snippet, { highlight, params, places }: CardContext): ElementContent[] {
  const code = highlight(snippet.code, snippet.language);
  return splitLines(markValues(code, places(snippet), params));
}

const NO_SPECS = { names: [], find: () => undefined };

/** Whether a command with a hole in it could do harm: then it is not copied before the hole is filled. */
function mayHarm(snippet: Snippet, { places }: CardContext): boolean {
  const { risk, code, language } = snippet;
  if (risk !== undefined && risk !== 'read') return true;
  if (places(snippet).length === 0) return false;
  const gradedBy = findLanguage(language)?.gradedBy;
  if (gradedBy !== 'shell') return gradeQuery(gradedBy, code, gradeSql) !== 'read';
  return assessRisk(parseScript(code), code, { catalogue: NO_SPECS }).grade !== 'read';
}

/** The dry run before it, and what undoes it. */
function linked({ attributes }: Snippet): ElementContent[] {
  const link = (word: string, name: string | undefined): ElementContent[] =>
    name === undefined
      ? []
      : [h('a', { class: 'linked', href: `#${name}` }, `${word}: ${name.replaceAll('-', ' ')}`)];
  return [...link('dry run', attributes['dryrun']), ...link('undo', attributes['rollback'])];
}

interface Expected {
  /** Of the command that prints it. */
  readonly label: string;
  /** What a result means, in its author's words. */
  readonly means: string | undefined;
  /** The expected text is a sample, and an output may differ from it by as much. */
  readonly similarity: Similarity | undefined;
}

/** An example first; the pattern that the output is compared with is there for a reader who asks. */
function renderExpected(expected: string, { label, means, similarity }: Expected): Element {
  const example = similarity ? undefined : exampleOutput(expected);
  const lines = similarity ? splitLines([{ type: 'text', value: expected }]) : patternLines(expected);
  const title = similarity ? 'Expected output, or one like it' : 'Expected output';
  const asWritten = output(`Expected output of ${label}`, [h('code', { 'data-expected': '' }, lines)]);
  return h('div', { class: 'expected', 'data-means': means, ...askedOf(similarity) }, [
    h('p', { class: 'expected-title' }, [
      example === undefined ? title : 'Expected output, as an example',
      h(
        'button',
        { class: 'compare quiet-button js-only', type: 'button', 'data-pagefind-ignore': '' },
        'Compare',
      ),
    ]),
    ...(example === undefined
      ? [asWritten]
      : [
          output(`Example of the output of ${label}`, [
            h('code', splitLines([{ type: 'text', value: example }])),
          ]),
          h('details', { class: 'expected-pattern', 'data-pagefind-ignore': '' }, [
            h('summary', 'The pattern'),
            asWritten,
          ]),
        ]),
    ...(means === undefined ? [] : [h('p', { class: 'means' }, sentence(means))]),
  ]);
}

/** How much an output must be like a sample, for what compares it on the page. */
function askedOf(similarity: Similarity | undefined): Record<string, string> {
  if (!similarity) return {};
  return similarity.kind === 'ratio'
    ? { 'data-like': String(similarity.least) }
    : { 'data-pattern': similarity.source };
}

function output(label: string, children: ElementContent[]): Element {
  return h('pre', { tabIndex: -1, role: 'group', ariaLabel: label }, children);
}

function patternLines(expected: string): Element[] {
  return splitLines(expected.split('\n').flatMap((line, index) => expectedLine(line, index)));
}

/** `over 100 confirms the alert` as `Over 100 confirms the alert.` */
function sentence(text: string): string {
  const words = text.trim().replace(/[.;]$/, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

// Matches `\d+ (regex)`, `Up* (glob)` and a lone `(*)`; not `f(x)`.
const PATTERN_MARK = /(^|\s)(\((?:glob|regex|escaped|no-eol|[?*+])\))$/;

/** What stands for something else is marked as such, in scrut's grammar. */
function expectedLine(line: string, index: number): ElementContent[] {
  const match = PATTERN_MARK.exec(line);
  const start: ElementContent[] = index === 0 ? [] : [{ type: 'text', value: '\n' }];
  if (!match) return [...start, { type: 'text', value: line }];
  const text = line.slice(0, match.index) + (match[1] ?? '');
  return [...start, { type: 'text', value: text }, h('span', { class: 'pattern' }, match[2])];
}
