import { distance } from 'fastest-levenshtein';

/** A longer name is no slip of the finger, and comparing it takes time. */
const LONGEST_NAME = 200;

/**
 * The known name that was probably meant, or undefined when none is near: at most a third of the letters
 * may differ, at least one. Of paths, folders that both have are no letters in common.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const folder = sharedFolder(wanted, candidate);
    const own = wanted.slice(folder);
    const allowed = Math.max(1, Math.floor(own.length / 3));
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    // `step-8` is no slip for `step-1`.
    if (isOtherNumber(own, candidate.slice(folder).toLowerCase())) continue;
    const d = slips(own, candidate.slice(folder).toLowerCase());
    if (d <= allowed && (!best || d < best.distance)) best = { name: candidate, distance: d };
  }
  return best?.name;
}

/** Whether a number alone tells two names apart, and little else is said: not `2-install-it`, whose place has changed. */
function isOtherNumber(a: string, b: string): boolean {
  const words = (name: string): string => name.replace(/\d+/g, '');
  return a !== b && /^.{1,5}$/.test(words(a)) && words(a) === words(b);
}

/** The length of what two paths have in common up to the last `/` before their names. */
function sharedFolder(a: string, b: string): number {
  const end = a.lastIndexOf('/', a.length - 2) + 1;
  return a.slice(0, end) === b.slice(0, end).toLowerCase() ? end : 0;
}

/** Whether one name is most likely the other, badly typed. */
export function isSlip(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 4 && Math.max(a.length, b.length) <= LONGEST_NAME && slips(a, b) <= 2;
}

/** Whether one name is the other with one slip of the finger, and both are long enough to tell: `bach`, not `psv`. */
export function isOneSlip(a: string, b: string): boolean {
  const [least, most] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  return least > 3 && most <= LONGEST_NAME && slips(a, b) <= (least > 8 ? 2 : 1);
}

/** How many slips of a finger are between two names; two letters in the wrong order are one. */
function slips(a: string, b: string): number {
  const d = distance(a, b);
  return d === 2 && letters(a) === letters(b) ? 1 : d;
}

function letters(name: string): string {
  return [...name].sort().join('');
}

/** " Did you mean `x`?", or nothing: the tail of a message about an unknown name. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}
