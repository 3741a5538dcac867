import { judgeNames } from '../../src/lint/page-names.ts';
import { bookFacts } from '../../src/judge/lint-facts.ts';
import { readBookWorld, worldFacts } from '../../src/judge/book-world.ts';
import { openBook } from '../../src/judge/open-book.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { listPages } from '../../src/runbook/book.ts';
import type { NameKind, NameUse } from '../../src/shell/names/name-use.ts';
import { judgeName } from '../../src/world/judge-name.ts';
import type { World } from '../../src/world/world.ts';

/** How many wrong names of a kind were found, of those that were put in place of right ones. */
export interface Caught {
  readonly seeded: number;
  readonly caught: number;
  /** Wrong names that were not found, with the right one. */
  readonly missed: readonly string[];
}

/** A name as it is mistyped: a letter lost, doubled, changed, two swapped, and with a word more. */
export function slipsOf(name: string): readonly string[] {
  const at = Math.floor(name.length / 2);
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
  const next = after.charAt(0);
  return [
    before + after,
    before + letter + letter + after,
    `${before}${letter === 'x' ? 'z' : 'x'}${after}`,
    next === letter ? before + after.slice(1) : before + next + letter + after.slice(1),
  ].filter((slip) => slip !== name && slip !== '');
}

/** Puts slips in place of every right name of a book, and counts by kind how many are found. */
export async function seedBook(root: string): Promise<ReadonlyMap<NameKind, Caught>> {
  const { book } = await openBook(root);
  const world = await readBookWorld(root, book.settings);
  const facts = { ...(await bookFacts(book)), ...(await gatherFacts(book)), world: worldFacts(world) };
  const right = new Map<string, NameUse>();
  for (const page of listPages(book))
    for (const { use, verdict } of judgeNames(page, facts))
      if (verdict.status === 'exists') right.set(`${use.kind} ${use.name} ${use.within ?? ''}`, use);
  return seedUses([...right.values()], world);
}

/** The same for names that were found right. */
export function seedUses(uses: readonly NameUse[], world: World): ReadonlyMap<NameKind, Caught> {
  const found = new Map<NameKind, { seeded: number; caught: number; missed: string[] }>();
  for (const use of uses) {
    const counts = found.get(use.kind) ?? { seeded: 0, caught: 0, missed: [] };
    found.set(use.kind, counts);
    for (const name of slipsOf(use.name)) {
      const { status } = judgeName({ ...use, name }, world);
      if (status === 'exists') continue; // another one of that name is there
      counts.seeded += 1;
      if (status === 'unjudged') counts.missed.push(`${name} for ${use.name}`);
      else counts.caught += 1;
    }
  }
  return found;
}
