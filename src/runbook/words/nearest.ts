import { distance } from 'fastest-levenshtein';

/** A longer name is no slip of the finger, and comparing it takes time. */
const LONGEST_NAME = 200;

/**
 * The known name that was probably meant, or undefined when none is near: at most a third of the letters
 * may differ, at least one. Of paths, folders that both have are no letters in common.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  return nearestOf(name, known)?.name;
}

/** The same, where no other name is as near. */
export function findOnlyNearest(name: string, known: Iterable<string>): string | undefined {
  const best = nearestOf(name, known);
  return best?.isOnly === true ? best.name : undefined;
}

interface Nearest {
  readonly name: string;
  readonly distance: number;
  readonly isOnly: boolean;
}

function nearestOf(name: string, known: Iterable<string>): Nearest | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: Nearest | undefined;
  for (const candidate of known) {
    const folder = sharedFolder(wanted, candidate);
    const own = wanted.slice(folder);
    const allowed = Math.max(1, Math.floor(own.length / 3));
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    // `step-8` is no slip for `step-1`.
    if (isOtherNumber(own, candidate.slice(folder).toLowerCase())) continue;
    const d = slips(own, candidate.slice(folder).toLowerCase());
    if (d > allowed || (best && d > best.distance)) continue;
    best = d === best?.distance ? { ...best, isOnly: false } : { name: candidate, distance: d, isOnly: true };
  }
  return best;
}

/**
 * Whether a number tells two names apart: alone, where little else is said, not as in `2-install-it`, whose place has
 * changed; or beside other words, `08jan2017` and `05jun2017`. So does a month.
 */
function isOtherNumber(a: string, b: string): boolean {
  const words = (name: string): string => name.replace(/\d+/g, '');
  const numbers = (name: string): string => (name.match(/\d+/g) ?? []).map(Number).join(' ');
  if (a === b) return false;
  if (numbers(a) === numbers(b)) return numbers(a) !== '' && monthOf(a) !== monthOf(b);
  if (words(a) === words(b)) return /^.{1,5}$/.test(words(a));
  return numbers(a) !== '' && numbers(b) !== '';
}

// Matches `jan` of `08jan2017`.
const MONTH = /(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?![a-z])/;

function monthOf(name: string): string | undefined {
  return MONTH.exec(name)?.[0];
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
