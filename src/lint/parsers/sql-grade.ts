import { loadModule, parseSync } from 'libpg-query';
import type { Grade } from '../../shell/risk/rows.ts';
import { gradeSql, worst } from '../../shell/risk/sql-risk.ts';
import type { SqlGrader } from '../../shell/risk/sql-risk.ts';
import { deepComment, maskPsql } from './sql.ts';
import { isRecord } from '../../runbook/words/record.ts';

/** Statements that only look; functions that act are found by the words below. */
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
    const byWords = gradeSql(sql);
    if (/^[ \t]*\\/m.test(sql)) return byWords; // psql's own commands may write files or run programs
    const parsed = grades(maskPsql(sql));
    if (!parsed) return byWords;
    const isPlainRead = parsed.every((grade) => grade === 'read');
    return isPlainRead ? byWords : worst(parsed);
  };
}

function grades(sql: string): Grade[] | undefined {
  if (deepComment(sql) !== undefined) return undefined;
  try {
    return (parseSync(sql).stmts ?? []).map(({ stmt }) => gradeStatement(stmt));
  } catch {
    return undefined;
  }
}

function gradeStatement(stmt: unknown): Grade {
  const [entry] = Object.entries(isRecord(stmt) ? stmt : {});
  if (!entry) return 'read';
  const [kind, body] = entry;
  if (DESTROYING.has(kind)) return 'destroy';
  if (READING.has(kind)) return hides(body, 'DeleteStmt') || hides(body, 'UpdateStmt') ? 'change' : 'read';
  if (kind === 'DeleteStmt' || kind === 'UpdateStmt') {
    return isRecord(body) && body['whereClause'] !== undefined ? 'change' : 'destroy';
  }
  return kind === 'AlterTableStmt' && hides(body, 'AT_DropColumn') ? 'destroy' : 'change';
}

/** Whether a parse tree holds a node or value of this name anywhere, as a WITH may hold a DELETE. */
function hides(body: unknown, name: string): boolean {
  return JSON.stringify(body).includes(`"${name}"`);
}
