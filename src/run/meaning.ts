/** How a claim begins: `over 100 confirms the alert`, `at most 5: all is well`. */
const HOWS = ['over', 'above', 'more than', 'under', 'below', 'less than', 'at least', 'at most'];
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The parts of a claim about a number; undefined for `many mean trouble`. */
function readClaim(claim: string): { how: string; limit: string; rest: string } | undefined {
  const how = HOWS.find((known) => claim.toLowerCase().startsWith(`${known} `));
  if (how === undefined) return undefined;
  const [limit = '', ...rest] = claim.slice(how.length + 1).split(/(?=[\s:,])/);
  return NUMBER.test(limit) ? { how, limit, rest: rest.join('') } : undefined;
}

/** The numbers of a text that stand by themselves: not `v1.2`, `10.0.0.1` or `a-3`. */
function numbersIn(text: string): string[] {
  return text
    .split(/[^\w.-]+/)
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => NUMBER.test(word));
}

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
  const numbers = actual.length > LONGEST ? [] : numbersIn(actual);
  const [only] = numbers;
  const claims = means.split(';').flatMap((claim) => claim.trim().replace(/\.$/, '') || []);
  return claims
    .map((claim) => {
      const { how = '', limit = '', rest = '' } = readClaim(claim) ?? {};
      const holds = HOLDS[how];
      if (!holds || only === undefined || numbers.length > 1) return `${capital(claim)}.`;
      const range = `${how} ${limit}`;
      return holds(Number(only), Number(limit))
        ? `${only} is ${range}: ${rest.replace(/^\s*:/, '').trim()}.`
        : `${only} is not ${range}.`;
    })
    .join(' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
