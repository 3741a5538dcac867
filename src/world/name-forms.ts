import type { NameKind, NameUse } from '../shell/names/name-use.ts';

// The forms in which one name is written.

/** Docker puts the name of the project before a volume's or a network's: `shop_orders`. */
export function isOfProject(kind: NameKind): boolean {
  return kind === 'docker-volume' || kind === 'docker-network';
}

/** `shop_orders` without what may be a project: `orders`. */
export function tailsOf(name: string): readonly string[] {
  const parts = name.split('_');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('_'));
}

/** A unit with its ending: `worker` is `worker.service`. */
export function fullName({ kind, name }: Pick<NameUse, 'kind' | 'name'>): string {
  return kind === 'unit' && !/\.[a-z]+$/.test(name) ? `${name}.service` : name;
}

/** `worker@1.service` is made from `worker@.service`. */
export function templateOf(unit: string): string {
  const at = unit.indexOf('@');
  const dot = unit.indexOf('.', at);
  return at < 0 || dot < 0 ? unit : unit.slice(0, at + 1) + unit.slice(dot);
}
