import type { Arguments } from '../arguments.ts';
import type { ClientInput } from './client-input.ts';
import type { Grade } from './rows.ts';
import { worst } from './sql-risk.ts';

/** Where a client takes statements from, besides its input. */
interface SqlClient {
  /** Flags whose value is a file of them. */
  readonly files: readonly string[];
  /** Which operands are statements: all of them behind the first, or those of several words, as no flag of it is known. */
  readonly operands?: 'behind the first' | 'of several words';
}

const CLIENTS: ReadonlyMap<string, SqlClient> = new Map([
  ['psql', { files: ['-f', '--file'] }],
  ['pgcli', { files: ['-f', '--file'] }],
  ['mysql', { files: [] }],
  ['sqlite3', { files: ['-init'], operands: 'behind the first' }],
  ['cockroach', { files: ['-f', '--file'], operands: 'of several words' }],
  ['clickhouse-client', { files: ['--queries-file'], operands: 'of several words' }],
  ['sqlcmd', { files: ['-i', '--input-file'], operands: 'of several words' }],
]);

const STATEMENT_FLAGS = ['-c', '--command', '-e', '--execute', '--query', '-cmd', '--init-command'];

/** Whether a call is one of a client that sends SQL: `cockroach node drain` is none. */
export function isSqlClient(name: string, { operands }: Arguments): boolean {
  return CLIENTS.has(name) && (name !== 'cockroach' || operands[0]?.value === 'sql');
}

/** What the statements do that such a client is told to send. */
export function gradeSqlClient(
  name: string,
  { flags, operands }: Arguments,
  { input, isFed, gradeSql }: ClientInput,
): Grade {
  const { files = [], operands: which } = CLIENTS.get(name) ?? {};
  const values = operands.map(({ value }) => value);
  const statements = [
    ...flags.flatMap((flag) => (STATEMENT_FLAGS.includes(flag.name) && flag.value ? [flag.value] : [])),
    ...(which === 'behind the first' ? values.slice(1) : []),
    ...(which === 'of several words' ? values.filter((value) => /\s/.test(value)) : []),
    ...input,
  ];
  // A client that is told what to send does not read its input.
  const isUnseen = flags.some((flag) => files.includes(flag.name)) || (isFed && statements.length === 0);
  return worst([...statements.map(gradeSql), ...(isUnseen ? ['change' as const] : [])]);
}
