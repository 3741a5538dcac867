import { listPaths, MANY } from './pattern-paths.ts';
import type { Paths } from './pattern-paths.ts';
import type { Pattern } from './list-patterns.ts';

/** A state of the machine: a position, and what was read there as far as it matters. */
interface State {
  readonly bound: number;
  /** By kind of the character that comes next: the states that it leads to, one for each way. */
  readonly next: Map<number, number[]>;
}

/**
 * Whether a backtracking machine takes no longer than a text is long, whatever the text: of all the ways through the
 * pattern, from all places where it may begin, no more than a fixed number come to the same place of the text in the
 * same state. That is so unless a loop can be gone through in two ways (then they double with each round), or one loop
 * leads to another by the text of both (then they grow with each round); the places where a match may begin are the
 * first loop. A loop that has a bound may follow them. What can no longer fail is not looked at: nothing of it is read twice.
 * See Weber and Seidl, On the degree of ambiguity of finite automata, 1991.
 */
export function isLinearByPaths(pattern: Pick<Pattern, 'source' | 'flags'>): boolean {
  let paths: Paths;
  let rounds: Paths;
  try {
    paths = listPaths(pattern);
    rounds = listPaths(pattern, 1);
  } catch {
    return false;
  }
  // `(a|a){8}` would be gone through in 256 ways, and `((a|a){8}){8}` in more than anybody can wait for.
  if (listLoops(rounds, pattern).ambiguous > 0) return false;
  const { states, starts, loops, ambiguous } = listLoops(paths, pattern);
  if (ambiguous > 0) return false;
  const bounded = new Set<Group>();
  for (const one of loops)
    for (const other of loops) {
      if (one === other) continue;
      // From each place where it may begin, a bounded loop is gone through a bounded number of times.
      const isBounded = boundOf(other, states) < Infinity;
      const isStart = one.every((state) => starts.has(state));
      if ((isBounded && isStart) || !leads(one, other, states)) continue;
      if (!isBounded || boundOf(one, states) === Infinity) return false;
      bounded.add(one).add(other);
    }
  return [...bounded].reduce((product, loop) => product * boundOf(loop, states), 1) <= MANY;
}

type Group = readonly number[];

/** How often a loop can be gone through from one place where it begins. */
function boundOf(group: Group, states: readonly State[]): number {
  return Math.max(...group.map((at) => states[at]?.bound ?? Infinity));
}

interface Loops {
  readonly states: readonly State[];
  readonly starts: ReadonlySet<number>;
  readonly loops: readonly Group[];
  readonly ambiguous: number;
}

function listLoops(paths: Paths, { flags }: Pick<Pattern, 'flags'>): Loops {
  const { states, starts } = statesOf(paths, flags.includes('y'));
  const loops = groupsOf(states).filter((group) => isLoop(group, states));
  return { states, starts, loops, ambiguous: loops.filter((loop) => isAmbiguous(loop, states)).length };
}

function statesOf(
  { alphabet, positions, ways, ends }: Paths,
  isSticky: boolean,
): { states: readonly State[]; starts: ReadonlySet<number> } {
  const { count, all, edge } = alphabet;
  const everything = all | edge;
  const from = Map.groupBy(ways, (way) => way.from);
  const endsOf = Map.groupBy(ends, ({ at }) => at);
  // What was read matters where a way asks for it: characters that no way tells apart are one.
  const classOf = (position: number, kind: number): string =>
    [...(from.get(position) ?? []), ...(endsOf.get(position) ?? [])]
      .map(({ before }) => (before === everything ? '' : (before >> BigInt(kind)) & 1n ? '1' : '0'))
      .join('');
  const names = new Map<string, number>();
  const found: { position: number; kind: number; state: State }[] = [];
  const stateAt = (position: number, kind: number): number => {
    const name = `${position} ${classOf(position, kind)}`;
    const known = names.get(name);
    if (known !== undefined) return known;
    const bound = position < 0 ? Infinity : (positions[position]?.bound ?? 1);
    names.set(name, found.length);
    return found.push({ position, kind, state: { bound, next: new Map() } }) - 1;
  };
  for (let kind = 0; kind <= count; kind += 1) stateAt(-1, kind);
  const starts = new Set(found.keys());
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at];
    if (!one) continue;
    const open = (from.get(one.position) ?? []).filter(({ before }) => (before >> BigInt(one.kind)) & 1n);
    for (let kind = 0; kind < count; kind += 1) {
      const bit = 1n << BigInt(kind);
      const next = open.flatMap(({ to, behind }) =>
        behind & bit && (positions[to]?.reads ?? 0n) & bit ? [stateAt(to, kind)] : [],
      );
      if (one.position < 0 && !isSticky) next.push(stateAt(-1, kind));
      if (next.length > 0) one.state.next.set(kind, next);
    }
  }
  const accepts = new Set(
    found.flatMap(({ position, kind }, at) => {
      const isEnd = (endsOf.get(position) ?? []).some(
        ({ before, behind }) => behind === everything && (before >> BigInt(kind)) & 1n,
      );
      return isEnd && position >= 0 ? [at] : [];
    }),
  );
  const states = found.map(({ state }) => state);
  const sure = sureStates(states, { accepts, starts });
  for (const [at, { next }] of states.entries())
    for (const [kind, list] of next) next.set(kind, sure.has(at) ? [] : list.filter((one) => !sure.has(one)));
  return { states, starts };
}

/**
 * States from which a way comes back to where a match may end within a fixed number of characters, whatever it reads:
 * once it has been there, nothing further back is tried again.
 */
function sureStates(
  states: readonly State[],
  { accepts, starts }: { accepts: ReadonlySet<number>; starts: ReadonlySet<number> },
): ReadonlySet<number> {
  const others = states.map(({ bound, next }, at) => ({
    bound,
    next: accepts.has(at)
      ? new Map<number, number[]>()
      : new Map([...next].map(([kind, list]) => [kind, list.filter((one) => !accepts.has(one))])),
  }));
  const loops = groupsOf(others).filter((group) => isLoop(group, others));
  // Loops with a bound come to an end, if none of them multiplies the ways of another.
  const areApart = loops.every(
    (one) => !isAmbiguous(one, others) && loops.every((two) => one === two || !leads(one, two, others)),
  );
  const endless = loops.filter((loop) => !areApart || boundOf(loop, others) === Infinity).flat();
  const unsure = ancestors(new Set([...endless, ...starts]), states);
  return new Set(states.keys().filter((at) => !unsure.has(at)));
}

/** States that lead to one another, by Tarjan's way, in reverse order. */
function groupsOf(states: readonly State[]): number[][] {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const groups: number[][] = [];
  const visit = (root: number): void => {
    const calls: { at: number; rest: number[] }[] = [];
    const enter = (at: number): void => {
      order.set(at, order.size);
      low.set(at, order.size - 1);
      stack.push(at);
      onStack.add(at);
      calls.push({ at, rest: [...new Set([...(states[at]?.next.values() ?? [])].flat())] });
    };
    enter(root);
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const { at, rest } = call;
      const next = rest.pop();
      if (next !== undefined) {
        if (!order.has(next)) enter(next);
        else if (onStack.has(next)) low.set(at, Math.min(low.get(at) ?? 0, order.get(next) ?? 0));
        continue;
      }
      calls.pop();
      const above = calls.at(-1)?.at;
      if (above !== undefined) low.set(above, Math.min(low.get(above) ?? 0, low.get(at) ?? 0));
      if (low.get(at) !== order.get(at)) continue;
      const group = stack.splice(stack.indexOf(at));
      for (const one of group) onStack.delete(one);
      groups.push(group);
    }
  };
  for (const at of states.keys()) if (!order.has(at)) visit(at);
  return groups;
}

function isLoop(group: readonly number[], states: readonly State[]): boolean {
  const [first] = group;
  if (group.length > 1 || first === undefined) return true;
  return [...(states[first]?.next.values() ?? [])].some((list) => list.includes(first));
}

/** Whether a loop can be gone through in two ways by one text. */
function isAmbiguous(loop: readonly number[], states: readonly State[]): boolean {
  const own = new Set(loop);
  const inside = (at: number, kind: number): number[] =>
    (states[at]?.next.get(kind) ?? []).filter((next) => own.has(next));
  const size = states.length;
  const seen = new Set<number>();
  const edges = new Map<number, number[]>();
  const queue = loop.map((at) => at * size + at);
  for (const pair of queue) seen.add(pair);
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    const [one, other] = [Math.floor(pair / size), pair % size];
    for (const kind of states[one]?.next.keys() ?? []) {
      const [nextOne, nextOther] = [inside(one, kind), inside(other, kind)];
      if (one === other && new Set(nextOne).size < nextOne.length) return true;
      for (const a of nextOne)
        for (const b of nextOther) {
          const next = a * size + b;
          edges.set(next, [...(edges.get(next) ?? []), pair]);
          if (seen.has(next)) continue;
          seen.add(next);
          queue.push(next);
        }
    }
  }
  // Backwards from where both are one again: a pair of two on that way has parted and met.
  const back = new Set<number>(loop.map((at) => at * size + at));
  for (const pair of back)
    for (const before of edges.get(pair) ?? []) {
      if (Math.floor(before / size) !== before % size) return true;
      back.add(before);
    }
  return false;
}

/** Whether, by one text, a loop comes back to where it was, the other one too, and the first leads to the second. */
function leads(one: readonly number[], other: readonly number[], states: readonly State[]): boolean {
  const [first, last] = [new Set(one), new Set(other)];
  if (!reaches(one, last, states)) return false;
  const size = states.length;
  const useful = ancestors(last, states);
  for (const p of one)
    for (const q of other) {
      const goal = (p * size + q) * size + q;
      const start = (p * size + p) * size + q;
      const seen = new Set([start]);
      const queue = [start];
      for (let triple = queue.pop(); triple !== undefined; triple = queue.pop()) {
        const c = triple % size;
        const b = Math.floor(triple / size) % size;
        const a = Math.floor(triple / size / size);
        for (const kind of states[a]?.next.keys() ?? []) {
          const next = (at: number, within: ReadonlySet<number>): number[] =>
            (states[at]?.next.get(kind) ?? []).filter((to) => within.has(to));
          const [nextA, nextB, nextC] = [next(a, first), next(b, useful), next(c, last)];
          for (const x of nextA)
            for (const y of nextB)
              for (const z of nextC) {
                const to = (x * size + y) * size + z;
                if (to === goal) return true;
                if (seen.has(to)) continue;
                seen.add(to);
                queue.push(to);
              }
        }
      }
    }
  return false;
}

function reaches(from: readonly number[], to: ReadonlySet<number>, states: readonly State[]): boolean {
  const before = ancestors(to, states);
  return from.some((at) => before.has(at));
}

function ancestors(of: ReadonlySet<number>, states: readonly State[]): ReadonlySet<number> {
  const found = new Set(of);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [at, { next }] of states.entries())
      if (!found.has(at) && [...next.values()].some((list) => list.some((one) => found.has(one))))
        found.add(at);
  }
  return found;
}
