// Matches `over 100 confirms the alert`, `at most 5: all is well`; not `many mean trouble`.
const CLAIM =
  /^(over|above|more than|under|below|less than|at least|at most) (-?\d+(?:\.\d+)?)(?![\w.])(.*)$/is;
const NUMBER = /(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])/g;
/** A longer output has many numbers, and nobody knows which is meant. */
const LONGEST = 2_000;

const HOLDS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  over: (value, limit) => value > limit,
  above: (value, limit) => value > limit,
  'more than': (value, limit) => value > limit,
  under: (value, limit) => value < limit,
  below: (value, limit) => value < limit,
  'less than': (value, limit) => value < limit,
  'at least': (value, limit) => value >= limit,
  'at most': (value, limit) => value <= limit,
};

/**
 * What an output means, by what its author says of it: `over 100 confirms the alert`, and where the output is a single
 * number whether it does. Several claims are parted by `;`.
 */
export function sayMeaning(means: string, actual: string): string {
  const numbers = actual.length > LONGEST ? [] : [...actual.matchAll(NUMBER)].map(([number]) => number);
  const [only] = numbers;
  const claims = means.split(';').flatMap((claim) => claim.trim().replace(/\.$/, '') || []);
  return claims
    .map((claim) => {
      const [, how = '', limit = '', rest = ''] = CLAIM.exec(claim) ?? [];
      const holds = HOLDS[how.toLowerCase()];
      if (!holds || only === undefined || numbers.length > 1) return `${capital(claim)}.`;
      const range = `${how.toLowerCase()} ${limit}`;
      return holds(Number(only), Number(limit))
        ? `${only} is ${range}: ${rest.replace(/^\s*:/, '').trim()}.`
        : `${only} is not ${range}.`;
    })
    .join(' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
