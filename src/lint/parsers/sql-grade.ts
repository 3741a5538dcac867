import { loadModule, parseSync } from 'libpg-query';
import type { Grade } from '../../shell/risk/rows.ts';
import { gradeSql, worst } from '../../shell/risk/sql-risk.ts';
import type { SqlGrader } from '../../shell/risk/sql-risk.ts';
import { deepComment, maskPsql } from './sql.ts';
import { isRecord } from '../../runbook/words/record.ts';

/** Statements that only look; functions that act are found by words. */
const READING = new Set([
  'SelectStmt',
  'VariableShowStmt',
  'VariableSetStmt',
  'TransactionStmt',
  'ExplainStmt',
  'FetchStmt',
]);
const DESTROYING = new Set([
  'DropStmt',
  'TruncateStmt',
  'DropdbStmt',
  'DropRoleStmt',
  'DropTableSpaceStmt',
  'DropOwnedStmt',
]);

/**
 * Grades SQL by PostgreSQL's own parse; what it cannot read, and what hides in functions, by words.
 * A clause that only looks like one inside a string cannot fool it.
 */
export async function loadSqlGrader(): Promise<SqlGrader> {
  await loadModule();
  return (sql) => {
    if (/^[ \t]*\\/m.test(sql)) return gradeSql(sql); // psql's own commands may write files or run programs
    return grade(maskPsql(sql)) ?? gradeSql(sql);
  };
}

function grade(sql: string): Grade | undefined {
  if (deepComment(sql) !== undefined) return undefined;
  try {
    const bytes = Buffer.from(sql);
    const grades = (parseSync(sql).stmts ?? []).map(
      ({ stmt, stmt_location: start = 0, stmt_len: length }) => {
        const own = gradeStatement(stmt);
        // A length is given where something follows.
        const end = length ? start + length : bytes.length;
        return own === 'read' ? gradeSql(bytes.toString('utf8', start, end)) : own;
      },
    );
    // A statement that only looks may still call a function that acts: the words of the whole text tell.
    return grades.every((one) => one === 'read') ? undefined : worst(grades);
  } catch {
    return undefined; // not PostgreSQL's, or nested too deep to be looked through
  }
}

function gradeStatement(stmt: unknown): Grade {
  const [entry] = Object.entries(isRecord(stmt) ? stmt : {});
  if (!entry) return 'read';
  const [kind, body] = entry;
  if (kind === 'ExplainStmt' && !JSON.stringify(body).includes('"defname":"analyze"')) return 'read';
  if (DESTROYING.has(kind)) return 'destroy';
  if (kind === 'AlterTableStmt' && JSON.stringify(body).includes('"AT_DropColumn"')) return 'destroy';
  return worst([READING.has(kind) ? 'read' : 'change', ...gradesWithin(stmt)]);
}

/** Grades of every DELETE and UPDATE in a parse tree, since a WITH or an EXPLAIN ANALYZE may hold one. */
function gradesWithin(node: unknown): Grade[] {
  if (Array.isArray(node)) return node.flatMap(gradesWithin);
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([kind, body]) => {
    const isWrite = kind === 'DeleteStmt' || kind === 'UpdateStmt';
    return [...(isWrite && isRecord(body) ? [gradeRows(body['whereClause'])] : []), ...gradesWithin(body)];
  });
}

/** Without a WHERE, or with one that is always true, every row is taken. */
function gradeRows(where: unknown): Grade {
  if (!isRecord(where)) return 'destroy';
  const { A_Const: constant, A_Expr: comparison } = where;
  // `WHERE true`; of `WHERE false` the parser leaves out what is false.
  if (isRecord(constant))
    return JSON.stringify(constant['boolval']) === '{"boolval":true}' ? 'destroy' : 'change';
  if (!isRecord(comparison) || !isRecord(comparison['lexpr']) || !isRecord(comparison['rexpr']))
    return 'change';
  const [left, right] = [comparison['lexpr'], comparison['rexpr']].map((side) =>
    JSON.stringify(side['A_Const'], (key, value: unknown) => (key === 'location' ? undefined : value)),
  );
  return left !== undefined && left === right ? 'destroy' : 'change';
}
