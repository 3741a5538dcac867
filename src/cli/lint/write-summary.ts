import { dirname, resolve } from 'node:path';
import { isFolder } from '../../tools/find-root.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { markdown } from '../reporters/markdown.ts';
import type { Report } from '../reporters/reporter.ts';
import { appendTo } from '../../tools/named-file.ts';

interface Summarizing {
  /** The file that `--summary` names. */
  readonly file: string | undefined;
  readonly format: string;
  /** The summary of a change; undefined where a whole book was judged. */
  readonly text: () => Promise<string>;
}

/** GitHub takes a summary of at most 1 MiB from a step, and none of one that is larger. */
const LARGEST = 1_000_000;

/** Writes the Markdown summary where it is asked for: into a file, and into the job's summary on GitHub. */
export async function writeSummary({ file, format, text }: Summarizing, terminal: Terminal): Promise<void> {
  const job = format === 'github' ? terminal.environment['GITHUB_STEP_SUMMARY'] : undefined;
  if (file === undefined && !job) return;
  const summary = shorten(await text());
  try {
    if (file !== undefined) await writeInto(resolve(terminal.folder, file), summary);
    if (job) await appendTo(job, summary);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`the summary could not be written: ${reason}`, { cause });
  }
}

/** A folder that is not there is a misspelt one: nothing is made beside the book. */
async function writeInto(path: string, summary: string): Promise<void> {
  const folder = dirname(path);
  if (!isFolder(folder)) throw new Error(`there is no folder ${folder}.`);
  await writeWhole(path, summary);
}

function shorten(text: string): string {
  if (Buffer.byteLength(text) <= LARGEST) return text;
  const cut = Buffer.from(text)
    .subarray(0, LARGEST)
    .toString('utf8')
    .replace(/\n[^\n]*$/, '');
  // A fence that is cut open would swallow the sentence.
  return `${cut}\n\n\`\`\`\n\nThe rest is left out: a summary takes no more.\n`;
}

/** The summary of a whole book: its findings. */
export function findingsSummary(found: Pick<Report, 'findings' | 'files' | 'coverage'>): string {
  return markdown({ ...found, hasColour: false, textOf: () => undefined });
}
