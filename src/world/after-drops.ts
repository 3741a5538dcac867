import { folderOf } from './sources/lines.ts';
import type { Thing } from './thing.ts';

/** What is there and what is gone, after migrations have run in the order of their names. */
export interface AfterDrops {
  readonly things: readonly Thing[];
  /** What was there until a later migration took it away: as that one names it. */
  readonly gone: readonly Thing[];
}

/** Takes away what a later migration drops. A file without a number in its name says how things are: it stays. */
export function afterDrops(things: readonly Thing[], drops: readonly Thing[]): AfterDrops {
  const own = drops.filter(({ path }) => orderOf(path) !== undefined);
  if (own.length === 0) return { things, gone: [] };
  const byTable = Map.groupBy(own, tableOf);
  const dropOf = (thing: Thing): Thing | undefined =>
    thing.kind !== 'table' && thing.kind !== 'column'
      ? undefined
      : byTable
          .get(tableOf(thing))
          ?.find((drop) => (drop.kind === 'table' || isSame(drop, thing)) && isAfter(drop, thing));
  const kept = things.filter((thing) => !dropOf(thing));
  const left = new Set(kept.map(keyOf));
  const gone = things.flatMap((thing): Thing[] => {
    const drop = dropOf(thing);
    if (!drop || left.has(keyOf(thing))) return [];
    const { end: _, ...rest } = thing;
    return [{ ...rest, path: drop.path, line: drop.line }];
  });
  return { things: kept, gone };
}

function tableOf({ kind, name, within }: Thing): string {
  return kind === 'column' ? (within ?? '') : name;
}

function isSame(one: Thing, other: Thing): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ kind, name, within }: Thing): string {
  return JSON.stringify([kind, name, within]);
}

function isAfter(drop: Thing, thing: Thing): boolean {
  if (drop.path === thing.path) return drop.line > thing.line;
  const [later, earlier] = [orderOf(drop.path), orderOf(thing.path)];
  return (
    later !== undefined &&
    earlier !== undefined &&
    later.folder === earlier.folder &&
    ORDER.compare(later.name, earlier.name) > 0
  );
}

const ORDER = new Intl.Collator('en', { numeric: true });

/** Where a migration stands among others: by its own name, or by that of its folder as in `2_add/migration.sql`. */
function orderOf(path: string): { readonly folder: string; readonly name: string } | undefined {
  if (UNDOES.test(path)) return undefined;
  const folder = folderOf(path);
  const name = path.slice(folder.length).replace(/^\//, '');
  if (NUMBERED.test(name)) return { folder, name };
  const above = folderOf(folder);
  const own = folder.slice(above.length).replace(/^\//, '');
  return NUMBERED.test(own) && /^(?:up|migration)\.sql$/i.test(name)
    ? { folder: above, name: own }
    : undefined;
}

// `0002_status.sql`, `V2__status.sql`.
const NUMBERED = /^v?\d/i;

// `0002.down.sql`, `0002_rollback.sql`, `2_add/down.sql`.
const UNDOES = /(?:^|[/._-])(?:down|rollback|revert|undo)(?:[/._-]|$)/i;
