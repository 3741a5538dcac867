import { basename } from 'node:path';
import { keepElsewhere, openNote } from '../../tools/note-file.ts';

type Edit = (note: string) => string;

/** Writes into a note in turn, and keeps what finds no room until there is some. */
export interface Writing {
  readonly isFile: boolean;
  /** Writes a change, and a line elsewhere in the note where it is a file. Never fails: it is tried again later. */
  write(edit: Edit, more?: Edit): Promise<void>;
  /** A change that the next one makes needless: it is not tried again. */
  refresh(edit: Edit): Promise<void>;
  close(): Promise<void>;
}

export interface WritingSettings {
  readonly path: string;
  /** How the note begins, where nothing is in it. */
  readonly opening: string;
  readonly warn: (text: string) => void;
}

/** Opens the note of a run. In the middle of an incident nothing about it is worth ending the run for. */
export async function openWriting({ path, opening, warn }: WritingSettings): Promise<Writing> {
  const note = await openNote(path);
  let held: Edit[] = note.isFile ? [(text) => (text === '' ? opening : text)] : [() => opening];
  let isTold = false;
  let turn = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work));
  const all: Edit = (text) => held.reduce((so, edit) => (note.isFile ? edit(so) : so + edit('')), text);

  async function writeHeld(): Promise<void> {
    try {
      if (note.isFile) await note.change(all);
      else await note.append(all(''));
      held = [];
    } catch (error) {
      if (!isTold) warn(`The note cannot be written: ${reasonOf(error)}. The run goes on and keeps it.`);
      isTold = true;
    }
  }
  return {
    isFile: note.isFile,
    write: (edit, more) =>
      inTurn(async () => {
        held.push(edit, ...(more && note.isFile ? [more] : []));
        await writeHeld();
      }),
    refresh: (edit) =>
      inTurn(async () => {
        if (held.length === 0) await note.change(edit).catch(() => undefined);
      }),
    close: () =>
      inTurn(async () => {
        if (held.length > 0) await writeHeld();
        if (held.length > 0)
          warn(`The rest of the note is in ${await keepElsewhere(basename(path), all(''))}.`);
      }),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
