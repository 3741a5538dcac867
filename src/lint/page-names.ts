import { findLanguage, parserOf } from '../runbook/languages.ts';
import type { Range as PageRange } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import { placeInSnippet } from '../runbook/read/snippet-place.ts';
import type { Param } from '../runbook/schema/params.ts';
import { listNameUses } from '../shell/names/list-uses.ts';
import { metricNames } from '../shell/names/metric-names.ts';
import type { NameUse } from '../shell/names/name-use.ts';
import type { NameVerdict } from '../shell/names/name-verdict.ts';
import { sqlNames } from '../shell/names/sql-names.ts';
import { listCommands } from './shell-snippets.ts';
import type { ToolFacts } from './shell-snippets.ts';

/** What is told about names: whether each stands for something that is there. */
export interface WorldFacts {
  readonly judge: (use: NameUse) => NameVerdict;
}

/** One name on a page, and whether it stands for something that is there. */
export interface PageName {
  readonly use: NameUse;
  readonly verdict: NameVerdict;
  readonly at: PageRange | undefined;
}

/** What names are judged with. */
export interface NameFacts extends ToolFacts {
  readonly world?: WorldFacts;
}

/** The names in a page's commands and queries, judged; none where nothing tells what there is. */
export function judgeNames(
  page: Page & { readonly params?: readonly Param[] },
  facts: NameFacts,
): readonly PageName[] {
  const { world } = facts;
  if (!world) return [];
  const known = judged.get(page);
  const names = known?.world === world ? known.names : judgePage(page, { ...facts, world });
  judged.set(page, { world, names });
  return names;
}

// The rule asks, and so does whoever counts.
const judged = new WeakMap<Page, { readonly world: WorldFacts; readonly names: readonly PageName[] }>();

function judgePage(
  page: Page & { readonly params?: readonly Param[] },
  facts: NameFacts & { readonly world: WorldFacts },
): readonly PageName[] {
  const { world, tools } = facts;
  const defaults = new Map(page.params?.map((param) => [param.name, param.default]));
  const ofCommands = listCommands(page, facts).flatMap(({ script, place }) =>
    listNameUses(script, { tools, valueOf: (name) => defaults.get(name) }).map((use) => ({
      use,
      at: place(use.range),
    })),
  );
  const shown = page.snippets.filter(({ attributes }) => attributes['ignore'] !== 'true');
  const ofQueries = shown.flatMap((snippet) => {
    const names = namesInQuery(snippet.language ?? '', snippet.code);
    return names.map((use) => ({ use, at: placeInSnippet(page, snippet, [use.range.start, use.range.end]) }));
  });
  return [...ofCommands, ...ofQueries].map(({ use, at }) => ({ use, at, verdict: world.judge(use) }));
}

function namesInQuery(language: string, code: string): readonly NameUse[] {
  const here = { isElsewhere: false } as const;
  if (findLanguage(language)?.gradedBy === 'sql')
    return sqlNames(code).map(({ name, range }) => ({ kind: 'table', name, range, ...here }));
  if (parserOf(language) === 'promql')
    return metricNames(code).map(({ name, range }) => ({ kind: 'metric', name, range, ...here }));
  return [];
}
