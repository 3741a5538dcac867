import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Excerpt } from '../../run/bounded-text.ts';
import type { Entry } from '../../run/entry.ts';
import { maskText } from '../../run/mask.ts';
import { backgroundEnded, openBlock, remark, replaceBlock } from '../../run/note.ts';
import { runHeading, startNote, stepBegun, stepEnded } from '../../run/note.ts';
import type { Begun, NoteFacts } from '../../run/note.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { StepResult } from '../../run/result.ts';
import { addToTimeline } from '../../run/timeline.ts';
import type { Book } from '../../runbook/book.ts';
import { UsageError } from '../command.ts';
import { templateOf } from '../../judge/book-templates.ts';
import type { Recorder } from './context.ts';
import { openWriting } from './note-writing.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** Where nothing is to be written down. */
export const NO_RECORDER: Recorder = {
  begin: () => Promise.resolve({ printed: () => undefined, ended: nothing }),
  backgroundEnded: nothing,
  skipped: nothing,
  remark: nothing,
  said: nothing,
  runEnded: nothing,
  cutOff: nothing,
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

/** How often what a step prints is written while it runs, at most; milliseconds. */
const PACE = 250;

interface Open {
  readonly id: string;
  readonly begun: Begun;
  read: () => Excerpt;
  timer: NodeJS.Timeout | undefined;
}

/** Begins a note, or goes on with one: each thing is on the disk before the next one happens. */
export async function openRecorder(
  recording: Recording,
): Promise<Recorder & { path: string; close(): Promise<void> }> {
  const { file, folder, book, facts, secrets, values, warn } = recording;
  const path = resolve(folder, file || standardName(facts));
  const opening = maskText(startNote(await templateOf(book, 'incident'), facts), secrets);
  const writing = await openWriting({ path, opening, warn }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new UsageError(`--note: ${basename(path)} cannot be written (${reason}).`, { cause });
  });
  const open = new Set<Open>();
  let isOver = false;
  const mask = (text: string): string => maskText(text, secrets);
  /** One change for what belongs together: the log of the run, and its line in the Timeline. */
  const write = (edit: (note: string) => string, entry?: Omit<Entry, 'runbook' | 'who'>): Promise<void> => {
    if (isOver) return Promise.resolve();
    const who = facts.who === '' ? {} : { who: facts.who };
    const text = entry?.text === undefined ? {} : { text: mask(entry.text) };
    const line = entry && { ...entry, ...text, runbook: facts.runbook.id, ...who };
    return writing.write(edit, line && ((note) => addToTimeline(note, line)));
  };
  const append = (text: string) => (note: string) => note + mask(text);
  const now = (): string => new Date().toISOString();

  await write(append(runHeading(facts)), { kind: 'begun', at: facts.at.toISOString() });
  return {
    path,
    isKept: true,
    async begin(begun) {
      const one: Open = { id: randomBytes(4).toString('hex'), begun, read: () => NONE, timer: undefined };
      open.add(one);
      await write(append(stepBegun(begun, values, writing.isFile ? one.id : undefined)));
      const show = (): void => {
        one.timer = undefined;
        if (!open.has(one) || isOver) return;
        const block = openBlock(one.id, begun.step.name, one.read());
        void writing.refresh((note) =>
          note.includes(one.id) ? replaceBlock(note, one.id, mask(block)) : note,
        );
      };
      return {
        printed(read) {
          const isFirst = one.read() === NONE;
          one.read = read;
          if (!writing.isFile || one.timer) return;
          one.timer = setTimeout(show, isFirst ? 0 : PACE);
        },
        ended(result) {
          clearTimeout(one.timer);
          open.delete(one);
          const text = mask(stepEnded(result));
          return write(
            (note) => (writing.isFile ? replaceBlock(note, one.id, text) : note + text),
            entryOf('step', result),
          );
        },
      };
    },
    backgroundEnded: (result) =>
      write(append(backgroundEnded(result, new Date())), entryOf('background', result)),
    skipped: (step, reason) =>
      write(append(remark(new Date(), `\`${step.name}\` was ${reason}.`)), {
        ...{ kind: 'skipped', at: now(), step: step.name, text: `was ${reason}` },
      }),
    remark: (text) => write(append(remark(new Date(), text))),
    said: (kind, text) =>
      write(append(remark(new Date(), `**${kind === 'remark' ? 'Remark' : 'Decision'}**: ${text}`)), {
        ...{ kind, at: now(), text },
      }),
    runEnded: (text) => write(append(remark(new Date(), text)), { kind: 'ended', at: now(), text }),
    async cutOff(reason) {
      const left = [...open];
      open.clear();
      for (const one of left) {
        clearTimeout(one.timer);
        const result = cutOffResult(one, new Date());
        const text = mask(stepEnded(result)).replace('ended while it ran', `ended while it ran (${reason})`);
        await write(
          (note) => (writing.isFile ? replaceBlock(note, one.id, text) : note + text),
          entryOf('step', result),
        );
      }
      const text = `Ended by ${reason}.`;
      await write(append(remark(new Date(), text)), { kind: 'ended', at: now(), text });
      isOver = true;
    },
    close: () => writing.close(),
  };
}

const NONE: Excerpt = { head: '', dropped: 0, tail: '' };

function standardName({ at, runbook }: NoteFacts): string {
  return `incident-${at.toISOString().slice(0, 10)}-${runbook.id.replaceAll('/', '-')}.md`;
}

function entryOf(
  kind: 'step' | 'background',
  { step, at, duration, outcome, status }: StepResult,
): Omit<Entry, 'runbook' | 'who'> {
  const endedAt = new Date(at.getTime() + duration).toISOString();
  const end = outcome === 'started' ? {} : { endedAt };
  return { kind, at: at.toISOString(), ...end, step: step.name, outcome, status };
}

function cutOffResult({ begun, read }: Open, at: Date): StepResult {
  return {
    ...begun,
    ...{ outcome: 'cut-off', status: 0, duration: at.getTime() - begun.at.getTime(), output: read() },
    ...{ comparison: undefined, endsInNewline: true, left: [] },
  };
}
