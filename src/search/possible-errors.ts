import type { PossibleErrors } from './evidence.ts';
import type { ToldError } from './open-index.ts';

/** No literal error is shorter. */
const LENGTH = 4;

/**
 * Errors by four letters that a text must have: of each error the four letters that the fewest others have. This is
 * worth its making for callers with thousands of texts; a single text is sooner compared with every error.
 */
export function possibleErrors(errors: readonly ToldError[]): PossibleErrors {
  const counts = new Map<string, number>();
  for (const four of errors.flatMap(foursOf)) counts.set(four, (counts.get(four) ?? 0) + 1);
  const always: number[] = [];
  const byFour = new Map<string, number[]>();
  errors.forEach((error, at) => {
    const [first, ...more] = foursOf(error);
    if (first === undefined) {
      always.push(at);
      return;
    }
    const rarest = more.reduce(
      (rare, four) => ((counts.get(four) ?? 0) < (counts.get(rare) ?? 0) ? four : rare),
      first,
    );
    const known = byFour.get(rarest);
    if (known) known.push(at);
    else byFour.set(rarest, [at]);
  });
  return ({ flat }) => {
    const found = new Set(always);
    for (const four of foursIn(flat)) for (const at of byFour.get(four) ?? []) found.add(at);
    return [...found].sort((a, b) => a - b).flatMap((at) => errors[at] ?? []);
  };
}

/** A regular expression has no letters that a text must have. */
function foursOf({ pattern }: ToldError): string[] {
  return pattern.kind === 'literal' ? foursIn(pattern.text) : [];
}

function foursIn(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - LENGTH + 1) }, (_, at) =>
    text.slice(at, at + LENGTH),
  );
}
