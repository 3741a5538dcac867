import { beforeAll, expect, test } from 'vitest';
import { loadSqlGrader } from '../../src/lint/parsers/sql-grade.ts';
import type { SqlGrader } from '../../src/shell/risk/sql-risk.ts';

let grade: SqlGrader;
beforeAll(async () => {
  grade = await loadSqlGrader();
});

test.each([
  ['SELECT 1', 'read'],
  ["SELECT 'DROP TABLE a'", 'read'],
  ["SELECT '; DELETE FROM a'", 'read'],
  ['SHOW search_path', 'read'],
  ["SET statement_timeout = '5s'", 'read'],
  ['BEGIN; SELECT 1; ROLLBACK', 'read'],
  ['EXPLAIN SELECT 1', 'read'],
  ['FETCH 10 FROM c', 'read'],
  ['', 'read'],
  ['SELECT pg_terminate_backend(1)', 'change'],
  ['INSERT INTO a VALUES (1)', 'change'],
  ['CREATE TABLE a (b int)', 'change'],
  ['UPDATE a SET b = 1 WHERE c = 2', 'change'],
  ['UPDATE a SET b = 1', 'destroy'],
  ['DELETE FROM a WHERE b = 1', 'change'],
  ['DELETE FROM a', 'destroy'],
  ['DELETE FROM a -- WHERE b = 1', 'destroy'],
  ['WITH gone AS (DELETE FROM a WHERE b = 1 RETURNING c) SELECT * FROM gone', 'change'],
  ['WITH set AS (UPDATE a SET b = 1 WHERE c = 2 RETURNING c) SELECT * FROM set', 'change'],
  // Without a WHERE every row is taken, wherever the statement stands, and whatever stands beside it.
  ['WITH gone AS (DELETE FROM a RETURNING c) SELECT * FROM gone', 'destroy'],
  ['WITH gone AS (DELETE FROM a RETURNING c) INSERT INTO b SELECT * FROM gone', 'destroy'],
  ['WITH set AS (UPDATE a SET b = 1 RETURNING c) SELECT * FROM set', 'destroy'],
  ['UPDATE a SET b = (SELECT 1 FROM c WHERE d = 1)', 'destroy'],
  ['DELETE FROM a WHERE true', 'destroy'],
  ['DELETE FROM a WHERE 1 = 1', 'destroy'],
  ["DELETE FROM a WHERE 'x' = 'x'", 'destroy'],
  ['DELETE FROM a WHERE false', 'change'],
  ['DELETE FROM a WHERE b', 'change'],
  ['DELETE FROM a WHERE b = b', 'change'],
  ['DELETE FROM a WHERE 1 = b', 'change'],
  ['DELETE FROM a WHERE 1 = 2', 'change'],
  ['DELETE FROM a WHERE b AND true', 'change'],
  ['PREPARE p AS DELETE FROM a', 'destroy'],
  ['EXPLAIN ANALYZE DELETE FROM a', 'destroy'],
  ['EXPLAIN (ANALYZE, BUFFERS) DELETE FROM a WHERE b = 1', 'change'],
  ['EXPLAIN DELETE FROM a', 'read'],
  ['EXPLAIN ANALYZE SELECT 1', 'read'],
  ['EXPLAIN ANALYZE UPDATE a SET b = (SELECT 1 FROM c WHERE d = 1)', 'destroy'],
  ["INSERT INTO a VALUES ('AT_DropColumn')", 'change'],
  // By its words the first of these would destroy: they are read by their parse, whatever stands behind WHERE.
  ['ALTER TABLE c DROP CONSTRAINT d; DELETE FROM a WHERE b AND e', 'change'],
  ['ALTER TABLE c DROP CONSTRAINT d; DELETE FROM a WHERE - b', 'change'],
  ['ALTER TABLE c DROP CONSTRAINT d; DELETE FROM a WHERE b IN (1)', 'change'],
  ['EXPLAIN DELETE FROM a; INSERT INTO b VALUES (1)', 'change'],
  // Of several statements each that looks is read word by word: what acts there is a function.
  ["INSERT INTO ä VALUES (1); SELECT pg_drop_replication_slot('ä')", 'destroy'],
  ["SELECT pg_drop_replication_slot('ä'); INSERT INTO ä VALUES (1)", 'destroy'],
  ["INSERT INTO a VALUES ('pg_drop_replication_slot'); SELECT 1", 'change'],
  ['SELECT 1 \\g out.txt', 'change'],
  // Words would take these for more than they are.
  ['ALTER TABLE a DROP CONSTRAINT b', 'change'],
  ['SELECT 1;;', 'read'],
  ['DROP TABLE a', 'destroy'],
  ['TRUNCATE a', 'destroy'],
  ['DROP DATABASE a', 'destroy'],
  ['DROP ROLE a', 'destroy'],
  ['DROP TABLESPACE a', 'destroy'],
  ['DROP OWNED BY a', 'destroy'],
  ['ALTER TABLE a ADD COLUMN b int', 'change'],
  ['ALTER TABLE a DROP COLUMN b', 'destroy'],
  ['ALTER ROLE a PASSWORD NULL', 'change'],
  ['SELECT 1; DROP TABLE a; SELECT 2', 'destroy'],
  ['INSERT INTO a VALUES (1); SELECT 1', 'change'],
  // psql's own commands may write files or run programs.
  ['SELECT 1;\n\\! rm -rf /', 'change'],
  ['  \\copy a FROM b.csv', 'change'],
  ['ALTER TABLE a DROP CONSTRAINT b;\n\\echo done', 'destroy'],
  ["ALTER TABLE a DROP CONSTRAINT b; SELECT E'\\\\n'", 'change'],
  // What PostgreSQL cannot read is graded by its words.
  ['DROP TABLE a IF', 'destroy'],
  ['SELEC 1', 'change'],
  [`${'/* '.repeat(200)}${'*/ '.repeat(200)} DROP TABLE a`, 'destroy'],
])('%s is of risk %s', (sql, risk) => expect(grade(sql)).toBe(risk));
