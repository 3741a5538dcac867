import { basename, resolve } from 'node:path';
import { maskText } from '../../run/mask.ts';
import { backgroundEnded, remark, runHeading, startNote, stepBegun, stepEnded } from '../../run/note.ts';
import type { NoteFacts } from '../../run/note.ts';
import type { GivenValue } from '../../run/values.ts';
import type { Book } from '../../runbook/book.ts';
import { openNote } from '../../tools/note-file.ts';
import { UsageError } from '../command.ts';
import { templateOf } from '../starter-book.ts';
import type { Recorder } from './context.ts';

/** Where nothing is to be written down. */
export const NO_RECORDER: Recorder = {
  begun: () => Promise.resolve(),
  ended: () => Promise.resolve(),
  backgroundEnded: () => Promise.resolve(),
  remark: () => Promise.resolve(),
  said: () => Promise.resolve(),
  isKept: false,
};

export interface Recording {
  /** As the caller wrote it; `''` for the standard name. */
  readonly file: string;
  readonly folder: string;
  readonly book: Book;
  readonly facts: NoteFacts;
  readonly secrets: readonly string[];
  readonly values: ReadonlyMap<string, GivenValue>;
}

/** Begins a note, or goes on with one: each thing is on the disk before the next one happens. */
export async function openRecorder({
  file,
  folder,
  book,
  facts,
  secrets,
  values,
}: Recording): Promise<Recorder & { path: string }> {
  const path = resolve(
    folder,
    file || `incident-${facts.at.toISOString().slice(0, 10)}-${facts.runbook.id.replaceAll('/', '-')}.md`,
  );
  const note = await openNote(path).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--note: ${basename(path)} cannot be written (${reason}).`, { cause });
  });
  const write = (text: string): Promise<void> => note.append(maskText(text, secrets));
  await note.begin(maskText(startNote(await templateOf(book, 'incident'), facts), secrets));
  await write(runHeading(facts));
  return {
    path,
    begun: (result) => write(stepBegun(result, values)),
    ended: (result) => write(stepEnded(result)),
    backgroundEnded: (result) => write(backgroundEnded(result, new Date())),
    remark: (text) => write(remark(new Date(), text)),
    said: (kind, text) =>
      write(remark(new Date(), `**${kind === 'remark' ? 'Remark' : 'Decision'}**: ${text}`)),
    isKept: true,
  };
}
