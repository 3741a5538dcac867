import { blankStrings } from './blank-strings.ts';
import type { Grade } from './rows.ts';

/** Grades a SQL text; a parser of the real dialect may be handed in instead of the one here. */
export type SqlGrader = (sql: string) => Grade;

interface SqlPattern {
  readonly grade: Grade;
  readonly pattern: Pick<RegExp, 'test'>;
}

// All of these read text whose strings and comments are blanked out, and whose blanks are one each.
const where = /\bWHERE\b(?! ?\(? ?(?:TRUE|1 ?= ?1)\b)/i;

// Read from the first word on.
const patterns: readonly SqlPattern[] = [
  { grade: 'read', pattern: /^EXPLAIN(?![^)]*\bANALY[SZ]E)/i },
  { grade: 'destroy', pattern: /^(DROP|TRUNCATE)\b/i },
  { grade: 'destroy', pattern: /^ALTER\b[\s\S]*\bDROP\b(?!\s+(NOT\s+NULL|DEFAULT|IDENTITY|EXPRESSION))/i },
  { grade: 'destroy', pattern: /\bpg_drop_replication_slot\b|\blo_unlink\b|\bpg_wal_replay_pause\b/i },
  { grade: 'destroy', pattern: /^(PURGE|RESET\s+(MASTER|SLAVE|BINARY))\b/i },
  {
    grade: 'change',
    pattern:
      /\bpg_(terminate|cancel)_backend\b|\bpg_(reload_conf|rotate_logfile|switch_wal|promote|replication_slot_advance)\b|\bpg_(stat_reset|advisory_unlock|create_\w{0,40}slot)|\b(setval|nextval|lo_create|lo_import|lo_export|lo_put|lowrite|dblink\w{0,20}|pg_notify|pg_file_\w{0,20}|set_config|load_extension|writefile|sys_exec|sys_eval)\s*\(/i,
  },
  // SQLite's settings, where one is given a value.
  { grade: 'change', pattern: /^PRAGMA\b[^=(]*[=(]/i },
  { grade: 'change', pattern: /^SELECT\b[\s\S]*\bINTO\s+(?!@)/i },
  // MySQL's, whose statement is a text: `PREPARE s FROM @sql`, `EXECUTE IMMEDIATE 'DROP …'`.
  { grade: 'change', pattern: /^(?:PREPARE \S+ FROM|EXECUTE IMMEDIATE)\b/i },
  {
    grade: 'read',
    pattern:
      /^(SELECT|TABLE|VALUES|SHOW|DESCRIBE|DESC|EXPLAIN|BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|SET|RESET|USE|FETCH|DECLARE|CLOSE|LISTEN|UNLISTEN|PREPARE|EXECUTE|DEALLOCATE|DISCARD|CHECKPOINT|HELP|STATUS|PRAGMA)\b/i,
  },
  { grade: 'read', pattern: { test: isCopyOut } },
  // psql's and SQLite's own commands: looking at things, but not running, loading or writing.
  {
    grade: 'change',
    pattern: /^\\(!|copy\b[\s\S]*\b(?:from|program)\b|i\b|ir\b|include|o\b|w\b|lo_|password\b|e[fv]?\b)/i,
  },
  {
    grade: 'change',
    pattern:
      /^\.(archive|ar|backup|cd|clone|dbconfig|excel|filectrl|import|load|log|once|output|read|restore|save|session|shell|system|www)\b/i,
  },
  { grade: 'read', pattern: /^[\\.]/ },
];

/** Grades SQL by its first words: careful rather than clever, so what it does not know is a change. */
export function gradeSql(sql: string): Grade {
  return worst([...splitStatements(blankStrings(sql)).map(gradeStatement), gradeSent(sql)]);
}

/** What psql sends or runs beside the statements: what a query gives as statements, and `\set x `command``. */
function gradeSent(sql: string): Grade {
  const runs = (line: string): boolean => {
    const at = line.search(/\\[a-z]\w{0,20}\s/i);
    return at >= 0 && line.includes('`', at);
  };
  return /\\gexec\b/i.test(sql) || sql.split('\n').some(runs) ? 'change' : 'read';
}

function gradeStatement(statement: string): Grade {
  const plain = statement
    .replace(/^EXPLAIN\b(?:\([^)]*\)|ANALY[SZ]E\b|VERBOSE\b|\s)*/i, (lead) =>
      /ANALY[SZ]E/i.test(lead) ? '' : lead,
    )
    // What is prepared is run by an EXECUTE that does not show it.
    .replace(/^PREPARE [\w"]{1,99}(?: ?\([^)]*\))? AS /i, '');
  const writes = gradeWrites(plain);
  if (writes !== undefined && !/^EXPLAIN\b/i.test(plain)) return writes;
  return patterns.find(({ pattern }) => pattern.test(plain))?.grade ?? 'change';
}

/** DELETE and UPDATE at the start or in parentheses: without a WHERE they take every row. */
function gradeWrites(statement: string): Grade | undefined {
  const lastSet = [...statement.matchAll(/\bSET\b/gi)].at(-1)?.index ?? -1;
  const found = [...statement.matchAll(/\b(?:DELETE FROM\b|UPDATE (?=\S)(?!SKIP|NOWAIT|OF\b))/gi)].find(
    ({ 0: verb, index }) => {
      const before = statement[index - 1]?.trim() || (statement[index - 2] ?? '');
      const isStart = ['', '(', ')'].includes(before);
      return isStart && (/^D/i.test(verb) || lastSet > index);
    },
  );
  if (!found) return undefined;
  return where.test(statement.slice(found.index)) ? 'change' : 'destroy';
}

/** `COPY … TO`: no FROM stands behind its last TO. */
function isCopyOut(statement: string): boolean {
  if (!/^COPY\b/i.test(statement)) return false;
  return [...statement.matchAll(/\b(?:TO|FROM)\b/gi)].at(-1)?.[0].toUpperCase() === 'TO';
}

/** A command of psql's own begins anywhere in a line and ends with it; what stands between two stays together. */
function linesTogether(sql: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const line of sql.split('\n')) {
    const [statement = '', ...own] = line.split('\\');
    parts.at(-1)?.push(statement);
    if (own.length > 0) parts.push(...own.map((command) => [`\\${command}`]), []);
  }
  return parts.map((lines) => lines.join('\n'));
}

function splitStatements(sql: string): readonly string[] {
  return linesTogether(sql)
    .flatMap((part) => part.split(/;|\\gx?\b/))
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}

/** The gravest of several grades. */
export function worst(grades: readonly Grade[]): Grade {
  if (grades.includes('destroy')) return 'destroy';
  return grades.includes('change') ? 'change' : 'read';
}
