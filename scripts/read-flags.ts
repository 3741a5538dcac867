import { statSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

// What a script was called with. What does not fit ends it with status 2 and one line on standard error.

/** The flags and words of this script's own form. */
export function readFlags<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const flags = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    const [said = ''] = error.message.split(/(?<=\.)\s/);
    const known = flags.length === 0 ? 'There are no flags' : `The flags are ${flags.join(', ')}`;
    return endWith(`${said.replace(/\.?$/, '.')} ${known}.`);
  }
}

/** A whole number above 0 of the flag `--<name>`. */
export function readCount(name: string, given: string): number {
  const count = Number(given);
  if (Number.isSafeInteger(count) && count > 0) return count;
  return endWith(`Give \`--${name}\` a whole number above 0: \`${given}\` is none.`);
}

/** Ends the script unless `path` is a folder. */
export function needFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) endWith(`There is no folder \`${path}\`.`);
}

/** Ends the script unless `path` is a file. */
export function needFile(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) endWith(`There is no file \`${path}\`.`);
}

export function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
