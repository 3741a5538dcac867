import { readConsole } from '../../shell/console.ts';
import { parseScript } from '../../shell/parse.ts';
import { listQueryPlaces } from '../../shell/query-places.ts';
import { listSqlPlaces } from '../../shell/sql-places.ts';
import { listValuePlaces } from '../../shell/value-places.ts';
import type { ValuePlace } from '../../shell/value-places.ts';
import type { Param } from '../schema/params.ts';
import type { Snippet } from '../read/snippet.ts';

const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh']);
const SESSIONS = new Set(['console', 'shell-session']);
const SQL = new Set(['sql', 'psql', 'postgresql', 'mysql']);
const QUERIES = new Set(['promql', 'logql']);

/** Where the values of a runbook's params stand in one of its commands or queries, first to last. */
export function listSnippetPlaces(
  snippet: Pick<Snippet, 'isRunnable' | 'language' | 'code'>,
  params: readonly Pick<Param, 'name'>[],
): readonly ValuePlace[] {
  const names = new Set(params.map(({ name }) => name).filter((name) => snippet.code.includes(name)));
  if (!snippet.isRunnable || names.size === 0) return [];
  return [...placesOf(snippet, names)].sort((a, b) => a.range.start - b.range.start);
}

function placesOf(
  { language, code }: Pick<Snippet, 'language' | 'code'>,
  names: ReadonlySet<string>,
): readonly ValuePlace[] {
  if (SHELLS.has(language)) return listValuePlaces(parseScript(code), code, names);
  if (SESSIONS.has(language)) {
    const { script } = readConsole(code, () => true);
    return listValuePlaces(parseScript(script), script, names);
  }
  if (SQL.has(language)) return listSqlPlaces(code, names);
  return QUERIES.has(language) ? listQueryPlaces(code, names) : [];
}
