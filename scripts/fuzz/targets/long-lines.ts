import fc from 'fast-check';
import { readContract } from '../../../src/alerts/contract.ts';
import { stubRunbook } from '../../../src/alerts/stub.ts';
import { planImport } from '../../../src/cli/import/plan-import.ts';
import { renderRunbook } from '../../../src/cli/render-runbook.ts';
import picocolors from 'picocolors';
import { decodeText } from '../../../src/runbook/read/source-text.ts';
import { bookInMemory } from '../../../tests/book-in-memory.ts';
import { bookOf } from '../book-of.ts';
import type { MutatedFile } from '../mutated-text.ts';
import { fuzzTarget } from '../target.ts';
import { alertRules } from './alert-rules.ts';
import { lint } from './lint.ts';
import { render } from './render.ts';
import { search } from './search.ts';
import { values } from './values.ts';

/** What is repeated: one line of it is as long as a file may be. */
export const RUNS = [
  ...'a1 \t"\'`[]{}()<>*_-|:/\\#=$&!.,;~@^%+?',
  'x ',
  'ab',
  'a-',
  'a.',
  'a: ',
  'A1',
  '$(',
  '${',
  '{{',
  '}}',
  '{{ a }}',
  '[a](',
  '[a]',
  '](',
  '<a>',
  '<a ',
  '</',
  '<div>',
  '<!--',
  '- ',
  '> ',
  '1. ',
  '1m',
  'a=',
  'a="',
  '=~"',
  '{a="b"} ',
  '|a',
  '| ',
  '--',
  '/*',
  ' -- ',
  ' or ',
  'SELECT ',
  'a(',
  'é',
  '日本',
  '\u0301',
  '😀',
  '\\"',
  "''",
  ';a',
  '\\\n',
  '\n',
  ' \n',
  '\r',
  '\t\n',
  'a\n',
  '- a\n',
  '> \n',
  '#a\n',
  '|\n',
  '{\n',
  '`\n',
  '    a\n',
  '<a\n',
  ':::\n',
  '---\n',
  '```\n',
  'a\n\n',
  'a\n===\n',
  '===\n',
  '- a\n  b\n',
  '- > a\n',
  '1. a\n',
  '| a | b |\n',
  '[a]: b\n',
  '[^a]: b\n',
  '[^a] ',
  '![a](b)',
  '&amp;',
  '<b>\n',
  '<Note>\n',
  '</Note>\n',
  '!!! a\n',
  '::: a\n',
  '{{< a >}}',
  'a@b.c ',
  'https://a.b ',
] as const;

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

const page = (body: string, fields = ''): string =>
  `---\ntitle: Orders late\nkind: incident\nparams:\n  NAME: { description: A name, pattern: '[a-z]+' }\n${fields}---\n\n## Diagnosis\n\n${body}\n`;

const LANGUAGES = [
  'bash',
  'console',
  'sql',
  'promql',
  'logql',
  'jq',
  'json',
  'yaml',
  'http',
  'dockerfile',
  'text',
  '',
  'log',
  'cron',
  'output {of=a}',
  'python',
  'hcl',
  'ini',
  'regex',
  'kql',
];

/** Where the run stands in a file of a book. */
export const PLACES: Readonly<Record<string, (run: string) => MutatedFile>> = {
  ...Object.fromEntries(
    LANGUAGES.map((language) => [
      `fence ${language}`,
      (run: string) => ({ path: 'page.mdx', text: page(fence(language, run)) }),
    ]),
  ),
  'fence after a command': (run) => ({
    path: 'page.mdx',
    text: page(fence('bash', `kubectl get pods -n "$NAME" ${run}`)),
  }),
  'fence of a query': (run) => ({
    path: 'page.mdx',
    text: page(fence('promql', `rate(a{b="c"}[5m]) ${run}`)),
  }),
  'fence of SQL after its verb': (run) => ({
    path: 'page.mdx',
    text: page(fence('sql', `UPDATE a SET b = 1 ${run}`)),
  }),
  'fence of psql': (run) => ({
    path: 'page.mdx',
    text: page(fence('bash', `psql -c "DELETE FROM a ${run}"`)),
  }),
  'fence of curl': (run) => ({
    path: 'page.mdx',
    text: page(fence('bash', `curl -d '${run}' "https://a.example/${run}"`)),
  }),
  'info string': (run) => ({ path: 'page.mdx', text: page(`\`\`\`bash {${run}\nls\n\`\`\``) }),
  paragraph: (run) => ({ path: 'page.mdx', text: page(`Look ${run}`) }),
  'code in a paragraph': (run) => ({ path: 'page.mdx', text: page(`Run \`kubectl ${run}\` now`) }),
  link: (run) => ({ path: 'page.mdx', text: page(`[a](${run}) [b](https://a.example/${run})`) }),
  heading: (run) => ({ path: 'page.mdx', text: page(`## ${run}`) }),
  'list item': (run) => ({ path: 'page.mdx', text: page(`1. ${run}`) }),
  'task item': (run) => ({ path: 'page.mdx', text: page(`- [ ] ${run}`) }),
  'table cell': (run) => ({ path: 'page.mdx', text: page(`| a | b |\n| - | - |\n| ${run} | c |`) }),
  component: (run) => ({ path: 'page.mdx', text: page(`<Note title="${run}">\n\n${run}\n\n</Note>`) }),
  decision: (run) => ({
    path: 'page.mdx',
    text: page(`<Decision>\n\n- ${run} : go to [a](#diagnosis)\n\n</Decision>`),
  }),
  comment: (run) => ({ path: 'page.mdx', text: page(`{/* ${run} */}`) }),
  title: (run) => ({ path: 'page.mdx', text: page('a', `summary: ${run}\n`) }),
  symptom: (run) => ({ path: 'page.mdx', text: page('a', `symptoms:\n  - ${JSON.stringify(run)}\n`) }),
  'an error': (run) => ({
    path: 'page.mdx',
    text: page('a', `errors:\n  - ${JSON.stringify(run)}\n  - ${JSON.stringify(`/${run}/`)}\n`),
  }),
  pattern: (run) => ({
    path: 'page.mdx',
    text: page(
      'a',
      `watches: [${JSON.stringify(run)}]\nalerts: [${JSON.stringify(run)}]\nreview-every: ${JSON.stringify(run)}\n`,
    ),
  }),
  'plain page': (run) => ({ path: 'page.md', text: `# Orders late\n\n${run}\n` }),
  'plain page after words': (run) => ({
    path: 'page.md',
    text: `# Orders late\n\n## Symptoms\n\nLook ${run}\n\n- ${run}\n\n${run} b\n`,
  }),
  'plain heading': (run) => ({ path: 'page.md', text: `# ${run}\n\n## ${run}\n\na\n` }),
  'plain admonition': (run) => ({
    path: 'page.md',
    text: `# A\n\n!!! note "${run}"\n    ${run}\n\n:::note ${run}\n${run}\n:::\n\n{{< note ${run} >}}\n`,
  }),
  'plain frontmatter': (run) => ({ path: 'page.md', text: `---\ntitle: ${run}\n${run}\n---\n\n# A\n` }),
  'plain toml': (run) => ({ path: 'page.md', text: `+++\ntitle = "${run}"\n+++\n\n# A\n` }),
  'a service': (run) => ({
    path: 'content/services/orders.yaml',
    text: `name: ${JSON.stringify(run)}\nsummary: ${JSON.stringify(run)}\nhealth:\n  - ${JSON.stringify(run)}\n`,
  }),
  settings: (run) => ({
    path: 'opsbook.yaml',
    text: `site: { title: ${JSON.stringify(run)}, url: ${JSON.stringify(`https://a.example/${run}`)} }\n`,
  }),
  rules: (run) => rule({ expr: run }),
  'rules with a query': (run) =>
    rule({ expr: `sum by (queue) (rate(orders_late{queue="a"}[5m])) > 5 ${run}` }),
  'rules with a summary': (run) => rule({ summary: `Queue ${run}`, runbook: `https://a.example/${run}` }),
  'rules with a template': (run) =>
    rule({
      summary: `{{ $labels.queue ${run} }}`,
      runbook: `http://localhost:4321/alerts/OrdersLate/?queue={{ ${run} }}`,
    }),
  'rules with a name': (run) => rule({ name: run }),
  'rules as they are': (run) => ({ path: 'content/alerts/a.rules.yaml', text: run }),
  'a chart': (run) => ({
    path: 'content/alerts/a.rules.yaml',
    text: `{{- if .Values.a }}\ngroups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations: { summary: '{{ ${run} }}' }\n${run}\n{{- end }}\n`,
  }),
};

function rule({
  name = 'OrdersLate',
  expr = 'orders_late > 5',
  summary = 'Orders late',
  runbook = 'http://localhost:4321/alerts/OrdersLate/',
}: Partial<Record<'name' | 'expr' | 'summary' | 'runbook', string>>): MutatedFile {
  const field = (key: string, value: string): string => `${key}: ${JSON.stringify(value)}`;
  return {
    path: 'content/alerts/a.rules.yaml',
    text: `groups:\n- name: a\n  rules:\n  - ${field('alert', name)}\n    ${field('expr', expr)}\n    for: 5m\n    labels: { severity: sev2, ${field('service', summary)} }\n    annotations:\n      ${field('summary', summary)}\n      ${field('runbook_url', runbook)}\n`,
  };
}

/** Everything that reads a file, by name. */
export const READERS: Readonly<Record<string, (file: MutatedFile) => Promise<void>>> = {
  lint: (file) => lint.again(file),
  render: (file) => render.again(file),
  search: (file) => search.again(file),
  values: (file) => values.again({ file, value: 'api-7' }),
  show: async (file) => {
    const book = await bookOf(file);
    const colours = picocolors.createColors(false);
    for (const runbook of book.runbooks.values())
      renderRunbook({ runbook, book, values: new Map([['NAME', 'a']]) }, { colours, width: 60 });
  },
  import: (file) => importPage(file, true),
  'import whole': (file) => importPage(file, false),
  alerts: async (file) => {
    if (!file.path.includes('alerts/')) return;
    await alertRules.again(file);
    const book = await bookOf(file);
    const { links } = readContract(book);
    for (const link of links.slice(0, 3)) stubRunbook([link.rule.name], [link], book);
  },
};

async function importPage(file: MutatedFile, isSplit: boolean): Promise<void> {
  if (!/\.mdx?$/.test(file.path)) return;
  const book = await bookInMemory({});
  planImport({
    texts: [decodeText(file.path, new TextEncoder().encode(file.text))],
    paths: new Set([file.path]),
    name: 'a',
    book,
    runbooks: 'content/runbooks',
    severity: 'sev2',
    isSplit,
  });
}

/** More than a person writes in one go, and enough that work which grows with the square shows. */
export const LONGEST = 100_000;

export interface LongLine {
  readonly place: string;
  readonly run: string;
  readonly length: number;
  readonly reader: string;
}

/** Whatever is repeated up to the size that a file may have, its reader ends. */
export const longLines = fuzzTarget<LongLine>({
  name: 'long-lines',
  holds: 'a file with the same few characters all over is read to its end by every reader',
  inputs: fc.record({
    place: fc.constantFrom(...Object.keys(PLACES)),
    run: fc.constantFrom(...RUNS),
    length: fc.constantFrom(1_000, 10_000, LONGEST),
    reader: fc.constantFrom(...Object.keys(READERS)),
  }),
  roundsInTests: 6,
  check: readLongLine,
});

/** Gives a reader a file of about that length, with one run all over. */
export async function readLongLine({ place, run, length, reader }: LongLine): Promise<void> {
  const fileOf = PLACES[place];
  const times = fileOf?.(HOLE).text.split(HOLE).length ?? 2;
  const file = fileOf?.(run.repeat(Math.ceil(length / run.length / (times - 1))));
  if (file) await READERS[reader]?.(file);
}

/** What no place holds of itself: it counts where the run stands. */
const HOLE = '\uE000';
