import { hasPrompts, readConsole } from '../../shell/console.ts';
import { listEnvironmentReads } from '../../shell/environment-reads.ts';
import { listExports } from '../../shell/own-bindings.ts';
import { parseScript } from '../../shell/parse.ts';
import { allowing } from '../../shell/quote.ts';
import { listQueryPlaces } from '../../shell/query-places.ts';
import { reachedNames } from '../../shell/reached-names.ts';
import { listSqlPlaces } from '../../shell/sql-places.ts';
import { listQuotedNames } from '../../shell/quoted-places.ts';
import { listReaderUses } from '../../shell/reader-uses.ts';
import { remembering } from '../../shell/remembering.ts';
import { listValuePlaces } from '../../shell/value-places.ts';
import type { ValuePlace } from '../../shell/value-place.ts';
import { findLanguage, isSession } from '../languages.ts';
import type { Param } from '../schema/params.ts';
import type { Snippet } from '../read/snippet.ts';

type Code = Pick<Snippet, 'isRunnable' | 'language' | 'code'>;
type Named = readonly Pick<Param, 'name'>[];

/** Where the values of a runbook's params stand in one of its commands or queries, first to last. */
export function listSnippetPlaces(
  snippet: Code,
  params: readonly Pick<Param, 'name' | 'allow'>[],
): readonly ValuePlace[] {
  const names = reachedNames(
    snippet.code,
    params.map(({ name }) => name),
  );
  if (!snippet.isRunnable || names.size === 0) return [];
  const allowed = new Map(params.map(({ name, allow }) => [name, allow]));
  return [...placesOf(snippet, names)]
    .map((place) => ({ ...place, code: allowing(place.code, allowed.get(place.name) ?? []) }))
    .sort((a, b) => a.range.start - b.range.start);
}

/** A param that a snippet uses. */
export interface ParamUse {
  readonly name: string;
  /** Without a value it does not do what its author meant; false where each use has a default: `${X:-1}`. */
  readonly isNeeded: boolean;
}

/**
 * The params that a snippet uses, in the order they are declared: the one answer for the page, the plan, the
 * runner and the linter. Text that nothing expands uses none: comments, `'$X'`, `\$X`.
 */
export function paramsOf(snippet: Code & Pick<Snippet, 'attributes'>, params: Named): readonly ParamUse[] {
  if (!snippet.isRunnable) return [];
  const { via = '', cwd = '' } = snippet.attributes;
  const uses = [
    ...usesIn(snippet, namesIn(snippet.code, params)),
    ...usesInShell(via, namesIn(via, params)),
    ...[...cwd.matchAll(IN_FOLDER)].map((match) => ({ name: match[1] ?? match[2] ?? '', isNeeded: true })),
  ];
  return params.flatMap(({ name }) => {
    const own = uses.filter((use) => use.name === name);
    return own.length === 0 ? [] : [{ name, isNeeded: own.some(({ isNeeded }) => isNeeded) }];
  });
}

/** How a value stands in `cwd`: `$NAME`, `${NAME}`. */
export const IN_FOLDER = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/** A snippet does not even hold the name of most params. */
function namesIn(text: string, params: Named): ReadonlySet<string> {
  return new Set(params.map(({ name }) => name).filter((name) => text.includes(name)));
}

function usesIn(snippet: Code, names: ReadonlySet<string>): readonly ParamUse[] {
  if (names.size === 0) return [];
  const script = shellText(snippet);
  if (script !== undefined) return usesInShell(script, names);
  return placesOf(snippet, names).map(({ name, isOptional }) => ({ name, isNeeded: !isOptional }));
}

function usesInShell(text: string, names: ReadonlySet<string>): readonly ParamUse[] {
  if (names.size === 0) return [];
  const script = parseScript(text);
  const asked = [...listEnvironmentReads(script, text, names), ...listExports(script, text, names)];
  return [
    ...listReaderUses(script, names).map(({ name, hasDefault }) => ({ name, isNeeded: !hasDefault })),
    ...asked.map(({ name }) => ({ name, isNeeded: true })),
    ...listQuotedNames(script, text, names).map((name) => ({ name, isNeeded: true })),
  ];
}

/** Rules, page, twin and plan all ask of the same snippet. */
const known = new WeakMap<Code, Map<string, readonly ValuePlace[]>>();
/** Other pages have the same snippet. */
const sameElsewhere = remembering<readonly ValuePlace[]>();

function placesOf(snippet: Code, names: ReadonlySet<string>): readonly ValuePlace[] {
  const own = known.get(snippet) ?? new Map<string, readonly ValuePlace[]>();
  known.set(snippet, own);
  const asked = [...names].join(' ');
  const { language, code } = snippet;
  const places =
    own.get(asked) ?? sameElsewhere(`${language}\n${asked}\n${code}`, () => findPlaces(snippet, names));
  own.set(asked, places);
  return places;
}

function findPlaces(snippet: Code, names: ReadonlySet<string>): readonly ValuePlace[] {
  const script = shellText(snippet);
  if (script !== undefined) return listValuePlaces(parseScript(script), script, names);
  switch (findLanguage(snippet.language)?.values) {
    case 'sql':
      return listSqlPlaces(snippet.code, names);
    case 'dashboard':
      return listQueryPlaces(snippet.code, names);
    default:
      return [];
  }
}

/** The commands of a shell's fence, at the same offsets as its code: prompts and what was printed are blanks. */
export function shellText({ language, code }: Pick<Code, 'language' | 'code'>): string | undefined {
  if (findLanguage(language)?.values !== 'shell') return undefined;
  return isSession(language) || hasPrompts(code) ? readConsole(code, () => true).script : code;
}
