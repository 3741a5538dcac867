import { dirname, resolve } from 'node:path';
import { didYouMean } from '../../runbook/words/nearest.ts';
import { isFolder } from '../../tools/find-root.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import { FORMATS } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';

/** A file that takes the findings in a format of its own, beside what is printed. */
export interface AlsoWritten {
  readonly format: Format;
  readonly file: string;
}

/** What `--also sarif=opsbook.sarif` asks for. @throws UsageError for anything else */
export function readAlso(given: readonly string[] | undefined, folder: string): readonly AlsoWritten[] {
  return (given ?? []).map((text) => {
    const at = text.indexOf('=');
    const format = FORMATS.find((name) => name === text.slice(0, Math.max(0, at)));
    if (format !== undefined && at < text.length - 1)
      return { format, file: resolve(folder, text.slice(at + 1)) };
    const nearest = format === undefined ? didYouMean(text.split('=')[0] ?? '', FORMATS) : '';
    throw new UsageError(
      `--also takes a format and a file, as in sarif=opsbook.sarif, not \`${text}\`.${nearest}`,
    );
  });
}

/** Writes one of them. @throws UsageError where the file cannot be written */
export async function writeAlso(file: string, text: string): Promise<void> {
  try {
    // A folder that is not there is a misspelt one: nothing is made beside the book.
    if (!isFolder(dirname(file))) throw new Error(`there is no folder ${dirname(file)}.`);
    await writeWhole(file, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`what --also names could not be written: ${reason}`, { cause });
  }
}
