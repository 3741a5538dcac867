import { readArguments } from '../arguments.ts';
import type { GivenFlag } from '../arguments.ts';
import type { Invocation } from '../invocations.ts';
import type { Word } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import type { NameKind } from './name-use.ts';

/** A name as a reader finds it: which word holds it, and how much of that word. */
export interface Found {
  readonly kind: NameKind;
  readonly word: Word;
  /** The name in the word, where it is not all of it: expansions still as written. */
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly within?: string | undefined;
}

/** One program call, its words told apart. */
export interface Call {
  readonly name: string;
  readonly operands: readonly Word[];
  readonly flags: readonly GivenFlag[];
  /** The value of the first of these flags that is given, and the word that it stands in. */
  flag(...names: readonly string[]): Flagged | undefined;
  /** All of them. */
  all(...names: readonly string[]): readonly Flagged[];
  readonly isElsewhere: boolean;
}

/** The value of a flag. */
export interface Flagged {
  readonly word: Word;
  readonly value: string;
}

/** Tells the words of a call apart. */
export function readCall({ name, words, ownWords, isElsewhere }: Invocation, tools: Catalogue): Call {
  const own = words.slice(0, ownWords);
  const { operands, flags } = readArguments(own, tools.find(name));
  const all = (...names: readonly string[]): Flagged[] =>
    flags
      .filter((flag) => names.includes(flag.name))
      .flatMap(({ name: flag, value, valueWord }) => {
        const word = valueWord ?? own.find((one) => one.value.startsWith(`${flag}=`) || isJoined(one, flag));
        return word && value !== undefined ? [{ word, value }] : [];
      });
  return { name, operands, flags, all, flag: (...names) => all(...names)[0], isElsewhere };
}

/** `-nprod`: the value stands in the word of the flag. */
function isJoined({ value }: Word, flag: string): boolean {
  return flag.length === 2 && value.startsWith(flag) && value.length > 2;
}
