import { findLanguage, parserOf } from '../runbook/languages.ts';
import type { Range as PageRange } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import { placeInSnippet } from '../runbook/read/snippet-place.ts';
import type { Param } from '../runbook/schema/params.ts';
import { columnNames } from '../shell/names/column-names.ts';
import { listNameUses } from '../shell/names/list-uses.ts';
import { metricNames } from '../shell/names/metric-names.ts';
import type { NameUse } from '../shell/names/name-use.ts';
import type { NameVerdict } from '../shell/names/name-verdict.ts';
import { sqlNames } from '../shell/names/sql-names.ts';
import { listCommands } from './shell-snippets.ts';
import { isToldOtherwise } from './told-otherwise.ts';
import type { ToolFacts } from './shell-snippets.ts';

/** What is told about names: whether each stands for something that is there. */
export interface WorldFacts {
  readonly judge: (use: NameUse) => NameVerdict;
  /** Files that may name more than was read of them, and why. */
  readonly unread?: readonly { readonly path: string; readonly reason: string }[];
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
  const known = judged.get(page.tree);
  const names = known?.world === world ? known.names : judgePage(page, { ...facts, world });
  judged.set(page.tree, { world, names });
  return names;
}

// Two ask for it: the rule, and who counts.
const judged = new WeakMap<
  Page['tree'],
  { readonly world: WorldFacts; readonly names: readonly PageName[] }
>();

function judgePage(
  page: Page & { readonly params?: readonly Param[] },
  facts: NameFacts & { readonly world: WorldFacts },
): readonly PageName[] {
  const { world, tools } = facts;
  const values = new Map(page.params?.map((param) => [param.name, valuesOf(param)]));
  // The first value of every param; then the others, for params that take one of a list.
  const most = Math.max(1, ...[...values.values()].map(({ length }) => length));
  const ofCommands = listCommands(page, facts).flatMap(({ script, place }) =>
    Array.from({ length: most }, (_, turn) =>
      listNameUses(script, { tools, valueOf: (name) => values.get(name)?.[turn] ?? values.get(name)?.[0] })
        .filter(({ variable }) => turn === 0 || (values.get(variable ?? '')?.length ?? 0) > turn)
        .map((use) => ({ use, at: place(use.range) })),
    ).flat(),
  );
  const shown = page.snippets.filter(({ attributes }) => attributes['ignore'] !== 'true');
  const ofQueries = shown.flatMap((snippet) => {
    const names = namesInQuery(snippet.language ?? '', snippet.code);
    return names.map((use) => ({ use, at: placeInSnippet(page, snippet, [use.range.start, use.range.end]) }));
  });
  // A word of a statement of which no column is known is probably none.
  return [...ofCommands, ...ofQueries]
    .map(({ use, at }) => ({ use, at, verdict: judgeOn(page, { use, at }, world) }))
    .filter(({ use, verdict }) => use.kind !== 'column' || verdict.status !== 'unjudged');
}

/** What the page itself shows how to make, as in a manifest that it has people apply, need not stand elsewhere. */
function judgeOn(page: Page, { use, at }: Omit<PageName, 'verdict'>, world: WorldFacts): NameVerdict {
  const verdict = world.judge(use);
  if (verdict.status === 'exists' || verdict.status === 'unjudged') return verdict;
  return isToldOtherwise(page, use, at) ? { status: 'unjudged' } : verdict;
}

/** The most alternatives of a pattern that are judged: nobody writes a longer list by hand. */
const MOST_VALUES = 20;

/** The values that a param can have: its default, and the words of a pattern that is a list, as `api|worker`. */
function valuesOf({ default: given, pattern }: Param): readonly string[] {
  const listed = /^\^?\(?(?:\?:)?([\w./-]+(?:\|[\w./-]+)+)\)?\$?$/.exec(pattern ?? '')?.[1]?.split('|') ?? [];
  return [...new Set([...(given === undefined ? [] : [given]), ...listed])].slice(0, MOST_VALUES);
}

function namesInQuery(language: string, code: string): readonly NameUse[] {
  const here = { isElsewhere: false } as const;
  if (findLanguage(language)?.gradedBy === 'sql')
    return [
      ...sqlNames(code).map(({ name, range }) => ({ kind: 'table', name, range, ...here }) as const),
      ...columnNames(code).map(
        ({ name, table, range }) => ({ kind: 'column', name, within: table, range, ...here }) as const,
      ),
    ];
  if (parserOf(language) === 'promql')
    return metricNames(code).map(({ name, range }) => ({ kind: 'metric', name, range, ...here }));
  return [];
}
