import type { Grade } from './rows.ts';

/** Grades a SQL text; a parser of the real dialect may be handed in instead of the one here. */
export type SqlGrader = (sql: string) => Grade;

interface SqlPattern {
  readonly grade: Grade;
  readonly pattern: RegExp;
}

const where = /\bWHERE\b(?!\s*\(?\s*(?:TRUE|1\s*=\s*1)\b)/i;

// Read from the first word on; strings and comments are blanked out before.
const patterns: readonly SqlPattern[] = [
  { grade: 'read', pattern: /^EXPLAIN(?!\s*\(?[^)]*\bANALY[SZ]E)/i },
  { grade: 'destroy', pattern: /^(DROP|TRUNCATE)\b/i },
  { grade: 'destroy', pattern: /^ALTER\b[\s\S]*\bDROP\b(?!\s+(NOT\s+NULL|DEFAULT|IDENTITY|EXPRESSION))/i },
  { grade: 'destroy', pattern: /\bpg_drop_replication_slot\b|\blo_unlink\b|\bpg_wal_replay_pause\b/i },
  { grade: 'destroy', pattern: /^(PURGE|RESET\s+(MASTER|SLAVE|BINARY))\b/i },
  {
    grade: 'change',
    pattern:
      /\bpg_(terminate|cancel)_backend\b|\bpg_(reload_conf|rotate_logfile|switch_wal|promote|stat_reset\w*|create_\w*slot\w*|advisory_unlock\w*|replication_slot_advance)\b|\b(setval|nextval|lo_create|dblink_exec|pg_notify|set_config)\s*\(/i,
  },
  { grade: 'change', pattern: /^SELECT\b[\s\S]*\bINTO\s+(?!@)/i },
  {
    grade: 'read',
    pattern:
      /^(SELECT|TABLE|VALUES|SHOW|DESCRIBE|DESC|EXPLAIN|BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|SET|RESET|USE|FETCH|DECLARE|CLOSE|LISTEN|UNLISTEN|PREPARE|EXECUTE|DEALLOCATE|DISCARD|CHECKPOINT|HELP|STATUS|PRAGMA)\b/i,
  },
  { grade: 'read', pattern: /^COPY\b[\s\S]*\bTO\b(?![\s\S]*\bFROM\b)/i },
  // psql's and SQLite's own commands: looking at things, but not running or loading.
  {
    grade: 'change',
    pattern:
      /^\\(!|copy\b[\s\S]*\bfrom\b|i\b|ir\b|include|o\b|w\b|lo_)|^\.(import|restore|read|shell|system)\b/i,
  },
  { grade: 'read', pattern: /^[\\.]/ },
];

/** Grades SQL by its first words: careful rather than clever, so what it does not know is a change. */
export function gradeSql(sql: string): Grade {
  return worst(splitStatements(blankStrings(sql)).map(gradeStatement));
}

function gradeStatement(statement: string): Grade {
  const plain = statement.replace(/^EXPLAIN\s*(\([^)]*\)|ANALY[SZ]E|VERBOSE|\s)*(?=[A-Z])/i, (lead) =>
    /ANALY[SZ]E/i.test(lead) ? '' : lead,
  );
  const writes = gradeWrites(plain);
  if (writes !== undefined && !/^EXPLAIN\b/i.test(plain)) return writes;
  return patterns.find(({ pattern }) => pattern.test(plain))?.grade ?? 'change';
}

/** DELETE and UPDATE at the start or inside a WITH: without a WHERE they take every row. */
function gradeWrites(statement: string): Grade | undefined {
  const found =
    /(?:^|\bWITH\b[\s\S]*?\(\s*|\)\s*)(DELETE\s+FROM|UPDATE\s+(?!SKIP|NOWAIT|OF\b)\S+[\s\S]*?\bSET)\b/i.exec(
      statement,
    );
  if (!found) return undefined;
  return where.test(statement.slice(found.index)) ? 'change' : 'destroy';
}

function splitStatements(sql: string): readonly string[] {
  return sql
    .split(/;|\n(?=\s*\\)|(?<=^\s*\\[^\n]*)\n|\\gx?\b/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

// Strings, quoted names, dollar quotes and comments: their text says nothing about the statement.
function blankStrings(sql: string): string {
  return sql
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/"(?:[^"]|"")*"|`[^`]*`/g, 'x');
}

/** The gravest of several grades. */
export function worst(grades: readonly Grade[]): Grade {
  if (grades.includes('destroy')) return 'destroy';
  return grades.includes('change') ? 'change' : 'read';
}
