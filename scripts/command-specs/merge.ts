import {
  formatFlags,
  parseFlags,
  type Flag,
  type SpecEntry,
  type SpecFile,
} from '../../src/shell/specs/spec.ts';

/** Joins two sources of one tool; where both know a flag, `second` says what it takes. */
export function mergeSpecs(first: SpecFile, second: SpecFile): SpecFile {
  const merged: Record<string, SpecEntry> = { ...first };
  const alias = aliasesOf(first);
  for (const [path, entry] of Object.entries(second)) {
    const known = alias.get(path) ?? path;
    merged[known] = mergeEntries(merged[known] ?? {}, entry);
  }
  return merged;
}

/** Paths by their other names, so that `rm` of one source meets `remove` of another. */
function aliasesOf(file: SpecFile): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(file).flatMap(([path, { alias }]) => {
      const parent = path.split(' ').slice(0, -1).join(' ');
      return (alias?.split(' ') ?? []).map((name): [string, string] => [`${parent} ${name}`, path]);
    }),
  );
}

export function mergeEntries(first: SpecEntry, second: SpecEntry): SpecEntry {
  const flags = mergeFlags(first.flags, second.flags);
  const global = mergeFlags(first.global, second.global);
  const alias = mergeWords(first.alias, second.alias);
  const traits = mergeWords(first.traits, second.traits);
  const others = mergeWords(first.others, second.others);
  const plain = mergeWords(first.plain, second.plain);
  const old = mergeWords(first.old, second.old);
  const gone = mergeWords(first.gone, second.gone);
  const about = second.about ?? first.about;
  const args = second.args ?? first.args;
  return {
    ...(flags === '' ? {} : { flags }),
    ...(global === '' ? {} : { global }),
    ...(alias === '' ? {} : { alias }),
    ...(args === undefined ? {} : { args }),
    ...(others === '' ? {} : { others }),
    ...(plain === '' ? {} : { plain }),
    ...(traits === '' ? {} : { traits }),
    ...(old === '' ? {} : { old }),
    ...(gone === '' ? {} : { gone }),
    ...(about === undefined ? {} : { about }),
  };
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
  traits,
  others,
  plain,
  old,
  gone,
}: SpecEntry): readonly string[] {
  return [flags, global, alias, args, traits, others, plain, old, gone]
    .flatMap((text) => text?.split(' ') ?? [])
    .filter((word) => word !== '');
}
