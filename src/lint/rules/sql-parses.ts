import { isForeign } from '../foreign.ts';
import { languageRule } from '../language-rule.ts';
import { isOtherSql } from '../parsers/other-sql.ts';
import type { Parser } from '../parsers/syntax.ts';
import { listPages, type Book } from '../../runbook/book.ts';

export const sqlParses = languageRule({
  id: 'sql-parses',
  summary: 'Write SQL that PostgreSQL can read',
  level: 'error',
  language: 'sql',
  called: 'SQL',
  weigh: (snippet, { page, book, facts }) => {
    // In a book of opsbook's, `sql` is PostgreSQL's. Elsewhere it may be any database's, and the rest of the page
    // tells which.
    if (!isForeign(page, book) || NAMED.test(snippet.language)) return 'error';
    if (STAND_IN.test(snippet.code)) return undefined;
    // Whoever's SQL it is: PostgreSQL refuses too much of it to have a say.
    if (facts.parsers.sql && isRefused(book, facts.parsers.sql)) return undefined;
    if (POSTGRES.test(snippet.code)) return 'error';
    const hasOther = page.snippets.some(
      ({ code, language }) => /^(?:my)?sql$/i.test(language) && isOtherSql(code),
    );
    const isPostgres = POSTGRES.test(page.text);
    if (isOfOthers(book)) return CALLED.test(page.text) && !OTHERS.test(page.text) ? 'warning' : undefined;
    if (hasOther || OTHERS.test(page.text)) return isPostgres ? 'warning' : undefined;
    return isPostgres ? 'error' : 'warning';
  },
});

/** Fewer refused fences may be mistakes; so may a smaller share of them. */
const FEW_REFUSED = 8;
const SMALL_SHARE = 0.15;

const refused = new WeakMap<Book, boolean>();

/** Whether PostgreSQL refuses so many of a book's fences of SQL that they are in another database's. */
function isRefused(book: Book, parse: Parser): boolean {
  const known = refused.get(book);
  if (known !== undefined) return known;
  const texts = listPages(book)
    .flatMap(({ snippets }) => snippets.filter(({ language }) => /^sql$/i.test(language)))
    .map(({ code }) => code);
  const faults = texts.filter((code) => parse(code) !== undefined).length;
  const isOther = faults >= FEW_REFUSED && faults > texts.length * SMALL_SHARE;
  refused.set(book, isOther);
  return isOther;
}

const seen = new WeakMap<Book, boolean>();

/** Whether more pages with SQL in a book name another database than PostgreSQL. */
function isOfOthers(book: Book): boolean {
  const known = seen.get(book);
  if (known !== undefined) return known;
  const texts = listPages(book).flatMap(({ text, snippets }) =>
    snippets.some(({ language }) => /^sql$/i.test(language)) ? [text] : [],
  );
  const others = texts.filter((text) => OTHERS.test(text)).length;
  const isOther = others > texts.filter((text) => CALLED.test(text)).length;
  seen.set(book, isOther);
  return isOther;
}

// Matches `SELECT a FROM table WHERE`, `CREATE INDEX a ON table (b)`, `ALTER TABLE table`: a form, for any table. Not
// `GRANT SELECT ON TABLE shop`.
const STAND_IN =
  /\b(?:from|join|update|into|on|table)[ \t]{1,9}table(?=[ \t]{0,9}(?:[(;]|$)|[ \t]{1,9}(?:where|set|order|group|limit|alter|add)\b)/im;
const CALLED = /\b(?:psql|postgres(?:ql)?)\b/i;
const NAMED = /^(?:psql|postgres|postgresql|pgsql)$/i;
// Match what only PostgreSQL has, or is called: `psql -d shop`, `pg_stat_activity`, `x::text`.
const POSTGRES = /\b(?:psql|postgres(?:ql)?|pg_\w|timestamptz|jsonb|plpgsql)|[\w)\]'"]::[a-z]/i;
const OTHERS =
  /\b(?:mysql|mariadb|clickhouse|sqlite\d?|sqlcmd|sql server|mssql|azure sql|oracle|cosmos|snowflake|bigquery|cassandra|cqlsh|trino|athena|hive|spark|duckdb|vitess|spanner|databricks|cockroach(?:db)?|yugabyte(?:db)?|questdb|oceanbase|obclient|tidb|starrocks|doris|redshift|flink|ksqldb|materialize|db2|teradata|singlestore|vertica|impala|pinot|druid|percona)\b/i;
