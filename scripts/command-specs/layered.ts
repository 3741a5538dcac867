import {
  formatFlags,
  parseFlags,
  type SpecAbout,
  type SpecEntry,
  type SpecFile,
} from '../../src/shell/specs/spec.ts';
import { mergeEntries, mergeSpecs } from './merge.ts';
import type { Layer } from './readers/layer.ts';

/**
 * A tool's layers as one, oldest first: a newer one adds to an older one and wins over it. What a whole layer had and
 * the newest whole layer of the same source lacks is marked as gone with that version.
 */
export function joinLayers(layers: readonly Layer[]): SpecFile {
  let spec: SpecFile = {};
  for (const layer of layers) spec = mergeSpecs(withoutOpen(spec, layer.spec), layer.spec);
  const newest = layers.at(-1);
  if (newest === undefined) return spec;
  const isComparable = ({ isWhole, source }: Layer): boolean =>
    isWhole && newest.isWhole && source === newest.source;
  const before = layers.filter(isComparable).slice(0, -1);
  for (const layer of before) spec = markGone(spec, layer.spec, newest);
  return spec;
}

/** What was open because nobody had read it is no longer open. */
export function withoutOpen(spec: SpecFile, read: SpecFile): SpecFile {
  return Object.fromEntries(
    Object.entries(spec).map(([path, { traits, others, ...entry }]): [string, SpecEntry] => {
      const left = traits
        ?.split(' ')
        .filter((one) => one !== 'open' || !(path in read))
        .join(' ');
      const unread = others
        ?.split(' ')
        .filter((name) => !(`${path} ${name}` in read))
        .join(' ');
      return [path, { ...entry, ...(left ? { traits: left } : {}), ...(unread ? { others: unread } : {}) }];
    }),
  );
}

/** Where the data of a tool comes from. */
export function aboutLayers(layers: readonly Layer[]): SpecAbout | undefined {
  const newest = layers.at(-1);
  if (newest === undefined) return undefined;
  return {
    completeness: layers.some(({ isWhole }) => isWhole) ? 'whole' : 'subcommands',
    version: newest.version,
    date: newest.date,
    sources: [...new Set(layers.map(({ source, version }) => `${source} ${version}`))],
  };
}

function markGone(spec: SpecFile, old: SpecFile, { spec: now, version }: Layer): SpecFile {
  const marked: Record<string, SpecEntry> = { ...spec };
  const [tool = ''] = Object.keys(now);
  const everywhere = namesOf(now[tool]?.global);
  for (const [path, entry] of Object.entries(old)) {
    const current = now[path];
    if (current === undefined) {
      const parent = path.split(' ').slice(0, -1).join(' ');
      const isAlias = (now[parent] && aliases(now, parent).has(path.split(' ').at(-1) ?? '')) ?? false;
      if (now[parent] && !isAlias) mark(marked, parent, `${path.split(' ').at(-1) ?? ''}@${version}`);
      continue;
    }
    const known = new Set([...namesOf(current.flags), ...namesOf(current.global), ...everywhere]);
    for (const { names } of parseFlags(`${entry.flags ?? ''} ${entry.global ?? ''}`))
      if (!names.some((name) => known.has(name)))
        for (const name of names.filter((one) => one.startsWith('--')))
          mark(marked, path, `${name}@${version}`);
  }
  return marked;
}

function mark(spec: Record<string, SpecEntry>, path: string, gone: string): void {
  const known = spec[path] ?? {};
  spec[path] = mergeEntries(known, { gone });
}

function namesOf(flags = ''): readonly string[] {
  return parseFlags(flags).flatMap(({ names }) => names);
}

function aliases(spec: SpecFile, parent: string): ReadonlySet<string> {
  return new Set(
    Object.entries(spec)
      .filter(([path]) => path.startsWith(`${parent} `))
      .flatMap(([, { alias }]) => alias?.split(' ') ?? []),
  );
}

/** Flags that stand at nearly every command of a tool are said once, at the tool, as its global ones. */
export function liftCommon(spec: SpecFile): SpecFile {
  const [tool = ''] = Object.keys(spec);
  const below = Object.entries(spec).filter(([path]) => path !== tool);
  if (below.length < 4) return spec;
  const times = new Map<string, number>();
  for (const [, { flags }] of below)
    for (const word of flags?.split(' ') ?? []) times.set(word, (times.get(word) ?? 0) + 1);
  const common = [...times].filter(([, count]) => count >= below.length * 0.9).map(([word]) => word);
  if (common.length === 0) return spec;
  const global = formatFlags(
    parseFlags([...new Set([...(spec[tool]?.global?.split(' ') ?? []), ...common])].join(' ')),
  );
  return Object.fromEntries(
    Object.entries(spec).map(([path, { flags, ...entry }]): [string, SpecEntry] => {
      const own = (flags?.split(' ') ?? []).filter((word) => !common.includes(word)).join(' ');
      const all = path === tool ? { ...entry, global } : entry;
      return [path, own === '' ? all : { flags: own, ...all }];
    }),
  );
}
