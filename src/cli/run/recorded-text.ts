import { StringDecoder } from 'node:string_decoder';
import { boundedText } from '../../run/bounded-text.ts';
import type { Excerpt } from '../../run/bounded-text.ts';
import { outputCleaner } from '../../run/clean-output.ts';
import type { TextFilter } from '../../run/clean-output.ts';
import { lastState } from '../../run/last-state.ts';
import { masker } from '../../run/mask.ts';
import { withoutScreens } from '../../run/without-screens.ts';
import type { WholeOutput } from '../../tools/whole-output.ts';

/** Characters of an output that a note holds. */
const RECORDED = 64 * 1024;

/** What a note holds of what a step prints: both streams as they come, of each line its last state. */
export interface RecordedText {
  add(chunk: Buffer, stream: 'out' | 'error'): void;
  /** What there is by now. */
  read(): Excerpt;
  end(): Excerpt;
  /** Where the whole output is, if it is more than a note holds. */
  evidence(): string | undefined;
}

/** Keeps what a step prints for the note, without escapes and without secrets. */
export function recordedText(secrets: readonly string[], whole: WholeOutput | undefined): RecordedText {
  const record = boundedText(RECORDED);
  const streams = { out: streamOf(secrets), error: streamOf(secrets) };
  let early = '';
  let length = 0;
  const keep = (text: string): void => {
    record.add(text);
    length += text.length;
    if (!whole || text === '') return;
    early += text;
    if (length <= RECORDED) return;
    whole.add(early);
    early = '';
  };
  return {
    add: (chunk, stream) => keep(streams[stream].push(chunk)),
    read() {
      const { head, dropped, tail } = record.read();
      return { head, dropped, tail: tail + streams.out.open() + streams.error.open() };
    },
    end() {
      keep(streams.out.end() + streams.error.end());
      return record.read();
    },
    evidence: () => whole?.close(),
  };
}

interface Stream {
  push(chunk: Buffer): string;
  end(): string;
  open(): string;
}

function streamOf(secrets: readonly string[]): Stream {
  const lines = lastState();
  const cleaner = outputCleaner({ keepsReturns: true });
  return { ...filtered([withoutScreens(), cleaner, masker(secrets), lines]), open: lines.open };
}

/** Bytes as text, through some filters. */
export function filtered(filters: readonly TextFilter[]): { push(chunk: Buffer): string; end(): string } {
  const decoder = new StringDecoder();
  return {
    push: (chunk) => filters.reduce((text, filter) => filter.push(text), decoder.write(chunk)),
    end: () => filters.reduce((text, filter) => filter.push(text) + filter.end(), decoder.end()),
  };
}
