import { parsePattern } from './pattern-syntax.ts';
import type { PatternNode } from './pattern-syntax.ts';

/** A compiled pattern. Its time grows with the text's length and never faster, whatever its author wrote. */
export interface LinearPattern {
  /** The first match of the pattern, or undefined. */
  find(text: string): readonly [start: number, end: number] | undefined;
  /** In lower case: strings of which every match contains one; empty when nothing is certain. */
  readonly literals: readonly string[];
}

/** One step of the machine: consume a character, assert a place, split in two, or end. */
type Step =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean; readonly next: number }
  | { readonly kind: 'place'; readonly test: PlaceTest; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'end' };

type PlaceTest = (before: string, after: string) => boolean;

/** More steps than an error pattern needs; a bound on the work for every character of a paste. */
const MOST_STEPS = 2_000;

/**
 * Compiles a regular expression without backreferences and lookaround, to be run by following all its paths
 * at once (K. Thompson, 1968). Throws a sentence about what it cannot do.
 */
export function compileLinear(source: string, flags = ''): LinearPattern {
  const node = parsePattern(source, flags);
  const steps: Step[] = [{ kind: 'end' }];
  const first = emit(node, 0, steps);
  return { find: (text) => run(steps, first, text), literals: literalsOf(node) };
}

/**
 * Whether the whole of a text fits a pattern, letters outside the basic plane counted as one.
 * Throws a sentence about a pattern that it cannot read.
 */
export function wholeMatcher(source: string): (text: string) => boolean {
  const flags = isUnicode(source) ? 'u' : '';
  void new RegExp(source, flags); // a lone `)` must not close the group below
  const steps: Step[] = [{ kind: 'end' }];
  const first = emit(parsePattern(`^(?:${source})$`, flags), 0, steps);
  return (text) => run(steps, first, flags ? [...text] : text) !== undefined;
}

/** `\-` and the like are no escapes where Unicode is asked for, but people write them. */
function isUnicode(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Adds the steps of a node in front of `next`; returns where they start. */
function emit(node: PatternNode, next: number, steps: Step[]): number {
  switch (node.kind) {
    case 'char':
      return add(steps, { kind: 'char', test: node.test, next });
    case 'place':
      return add(steps, { kind: 'place', test: node.test, next });
    case 'sequence':
      return node.items.reduceRight((after, item) => emit(item, after, steps), next);
    case 'choice':
      return node.items
        .map((item) => emit(item, next, steps))
        .reduceRight((other, start) => add(steps, { kind: 'split', next: start, other }));
    case 'repeat':
      return emitRepeat(node, next, steps);
  }
}

function emitRepeat(node: PatternNode & { kind: 'repeat' }, next: number, steps: Step[]): number {
  let start = next;
  if (node.most === Infinity) {
    const at = add(steps, { kind: 'split', next, other: next });
    steps[at] = { kind: 'split', next: emit(node.item, at, steps), other: next };
    start = at;
  }
  for (let count = node.least; count < node.most && node.most !== Infinity; count += 1)
    start = add(steps, { kind: 'split', next: emit(node.item, start, steps), other: next });
  for (let count = 0; count < node.least; count += 1) start = emit(node.item, start, steps);
  return start;
}

function add(steps: Step[], step: Step): number {
  if (steps.length >= MOST_STEPS) throw new SyntaxError('it repeats too much');
  return steps.push(step) - 1;
}

function run(
  steps: readonly Step[],
  first: number,
  text: string | readonly string[],
): [number, number] | undefined {
  /** For every step that is reached, where the match began; -1 elsewhere. */
  let from = new Int32Array(steps.length).fill(-1);
  let found: [number, number] | undefined;
  for (let at = 0; at <= text.length; at += 1) {
    const place = { before: text[at - 1] ?? '', after: text[at] ?? '' };
    // Once something matched, only matches that began earlier or are longer count.
    if (!found) follow(steps, first, { from, start: at, ...place });
    const begun = from[0] ?? -1;
    if (begun >= 0 && (!found || begun <= found[0])) found = [begun, at];
    const next = new Int32Array(steps.length).fill(-1);
    let isAlive = false;
    for (const [index, step] of steps.entries()) {
      const start = from[index] ?? -1;
      if (step.kind !== 'char' || start < 0 || (found && start > found[0]) || !step.test(place.after))
        continue;
      isAlive = true;
      follow(steps, step.next, { from: next, start, before: place.after, after: text[at + 1] ?? '' });
    }
    if (found && !isAlive) return found;
    from = next;
  }
  return found;
}

interface Reached {
  readonly from: Int32Array;
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** Marks a step, and all that follow from it without a character. */
function follow(steps: readonly Step[], first: number, { from, start, before, after }: Reached): void {
  const stack = [first];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const known = from[at] ?? -1;
    if (known >= 0 && known <= start) continue;
    const step = steps[at];
    if (!step) continue;
    from[at] = start;
    if (step.kind === 'split') stack.push(step.other, step.next);
    else if (step.kind === 'place' && step.test(before, after)) stack.push(step.next);
  }
}

/** The surest strings of a node: of a sequence the longest, of a choice one for each way. */
function literalsOf(node: PatternNode): readonly string[] {
  if (node.kind === 'char') return node.literal === undefined ? [] : [node.literal.toLowerCase()];
  if (node.kind === 'repeat') return node.least > 0 ? literalsOf(node.item) : [];
  if (node.kind === 'place') return [];
  if (node.kind === 'choice') {
    const ways = node.items.map(literalsOf);
    return ways.some((way) => way.length === 0) ? [] : ways.flat();
  }
  const runs: (readonly string[])[] = [];
  let run = '';
  for (const item of node.items) {
    const isLetter = item.kind === 'char' && item.literal !== undefined;
    run = isLetter ? run + item.literal.toLowerCase() : '';
    runs.push(isLetter ? [run] : literalsOf(item));
  }
  return runs.reduce((best, next) => (shortest(next) > shortest(best) ? next : best), []);
}

function shortest(literals: readonly string[]): number {
  return literals.length === 0 ? 0 : Math.min(...literals.map(({ length }) => length));
}
