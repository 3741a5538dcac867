import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { alphabetOf } from './pattern-alphabet.ts';
import type { Alphabet } from './pattern-alphabet.ts';

/** One bit for each kind of character, and a last one for where the text begins or ends. */
export type Kinds = bigint;

/** What stands before and behind a place between two characters, for a way to lead over it. */
interface Condition {
  readonly before: Kinds;
  readonly behind: Kinds;
}

/** A character that a pattern reads, in one of its places. */
export interface Position {
  readonly reads: Kinds;
  /** How often it can be read again at most, where that is not without end. */
  readonly bound: number;
}

/** A way from one position to the next, over everything in between that reads nothing. */
export interface Way extends Condition {
  readonly from: number;
  readonly to: number;
}

/** The ways through a pattern, from its start (position -1). */
export interface Paths {
  readonly alphabet: Alphabet;
  readonly positions: readonly Position[];
  readonly ways: readonly Way[];
  /** Where a match may end, whatever comes next. */
  readonly ends: readonly (Condition & { readonly at: number })[];
}

/** A part of a pattern: where it begins and ends, and how nothing of it is read. */
interface Part {
  readonly first: readonly (Condition & { readonly at: number })[];
  readonly last: readonly (Condition & { readonly at: number })[];
  readonly empty: readonly Condition[];
}

/** More than this is no bound. */
export const MANY = 2_000;
/** A pattern that has more than this is left alone. */
const MOST = 20_000;

/**
 * All the ways in which a backtracking machine may go through a pattern. Look-arounds of one character are conditions;
 * longer ones are ways that lead nowhere. It throws where it cannot tell.
 * @param few a repetition with no more rounds is written out; one with more counts as one without end, with a bound
 */
export function listPaths({ source, flags }: { source: string; flags: string }, few = 8): Paths {
  const options = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
  const tree = new RegExpParser().parsePattern(source, 0, source.length, options);
  const alphabet = alphabetOf(tree, flags);
  const positions: Position[] = [];
  const ways: Way[] = [];
  const { all, edge } = alphabet;
  const open: Condition = { before: all | edge, behind: all | edge };
  const nothing: Part = { first: [], last: [], empty: [open] };

  const whole = alternatives(tree.alternatives, 1);
  link([{ at: -1, ...open }], whole.first);
  return {
    alphabet,
    positions,
    ways,
    ends: [...whole.last, ...whole.empty.map((one) => ({ at: -1, ...one }))],
  };

  function alternatives(list: readonly AST.Alternative[], bound: number): Part {
    const parts = list.map(({ elements }) =>
      elements.map((element) => elementPart(element, bound)).reduce(inSequence, nothing),
    );
    return {
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
      empty: parts.flatMap(({ empty }) => empty),
    };
  }

  function elementPart(element: AST.Element, bound: number): Part {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return reading(alphabet.kindsOf(element), bound);
      case 'Group':
      case 'CapturingGroup':
        return alternatives(element.alternatives, bound);
      case 'Quantifier':
        return repeated(element, bound);
      case 'Assertion':
        return asserted(element);
      case 'Backreference': {
        const [group] = Array.isArray(element.resolved) ? element.resolved : [element.resolved];
        // It reads one text that the group has read: one of the ways through the group.
        const part = group ? alternatives(group.alternatives, bound) : nothing;
        // One that stands before it in the same sequence has read its text for sure.
        const isSure = group?.parent === element.parent && group.start < element.start;
        return isSure ? part : { ...part, empty: [...part.empty, open] };
      }
    }
  }

  function reading(reads: Kinds, bound: number): Part {
    const at = positions.push({ reads, bound }) - 1;
    if (at > MOST) throw new Error('It is too long.');
    return { first: [{ at, ...open }], last: [{ at, ...open }], empty: [] };
  }

  function repeated({ element, min, max }: AST.Quantifier, bound: number): Part {
    const isExact = min === max && max <= 8 && !('alternatives' in element);
    const isWritten = max <= few || isExact;
    const rounds = isWritten ? bound : bound * max > MANY ? Infinity : bound * max;
    const body = (): Part => elementPart(element, rounds);
    let part = nothing;
    for (let count = 0; count < (isExact ? min : Math.min(min, few)); count += 1)
      part = inSequence(part, body());
    if (!isWritten) {
      const again = body();
      link(again.last, again.first);
      return inSequence(part, { ...again, empty: [open] });
    }
    // `a{0,3}` is `(a(a(a)?)?)?`: each length has one way.
    let rest = nothing;
    for (let count = min; count < max; count += 1) rest = { ...inSequence(body(), rest), empty: [open] };
    return inSequence(part, rest);
  }

  function asserted(element: AST.Assertion): Part {
    const { words, lineEnds } = alphabet;
    const only = (before: Kinds, behind: Kinds): Part => ({
      first: [],
      last: [],
      empty: [{ before, behind }],
    });
    const any = all | edge;
    switch (element.kind) {
      case 'start':
        return only(edge | (flags.includes('m') ? lineEnds : 0n), any);
      case 'end':
        return only(any, edge | (flags.includes('m') ? lineEnds : 0n));
      case 'word': {
        const others = any & ~words;
        const conditions = element.negate
          ? [
              { before: words, behind: words },
              { before: others, behind: others },
            ]
          : [
              { before: words, behind: others },
              { before: others, behind: words },
            ];
        return { first: [], last: [], empty: conditions };
      }
      case 'lookahead':
      case 'lookbehind': {
        const single = singleKinds(element.alternatives);
        if (single !== undefined) {
          const kinds = element.negate ? any & ~single : single;
          return element.kind === 'lookahead' ? only(any, kinds) : only(kinds, any);
        }
        if (element.kind === 'lookahead')
          return { first: alternatives(element.alternatives, 1).first, last: [], empty: [open] };
        if (longest(element.alternatives) > 64) throw new Error('It looks back without end.');
        return nothing;
      }
    }
  }

  /** What a look-around of one character, or of the text's edge, asks for. */
  function singleKinds(list: readonly AST.Alternative[]): Kinds | undefined {
    let kinds = 0n;
    for (const { elements } of list) {
      const [element] = elements;
      if (elements.length !== 1 || !element) return undefined;
      if (element.type === 'Assertion') {
        if (element.kind !== 'start' && element.kind !== 'end') return undefined;
        kinds |= edge | (flags.includes('m') ? alphabet.lineEnds : 0n);
      } else if (/^Character|^ExpressionCharacter/.test(element.type))
        kinds |= alphabet.kindsOf(element as AST.Character);
      else return undefined;
    }
    return kinds;
  }

  function inSequence(one: Part, other: Part): Part {
    link(one.last, other.first);
    return {
      first: [...one.first, ...joined(one.empty, other.first)],
      last: [...other.last, ...joined(other.empty, one.last)],
      empty: joined(one.empty, other.empty),
    };
  }

  function link(from: Part['last'], to: Part['first']): void {
    for (const start of from)
      for (const end of to) {
        const both = intersection(start, end);
        if (both) ways.push({ from: start.at, to: end.at, ...both });
      }
    if (ways.length > MOST * 10) throw new Error('It has too many ways.');
  }
}

function joined<T extends Condition>(conditions: readonly Condition[], others: readonly T[]): T[] {
  return conditions.flatMap((one) =>
    others.flatMap((other) => {
      const both = intersection(one, other);
      return both ? [{ ...other, ...both }] : [];
    }),
  );
}

function intersection(one: Condition, other: Condition): Condition | undefined {
  const before = one.before & other.before;
  const behind = one.behind & other.behind;
  return before === 0n || behind === 0n ? undefined : { before, behind };
}

function longest(list: readonly AST.Alternative[]): number {
  return Math.max(
    ...list.map(({ elements }) => elements.reduce((sum, element) => sum + longestOf(element), 0)),
  );
}

function longestOf(element: AST.Element): number {
  if (element.type === 'Quantifier') return element.max === 0 ? 0 : element.max * longestOf(element.element);
  if (element.type === 'Group' || element.type === 'CapturingGroup') return longest(element.alternatives);
  if (element.type === 'Backreference') return Infinity;
  return element.type === 'Assertion' ? 0 : 1;
}
