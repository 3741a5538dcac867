import {
  formatFlags,
  parseFlags,
  type Flag,
  type SpecEntry,
  type SpecFile,
} from '../../src/shell/specs/spec.ts';

/** Joins two sources of one tool; where both know a flag, `second` says what it takes, and what a command is called. */
export function mergeSpecs(first: SpecFile, second: SpecFile): SpecFile {
  const merged: Record<string, SpecEntry> = { ...joinNames(first, second) };
  for (const [path, entry] of Object.entries(second))
    merged[path] = withoutOwnName(path, mergeEntries(merged[path] ?? {}, entry));
  return joinNames(merged, second);
}

/**
 * Every command under one name: what one source calls `rm` and another `remove` moves, with all that stands below it,
 * to the name that `main` gives it. Two commands of `main` stay two, whatever an older source says of them.
 */
function joinNames(spec: SpecFile, main: SpecFile): SpecFile {
  let joined = spec;
  for (const [path, { alias }] of Object.entries(spec))
    for (const name of alias?.split(' ') ?? []) {
      const other = [...path.split(' ').slice(0, -1), name].join(' ');
      const [isMain, isOtherMain] = [path in main, other in main];
      if (other === path || (isMain && isOtherMain)) continue;
      joined = isOtherMain
        ? moved(joined, { from: path, to: other })
        : moved(joined, { from: other, to: path });
    }
  return joined;
}

/** The path by which `spec` knows a command that may be written by another of its names. */
export function pathIn(spec: SpecFile, path: string): string {
  if (path in spec || !path.includes(' ')) return path;
  const parent = pathIn(spec, path.split(' ').slice(0, -1).join(' '));
  const name = path.split(' ').at(-1) ?? '';
  const owner = Object.entries(spec).find(
    ([one, { alias }]) =>
      one.split(' ').slice(0, -1).join(' ') === parent && alias?.split(' ').includes(name),
  );
  return owner?.[0] ?? `${parent} ${name}`;
}

function moved(spec: SpecFile, { from, to }: { readonly from: string; readonly to: string }): SpecFile {
  if (spec[from] === undefined) return spec;
  const result: Record<string, SpecEntry> = {};
  const put = (path: string, entry: SpecEntry): void => {
    result[path] = withoutOwnName(path, mergeEntries(result[path] ?? {}, entry));
  };
  for (const [path, entry] of Object.entries(spec))
    if (path === from)
      put(to, { ...entry, alias: `${entry.alias ?? ''} ${from.split(' ').at(-1) ?? ''}`.trim() });
    else put(path.startsWith(`${from} `) ? to + path.slice(from.length) : path, entry);
  return result;
}

function withoutOwnName(path: string, { alias, ...entry }: SpecEntry): SpecEntry {
  const own = path.split(' ').at(-1) ?? '';
  const others = (alias?.split(' ') ?? []).filter((name) => name !== own && name !== '').join(' ');
  return others === '' ? entry : { ...entry, alias: others };
}

export function mergeEntries(first: SpecEntry, second: SpecEntry): SpecEntry {
  const flags = mergeFlags(first.flags, second.flags);
  const global = mergeFlags(
    first.global,
    `${second.global ?? ''} ${knownAs(first.global, second.flags)}`.trim(),
  );
  const alias = mergeWords(first.alias, second.alias);
  const traits = mergeWords(first.traits, second.traits);
  const others = mergeWords(first.others, second.others);
  const plain = mergeWords(first.plain, second.plain);
  const old = mergeWords(first.old, second.old);
  const gone = mergeWords(first.gone, second.gone);
  const about = second.about ?? first.about;
  const args = second.args ?? first.args;
  const values = (second.values ?? first.values)?.trim().replace(/\s+/g, ' ');
  return {
    ...(flags === '' ? {} : { flags }),
    ...(global === '' ? {} : { global }),
    ...(alias === '' ? {} : { alias }),
    ...(args === undefined ? {} : { args }),
    ...(values === undefined ? {} : { values }),
    ...(others === '' ? {} : { others }),
    ...(plain === '' ? {} : { plain }),
    ...(traits === '' ? {} : { traits }),
    ...(old === '' ? {} : { old }),
    ...(gone === '' ? {} : { gone }),
    ...(about === undefined ? {} : { about }),
  };
}

/** Flags of a newer source that an older one has as global: the newer one says what they take. */
function knownAs(global = '', flags = ''): string {
  const names = new Set(parseFlags(global).flatMap((flag) => flag.names));
  return formatFlags(parseFlags(flags).filter((flag) => flag.names.some((name) => names.has(name))));
}

function mergeWords(first = '', second = ''): string {
  return [...new Set(`${first} ${second}`.split(/\s+/).filter((word) => word !== ''))].join(' ');
}

function mergeFlags(first = '', second = ''): string {
  const flags: Flag[] = [];
  for (const flag of [...parseFlags(second), ...parseFlags(first)]) {
    const at = flags.findIndex(({ names }) => names.some((name) => flag.names.includes(name)));
    const known = flags[at];
    if (known) flags[at] = { ...known, names: [...new Set([...known.names, ...flag.names])] };
    else flags.push(flag);
  }
  return formatFlags(flags.map(sortNames).sort((a, b) => keyOf(a).localeCompare(keyOf(b))));
}

function sortNames(flag: Flag): Flag {
  return { ...flag, names: [...flag.names].sort((a, b) => a.length - b.length || a.localeCompare(b)) };
}

function keyOf({ names }: Flag): string {
  return (names.at(-1) ?? '').replace(/^-+/, '');
}

/** What a reader of the rebuild wants to know: paths and flags that came or went. */
export function describeChanges(before: SpecFile, after: SpecFile): readonly string[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path) => {
    if (!(path in before)) return [`+ ${path}`];
    if (!(path in after)) return [`- ${path}`];
    return changesOf(path, before[path] ?? {}, after[path] ?? {});
  });
}

function changesOf(path: string, before: SpecEntry, after: SpecEntry): readonly string[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const came = now.filter((word) => !old.includes(word)).map((word) => `+${word}`);
  const went = old.filter((word) => !now.includes(word)).map((word) => `-${word}`);
  return came.length + went.length === 0 ? [] : [`  ${path}: ${[...came, ...went].join(' ')}`];
}

function wordsOf({
  flags,
  global,
  alias,
  args,
  values,
  traits,
  others,
  plain,
  old,
  gone,
}: SpecEntry): readonly string[] {
  return [flags, global, alias, args, values, traits, others, plain, old, gone]
    .flatMap((text) => text?.split(' ') ?? [])
    .filter((word) => word !== '');
}
