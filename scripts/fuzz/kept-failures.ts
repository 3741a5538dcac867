import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where inputs that once failed are kept: `npm test` tries each of them. */
const FOLDER = join(import.meta.dirname, '../../tests/fixtures/fuzz');

/** An input that once failed. */
export interface KeptFailure {
  readonly name: string;
  readonly input: unknown;
}

/** The kept failures of a target, by name. */
export function keptFailures(target: string): readonly KeptFailure[] {
  const folder = join(FOLDER, target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, input: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown }));
}

/** The targets that have kept failures. */
export function targetsWithFailures(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Keeps a failure under a name made of its input; returns the file. */
export function keepFailure(target: string, input: unknown): string {
  const folder = join(FOLDER, target);
  mkdirSync(folder, { recursive: true });
  const text = `${JSON.stringify(input, undefined, 2)}\n`;
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
  writeFileSync(file, text);
  return file;
}
