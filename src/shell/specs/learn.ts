import type { DeclaredSubcommand, DeclaredTool } from './declared.ts';
import type { HelpFacts } from './help.ts';
import { formatFlags, parseFlags, type Flag } from './spec.ts';

/** What a tool said of itself: its own `--help`, and that of each subcommand that was asked and answered. */
export interface Learned {
  readonly own: HelpFacts;
  readonly below: ReadonlyMap<string, HelpFacts>;
  /** Somebody says that its help lists everything. */
  readonly isWhole: boolean;
}

/** The same as a team would declare it by hand. */
export function declaredFrom({ own, below, isWhole }: Learned): Omit<DeclaredTool, 'name'> {
  const names = [...new Set([...own.subcommands, ...below.keys()])];
  const subcommands = Object.fromEntries(
    names.map((name) => [name, subcommandFrom(below.get(name), own.flags)]),
  );
  return {
    // A help may leave things out: what is not in it is then no error.
    completeness: isWhole ? 'whole' : 'open',
    flags: written(own.flags),
    ...(names.length > 0 ? { subcommands } : {}),
  };
}

function subcommandFrom(facts: HelpFacts | undefined, known: readonly Flag[]): DeclaredSubcommand {
  if (!facts) return {};
  const names = new Set(written(known));
  const flags = written(facts.flags).filter((flag) => !names.has(flag));
  return { flags, ...(facts.subcommands.length > 0 ? { subcommands: facts.subcommands } : {}) };
}

/** One text for each flag; a help that lists a flag twice means one. */
function written(flags: readonly Flag[]): string[] {
  return [...new Set(flags.map((flag) => formatFlags([flag])))];
}

/** What was declared before and is not listed now stays: somebody may have written it by hand. */
export function keepDeclared(
  now: Omit<DeclaredTool, 'name'>,
  before: Omit<DeclaredTool, 'name'>,
): Omit<DeclaredTool, 'name'> {
  const declared = new Map(Object.entries(asRecord(before.subcommands)));
  for (const [name, one] of Object.entries(asRecord(now.subcommands)))
    declared.set(name, (isUnasked(one) ? declared.get(name) : undefined) ?? one);
  const subcommands = Object.fromEntries(declared);
  const flags = [...(now.flags ?? []), ...unnamed(before.flags ?? [], now.flags ?? [])];
  const { completeness } = now;
  return { ...(completeness ? { completeness } : {}), flags, ...(Object.keys(subcommands).length > 0 ? { subcommands } : {}) };
}

function asRecord(
  subcommands: DeclaredTool['subcommands'] = {},
): Readonly<Record<string, DeclaredSubcommand>> {
  if (!Array.isArray(subcommands)) return subcommands as Readonly<Record<string, DeclaredSubcommand>>; // no list: the other half of the union
  return Object.fromEntries(subcommands.map((name: string) => [name, {}]));
}

function isUnasked({ flags }: DeclaredSubcommand): boolean {
  return flags === undefined;
}

function unnamed(flags: readonly string[], known: readonly string[]): readonly string[] {
  const names = new Set(parseFlags(known.join(' ')).flatMap((flag) => flag.names));
  return flags.filter((text) => !parseFlags(text).some((flag) => flag.names.some((name) => names.has(name))));
}
