import type { Word } from '../script.ts';
import type { Age } from '../specs/spec.ts';
import { doubt, type Walk } from './walk-state.ts';

/** Says that a flag or a subcommand is deprecated or gone, where the data knows; whether it did. */
export function judgeAge(walk: Walk, word: Word, names: readonly string[]): boolean {
  const found =
    ageOf(walk, word.value.split('=')[0] ?? '') ?? names.map((name) => ageOf(walk, name)).find(Boolean);
  if (found === undefined) return false;
  const { kind, version, instead } = found;
  doubt(walk, kind, {
    at: word,
    word: word.value.split('=')[0] ?? word.value,
    isPossible: true,
    ...(version === undefined ? {} : { version }),
    ...(instead === undefined ? {} : { instead }),
  });
  return true;
}

function ageOf({ scope: { node, root } }: Walk, name: string): Age | undefined {
  return node.ages.get(name) ?? (name.startsWith('-') ? root.ages.get(name) : undefined);
}
