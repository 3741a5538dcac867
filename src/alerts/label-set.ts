/** Labels that a result may carry: only these, or all but these. */
export type LabelSet =
  | { readonly kind: 'only'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'all-but'; readonly names: ReadonlySet<string> };

export const NO_LABELS: LabelSet = { kind: 'only', names: new Set() };
export const ANY_LABELS: LabelSet = { kind: 'all-but', names: new Set(['__name__']) };

export function only(names: Iterable<string>): LabelSet {
  return { kind: 'only', names: new Set(names) };
}

/** Whether a result may carry a label. */
export function mayHave({ kind, names }: LabelSet, name: string): boolean {
  return (kind === 'only') === names.has(name);
}

/** What is left of a set of which only these are kept. */
export function keep(set: LabelSet, names: readonly string[]): LabelSet {
  return only(names.filter((name) => mayHave(set, name)));
}

export function drop({ kind, names }: LabelSet, dropped: readonly string[]): LabelSet {
  const rest = new Set(names);
  for (const name of dropped) {
    if (kind === 'only') rest.delete(name);
    else rest.add(name);
  }
  return { kind, names: rest };
}

export function add({ kind, names }: LabelSet, added: readonly string[]): LabelSet {
  const all = new Set(names);
  for (const name of added) {
    if (kind === 'only') all.add(name);
    else all.delete(name);
  }
  return { kind, names: all };
}

/** What both may carry: series that are matched with each other have the same labels. */
export function both(a: LabelSet, b: LabelSet): LabelSet {
  if (a.kind === 'only') return keep(b, [...a.names]);
  if (b.kind === 'only') return keep(a, [...b.names]);
  return drop(a, [...b.names]);
}

/** What either may carry. */
export function either(a: LabelSet, b: LabelSet): LabelSet {
  if (a.kind === 'only') return b.kind === 'only' ? only([...a.names, ...b.names]) : add(b, [...a.names]);
  if (b.kind === 'only') return add(a, [...b.names]);
  return { kind: 'all-but', names: new Set([...a.names].filter((name) => b.names.has(name))) };
}
