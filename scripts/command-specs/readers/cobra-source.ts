import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { readGoFlags, withoutComments } from './go-flags.ts';

/** One Go function, or the package's `var` and `init` of one command. */
interface GoFunction {
  readonly key: string;
  readonly package: string;
  readonly name: string;
  readonly parameters: string;
  readonly body: string;
}

interface Found {
  readonly name: string;
  readonly alias: readonly string[];
  readonly flags: readonly Flag[];
  readonly global: readonly Flag[];
  readonly children: readonly Found[];
  readonly isHidden: boolean;
}

/** Where a cobra program's commands are declared: folders of Go, and the function that makes the root. */
export interface CobraSource {
  readonly folders: readonly string[];
  readonly root: string;
  readonly tool: string;
}

/**
 * Facts from the Go source of a cobra program, without building it: which function makes which command, which flags
 * its body and what it calls declare, and which commands it adds. Flags whose command is unclear belong to all of its
 * function's commands: rather one too many than a right command called wrong.
 */
export function fromCobraSource({ folders, root, tool }: CobraSource): SpecFile {
  const files = folders.flatMap(goFiles).map((file) => withoutComments(readFileSync(file, 'utf8')));
  const constants = flagConstants(files);
  const functions = files.flatMap((code) => readFunctions(nameFlags(code, constants)));
  const byKey = Map.groupBy(functions, ({ name }) => name);
  const start = functions.find(({ key, name }) => key === root || name === root);
  if (start === undefined) throw new Error(`No function ${root} makes ${tool}.`);
  const commands = commandsOf(start, { byKey, seen: new Set(), said: undefined });
  const entries: Record<string, SpecEntry> = {};
  const [first] = commands;
  if (first) addFound(entries, [tool], { ...first, name: tool });
  return entries;
}

function goFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

/** Names of flags that stand in constants: `FlagNamespace = "namespace"`; only those that mean one thing everywhere. */
function flagConstants(files: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (const code of files)
    for (const [, name = '', value = ''] of code.matchAll(
      /^\s*(?:const |var )?(\w*[Ff]lag\w*|\w+Name|\w+Key)\s*=\s*"([a-z][\w-]*)"/gm,
    ))
      found.set(name, found.has(name) && found.get(name) !== value ? undefined : value);
  return new Map([...found].filter((one): one is [string, string] => one[1] !== undefined));
}

function nameFlags(code: string, constants: ReadonlyMap<string, string>): string {
  return code.replace(/(?<=[(,]\s*)(?:\w+\.)?(\w*[Ff]lag\w*|\w+Name|\w+Key)(?=,)/g, (word, name: string) => {
    const value = constants.get(name);
    return value === undefined ? word : `"${value}"`;
  });
}

function readFunctions(code: string): readonly GoFunction[] {
  const name = /^package (\w+)/m.exec(code)?.[1] ?? '';
  return [...code.matchAll(/^func (?:\([^)]*\) )?(\w+)(?:\[[^\]]*\])?\(([^\n]*)\n([\s\S]*?)^\}/gm)].map(
    ([, own = '', parameters = '', body = '']) => ({
      key: `${name}.${own}`,
      package: name,
      name: own,
      parameters,
      body,
    }),
  );
}

interface Search {
  readonly byKey: ReadonlyMap<string, readonly GoFunction[]>;
  readonly seen: ReadonlySet<string>;
  /** The name that the caller hands over: `NewCreateCommand(f, "create")`. */
  readonly said: string | undefined;
}

function commandsOf(from: GoFunction, search: Search): readonly Found[] {
  if (search.seen.has(from.key + from.body.length)) return [];
  const seen = new Set([...search.seen, from.key + from.body.length]);
  const literals = splitLiterals(from.body);
  const called = callsOf(from, search.byKey);
  const makers = called.filter(({ target }) => makesCommand(target, search.byKey));
  const made = makers.map(({ target, said, into }) => ({
    into,
    commands: commandsOf(target, { ...search, seen, said }),
  }));
  const below = made.flatMap(({ commands }) => commands);
  const variables = [...from.body.matchAll(/(?:(\w+)\s*:?=\s*&?)?cobra\.Command\{/g)].map(([, name]) => name);
  if (literals.length === 0) return below;
  const declared = [from.body, ...binders(called, search.byKey, 3)];
  const isPersistent = (line: string): boolean => /Persistent/.test(line);
  const lines = declared.flatMap((code, at) => statements(code).map((line) => ({ line, isOwn: at === 0 })));
  const shared = lines.filter(({ line }) => isPersistent(line)).map(({ line }) => line);
  const persistentVars =
    /AddFlags\(\w+\.PersistentFlags\(\)\)|BindFlags\(\w+\.PersistentFlags\(\)\)|\w+ :?= \w+\.PersistentFlags\(\)/.test(
      from.body,
    );
  const own = lines.filter(({ line }) => !isPersistent(line)).map(({ line }) => line);
  const [head, ...rest] = literals.map((literal, at): Found => ({
    name: nameOf(literal, search.said),
    alias: [...(/Aliases:\s*\[\]string\{([^}]*)\}/.exec(literal)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
      ([, alias = '']) => alias,
    ),
    flags: at === 0 || literals.length > 1 ? readGoFlags(own.join('\n')) : [],
    global: at === 0 ? readGoFlags([...shared, ...(persistentVars ? own : [])].join('\n')) : [],
    children: [],
    isHidden: /Hidden:\s*true/.test(literal),
  }));
  if (head === undefined) return below;
  const adds = /AddCommand|AddGroup|Groups/.test(from.body) || /CommandGroup/.test(from.body);
  const withOwn = rest.map((one, at) => ({
    ...one,
    children: made
      .filter(({ into }) => into !== undefined && into === variables[at + 1])
      .flatMap(({ commands }) => commands),
  }));
  const others = made.filter(({ into }) => into === undefined || !variables.slice(1).includes(into));
  return [
    { ...head, children: adds ? [...withOwn, ...others.flatMap(({ commands }) => commands)] : withOwn },
  ];
}

/** The text of each `cobra.Command{ … }`, as far as its first lines. */
function splitLiterals(body: string): readonly string[] {
  return body
    .split(/cobra\.Command\{/)
    .slice(1)
    .filter((text) => /^[\s\S]{0,4000}?\bUse:/.test(text))
    .map((text) => text.slice(0, 6000));
}

function nameOf(literal: string, said: string | undefined): string {
  const use = /\bUse:\s*(?:fmt\.Sprintf\()?("([^"]*)"|`([^`]*)`|[^,\n]+)/.exec(literal);
  const text = use?.[2] ?? use?.[3];
  const name = text?.trim().split(/[\s\[]/)[0];
  return name !== undefined && /^[a-z0-9][\w-]*$/.test(name) ? name : (said ?? '');
}

interface Call {
  readonly target: GoFunction;
  readonly said: string | undefined;
  /** The variable whose `AddCommand` it stands in. */
  readonly into: string | undefined;
}

/** Calls of functions that are declared in what was read; of several by one name, those of the package named. */
function callsOf(from: GoFunction, byKey: Search['byKey']): readonly Call[] {
  const calls = [...from.body.matchAll(/(?:\b(\w+)\.)?\b(\w+)(?:\[[^\]]*\])?\((?=([\s\S]{0,200}))/g)];
  return calls.flatMap(({ index, 1: before, 2: name = '', 3: rest = '' }) => {
    const known = (byKey.get(name) ?? []).filter((one) => one !== from);
    const named = known.filter(({ package: home }) => home === (before ?? from.package));
    const here = known.filter(({ package: home }) => home === from.package);
    const chosen = named.length > 0 ? named : here.length > 0 ? here : known.length <= 3 ? known : [];
    const said = /^[^;{}]*?"([a-z][\w-]*)[^"]*"/.exec(rest)?.[1];
    const into = /(\w+)\.AddCommand\([^;{}]*$/.exec(from.body.slice(Math.max(0, index - 3000), index))?.[1];
    return chosen.map((target) => ({ target, said, into }));
  });
}

function makesCommand({ body, parameters }: GoFunction, byKey: Search['byKey']): boolean {
  if (/cobra\.Command\{/.test(body)) return true;
  return (
    /\*cobra\.Command/.test(parameters.slice(parameters.lastIndexOf(')'))) &&
    [...body.matchAll(/\b(\w+)\(/g)].some(([, name = '']) =>
      (byKey.get(name) ?? []).some((one) => /cobra\.Command\{/.test(one.body)),
    )
  );
}

/** Bodies of what is called to declare flags: functions that take a flag set or a command. */
function binders(calls: readonly Call[], byKey: Search['byKey'], depth: number): readonly string[] {
  if (depth === 0) return [];
  return calls
    .filter(
      ({ target }) =>
        /FlagSet|cobra\.Command|flags/.test(target.parameters) && !/cobra\.Command\{/.test(target.body),
    )
    .flatMap(({ target }) => [target.body, ...binders(callsOf(target, byKey), byKey, depth - 1)]);
}

function statements(code: string): readonly string[] {
  return code.split(/\n(?=\s*[\w(])/);
}

function addFound(entries: Record<string, SpecEntry>, at: readonly string[], found: Found): void {
  const key = at.join(' ');
  const { flags = '', global = '', alias = '' } = entries[key] ?? {};
  const join = (before: string, more: readonly Flag[]): string =>
    [...new Set([...before.split(' '), ...formatFlags(more).split(' ')])].filter(Boolean).join(' ');
  const own = join(flags, found.flags);
  const all = join(global, found.global);
  const names = [...new Set([...alias.split(' '), ...(at.length > 1 ? found.alias : [])])].filter(Boolean);
  entries[key] = {
    ...(own ? { flags: own } : {}),
    ...(all ? { global: all } : {}),
    ...(names.length > 0 ? { alias: names.join(' ') } : {}),
  };
  for (const child of found.children)
    if (child.name !== '' && at.length < 5) addFound(entries, [...at, child.name], child);
}
