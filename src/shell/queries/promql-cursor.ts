import { refuse } from './query-fault.ts';
import type { Token } from './promql-tokens.ts';

/** How a query is read. */
export interface PromqlWishes {
  /** Whether it is MetricsQL, which takes more than PromQL. */
  readonly isLoose: boolean;
  /** Whether Prometheus 2 reads it, which takes less. */
  readonly isOld: boolean;
}

/** A query cut into tokens, and how far it is read. */
export interface Reading extends PromqlWishes {
  readonly tokens: readonly Token[];
  at: number;
  /** How many values it is inside of. */
  depth: number;
}

/** The token to be read, or one after it. */
export function peek({ tokens, at }: Reading, ahead = 0): Token {
  return tokens[Math.min(at + ahead, tokens.length - 1)] ?? { kind: 'end', text: '', start: 0, end: 0 };
}

/** Takes the token. */
export function next(reading: Reading): Token {
  const token = peek(reading);
  reading.at += 1;
  return token;
}

/** Whether the token is one of some marks or words, these in any case. */
export function isNext(reading: Reading, ...texts: readonly string[]): boolean {
  const { kind, text } = peek(reading);
  return (kind === 'mark' || kind === 'word') && texts.includes(text.toLowerCase());
}

/** Takes a mark or a word that must be there. */
export function expect(reading: Reading, text: string): Token {
  if (!isNext(reading, text)) unexpected(reading, `\`${text}\``);
  return next(reading);
}

/** Gives up at the token. */
export function unexpected(reading: Reading, wanted?: string): never {
  const token = peek(reading);
  const isEnd = token.kind === 'end';
  if (wanted === undefined)
    refuse(token, isEnd ? 'the query ends too early' : `\`${token.text}\` is not expected here`);
  refuse(token, `${isEnd ? 'the query ends' : `\`${token.text}\` stands`} where ${wanted} is expected`);
}
