import { isForeign } from '../foreign.ts';
import { languageRule } from '../language-rule.ts';
import { isOtherSql } from '../parsers/other-sql.ts';

export const sqlParses = languageRule({
  id: 'sql-parses',
  summary: 'Write SQL that PostgreSQL can read',
  level: 'error',
  language: 'sql',
  called: 'SQL',
  weigh: (snippet, { page, book }) => {
    // In a book of opsbook's, `sql` is PostgreSQL's. Elsewhere it may be any database's, and the rest of the page
    // tells which.
    if (!isForeign(page, book) || NAMED.test(snippet.language)) return 'error';
    if (POSTGRES.test(snippet.code)) return 'error';
    const hasOther = page.snippets.some(
      ({ code, language }) => /^(?:my)?sql$/i.test(language) && isOtherSql(code),
    );
    const isPostgres = POSTGRES.test(page.text);
    if (hasOther || OTHERS.test(page.text)) return isPostgres ? 'warning' : undefined;
    return isPostgres ? 'error' : 'warning';
  },
});

const NAMED = /^(?:psql|postgres|postgresql|pgsql)$/i;
// Match what only PostgreSQL has, or is called: `psql -d shop`, `pg_stat_activity`, `x::text`.
const POSTGRES = /\b(?:psql|postgres(?:ql)?|pg_\w|timestamptz|jsonb|plpgsql)|[\w)\]'"]::[a-z]/i;
const OTHERS =
  /\b(?:mysql|mariadb|clickhouse|sqlite\d?|sqlcmd|sql server|mssql|azure sql|oracle|cosmos|snowflake|bigquery|cassandra|cqlsh|trino|athena|hive|spark|duckdb|vitess|spanner|databricks)\b/i;
