import type { Piece, RunEvent } from '../../run/run-protocol.ts';
import type { Listener } from '../../tools/run-door.ts';

/** What a run says to the pages that listen, in bounded memory however much it prints and however slow they are. */
export interface RunFeed {
  say(event: RunEvent): void;
  print(pieces: readonly Piece[]): void;
  /** Nothing follows: listeners are removed. */
  end(): void;
  /** Tells a listener everything from the beginning, and what comes. */
  follow(listener: Listener): void;
}

/** Characters that are sent as they come; of what follows only the last ones, at times. */
const HEAD = 128 * 1024;
const TAIL = 64 * 1024;
/** What a piece costs beside its text: an output may change its colour at every letter. */
const PIECE = 24;
/** How often the end of a long output is sent, and that the service is still there; milliseconds. */
const PACE = 250;
const BEAT = 15_000;

/** Opens the feed of one run. */
export function openRunFeed(): RunFeed {
  const told: RunEvent[] = [];
  const listeners = new Set<Listener>();
  let room = HEAD;
  let tail: Piece[] = [];
  let weight = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const beat = setInterval(() => tellAll({ event: 'beat' }), BEAT);
  beat.unref();

  const tellAll = (event: RunEvent): void => listeners.forEach((listener) => listener.send(event));
  const tailNow = (): RunEvent => ({ event: 'tail', dropped, pieces: tail });

  function showTail(): void {
    timer = undefined;
    trim(TAIL);
    for (const listener of listeners) if (!listener.isBehind) listener.send(tailNow());
  }
  function trim(most: number): void {
    let first = 0;
    while (weight > most && first < tail.length) {
      const { text } = tail[first] ?? { text: '' };
      const over = Math.min(text.length, weight - most);
      dropped += over;
      weight -= over;
      if (over < text.length) tail[first] = { ...tail[first], text: text.slice(over) };
      else {
        weight -= PIECE;
        first += 1;
      }
    }
    tail = tail.slice(first);
  }
  function keepEnd(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      tail.push(piece);
      weight += piece.text.length + PIECE;
    }
    if (weight > 4 * TAIL) trim(TAIL);
    timer ??= setTimeout(showTail, PACE);
  }
  const say = (event: RunEvent): void => {
    told.push(event);
    tellAll(event);
  };
  return {
    say(event) {
      if (timer || tail.length > 0) {
        clearTimeout(timer);
        timer = undefined;
        trim(TAIL);
        tellAll(tailNow());
      }
      say(event);
    },
    print(pieces) {
      if (pieces.length === 0) return;
      const [now, later] = cut(pieces, room);
      if (now.length > 0) {
        room -= now.reduce((sum, { text }) => sum + text.length + PIECE, 0);
        say({ event: 'output', pieces: now });
      }
      if (later.length > 0) {
        room = 0;
        keepEnd(later);
      }
    },
    end() {
      isOver = true;
      clearTimeout(timer);
      clearInterval(beat);
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
    follow(listener) {
      // What is said after an output stands behind its end.
      const last = told.findLastIndex(({ event }) => event === 'output') + 1;
      for (const event of told.slice(0, last)) listener.send(event);
      if (tail.length > 0) listener.send(tailNow());
      for (const event of told.slice(last)) listener.send(event);
      if (isOver) return listener.end();
      listeners.add(listener);
      listener.onGone(() => void listeners.delete(listener));
    },
  };
}

/** The pieces that there is room for, and those after them. */
function cut(pieces: readonly Piece[], room: number): [readonly Piece[], readonly Piece[]] {
  const now: Piece[] = [];
  let left = room;
  for (const [index, piece] of pieces.entries()) {
    left -= PIECE;
    if (left <= 0) return [now, pieces.slice(index)];
    if (piece.text.length > left) {
      const rest = { ...piece, text: piece.text.slice(left) };
      return [
        [...now, { ...piece, text: piece.text.slice(0, left) }],
        [rest, ...pieces.slice(index + 1)],
      ];
    }
    now.push(piece);
    left -= piece.text.length;
  }
  return [now, []];
}
