import { expect } from 'vitest';

// What a test file imports in the place of `vitest` while mutations are tried: it gathers the tests, so that they can be
// run one after the other in a process that stays, up to the first that fails. Vitest starts a process for each run and
// loads everything anew, which takes longer than most of the tables. `expect` is vitest's own.

type Run = (...row: readonly unknown[]) => unknown;

interface Suite {
  readonly name: string;
  readonly parent?: Suite | undefined;
  readonly hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Run[]>;
}

interface Test {
  readonly name: string;
  readonly suite: Suite;
  readonly run: () => unknown;
}

/** The tests of a file as it has named them, in its order. */
export interface Gathered {
  readonly tests: readonly Test[];
  /** No test needs what another has done, so any of them may come first. */
  readonly isTable: boolean;
}

let current = newSuite('');
let tests: Test[] = [];
let hasHooks = false;

/** Loads a file of tests and gives what it has named. */
export async function gather(load: () => Promise<unknown>): Promise<Gathered> {
  current = newSuite('');
  tests = [];
  hasHooks = false;
  await load();
  if (tests.length === 0) throw new Error('it has no tests');
  return { tests, isTable: !hasHooks };
}

/** Runs tests in the order given. @returns the first that fails, by its place in `tests` */
export async function findFailing(
  { tests: all }: Gathered,
  order: readonly number[],
): Promise<{ at: number; name: string } | undefined> {
  const open: Suite[] = [];
  try {
    for (const at of order) {
      const test = all[at];
      if (!test) continue;
      if (!(await passes(test, open))) return { at, name: test.name };
    }
    for (const suite of open.splice(0).reverse()) await runAll(suite.hooks.afterAll);
    return undefined;
  } catch (error) {
    return { at: -1, name: `outside of a test: ${String(error)}` };
  } finally {
    for (const suite of open.reverse()) await runAll(suite.hooks.afterAll).catch(() => undefined);
  }
}

async function passes({ suite, run }: Test, open: Suite[]): Promise<boolean> {
  const chain = chainOf(suite);
  try {
    for (const one of chain) {
      if (open.includes(one)) continue;
      open.push(one);
      await runAll(one.hooks.beforeAll);
    }
    for (const one of chain) await runAll(one.hooks.beforeEach);
    await run();
    return true;
  } catch (error) {
    return error === SKIPPED;
  } finally {
    for (const one of chain.toReversed()) await runAll(one.hooks.afterEach);
  }
}

function chainOf(suite: Suite): Suite[] {
  return suite.parent ? [...chainOf(suite.parent), suite] : [suite];
}

async function runAll(hooks: readonly Run[]): Promise<void> {
  for (const hook of hooks) await hook();
}

function newSuite(name: string, parent?: Suite): Suite {
  return { name, parent, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } };
}

const SKIPPED = Symbol('skipped');
const context = {
  expect,
  skip: () => {
    throw SKIPPED;
  },
};

type Named = (name: string, ...rest: readonly unknown[]) => void;
interface Declare extends Named {
  each(rows: readonly unknown[]): Named;
  runIf(isRun: unknown): Declare;
  skipIf(isSkipped: unknown): Declare;
}

function declare(add: (name: string, run: Run, row: readonly unknown[]) => void): Declare {
  // Vitest takes options between the name and the function, or a time after it.
  const runOf = (rest: readonly unknown[]): Run =>
    rest.find((one): one is Run => typeof one === 'function') ?? (() => undefined);
  const named: Named = (name, ...rest) => add(name, runOf(rest), []);
  const each =
    (rows: readonly unknown[]): Named =>
    (name, ...rest) =>
      rows.forEach((row, at) =>
        add(`${name} (row ${at + 1})`, runOf(rest), Array.isArray(row) ? row : [row]),
      );
  const none: Declare = Object.assign(() => undefined, {
    each: () => () => undefined,
    runIf: () => none,
    skipIf: () => none,
  });
  const all: Declare = Object.assign(named, {
    each,
    runIf: (isRun: unknown) => (isRun ? all : none),
    skipIf: (isSkipped: unknown) => (isSkipped ? none : all),
  });
  return all;
}

export const test = declare((name, run, row) => {
  const full = [...chainOf(current).map((suite) => suite.name), name].filter(Boolean).join(' > ');
  tests.push({ name: full, suite: current, run: () => (row.length > 0 ? run(...row) : run(context)) });
});
export const it = test;
export const describe = declare((name, run, row) => {
  const parent = current;
  current = newSuite(name, parent);
  run(...row);
  current = parent;
});

const hook =
  (kind: keyof Suite['hooks']) =>
  (run: Run): void => {
    hasHooks = true;
    current.hooks[kind].push(run);
  };
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export { expect };
