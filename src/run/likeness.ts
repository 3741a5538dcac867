import { distance } from 'fastest-levenshtein';

/** Characters of a text that are compared; the work grows with their square. What is beyond counts as different. */
const MOST = 10_000;
/** Values of a JSON text that are compared one by one. */
const MOST_VALUES = 2000;

/** How alike two outputs are, from 0 to 1: JSON by its structure, other text by the letters that would have to change. */
export function likeness(expected: string, actual: string): number {
  const [wanted, given] = [valuesOf(expected), valuesOf(actual)];
  if (!wanted || !given) return textLikeness(expected.trimEnd(), actual.trimEnd());
  const paths = new Set([...wanted.keys(), ...given.keys()]);
  let sum = 0;
  for (const path of paths) sum += valueLikeness(wanted.get(path), given.get(path));
  return sum / paths.size;
}

function textLikeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  const beyond = Math.max(0, longest - MOST);
  return 1 - (distance(a.slice(0, MOST), b.slice(0, MOST)) + beyond) / longest;
}

/** Two values at one place: texts by their letters, others are equal or not. */
function valueLikeness(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return textLikeness(a.slice(0, 500), b.slice(0, 500));
  return a === b ? 1 : 0;
}

/** The single values of a JSON object or list by their paths; undefined for what is none, or is very large. */
function valuesOf(text: string): Map<string, unknown> | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const values = new Map<string, unknown>();
  const open: [path: string, value: unknown][] = [['', data]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next;
    if (values.size + open.length > MOST_VALUES) return undefined;
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (inner.length > 0) for (const [key, one] of inner) open.push([`${path}\0${key}`, one]);
    else values.set(path, typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
  }
  return values;
}
