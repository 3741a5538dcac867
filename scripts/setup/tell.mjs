import { renameSync, writeFileSync } from 'node:fs';

/** What a person must fix: shown as one line, without a stack. */
export class SetupError extends Error {}

/** One line for each thing that was done. */
export function tell(line) {
  process.stdout.write(`setup: ${line}\n`);
}

/** Writes a new file in place of the old one: a copied node_modules may share its files by hard links. */
export function replaceFile(path, text) {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}
