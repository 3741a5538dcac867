import { BELOW_PROGRAMS } from '../almanac/almanac.ts';

/** A well-known error where it stands. */
export interface PlacedError {
  readonly error: { readonly software: string; readonly isWrapper: boolean };
  /** The place of its line among those that were looked at. */
  readonly at: number;
  readonly line: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is a code, such as that of an exit. */
  readonly isCode?: boolean;
}

/**
 * Errors in the order in which they are shown: what a software says of itself; then the system or language that it runs
 * on, which tells a cause but not whose; then codes and names, which tell of what kind it is; then what only says where
 * to read on. Of equals in one chain of causes the last is the cause; of several chains the longest text tells most.
 */
export function inOrder<Error extends PlacedError>(
  errors: readonly Error[],
  chains: readonly number[],
): Error[] {
  const ranked = errors.map((one) => ({ one, rank: rankOf(one), chain: chains[one.at] ?? one.at }));
  const weighed = ranked.map((entry) => {
    const peers = ranked.filter(({ rank, chain }) => rank === entry.rank && chain === entry.chain);
    return { ...entry, longest: Math.max(...peers.map(({ one }) => one.end - one.start)) };
  });
  return weighed
    .sort((a, b) => a.rank - b.rank || b.longest - a.longest || a.chain - b.chain || byCause(a.one, b.one))
    .map(({ one }) => one);
}

function byCause(a: PlacedError, b: PlacedError): number {
  return b.at - a.at || b.start - a.start;
}

// As in `java.net.ConnectException`: what the exception says of itself tells more.
const NAME = /^[\w.$]*(?:error|exception):?$/i;

function rankOf({ error, line, start, end, isCode = false }: PlacedError): number {
  const isBelow = BELOW_PROGRAMS.has(error.software);
  if (error.isWrapper) return isCode ? 5 : isBelow ? 4 : 3;
  const isKind = isCode || NAME.test(line.slice(start, end));
  return isBelow ? (isKind ? 2 : 1) : 0;
}

// Lines of a stack trace that go on with what stands above: `Caused by: …`, `    at shop.Cart`, `---> …`.
const GOES_ON = /^(?:\s*(?:caused by|caused|suppressed): |\s+(?:at |\.{3} \d)|\s*-+> )/i;
/** A stack trace of Python, whose error stands below its lines of code. */
const TRACEBACK = /^\s*traceback \(most recent call last\)/i;

/** The chain of causes that each line belongs to; most lines are a chain of their own. */
export function chainsOf(lines: readonly string[]): number[] {
  let chain = 0;
  let isTraceback = false;
  return lines.map((line) => {
    if (!isTraceback && !GOES_ON.test(line)) chain += 1;
    isTraceback = TRACEBACK.test(line) || (isTraceback && /^\s/.test(line));
    return chain;
  });
}
