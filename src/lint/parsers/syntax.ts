/** Why a text is not of its language, and where: offsets into the text. */
export interface SyntaxFault {
  readonly start: number;
  readonly end: number;
  /** The second half of a finding's message, without a full stop: "it reads `x`, and …". */
  readonly reason: string;
  /** The whole message, where more is known than a reason. */
  readonly message?: string;
  /** Much that reads the language takes it all the same. */
  readonly isTaken?: boolean;
  /** The text is over a bound of ours: no parser has read it. */
  readonly isUnread?: boolean;
}

/** Says what is wrong with a text; undefined when nothing is. */
export type Parser = (text: string) => SyntaxFault | undefined;

/** The word at an offset, for messages. */
export function wordAt(text: string, offset: number): string {
  const word = /^[\w.$:-]+|^\S/.exec(text.slice(offset))?.[0];
  return word === undefined ? 'its end' : `\`${word}\``;
}

/** The range of the word at an offset; the last character where the text has ended; empty for an empty text. */
export function rangeAt(text: string, offset: number): Pick<SyntaxFault, 'start' | 'end'> {
  const start = Math.max(0, Math.min(offset, text.trimEnd().length - 1));
  const word = /^[\w.$:-]+|^\S/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: Math.min(text.length, start + Math.max(1, word.length)) };
}
