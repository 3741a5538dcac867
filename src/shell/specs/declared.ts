import type { Catalogue } from './catalogue.ts';
import { compileSpec, parseFlags, type CommandSpec, type Completeness, type Flag, type SpecEntry, type SpecFile } from './spec.ts';

/** A command below a declared one. */
export interface DeclaredSubcommand {
  /** As in `SpecEntry.flags`, one flag each; without them none are judged. */
  readonly flags?: readonly string[] | undefined;
  readonly subcommands?: readonly string[] | undefined;
}

/** What a team declares: a command of its own, or what a plugin adds to a known one. */
export interface DeclaredTool {
  readonly name: string;
  /** They hold for every subcommand too. */
  readonly flags?: readonly string[] | undefined;
  /** How much of it is declared: everything where it is not said. Only of a whole tool is a finding an error. */
  readonly completeness?: Completeness | undefined;
  /** Names alone, which take the tool's own flags, or each with its flags. */
  readonly subcommands?: readonly string[] | Readonly<Record<string, DeclaredSubcommand>> | undefined;
}

/** A catalogue with a team's own tools: new ones stand beside the known, known ones learn their additions. */
export function withDeclared(known: Catalogue, declared: readonly DeclaredTool[]): Catalogue {
  const own = new Map(declared.map((tool) => [tool.name, tool]));
  return {
    names: [...new Set([...own.keys(), ...known.names])],
    find(name) {
      const tool = own.get(name);
      const spec = known.find(name);
      if (tool === undefined) return spec;
      return spec ? extend(spec, tool) : compileSpec(fileOf(tool));
    },
  };
}

/** What is known of a subcommand stays known, whatever is declared beside it. */
function extend(spec: CommandSpec, tool: DeclaredTool): CommandSpec {
  const declared = compileSpec(fileOf({ ...tool, flags: tool.flags ?? [] }));
  const children = new Map(spec.children);
  for (const [name, child] of declared?.children ?? []) {
    const before = children.get(name);
    children.set(name, before ? withFlags(before, child.flags) : { ...child, traits: openTraits(child) });
  }
  return { ...spec, globals: new Map([...spec.globals, ...(declared?.globals ?? [])]), children };
}

function withFlags(spec: CommandSpec, flags: ReadonlyMap<string, Flag>): CommandSpec {
  return { ...spec, flags: new Map([...spec.flags, ...flags]) };
}

/** A plugin of which only the name is declared takes what it takes. */
function openTraits({ flags, traits }: CommandSpec): ReadonlySet<string> {
  return flags.size === 0 ? new Set([...traits, 'open']) : traits;
}

function fileOf({ name, flags, subcommands = {}, completeness = 'whole' }: DeclaredTool): SpecFile {
  const bare = flags === undefined ? {} : { flags: [] };
  const below: Readonly<Record<string, DeclaredSubcommand>> = isList(subcommands)
    ? Object.fromEntries(subcommands.map((sub) => [sub, bare]))
    : subcommands;
  const needsOne = Object.keys(below).length > 0;
  const traits = [
    ...(needsOne ? ['subcommand'] : flags === undefined ? ['open'] : []),
    ...(hasSingleDash(flags ?? []) ? ['single-dash'] : []),
  ];
  const entries = Object.entries(below).flatMap(([sub, one]) => entriesOf(`${name} ${sub}`, one));
  return {
    [name]: { global: (flags ?? []).join(' '), traits: traits.join(' '), about: { completeness } },
    ...Object.fromEntries(entries),
  };
}

function entriesOf(path: string, { flags, subcommands = [] }: DeclaredSubcommand): [string, SpecEntry][] {
  const own = flags === undefined ? { traits: 'open' } : { flags: flags.join(' ') };
  return [[path, own], ...subcommands.map((sub): [string, SpecEntry] => [`${path} ${sub}`, { traits: 'open' }])];
}

/** Whether its long flags begin with one dash, as in Go's flag package: `-config`. */
function hasSingleDash(flags: readonly string[]): boolean {
  const names = parseFlags(flags.join(' ')).flatMap((flag) => flag.names);
  return names.some((name) => /^-[A-Za-z][\w-]+$/.test(name)) && !names.some((name) => /^--./.test(name));
}

function isList(value: NonNullable<DeclaredTool['subcommands']>): value is readonly string[] {
  return Array.isArray(value);
}
