import { parseRuleDocuments } from '../../src/alerts/rule-documents.ts';
import { readAlertRules } from '../../src/alerts/read-rules.ts';
import { NO_FACTS } from '../../src/lint/facts.ts';
import { listJqPrograms } from '../../src/lint/jq-programs.ts';
import { cron } from '../../src/lint/parsers/cron.ts';
import { dockerfile } from '../../src/lint/parsers/dockerfile.ts';
import { json, jsonLines } from '../../src/lint/parsers/json.ts';
import { yaml } from '../../src/lint/parsers/yaml.ts';
import { logql, promqlParser } from '../../src/lint/parsers/queries.ts';
import { PROMQL } from '../../src/shell/queries/promql-fault.ts';
import { loadSql } from '../../src/lint/parsers/sql.ts';
import { frontmatterPlace } from '../../src/runbook/yaml/frontmatter-place.ts';
import { parseGuide, parseRunbook } from '../../src/runbook/read/parse.ts';
import type { Page } from '../../src/runbook/read/parse.ts';
import { readSettings } from '../../src/runbook/schema/read-settings.ts';
import { placeInSnippet } from '../../src/runbook/read/snippet-place.ts';
import { readYaml } from '../../src/runbook/yaml/yaml.ts';
import { readConsole } from '../../src/shell/console.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { findPlaceholders } from '../../src/shell/placeholders.ts';
import { listQueryPlaces } from '../../src/shell/query-places.ts';
import { listSqlPlaces } from '../../src/shell/sql-places.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

/** What a parser read, and the text that its ranges are offsets into. */
export type Reading = readonly [reading: unknown, text: string];

const sql = await loadSql();

/** Everything of opsbook that reads a text and answers with places in it. Add yours here. */
export const PARSERS = {
  shell: (text) => {
    const script = parseScript(text);
    return [
      [script, text],
      [listValuePlaces(script, text, namesIn(text)), text],
    ];
  },
  console: (text) => [
    [readConsole(text, () => true), text],
    [readConsole(text, () => false), text],
  ],
  placeholders: (text) => [[findPlaceholders(text), text]],
  sql: (text) => [
    [sql(text), text],
    [listSqlPlaces(text, namesIn(text)), text],
  ],
  promql: (text) => [
    [promqlParser(PROMQL)(text), text],
    [listQueryPlaces(text, namesIn(text)), text],
  ],
  logql: (text) => [[logql(text), text]],
  jq: (text) => jqPrograms(text),
  json: (text) => [[json(text), text]],
  jsonLines: (text) => [[jsonLines(text), text]],
  yaml: (text) => [[yaml(text), text]],
  yamlMapping: (text) => {
    const { faults, data, locate } = readYaml({ ruleId: 'any', text });
    const places = Object.keys(data ?? {}).flatMap((key) => [locate([key]), locate([key, 'x', 0], 'key')]);
    return [[[faults, places], text]];
  },
  dockerfile: (text) => [[dockerfile(text), text]],
  cron: (text) => [[cron(text), text]],
  markdown: (text) => pageOf(text, 'page.md'),
  mdx: (text) => pageOf(text, 'page.mdx'),
  frontmatter: (text) => [...frontmatterOf(text), ...frontmatterOf(`---\n${text}\n---\n`)],
  settings: (text) => [[readSettings({ path: 'opsbook.yaml', text, faults: [] }, true).faults, text]],
  alertRules: (text) => {
    const source = { path: 'a.rules.yaml', text, faults: [] };
    const { rules, faults } = readAlertRules(source);
    const places = rules.map((rule) => [rule.locate(['expr']), rule.locate(['labels', 'x'], 'key')]);
    return [[[rules, faults, places, parseRuleDocuments(source).faults], text]];
  },
} as const satisfies Readonly<Record<string, (text: string) => readonly Reading[]>>;

export type ParserName = keyof typeof PARSERS;

/** The parsers' names. */
// The keys of the object are the names.
export const parserNames = Object.keys(PARSERS) as readonly ParserName[];

/** Every word that could be a param's name: then as many places as possible are listed. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g));
}

function jqPrograms(text: string): Reading[] {
  const code = text.replaceAll('`', "'");
  const page = parseGuide({ path: 'a.md', text: `\`\`\`bash\n${code}\n\`\`\`\n`, faults: [] }, 'a');
  return listJqPrograms(page, NO_FACTS).map(({ snippet, start, end }): Reading => [
    { start, end },
    snippet.code,
  ]);
}

/** A page's own ranges, and those of its commands' ranges carried into the page. */
function pageOf(text: string, path: string): Reading[] {
  const page = parseRunbook({ path, text, faults: [] }, 'page');
  const carried = page.snippets.flatMap((snippet) =>
    parseScript(snippet.code).commands.map(({ range }) =>
      placeInSnippet(page, snippet, [range.start, range.end]),
    ),
  );
  return [
    [page, text],
    [carried, text],
  ];
}

function frontmatterOf(text: string): Reading[] {
  const page: Page = parseRunbook({ path: 'page.md', text, faults: [] }, 'page');
  const fields = ['title', 'kind', 'symptoms', 'params'];
  return [
    [frontmatterPlace(text), text],
    [page.faults, text],
    [fields.map((field) => [page.locate([field]), page.locate([field, 0, 'x'], 'key')]), text],
  ];
}
