/** The beginning and the end of a text of any length, in bounded memory. */
export interface BoundedText {
  add(text: string): void;
  read(): Excerpt;
}

export interface Excerpt {
  readonly head: string;
  /** Characters between the two that were not kept. */
  readonly dropped: number;
  readonly tail: string;
}

/** Keeps at most about `limit` characters: half of them from the beginning, half from the end. */
export function boundedText(limit: number): BoundedText {
  const half = Math.floor(limit / 2);
  let head = '';
  let tail = '';
  let dropped = 0;
  return {
    add(text) {
      const room = half - head.length;
      const first = room > 0 && tail === '' ? text.slice(0, room) : '';
      head += first;
      tail += text.slice(first.length);
      if (tail.length <= 2 * half) return; // trimmed now and then, not at every piece
      dropped += tail.length - half;
      tail = tail.slice(-half);
    },
    read() {
      const over = Math.max(0, tail.length - half);
      return { head, dropped: dropped + over, tail: tail.slice(over) };
    },
  };
}

/** An excerpt as one text, with a line that says what is missing. */
export function renderExcerpt({ head, dropped, tail }: Excerpt): string {
  if (dropped === 0) return head + tail;
  const from = tail.indexOf('\n') + 1;
  return `${head.replace(/\n$/, '')}\n… ${dropped + from} characters left out …\n${tail.slice(from)}`;
}
