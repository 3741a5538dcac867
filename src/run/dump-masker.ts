import type { TextFilter } from './clean-output.ts';
import { readDumpLine } from './dump-line.ts';

/** A line of a dump is not longer: `xxd -c 64` and `od -w64 -c` write less. */
const LONGEST_LINE = 400;
/** What may still become a line of a dump: an offset, bytes, or blanks first. */
const MAY_BE_DUMP = /^[0-9a-fA-F]*(?::?$|:?\s)/;

/** The bytes of consecutive lines in one way of reading, one character each, and the line that each began in. */
interface Stream {
  readonly bytes: string;
  readonly lines: readonly number[];
}

/**
 * Replaces the lines in which `xxd`, `hexdump` or `od` wrote a secret, their column of signs too. A line is held back
 * while a secret may have begun in it.
 */
export function dumpMasker(secrets: readonly string[], mask: string): TextFilter {
  const whole = secrets.filter(Boolean).map((secret) => [...new TextEncoder().encode(secret)]);
  // `od -a` leaves out the highest bit of each byte.
  const asRead = whole.flatMap((bytes) => [bytes, bytes.map((byte) => byte & 0x7f)]);
  const sought = [...new Set(asRead.map((bytes) => String.fromCharCode(...bytes)))];
  // Without a secret nothing is held back, and nothing is kept of a million lines of numbers.
  if (sought.length === 0) return { push: (text) => text, end: () => '' };
  const longest = Math.max(...sought.map(({ length }) => length));
  let streams = new Map<string, Stream>();
  /** Whole lines that are not given yet, the first of them number `first`. */
  const held: string[] = [];
  let first = 0;
  let partial = '';
  /** The beginning of this line is given: it is no line of a dump. */
  let isPastStart = false;

  const give = (count: number): string => {
    first += count;
    return held.splice(0, count).join('');
  };
  const hide = (from: number, to: number): void => {
    for (let number = from; number <= to; number += 1)
      if (held[number - first] !== undefined) held[number - first] = number === from ? `${mask}\n` : '';
  };
  const takeLine = (line: string): string => {
    const number = first + held.length;
    held.push(line);
    const readings =
      line.length > LONGEST_LINE
        ? new Map<string, number[]>()
        : readDumpLine(line.trim() === '' ? '' : line.replace(/\r?\n/, ''));
    if (readings.size === 0) streams = new Map();
    for (const [way, bytes] of readings) {
      const before = streams.get(way);
      const stream = {
        bytes: (before?.bytes ?? '') + String.fromCharCode(...bytes),
        lines: [...(before?.lines ?? []), ...bytes.map(() => number)],
      };
      for (const secret of sought) {
        const at = stream.bytes.indexOf(secret);
        if (at >= 0) hide(stream.lines[at] ?? number, number);
      }
      streams.set(way, {
        bytes: stream.bytes.slice(1 - longest || stream.bytes.length),
        lines: stream.lines.slice(1 - longest || stream.lines.length),
      });
    }
    return give(Math.min(...[...streams.values()].map(firstInDoubt), first + held.length) - first);
  };
  /** The line in which a secret may have begun whose end is not there yet. */
  const firstInDoubt = ({ bytes, lines }: Stream): number => {
    for (let at = 0; at < bytes.length; at += 1) {
      const end = bytes.slice(at);
      if (sought.some((secret) => secret.startsWith(end))) return lines[at] ?? 0;
    }
    return Infinity;
  };

  return {
    push(text) {
      let out = '';
      let rest = partial + text;
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        const line = rest.slice(0, end + 1);
        rest = rest.slice(end + 1);
        if (isPastStart) {
          out += line;
          isPastStart = false;
        } else out += takeLine(line);
      }
      partial = rest;
      if (isPastStart || rest.length > LONGEST_LINE || !MAY_BE_DUMP.test(rest)) {
        isPastStart = true;
        streams = new Map();
        out += give(held.length) + rest;
        partial = '';
      }
      return out;
    },
    end() {
      const out = (partial === '' ? '' : takeLine(partial)) + give(held.length);
      partial = '';
      return out;
    },
  };
}
