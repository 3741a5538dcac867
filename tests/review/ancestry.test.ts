import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ancestry, isNew } from '../../src/review/ancestry.ts';
import type { Commit } from '../../src/review/history.ts';

const hash = (place: number): string => `${place.toString(16).padStart(4, '0')}${'0'.repeat(36)}`;

/** A history of which each commit has the parents so many places behind it; a parent that is not there was cut off. */
function historyOf(parents: readonly (readonly number[])[]): Commit[] {
  return parents.map((steps, place) => ({
    hash: hash(place),
    parents: [...new Set(steps)].map((step) => hash(place + step)),
    author: '',
    email: '',
    at: '',
    subject: '',
    files: [],
  }));
}

/** By going from each commit to its parents, one by one. */
function containedIn(start: number, commits: readonly Commit[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [hash(start)];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
    if (!seen.has(one)) {
      seen.add(one);
      waiting.push(...(commits.find((commit) => commit.hash === one)?.parents ?? []));
    }
  return seen;
}

test('says the same of every history as going from parent to parent does', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 25 }), (parents) => {
      const commits = historyOf(parents);
      const { placeOf, standingOf } = ancestry(commits);
      // From both ends: what is worked out first must not change what comes after.
      for (const start of [...commits.keys(), ...[...commits.keys()].reverse()]) {
        expect(placeOf(hash(start))).toBe(start);
        const contained = containedIn(start, commits);
        const standing = standingOf(start);
        expect(commits.filter((_, place) => isNew(standing, place)).map((one) => one.hash)).toEqual(
          commits.filter((one) => !contained.has(one.hash)).map((one) => one.hash),
        );
      }
    }),
  );
});

test('finds a commit by any start of its hash, the newest of several', () => {
  const { placeOf } = ancestry(historyOf([[1], [1], []]));
  expect(['0001', '000', '0002000', 'f', '00011'].map(placeOf)).toEqual([1, 0, 2, undefined, undefined]);
});
