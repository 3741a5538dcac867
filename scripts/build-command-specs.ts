/**
 * Rebuilds the command data in src/shell/specs from its layers, as the README there lists them: what is committed, Fig's
 * specs, what was read from the tools, and the files that people wrote. Prints what changed. Nothing else needs it.
 *
 *   node scripts/build-command-specs.ts [tool …]   only these tools (default: all)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { formatFlags, parseFlags, type SpecEntry, type SpecFile } from '../src/shell/specs/spec.ts';
import { fromBotocore, fromGcloud, trimAz } from './command-specs/clouds.ts';
import { CORRECTION_FILES, readCorrections } from './command-specs/corrections.ts';
import { fromFig } from './command-specs/fig.ts';
import { describeChanges, mergeEntries, mergeSpecs, pathIn } from './command-specs/merge.ts';
import { aboutLayers, joinLayers, liftCommon, withoutOpen } from './command-specs/layered.ts';
import { layeredTools, readLayers } from './command-specs/readers/layer.ts';
import { sources, unverified, type Source } from './command-specs/sources.ts';

type Bundle = Readonly<Record<string, SpecFile>>;

const folder = new URL('../src/shell/specs/', import.meta.url);
// Our own files, in the shape that the writers below give them.
const read = (name: string): unknown =>
  existsSync(new URL(name, folder)) ? JSON.parse(readFileSync(new URL(name, folder), 'utf8')) : {};
const corrections = CORRECTION_FILES.map((name) => readCorrections(folder, name));

const asked = new Set(process.argv.slice(2));
const isAsked = (tool: string): boolean => asked.size === 0 || asked.has(tool);

await rebuildTools();
await rebuildCloud('aws', fromBotocore);
await rebuildCloud('gcloud', fromGcloud);
await rebuildCloud('az', async () => trimAz(await fromFig('az', 'az/2.53.0')));

async function rebuildTools(): Promise<void> {
  const before = read('tools.json') as Bundle;
  const after: Record<string, SpecFile> = { ...before };
  const clouds = ['aws', 'gcloud', 'az'];
  const corrected = corrections.flatMap((one) => Object.keys(one)).map((path) => path.split(' ')[0] ?? '');
  const tools = new Set([
    ...sources.map(({ tool }) => tool),
    ...corrected,
    ...layeredTools(),
    ...Object.keys(before),
  ]);
  for (const tool of [...tools].sort()) {
    if (!isAsked(tool) || clouds.includes(tool)) continue;
    const listed = sources.filter((source) => source.tool === tool);
    const like = listed.find((source) => source.like !== undefined)?.like;
    const base =
      like === undefined ? (before[tool] ?? {}) : renamed(after[like] ?? {}, { from: like, to: tool });
    after[tool] = withAbout(tool, correct(tool, await gather(tool, listed, base)));
    report(before[tool] ?? {}, after[tool]);
  }
  const sorted = Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(new URL('tools.json', folder), formatBundle(sorted));
}

/** A tool that people wrote down without a reading: its subcommands are known, its flags perhaps not. */
function withAbout(tool: string, spec: SpecFile): SpecFile {
  const root = spec[tool] ?? {};
  if (root.about !== undefined || /unverified|dated/.test(root.traits ?? '')) return spec;
  return { ...spec, [tool]: { ...root, about: { completeness: 'subcommands' } } };
}

function renamed(spec: SpecFile, { from, to }: { from: string; to: string }): SpecFile {
  return Object.fromEntries(
    Object.entries(spec).map(([path, entry]) => [to + path.slice(from.length), entry]),
  );
}

async function gather(tool: string, listed: readonly Source[], committed: SpecFile): Promise<SpecFile> {
  const layers = readLayers(tool);
  let spec: SpecFile =
    listed.some(({ isComplete }) => isComplete) && layers.length > 0 ? {} : withoutAges(committed);
  for (const { fig } of listed) {
    const figs = fig === false ? undefined : await fromFig(tool, fig ?? tool);
    if (figs) spec = mergeSpecs(figs, spec);
  }
  const read = joinLayers(layers);
  const joined = mergeSpecs(withoutOpen(spec, read), liftCommon(read));
  const about = aboutLayers(layers);
  const told = about === undefined ? joined : { ...joined, [tool]: { ...joined[tool], about } };
  return unverified.has(tool) && about?.completeness !== 'whole'
    ? mergeSpecs(told, { [tool]: { traits: 'unverified' } })
    : settled(tool, told);
}

function isRead(spec: SpecFile, path: string): boolean {
  const known = spec[path];
  return (
    known?.flags !== undefined ||
    known?.global !== undefined ||
    Object.keys(spec).some((one) => one.startsWith(`${path} `))
  );
}

/** A tool that was read whole is no longer known from Fig alone. */
function settled(tool: string, spec: SpecFile): SpecFile {
  const { traits, ...root } = spec[tool] ?? {};
  const left = traits
    ?.split(' ')
    .filter((one) => one !== 'unverified')
    .join(' ');
  return { ...spec, [tool]: { ...root, ...(left ? { traits: left } : {}) } };
}

/** What was computed the last time is left out, and computed anew. */
function withoutAges(spec: SpecFile): SpecFile {
  return Object.fromEntries(
    Object.entries(spec).map(([path, entry]) => {
      const { old: _old, gone: _gone, about: _about, ...rest } = entry;
      return [path, rest];
    }),
  );
}

async function rebuildCloud(
  tool: string,
  make: () => SpecFile | undefined | Promise<SpecFile | undefined>,
): Promise<void> {
  if (!isAsked(tool)) return;
  const before = read(`${tool}.json`) as SpecFile;
  const after = correct(tool, (await make()) ?? before);
  report(before, after);
  writeFileSync(new URL(`${tool}.json`, folder), `${formatFile(after)}\n`);
}

function correct(tool: string, spec: SpecFile): SpecFile {
  const result: Record<string, SpecEntry> = { ...spec };
  for (const [written, { replace, drop, completeness, ...entry }] of corrections.flatMap((one) =>
    Object.entries(one),
  )) {
    if (written !== tool && !written.startsWith(`${tool} `)) continue;
    const path = pathIn(result, written);
    for (const known of Object.keys(result)) {
      const isBelow = known === path || known.startsWith(`${path} `);
      if (isBelow && (drop || replace)) delete result[known];
    }
    if (!drop) result[path] = mergeEntries(result[path] ?? {}, entry);
    const about = completeness && { ...result[path]?.about, completeness };
    const looked = completeness === 'whole' ? withoutDoubt(result[path] ?? {}, entry.traits) : result[path];
    if (about) result[path] = { ...looked, about };
    openOthers(result, path, spec[tool]?.about === undefined ? entry : withoutKnown(result, path, entry));
  }
  return inOrder(withoutGlobals(tool, result));
}

/** What somebody looked through is no longer open, unless the same line says so. */
function withoutDoubt({ traits, ...entry }: SpecEntry, told = ''): SpecEntry {
  const isLeft = (one: string): boolean =>
    !/^(?:open|dated|unverified)$/.test(one) || told.split(' ').includes(one);
  const left = traits?.split(' ').filter(isLeft).join(' ');
  return left ? { ...entry, traits: left } : entry;
}

/** A line that knows only the name of a subcommand does not hide what a reading knows of it. */
function withoutKnown(result: Record<string, SpecEntry>, path: string, entry: SpecEntry): SpecEntry {
  if (entry.others === undefined) return entry;
  const isUnread = (name: string): boolean => !isRead(result, `${path} ${name}`);
  const unread = (names: string | undefined): string => (names ?? '').split(/\s+/).filter(isUnread).join(' ');
  const known = result[path] ?? {};
  result[path] = { ...known, others: unread(known.others) };
  return { ...entry, others: unread(entry.others) };
}

/** A subcommand named among `others` is not judged, whatever the sources say of its flags. */
function openOthers(result: Record<string, SpecEntry>, path: string, { others, plain }: SpecEntry): void {
  for (const name of others?.trim().split(/\s+/) ?? []) {
    const known = result[`${path} ${name}`];
    if (known) result[`${path} ${name}`] = mergeEntries(known, { traits: 'open' });
    if (known && Object.keys(known).every((key) => key === 'traits')) delete result[`${path} ${name}`];
  }
  const known = result[path] ?? {};
  const plainNames = new Set(plain?.trim().split(/\s+/));
  if (known.others !== undefined && plainNames.size > 0) {
    const unknown = known.others.split(' ').filter((name) => !plainNames.has(name));
    result[path] = { ...known, others: unknown.join(' ') };
  }
  for (const name of plainNames) {
    const below = result[`${path} ${name}`];
    if (below?.traits !== undefined) result[`${path} ${name}`] = withoutDoubt(below);
    if (Object.keys(result[`${path} ${name}`] ?? { flags: '' }).length === 0)
      delete result[`${path} ${name}`];
  }
}

/** A flag that every subcommand takes is said once, at the tool. */
function withoutGlobals(tool: string, spec: SpecFile): SpecFile {
  const names = new Set(parseFlags(spec[tool]?.global ?? '').flatMap((flag) => flag.names));
  const entries = Object.entries(spec).map(([path, { flags, ...entry }]): [string, SpecEntry] => {
    const own = parseFlags(flags ?? '').filter((flag) => !flag.names.every((name) => names.has(name)));
    return [path, own.length > 0 ? { flags: formatFlags(own), ...entry } : entry];
  });
  return Object.fromEntries(entries);
}

/** A path comes after its parent: the reader builds the tree in one pass. */
function inOrder(spec: SpecFile): SpecFile {
  const order = (a: string, b: string): number =>
    a.split(' ').length - b.split(' ').length || (a < b ? -1 : 1);
  return Object.fromEntries(Object.entries(spec).sort(([a], [b]) => order(a, b)));
}

function report(before: SpecFile, after: SpecFile): void {
  for (const line of describeChanges(before, after)) console.log(line);
}

/** One line a command, so that a change is one line of a diff. */
function formatFile(spec: SpecFile): string {
  const lines = Object.entries(spec).map(
    ([path, entry]) => `${JSON.stringify(path)}: ${JSON.stringify(entry)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

function formatBundle(bundle: Bundle): string {
  const files = Object.entries(bundle).map(([tool, spec]) => `${JSON.stringify(tool)}: ${formatFile(spec)}`);
  return `{\n${files.join(',\n')}\n}\n`;
}
