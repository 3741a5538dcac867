/**
 * Rebuilds the committed command knowledge in src/shell/specs from Fig's specs, the `--help` of what
 * is installed here, and src/shell/specs/corrections.yaml; prints what changed. Nothing else needs it.
 *
 *   node scripts/build-command-specs.ts [tool …]   only these tools; all without
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { formatFlags, parseFlags, type SpecEntry, type SpecFile } from '../src/shell/specs/spec.ts';
import { fromBotocore, fromGcloud, trimAz } from './command-specs/clouds.ts';
import { fromFig } from './command-specs/fig.ts';
import { fromHelp } from './command-specs/installed.ts';
import { describeChanges, mergeEntries, mergeSpecs } from './command-specs/merge.ts';
import { sources, unverified, type Source } from './command-specs/sources.ts';

type Bundle = Readonly<Record<string, SpecFile>>;

/** A correction is merged into what the sources say; `replace` forgets them first, `drop` removes the path. */
interface Correction extends SpecEntry {
  readonly replace?: boolean;
  readonly drop?: boolean;
}

const folder = new URL('../src/shell/specs/', import.meta.url);
// Our own files: their shape is what the writers below give them.
const read = (name: string): unknown =>
  existsSync(new URL(name, folder)) ? JSON.parse(readFileSync(new URL(name, folder), 'utf8')) : {};
const corrections = parse(readFileSync(new URL('corrections.yaml', folder), 'utf8')) as Record<
  string,
  Correction
>;

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
  const corrected = Object.keys(corrections).map((path) => path.split(' ')[0] ?? '');
  const tools = new Set([...sources.map(({ tool }) => tool), ...corrected, ...Object.keys(before)]);
  for (const tool of [...tools].sort()) {
    if (!isAsked(tool) || clouds.includes(tool)) continue;
    const listed = sources.filter((source) => source.tool === tool);
    const like = listed.find((source) => source.like !== undefined)?.like;
    const base =
      like === undefined ? (before[tool] ?? {}) : renamed(after[like] ?? {}, { from: like, to: tool });
    after[tool] = correct(tool, await gather(tool, listed, base));
    report(before[tool] ?? {}, after[tool]);
  }
  const sorted = Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(new URL('tools.json', folder), formatBundle(sorted));
}

function renamed(spec: SpecFile, { from, to }: { from: string; to: string }): SpecFile {
  return Object.fromEntries(
    Object.entries(spec).map(([path, entry]) => [to + path.slice(from.length), entry]),
  );
}

async function gather(tool: string, listed: readonly Source[], committed: SpecFile): Promise<SpecFile> {
  let spec = committed;
  for (const { fig, help, isComplete } of listed) {
    const figs = fig === false ? undefined : await fromFig(tool, fig ?? tool);
    if (figs) spec = mergeSpecs(figs, spec);
    const own = help ? fromHelp({ tool, ...help }) : undefined;
    if (own) spec = isComplete ? own : mergeSpecs(spec, own);
  }
  return unverified.has(tool) ? mergeSpecs(spec, { [tool]: { traits: 'unverified' } }) : spec;
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
  for (const [path, { replace, drop, ...entry }] of Object.entries(corrections)) {
    if (path !== tool && !path.startsWith(`${tool} `)) continue;
    for (const known of Object.keys(result)) {
      const isBelow = known === path || known.startsWith(`${path} `);
      if (isBelow && (drop || replace)) delete result[known];
    }
    if (!drop) result[path] = mergeEntries(result[path] ?? {}, entry);
    openOthers(result, path, entry);
  }
  return inOrder(withoutGlobals(tool, result));
}

/** A subcommand named among `others` is not judged, whatever the sources say of its flags. */
function openOthers(result: Record<string, SpecEntry>, path: string, { others, plain }: SpecEntry): void {
  for (const name of others?.trim().split(/\s+/) ?? []) {
    const known = result[`${path} ${name}`];
    if (known) result[`${path} ${name}`] = mergeEntries(known, { traits: 'open' });
    if (known && Object.keys(known).every((key) => key === 'traits')) delete result[`${path} ${name}`];
  }
  for (const name of plain?.trim().split(/\s+/) ?? []) {
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
