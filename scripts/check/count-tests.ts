/** How many tests of a runner ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Vitest closes with `Tests  1 failed | 11 passed (12)`; its line `Test Files …` counts files. */
const VITEST = /^\s*Tests\s+(.+)$/m;

/** Playwright closes with a line for each kind, `  11 passed (3.2s)`; `2 passed the gate` is none. */
const PLAYWRIGHT = /^ {2}\d+ (?:passed|failed|flaky|skipped|did not run|interrupted)(?: \(.*\))?$/gm;

/** `opsbook verify` closes with one line, `59 run: 59 passed, 0 failed, 2 skipped (2 docker not found)`. */
const VERIFY = /^\d+ run: \d+ passed, \d+ failed, \d+ skipped(?: \((.*)\))?$/m;

/** Why `opsbook verify` left snippets out, as it says itself; undefined where it left out none. */
export function reasonsLeftOut(said: string): string | undefined {
  return VERIFY.exec(said)?.[1];
}

/** Playwright names under `  2 flaky` what failed first and passed when it was tried again, a line each. */
const TRIED_AGAIN = /^ {2}\d+ flaky\n((?: {4}.+\n?)+)/m;

/** The browser tests that passed only when they were tried again, as Playwright names them. */
export function triedAgain(said: string): readonly string[] {
  return (TRIED_AGAIN.exec(said)?.[1] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Reads the closing lines of Vitest, Playwright or `opsbook verify`; undefined where there are none. */
export function countTests(said: string): Counts | undefined {
  const lines =
    VITEST.exec(said)?.[1] ??
    said.match(PLAYWRIGHT)?.join('\n') ??
    VERIFY.exec(said)?.[0].replace(/ \(.*$/, '');
  if (lines === undefined) return undefined;
  const sum = (kinds: RegExp): number =>
    [...lines.matchAll(kinds)].reduce((total, [, count]) => total + Number(count), 0);
  return {
    passed: sum(/(\d+) (?:passed|flaky)/g),
    failed: sum(/(\d+) (?:failed|did not run|interrupted)/g),
    skipped: sum(/(\d+) (?:skipped|todo)/g),
  };
}
