import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  formatFlags,
  type Flag,
  type SpecEntry,
  type SpecFile,
  type Takes,
} from '../../src/shell/specs/spec.ts';

// The shape of @withfig/autocomplete's specs, as far as it is read here.
interface FigArg {
  readonly isOptional?: boolean;
  readonly isVariadic?: boolean;
  readonly suggestions?: readonly unknown[];
}
interface FigOption {
  readonly name: string | readonly string[];
  readonly args?: FigArg | readonly FigArg[];
  readonly isPersistent?: boolean;
}
interface FigCommand {
  readonly name: string | readonly string[];
  readonly subcommands?: readonly FigCommand[];
  readonly options?: readonly FigOption[];
  readonly loadSpec?: unknown;
  readonly generateSpec?: unknown;
  readonly parserDirectives?: { readonly flagsArePosixNoncompliant?: boolean };
}

const folder = path.resolve('node_modules/@withfig/autocomplete/build');
const deepest = 6;

/** A tool's facts from Fig's completion specs (MIT); undefined when Fig does not know it. */
export async function fromFig(tool: string, module = tool): Promise<SpecFile | undefined> {
  const root = await load(module);
  if (root === undefined) return undefined;
  const entries: Record<string, SpecEntry> = {};
  await add(entries, [tool], root);
  const traits = root.parserDirectives?.flagsArePosixNoncompliant ? { traits: 'single-dash' } : {};
  return { ...entries, [tool]: { ...entries[tool], ...traits } };
}

async function load(module: string): Promise<FigCommand | undefined> {
  const file = [path.join(folder, `${module}.js`), path.join(folder, module, 'index.js')].find((one) =>
    existsSync(one),
  );
  if (file === undefined) return undefined;
  // Fig's modules have a default export: a command, or a function that gives one.
  const loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
  const found =
    typeof loaded.default === 'function' ? await callSafely(loaded.default as () => unknown) : loaded.default;
  return isCommand(found) ? found : undefined;
}

async function callSafely(make: () => unknown): Promise<unknown> {
  try {
    return await make();
  } catch {
    return undefined;
  }
}

function isCommand(value: unknown): value is FigCommand {
  return typeof value === 'object' && value !== null && 'name' in value;
}

async function add(
  entries: Record<string, SpecEntry>,
  at: readonly string[],
  command: FigCommand,
): Promise<void> {
  const loaded = typeof command.loadSpec === 'string' ? await load(command.loadSpec) : undefined;
  const whole = loaded ? { ...loaded, name: command.name } : command;
  const isOpen =
    at.length > deepest ||
    // A generated spec adds to a tool's root; of a subcommand it is all there is.
    (at.length > 1 && !loaded && (command.loadSpec !== undefined || command.generateSpec !== undefined));
  const [, ...alias] = at.length === 1 ? [] : namesOf(whole.name);
  entries[at.join(' ')] = {
    ...optionsOf(whole),
    ...(alias.length > 0 ? { alias: alias.join(' ') } : {}),
    ...(isOpen ? { traits: 'open' } : {}),
  };
  for (const child of at.length > deepest ? [] : (whole.subcommands ?? [])) {
    const name = namesOf(child.name)[0];
    if (name !== undefined && /^[\w.:-]+$/.test(name)) await add(entries, [...at, name], child);
  }
}

function optionsOf({ options = [] }: FigCommand): SpecEntry {
  const own = options.filter(({ isPersistent }) => !isPersistent).flatMap(flagOf);
  const below = options.filter(({ isPersistent }) => isPersistent).flatMap(flagOf);
  return {
    ...(own.length > 0 ? { flags: formatFlags(own) } : {}),
    ...(below.length > 0 ? { global: formatFlags(below) } : {}),
  };
}

function flagOf({ name, args }: FigOption): readonly Flag[] {
  const names = namesOf(name).filter((one) => /^-[^\s=,]+$/.test(one) && one !== '--');
  return names.length > 0 ? [{ names, takes: takesOf(args) }] : [];
}

function takesOf(args: FigOption['args']): Takes {
  if (args === undefined) return 'nothing';
  const list = Array.isArray(args) ? (args as readonly FigArg[]) : [args as FigArg];
  const needed = list.filter((arg) => !arg.isOptional && !arg.isVariadic && !isSwitch(arg)).length;
  return needed === 0 ? (list.some(({ isVariadic }) => isVariadic) ? 1 : 'optional') : needed;
}

/** `--https-only true`: the word may be left out. */
function isSwitch({ suggestions = [] }: FigArg): boolean {
  return suggestions.length > 0 && suggestions.every((one) => one === 'true' || one === 'false');
}

function namesOf(name: string | readonly string[]): readonly string[] {
  return typeof name === 'string' ? [name] : name;
}
