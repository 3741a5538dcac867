import { fitsGlob } from '../fits-glob.ts';
import type { Arguments } from '../arguments.ts';
import { riskRows } from './table.ts';

/** What a command does to the world, mildest first. */
export const GRADES = ['read', 'change', 'destroy'] as const;
export type Grade = (typeof GRADES)[number];

/** A row of the table, ready to be held against a command. */
interface Row {
  readonly grade: Grade;
  readonly text: string;
  readonly programs: readonly string[];
  readonly operands: readonly string[];
  readonly anywhere: readonly string[];
  readonly flags: readonly string[];
  readonly absent: readonly string[];
}

const rows: readonly Row[] = riskRows
  .split('\n')
  .filter((line) => /^(read|change|destroy) /.test(line))
  .map(parseRow);

const byProgram = new Map<string, Row[]>();
for (const row of rows)
  for (const name of row.programs) byProgram.set(name, [...(byProgram.get(name) ?? []), row]);

/** Few rows are for names that are told by a glob: only these are looked at for a name that no row has. */
const globs = rows.flatMap((row) =>
  row.programs.filter((program) => program.includes('*')).map((program) => ({ program, row })),
);

function parseRow(line: string): Row {
  const [grade = '', programs = '', ...rest] = line.split(/\s+/);
  return {
    grade: GRADES.find((one) => one === grade) ?? 'read',
    text: line.replace(/\s+/g, ' '),
    programs: programs.split('|'),
    operands: rest.filter((word) => !/^[-!]/.test(word) && !/=\*$/.test(word)),
    anywhere: rest.filter((word) => /=\*$/.test(word)),
    flags: rest.filter((word) => word.startsWith('-')),
    absent: rest.filter((word) => word.startsWith('!')).map((word) => word.slice(1)),
  };
}

/** The first row of the table that holds for a command; undefined when the table does not know it. */
export function findRow(name: string, given: Arguments): Pick<Row, 'grade' | 'text'> | undefined {
  const own =
    byProgram.get(name) ?? globs.filter(({ program }) => fitsGlob(program, name)).map(({ row }) => row);
  return own.find((row) => holds(row, given));
}

function holds({ operands, anywhere, flags, absent }: Row, given: Arguments): boolean {
  const values = given.operands.map(({ value }) => value);
  return (
    hasOperands(operands, values) &&
    anywhere.every((pattern) => values.some((value) => fitsGlob(pattern, value))) &&
    flags.every((group) => hasFlag(group, given)) &&
    !absent.some((group) => hasFlag(group, given))
  );
}

function hasOperands(patterns: readonly string[], values: readonly string[], from = 0): boolean {
  const [first, ...rest] = patterns;
  if (first === undefined) return true;
  if (first === '…') return values.some((_, index) => index >= from && hasOperands(rest, values, index));
  const value = values[from];
  return value !== undefined && fitsAny(first, value) && hasOperands(rest, values, from + 1);
}

function fitsAny(group: string, value: string): boolean {
  return group.split('|').some((pattern) => fitsGlob(pattern, value));
}

function hasFlag(group: string, { flags }: Arguments): boolean {
  return group.split('|').some((pattern) => {
    const [name, value] = pattern.split('=');
    return flags.some(
      (flag) =>
        flag.name === name && (value === undefined || flag.value?.toUpperCase() === value.toUpperCase()),
    );
  });
}
