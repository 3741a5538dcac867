/**
 * One command's facts as they are committed. A tool's file maps the words of every (sub)command to
 * one, so that a change is one line: `"kubectl rollout restart": { "flags": "-l,--selector=" }`.
 */
export interface SpecEntry {
  /**
   * Blank-separated, names of one flag joined by commas. After the names: nothing (a switch), `=`
   * (needs a value), `=?` (may have one, attached), `=2` (needs two), `=;` (words up to a `;`).
   */
  readonly flags?: string;
  /** Flags that every subcommand below takes too. */
  readonly global?: string;
  /** Other names of this subcommand, blank-separated. */
  readonly alias?: string;
  /** Only where verified: `SOURCE… TARGET`, `[NAME]`; an empty string for none at all. */
  readonly args?: string;
  /**
   * Blank-separated, of flags here and below whose value is one of a few words: `-o,--output=json|yaml|jsonpath=`. A word
   * that ends in `=` begins a longer value.
   */
  readonly values?: string;
  /** Subcommands of which only the names are known: nothing below them is judged. */
  readonly others?: string;
  /** Subcommands without flags of their own. */
  readonly plain?: string;
  /** Blank-separated, see `Trait`. */
  readonly traits?: string;
  /**
   * Flags and subcommands that still work and are on their way out: `--record`, `--record@1.15`, `--record@1.15>--other`, with
   * `~` for a blank. Of the tool itself, its own name stands for all of it.
   */
  readonly old?: string;
  /** Flags and subcommands that newer versions have no more, written alike: the version is the first known to lack it. */
  readonly gone?: string;
  /** Of the tool itself: what its data was read from. */
  readonly about?: SpecAbout;
}

/** How much of a tool is known, and since when. */
export interface SpecAbout {
  readonly completeness: Completeness;
  /** The newest version that was read. */
  readonly version?: string;
  /** The day it was read, `2026-11-29`. */
  readonly date?: string;
  /** What was read, oldest first. */
  readonly sources?: readonly string[];
}

/**
 * `whole`: every subcommand and every flag. `subcommands`: every subcommand, flags perhaps not. `open`: neither.
 * Only of a whole tool is a finding certain.
 */
export const COMPLETENESS = ['whole', 'subcommands', 'open'] as const;
export type Completeness = (typeof COMPLETENESS)[number];

/** A tool's file: command paths, the tool's own name first. */
export type SpecFile = Readonly<Record<string, SpecEntry>>;

/**
 * `open`: nothing below is judged. `plugins`: unknown subcommands may be plugins or aliases.
 * `subcommand`: one is required. `abbreviates`: long flags may be cut short (GNU). `numbers`: `-200`
 * is a number. `single-dash`: long flags begin with one dash, letters are not bundled. `unverified`: taken
 * from Fig alone, so nothing found with it is certain. `dated`: newer flags may be missing, so only near misses of known ones count.
 */
export type Trait =
  'open' | 'plugins' | 'subcommand' | 'abbreviates' | 'numbers' | 'single-dash' | 'unverified' | 'dated';

export type Takes = 'nothing' | 'optional' | 'to-semicolon' | number;

export interface Flag {
  readonly names: readonly string[];
  /** A number: how many words it needs. */
  readonly takes: Takes;
}

export interface Argument {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isRepeated: boolean;
}

/** A command ready to be judged against. */
export interface CommandSpec {
  readonly path: readonly string[];
  readonly flags: ReadonlyMap<string, Flag>;
  readonly globals: ReadonlyMap<string, Flag>;
  readonly children: ReadonlyMap<string, CommandSpec>;
  /** Unknown when absent. */
  readonly args?: readonly Argument[];
  readonly traits: ReadonlySet<string>;
  /** By the name of a flag, the words that its value may be; unknown when absent. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Its flags and subcommands that are on their way out, or gone. */
  readonly ages: ReadonlyMap<string, Age>;
  /** Only of the tool itself. */
  readonly about?: SpecAbout;
}

/** That a flag or a subcommand is deprecated, or removed. */
export interface Age {
  readonly kind: 'old' | 'gone';
  /** The version that is known to have made it so, or to lack it. */
  readonly version?: string;
  /** What stands in its place now. */
  readonly instead?: string;
}

interface Draft {
  readonly spec: CommandSpec & { readonly children: Map<string, CommandSpec> };
}

/** Turns a tool's file into the tree that commands are judged against. */
export function compileSpec(file: SpecFile): CommandSpec | undefined {
  const drafts = new Map<string, Draft>();
  for (const [path, entry] of Object.entries(file)) addEntry(drafts, path.split(' '), entry);
  const [root] = drafts.values();
  return root?.spec;
}

function addEntry(drafts: Map<string, Draft>, path: readonly string[], entry: SpecEntry): void {
  if (drafts.has(path.join(' ')) && isNameOnly(entry)) return;
  const spec = { ...compileEntry(entry), path, children: new Map<string, CommandSpec>() };
  drafts.set(path.join(' '), { spec });
  const parent = drafts.get(path.slice(0, -1).join(' '));
  const names = [path.at(-1) ?? '', ...(entry.alias?.split(' ') ?? [])];
  for (const name of names) parent?.spec.children.set(name, spec);
  for (const name of words(entry.others ?? '')) addEntry(drafts, [...path, name], { traits: 'open' });
  for (const name of words(entry.plain ?? '')) addEntry(drafts, [...path, name], {});
}

/** `others` and `plain` never take away what is known of a subcommand. */
function isNameOnly({ flags, global, alias, args, values, old, gone }: SpecEntry): boolean {
  return [flags, global, alias, args, values, old, gone].every((text) => text === undefined);
}

function compileEntry({ flags, global, args, values, traits, old, gone, about }: SpecEntry): Omit<CommandSpec, 'path' | 'children'> {
  return {
    ages: new Map([...agesOf('old', old), ...agesOf('gone', gone)]),
    ...(about === undefined ? {} : { about }),
    flags: byName(parseFlags(flags ?? '')),
    globals: byName(parseFlags(global ?? '')),
    traits: new Set(traits?.split(' ') ?? []),
    values: parseValues(values ?? ''),
    ...(args === undefined ? {} : { args: parseArguments(args) }),
  };
}

/** Reads the notation of `SpecEntry.old`: `--record@1.34>--other`. */
function agesOf(kind: Age['kind'], text = ''): [string, Age][] {
  return words(text).map((word) => {
    const [, name = word, version, instead] = /^([^@>]+)(?:@([^>]+))?(?:>(.+))?$/.exec(word) ?? [];
    return [name, { kind, ...(version === undefined ? {} : { version }), ...(instead === undefined ? {} : { instead: instead.replaceAll('~', ' ') }) }];
  });
}

/** Reads the notation of `SpecEntry.values`. */
function parseValues(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    words(text).flatMap((word) => {
      const at = word.indexOf('=');
      const choices = word.slice(at + 1).split('|');
      return word
        .slice(0, at)
        .split(',')
        .map((name): [string, readonly string[]] => [name, choices]);
    }),
  );
}

function byName(flags: readonly Flag[]): ReadonlyMap<string, Flag> {
  return new Map(flags.flatMap((flag) => flag.names.map((name) => [name, flag])));
}

/** Reads the flag notation of `SpecEntry.flags`. */
export function parseFlags(text: string): readonly Flag[] {
  return words(text).map((word) => {
    const [, names = word, value] = /^(.*?)(?:=([?;]|\d)?)?$/.exec(word) ?? [];
    return { names: names.split(','), takes: takesOf(word.length > names.length, value) };
  });
}

function takesOf(hasValue: boolean, value: string | undefined): Takes {
  if (!hasValue) return 'nothing';
  if (value === '?') return 'optional';
  return value === ';' ? 'to-semicolon' : Number(value ?? 1);
}

/** Writes the flag notation of `SpecEntry.flags`. */
export function formatFlags(flags: readonly Flag[]): string {
  return flags.map(({ names, takes }) => names.join(',') + suffixOf(takes)).join(' ');
}

function suffixOf(takes: Takes): string {
  if (takes === 'nothing') return '';
  if (takes === 'optional') return '=?';
  if (takes === 'to-semicolon') return '=;';
  return takes === 1 ? '=' : `=${takes}`;
}

function parseArguments(text: string): readonly Argument[] {
  return words(text).map((word) => ({
    name: word.replace(/[[\]…]/g, ''),
    isOptional: word.startsWith('[') || word === '…',
    isRepeated: word.includes('…'),
  }));
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
