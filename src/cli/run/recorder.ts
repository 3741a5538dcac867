import { basename, resolve } from 'node:path';
import { maskText } from '../../run/mask.ts';
import { backgroundEnded, remark, runHeading, startNote, stepBegun, stepEnded } from '../../run/note.ts';
import type { NoteFacts } from '../../run/note.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { Book } from '../../runbook/book.ts';
import { keepElsewhere, openNote } from '../../tools/note-file.ts';
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
  readonly warn: (text: string) => void;
}

/** Begins a note, or goes on with one: each thing is on the disk before the next one happens. */
export async function openRecorder({
  file,
  folder,
  book,
  facts,
  secrets,
  values,
  warn,
}: Recording): Promise<Recorder & { path: string; close(): Promise<void> }> {
  const path = resolve(
    folder,
    file || `incident-${facts.at.toISOString().slice(0, 10)}-${facts.runbook.id.replaceAll('/', '-')}.md`,
  );
  const note = await openNote(path).catch((cause: unknown) => {
    throw new UsageError(`--note: ${basename(path)} cannot be written (${reasonOf(cause)}).`, { cause });
  });
  let held = '';
  let isTold = false;
  const opening = maskText(startNote(await templateOf(book, 'incident'), facts), secrets);
  let isBegun = false;
  const write = async (text: string): Promise<void> => {
    held += maskText(text, secrets);
    try {
      if (!isBegun) await note.begin(opening);
      isBegun = true;
      await note.append(held);
      held = '';
    } catch (error) {
      // In the middle of an incident nothing is worth ending the run for: it is kept, and tried again.
      if (!isTold) warn(`The note cannot be written: ${reasonOf(error)}. The run goes on and keeps it.`);
      isTold = true;
    }
  };
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
    async close() {
      if (held !== '') await write('');
      if (held !== '')
        warn(
          `The rest of the note is in ${await keepElsewhere(basename(path), isBegun ? held : opening + held)}.`,
        );
      await note.close();
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
