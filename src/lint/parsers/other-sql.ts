// Match a session of a client, as in `shop=# select 1;`, `mysql> show tables;`, `MariaDB [shop]> …`, and a table that it printed.
const SESSION =
  /^[ \t]{0,99}(?:[\w.-]{0,99}[=(*!^'-]{1,9}[#>]|mysql>|MariaDB \[[^[\]\n]{0,99}\]>|sqlite>|cqlsh\S{0,99}>|-+\+-)[ \t]?/m;
// Match what MySQL, BigQuery and Athena say and PostgreSQL never does.
const OTHER =
  /`[^`\n]+`|'@'|\bAUTO_INCREMENT\b|\bENGINE\s{0,99}=|@@\w|\\G[ \t]{0,99}$|\bIDENTIFIED\s+(?:BY|WITH)\b|\bON DUPLICATE KEY\b|^[ \t]{0,99}(?:USE\s+[\w<]|SHOW\s+(?:FULL\s+|GLOBAL\s+|SESSION\s+|FUNCTION\s+|PROCEDURE\s+)?(?:GRANTS|DATABASES|SCHEMAS|TABLES|COLUMNS|INDEX|PROCESSLIST|VARIABLES|STATUS|CREATE|SLAVE|REPLICA|MASTER|BINARY|BINLOG|ENGINE|WARNINGS|PLUGINS|PARTITIONS)\b|DESC(?:RIBE)?\s+[\w$<]|FLUSH\s+\w|KILL\s+\w|(?:START|STOP|RESET)\s+(?:SLAVE|REPLICA|GROUP_REPLICATION|MASTER)\b|CHANGE\s+(?:MASTER|REPLICATION)\b|PURGE\s+BINARY\b|(?:DROP|CREATE|ALTER)\s+USER\s+(?:IF\s+\w+\s+(?:\w+\s+)?)?'|SET\s+GLOBAL\b|REPAIR\s+TABLE\b|OPTIMIZE\s+TABLE\b)/im;

// Match a bare prompt, and more of what MySQL and Vitess say.
const PROMPT = /^[ \t]{0,9}[$>][ \t]\w/m;
const VITESS =
  /\bINTO[ \t]OUTFILE\b|\b(?:USE|FORCE|IGNORE)[ \t](?:INDEX|KEY|VINDEX)\b|\)[ \t]?COMMENT[ \t]?'|\bIN[ \t]::\w|\bvitess_migration|^[ \t]{0,9}(?:SET[ \t]@|SYSTEM[ \t](?:STOP|START|RELOAD|FLUSH|DROP|SYNC|RESTART|RESTORE)\b|RESTORE[ \t]TABLE\b|#[ \t])|\bcurrent_timestamp\(\)/im;

// Match how a manual writes a command down: `CLUSTER [VERBOSE] name [ USING index ]`, `GRANT|REVOKE ALL`; not `tags[LOWER(x)]`.
const SYNOPSIS = /\b[A-Z]{2,20}\|[A-Z]{2,20}\b|[ \t]\[[ \t]{0,9}[A-Z]{2,9}(?:[ \t][^[\]\n()]{0,99})?\]/;
// Match how a query of CloudWatch Logs Insights begins, and what PgBouncer's console takes.
const OTHER_QUERY = /^\s*(?:(?:fields|filter|stats|parse|source)\s|(?:reload|reconnect|pause|resume)\s*;)/i;

// Match the frame of a table that a client prints (`+----`, `┌─`), and what it prints of one row, as `SHOW STATUS\\G` gives it.
const PRINTED =
  /^[ \t]{0,99}(?:\+-{2}|[┌│└├])|^\*{5,99} \d{1,9}\. row \*{5,99}$|^\s{0,99}[A-Z]\w{1,60}: \S[^\n]{0,200}\n\s{0,99}[A-Z]\w{1,60}: /m;

/** What other databases say and PostgreSQL never does, one a line. */
const DIALECTS: readonly RegExp[] = [
  // MySQL.
  /\bADD\s{1,9}(?:(?:UNIQUE|FULLTEXT|SPATIAL)\s{1,9})?(?:INDEX|KEY)\b|\bADD\s{1,9}FULLTEXT\b|\bMODIFY\s{1,9}COLUMN\b|\bCHANGE\s{1,9}COLUMN\b|\bDROP\s{1,9}FOREIGN\s{1,9}KEY\b|\bDROP\s{1,9}INDEX\s{1,9}\w{1,60}\s{1,9}ON\b/i,
  // A session before a database was chosen.
  /^[ \t]{0,99}MariaDB>/m,
  // MySQL, ClickHouse, BigQuery: `NOW() - INTERVAL 1 HOUR`.
  /\bINTERVAL\s{1,9}\d{1,9}\s{1,9}(?:MICRO)?(?:SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|QUARTER|YEAR)S?\b/i,
  // ClickHouse.
  /\b(?:countIf|sumIf|avgIf|uniq|uniqExact|toStartOf[A-Z]\w{1,30}|toDate|toDateTime|arrayJoin|LowCardinality|Nullable|quantile)\(|\b(?:PREWHERE|MergeTree|ON CLUSTER)\b|\bsystem\.(?:parts|merges|mutations|replicas|query_log|tables|disks|processes)\b|\bFORMAT\s{1,9}(?:JSON|Pretty|TSV|CSV|Vertical|TabSeparated)\w{0,30}/,
  // ClickHouse: its casts, its parameters (`{id:UInt32}`), its functions by a type.
  /\bCAST\([^()'\n]{0,99}(?:'[^'\n]{0,99}')?,\s{0,9}'|\{\w{1,40}:[A-Z][a-z]\w{1,20}|\bto(?:U?Int\d{1,3}|Float\d\d|Decimal\d{1,3}|IPv[46])\(/i,
  // SQL Server, and Azure's.
  /\bSELECT\s{1,9}TOP\s{0,9}\(?\d|^\s{0,9}GO\s{0,9}$|\bNVARCHAR\b|\bdbo\.|\bsys\.(?:dm_|databases|objects|tables|database_principals)|\bEXEC(?:UTE)?\s{1,9}sp_|\bDBCC\b|\bGETDATE\(|\bSYSUTCDATETIME\(|\bNOLOCK\b|\bNONCLUSTERED\b|\b(?:BACKUP|RESTORE)\s{1,9}(?:DATABASE|LOG)\b|\bIDENTITY\(|\bFROM\s{1,9}EXTERNAL\s{1,9}PROVIDER\b/im,
  // Its names in brackets.
  /\b(?:FROM|JOIN|INTO|UPDATE)\s{1,9}\[\w|\b(?:CROSS|OUTER)\s{1,9}APPLY\b/i,
  // Oracle.
  /\bg?v\$\w|\bFROM\s{1,9}DUAL\b|\bROWNUM\b|\bVARCHAR2\b|\bdba_(?:users|tables|segments|data_files|objects)\b|\bSYSDATE\b|\bALTER\s{1,9}SYSTEM\s{1,9}(?:SWITCH|KILL|CHECKPOINT|DISCONNECT)\b/i,
  // SQLite.
  /\bPRAGMA\b|\bAUTOINCREMENT\b|^\s{0,9}\.(?:tables|schema|headers|mode|dump|backup|restore|quit|exit)\b/im,
  // Cassandra, and the engines of data lakes.
  /\bALLOW\s{1,9}FILTERING\b|\bWITH\s{1,9}replication\b|^\s{0,9}CONSISTENCY\b|\bTBLPROPERTIES\b|\bUSING\s{1,9}(?:DELTA|PARQUET|ICEBERG)\b|\bMSCK\b|\bQUALIFY\b|\bUNNEST\([^()]{0,99}\)\s{1,9}WITH\s{1,9}OFFSET\b/im,
  // Privileges, one beside the other.
  /^\s{0,9}(?:SELECT|INSERT|UPDATE|DELETE|PROCESS|RELOAD|SUPER)\s{0,9},/i,
  // MySQL names the table of an index.
  /\bDROP\s{1,9}INDEX\s{1,9}[\w"]{1,99}\s{1,9}ON\s/i,
  // Kusto, New Relic, PartiQL.
  /^\s{0,9}\|\s{0,9}(?:where|summarize|project|extend|take|top|order)\b|\bSINCE\s{1,9}\d{1,9}\s{1,9}\w{1,9}\s{1,9}AGO\b|\bFACET\b/im,
  // Variables of SQL Server, MySQL and Cosmos: `OFFSET @offset`; not `user@host`, nor `a @> b`.
  /(?<![\w'"@.])@[A-Za-z_]\w{0,60}/,
  // Models of dbt, which are templates.
  /\{\{\s{0,9}(?:config|ref|source|this|var)\b|\{%-?\s/,
  // A sketch of a table: `id UUID PK`, `tenant UUID FK`.
  /\s(?:PK|FK)(?:[\s,)]|$)/m,
];

/** Whether a text shows that it is in another SQL, or a session: PostgreSQL has no say there. */
export function isOtherSql(text: string): boolean {
  const bare = text.replace(/'(?!@)[^'\n]*'(?!@)/g, (part) => `'${' '.repeat(part.length - 2)}'`);
  return (
    SESSION.test(text) ||
    PROMPT.test(text) ||
    VITESS.test(text) ||
    OTHER_QUERY.test(text) ||
    SYNOPSIS.test(text) ||
    PRINTED.test(text) ||
    DIALECTS.some((form) => form.test(bare)) ||
    OTHER.test(bare) ||
    /'@'/.test(text)
  );
}
