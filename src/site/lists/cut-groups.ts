import type { ListGroup } from './list-group.ts';

/** A group as the first page of its list shows it. */
export interface CutGroup<T> extends ListGroup<T> {
  readonly shown: readonly T[];
}

/**
 * Groups with so many of their items that all of them together fit into a room: each the same number, the short ones
 * whole, none without one.
 */
export function cutGroups<T>(groups: readonly ListGroup<T>[], room: number): readonly CutGroup<T>[] {
  const most = evenShare(
    groups.map(({ items }) => items.length),
    room,
  );
  return groups.map((group) => ({ ...group, shown: group.items.slice(0, most) }));
}

/** The largest number that each may have, so that the sum is within the room; at least 1. */
function evenShare(sizes: readonly number[], room: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= room) return Infinity;
  const sum = (each: number): number => sizes.reduce((total, size) => total + Math.min(size, each), 0);
  let each = 1;
  while (sum(each + 1) <= room) each += 1;
  return each;
}
