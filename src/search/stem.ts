/**
 * The stem of an English word by M. F. Porter's algorithm of 1980, so that `failing`, `failed` and `failure`
 * meet. Other words come back as they are.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return tidy(STEPS.reduce(replaceEnding, finalY(pastTense(plural(word)))));
}

interface Step {
  /** Longest first: the first that fits is the one. */
  readonly endings: RegExp;
  readonly becomes: Readonly<Record<string, string>>;
  /** How many vowel-consonant groups must stay before the ending. */
  readonly leaves: number;
}

const STEPS: readonly Step[] = [
  step(
    'ational:ate tional:tion ization:ize iveness:ive fulness:ful ousness:ous biliti:ble entli:ent ousli:ous ' +
      'ation:ate alism:al aliti:al iviti:ive enci:ence anci:ance izer:ize alli:al ator:ate logi:log bli:ble eli:e',
    1,
  ),
  step('icate:ic ative alize:al iciti:ic ical:ic ness ful ure', 1),
  step('ement ance ence able ible ment (?<=[st])ion ant ent ism ate iti ous ive ize al er ic ou', 2),
];

function step(table: string, leaves: number): Step {
  const pairs = table.split(' ').map((pair) => pair.split(':'));
  const becomes = Object.fromEntries(pairs.map(([ending = '', other = '']) => [ending, other]));
  return { endings: new RegExp(`(?:${Object.keys(becomes).join('|')})$`), becomes, leaves };
}

function replaceEnding(word: string, { endings, becomes, leaves }: Step): string {
  const ending = endings.exec(word)?.[0];
  if (ending === undefined) return word;
  const root = word.slice(0, -ending.length);
  return groups(root) >= leaves ? root + (becomes[ending] ?? '') : word;
}

/** How often a vowel is followed by a consonant: `tree` 0, `trouble` 1, `private` 2. */
function groups(word: string): number {
  return word.replace(/(^|[aeiou])y/g, '$1j').match(/[aeiouy][^aeiouy]/g)?.length ?? 0;
}

const hasVowel = (word: string): boolean => /[aeiouy]/.test(word);
/** Ends consonant, vowel, consonant, as `hop` does: such a stem had an `e`. */
const endsShort = (word: string): boolean => /(?:^|[^aeiou])[aeiouy][^aeiouywx]$/.test(word);

function plural(word: string): string {
  if (/(?:ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

function pastTense(word: string): string {
  if (word.endsWith('eed')) return groups(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const root = /^(.{2,}?)(?:ed|ing)$/.exec(word)?.[1];
  if (root === undefined || !hasVowel(root)) return word;
  if (/(?:at|bl|iz)$/.test(root)) return `${root}e`;
  if (/([^aeioulsz])\1$/.test(root)) return root.slice(0, -1);
  return groups(root) === 1 && endsShort(root) ? `${root}e` : root;
}

function finalY(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

function tidy(word: string): string {
  if (word.endsWith('ll') && groups(word) > 1) return word.slice(0, -1);
  if (/.{3}ue$/.test(word)) return word.slice(0, -1); // `queue` meets `queued`
  if (!word.endsWith('e')) return word;
  const root = word.slice(0, -1);
  return groups(root) > 1 || (groups(root) === 1 && !endsShort(root)) ? root : word;
}
