import { findNearest } from '../runbook/words/nearest.ts';
import { slips } from '../shell/nearest.ts';
import type { NameUse } from '../shell/names/name-use.ts';
import { isVariant } from './is-variant.ts';
import { fullName, isOfProject, tailsOf } from './name-forms.ts';

/**
 * The known name that was probably meant: a slip away, or the same with a word more or less. Of kinds that other
 * repositories and clusters have too, another name of a row was not meant: `shop-test` is no slip of `shop-prod`.
 */
export function nearestOf(
  { kind, name }: NameUse,
  candidates: ReadonlyMap<string, unknown>,
): string | undefined {
  const known =
    kind === 'namespace' || kind === 'object'
      ? [...candidates.keys()].filter((one) => !isVariant(name, one))
      : [...candidates.keys()];
  const near = findNearest(name, known);
  // A namespace of another repository often has a word in common with one of this one.
  if (kind === 'namespace') return near !== undefined && isSlip({ kind, name }, near) ? near : undefined;
  const isPart = (whole: string, part: string): boolean => part.length > 3 && whole.startsWith(`${part}-`);
  return near ?? known.find((one) => isPart(name, one) || isPart(one, name));
}

/** The known name that is one or two slips of the finger away; never another of a row, as `redis-1` and `redis-2`. */
export function oneSlip(use: NameUse, known: Iterable<string>): string | undefined {
  const names = [fullName(use), ...(isOfProject(use.kind) ? tailsOf(use.name) : [])];
  const near = [...known]
    .flatMap((one) => names.map((name) => ({ one, name })))
    .map(({ one, name }) => ({ one, name, distance: slipsWithin(name, one, use.kind === 'column' ? 3 : 5) }))
    .filter(({ one, name, distance }) => distance !== undefined && !isVariant(one, name))
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
  return near[0]?.one;
}

/**
 * How many slips are between two names; undefined for more than a name of that length has.
 * @param shortest the letters from which a name counts as a slip of another: a table has few columns
 */
function slipsWithin(a: string, b: string, shortest: number): number | undefined {
  const length = Math.max(a.length, b.length);
  const most = length < shortest ? 0 : length < 12 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return undefined;
  const distance = slips(a, b);
  return distance <= most ? distance : undefined;
}

/** Whether a name is near enough to the known one that it was surely meant. */
export function isSlip(use: Pick<NameUse, 'kind' | 'name'>, nearest: string): boolean {
  return (
    use.kind === 'port' ||
    slips(use.name, nearest) <= Math.max(1, Math.min(3, Math.floor(nearest.length / 4)))
  );
}
