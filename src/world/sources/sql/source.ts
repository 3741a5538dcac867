import type { Source, Thing } from '../../thing.ts';
import { matchLines } from '../lines.ts';
import { forwardPart } from './forward-part.ts';
import { laterOf } from './later.ts';

/** Statements of SQL that make tables and databases. */
export const sql: Source = {
  id: 'sql',
  reads: 'migrations in SQL: tables, their columns, and databases',
  kinds: ['table', 'column', 'database'],
  files: ['**/*.sql'],
  read({ path, text: whole }) {
    const text = forwardPart(whole);
    // `CREATE TABLE IF NOT EXISTS "app"."orders" (`; a view and a renamed table are read from alike.
    const created = matchLines(text, /\b(?:TABLE|VIEW) +(?:IF NOT EXISTS +)?["`]?(\w[\w."`]*)/i);
    const made = [
      ...created.filter(({ match }) => /\bCREATE\b/i.test(match.input)),
      ...matchLines(text, /\bRENAME TO +["`]?(\w+)/i),
    ];
    const lines = text.split(/\r?\n/);
    const { altered, gone } = laterOf(text, path);
    const bases = matchLines(text, /\bCREATE DATABASE +(?:IF NOT EXISTS +)?["`]?(\w+)/i);
    return {
      things: [
        ...made.map(({ match, line }): Thing => ({
          kind: 'table',
          name: (match[1] ?? '').replaceAll(/["`]/g, '').replace(/^.*\./, ''),
          path,
          line,
          end: statementEnd(lines, line),
        })),
        ...altered,
        ...columnsOf(text, path),
        ...bases.map(({ match, line }): Thing => ({ kind: 'database', name: match[1] ?? '', path, line })),
      ],
      gone,
    };
  },
};

/** The columns that tables are made with, and those that are added later. */
function columnsOf(text: string, path: string): readonly Thing[] {
  const found: Thing[] = [];
  let table: string | undefined;
  const add = (name: string, line: number): void => {
    if (table !== undefined) found.push({ kind: 'column', name, within: table, path, line });
  };
  text.split(/\r?\n/).forEach((one, index) => {
    if (one.length > 2000) return;
    const line = index + 1;
    const words = one.trim().split(/\s+/);
    const made = nameAfter(words, 'table', /^(create|alter)$/i);
    if (made !== undefined) table = made;
    const later = nameAfter(words, 'column', /^(add|rename)$/i);
    // `  id bigint NOT NULL,` and not `  PRIMARY KEY (id)`.
    const own = /^\s+["`]?([A-Za-z_]\w*)["`]? +[A-Za-z]/.exec(one)?.[1];
    // `CREATE TABLE a (id int, at date);`
    const inline =
      made === undefined ? [] : one.slice(one.indexOf('(') + 1, Math.max(0, one.lastIndexOf(')'))).split(',');
    for (const part of inline) {
      const name = /^\s*["`]?([A-Za-z_]\w*)["`]? +[A-Za-z]/.exec(part)?.[1];
      if (name !== undefined && !OF_TABLES.test(name)) add(name, line);
    }
    if (later !== undefined) add(later, line);
    else if (own !== undefined && made === undefined && !OF_TABLES.test(own)) add(own, line);
    if (one.includes(';')) table = undefined;
  });
  return found;
}

/** The name after a word, where other words may stand between: `CREATE TABLE IF NOT EXISTS "app"."orders" (`. */
function nameAfter(words: readonly string[], word: string, before: RegExp): string | undefined {
  const at = words.findIndex((one) => one.toLowerCase() === word);
  if (at < 1 || !words.slice(0, at).some((one) => before.test(one))) return undefined;
  const rest = words.slice(at + 1);
  const to = rest.findIndex((one) => /^to$/i.test(one));
  const named = word === 'column' && to >= 0 ? rest.slice(to + 1) : rest;
  const name = named.find((one) => !/^(if|not|exists|only)$/i.test(one));
  const bare = name
    ?.split('(')[0]
    ?.replaceAll(/["`;,]/g, '')
    .split('.')
    .at(-1);
  return bare === undefined || !/^\w+$/.test(bare) ? undefined : bare;
}

/** Words with which a line of a table begins that is no column. */
const OF_TABLES =
  /^(primary|foreign|unique|constraint|check|key|index|exclude|like|references|on|add|alter|drop|rename|set|partition|values|from|where)$/i;

/** The last line of a statement. */
function statementEnd(lines: readonly string[], line: number): number {
  const end = lines.findIndex((one, index) => index + 1 >= line && one.trimEnd().endsWith(';'));
  return end < 0 ? lines.length : end + 1;
}
