import { nearestName } from '../nearest.ts';
import type { Word } from '../script.ts';
import { doubt, type Walk } from './walk-state.ts';

interface Given {
  /** The flag. */
  readonly name: string;
  /** The word that holds the value, and the value where it is only a part of it. */
  readonly at: Word;
  readonly text?: string;
}

/** Says that a flag's value is none of the few words that it takes, where they are known. */
export function judgeChoice(walk: Walk, { name, at, text = at.value }: Given): void {
  const choices = walk.scope.chain.findLast(({ values }) => values.has(name))?.values.get(name);
  if (choices === undefined || at.isDynamic) return;
  for (const one of text.split(',')) {
    // A number, a path, a range or a placeholder is not judged: `-p 3`, `-p err..alert`, `-o result.json`, `-o ___`.
    if (!/^[A-Za-z][A-Za-z-]*$/.test(one)) continue;
    if (choices.some((choice) => choice.toLowerCase() === one.toLowerCase())) continue;
    const near = nearestName(
      one,
      choices.filter((choice) => !choice.endsWith('=')),
    );
    doubt(walk, 'wrong-value', {
      at,
      word: one,
      flag: name,
      choices: choices.filter((choice) => !choice.endsWith('=')),
      ...(near === undefined ? {} : { nearest: near }),
      isPossible: near === undefined,
    });
  }
}
