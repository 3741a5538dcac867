import { words } from '../shell/words.ts';

/** Words by which a name is told from the next of its row: environments, colours, what is old or new. */
const STAGES = words(
  'prod production live stage staging dev devel development test testing qa uat preprod preview sandbox demo local ci ' +
    'canary blue green stable beta alpha next latest new old legacy bak backup restore restored copy tmp temp ' +
    'replica primary secondary standby master slave leader follower read write ro rw base east west north south ' +
    'eu us in out up down on off start stop get set internal external public private',
);

/** Parts of a system: it may well have two of them. */
const PARTS = words('client server ui web api admin init mtls tls http https grpc');

/**
 * Whether two names are two of a row, and not one of them mistyped: they differ in numbers, or in a word that stands
 * for an environment or a part, as `shop-prod` and `shop-test`, `db-read` and `db-ro`.
 */
export function isVariant(name: string, other: string): boolean {
  if (withoutDigits(name) === withoutDigits(other)) return true;
  const [a, b] = [partsOf(name), partsOf(other)];
  if (a.length === b.length)
    return a.some((part, index) => part !== b[index] && isOfRow(part) && isOfRow(b[index] ?? ''));
  const [more, fewer] = a.length > b.length ? [a, b] : [b, a];
  const extra = more.filter((part) => !fewer.includes(part));
  // Without its digits `v2` is a `v`, and `3` is nothing.
  return extra.length > 0 && extra.every((part) => STAGES.has(part) || part === 'v' || part === '');
}

function isOfRow(part: string): boolean {
  return STAGES.has(part) || PARTS.has(part);
}

function partsOf(name: string): readonly string[] {
  return withoutDigits(name.toLowerCase()).split(/[-_.:/=]+/);
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d/g, '');
}
