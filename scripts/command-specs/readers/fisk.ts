import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { withoutComments } from './go-flags.ts';

/**
 * Facts from the Go source of a program made with fisk or kingpin: `kv := app.Command("kv", …)`,
 * `add := kv.Command("add", …).Alias("new")`, `add.Flag("ttl", …).Short('t').DurationVar(&x)`. Flags that a shared function declares
 * belong to all commands of its file.
 */
export function fromFisk(folder: string, tool: string, rootFile: string): SpecFile {
  const entries: Record<string, SpecEntry> = {};
  const files = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
  const codes = files.map((file) => withoutComments(readFileSync(path.join(folder, file), 'utf8')));
  const handed = handedParents(codes, tool);
  for (const code of codes) addFile(entries, { at: handed, tool, code });
  const root = flagsIn(withoutComments(readFileSync(rootFile, 'utf8'))).map(({ flag }) => flag);
  return { [tool]: { global: formatFlags(root) }, ...entries };
}

interface Source {
  readonly tool: string;
  readonly code: string;
  /** Where the commands of a function belong that is given its parent: by the function's name. */
  readonly at: ReadonlyMap<string, readonly string[]>;
}

/** `configureServerCheckCommand(srv)`: the commands of that function, in another file, belong below `srv`. */
function handedParents(codes: readonly string[], tool: string): ReadonlyMap<string, readonly string[]> {
  const at = new Map<string, readonly string[]>();
  // Twice: `nats server watch accounts` is handed on by a function that was itself given its parent.
  for (let pass = 0; pass < 2; pass += 1)
    for (const code of codes) {
      const paths = pathsIn({ at, tool, code });
      for (const [, name = '', variable = ''] of code.matchAll(/^\s+(configure\w+)\((\w+)\)/gm)) {
        const parent = paths.get(variable);
        if (parent) at.set(name, parent);
      }
    }
  return at;
}

/** The variables of a file that hold a command, its functions' parameters among them. */
function pathsIn({ at, tool, code }: Source): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const [, name = '', parameter = ''] of code.matchAll(
    /^func (?:\([^)]*\) )?(configure\w+)\((\w+) /gm,
  )) {
    const parent = at.get(name);
    if (parent) paths.set(parameter, parent);
  }
  for (const { variable, parent, name } of declarationsIn(code))
    if (variable !== undefined) paths.set(variable, [...(paths.get(parent) ?? [tool]), name]);
  return paths;
}

function declarationsIn(code: string): readonly {
  readonly line: string;
  readonly variable: string | undefined;
  readonly parent: string;
  readonly name: string;
}[] {
  const declaration = /(?:(\w+)\s*:?=\s*)?(\w+)\.Command(?:f)?\("([\w-]+)"[^\n]*(?:\n\s+\.[^\n]*)*/g;
  return [...code.matchAll(declaration)].map(([line, variable, parent = '', name = '']) => ({
    line,
    variable,
    parent,
    name,
  }));
}

function addFile(entries: Record<string, SpecEntry>, source: Source): void {
  const { tool, code } = source;
  const given = new Map(pathsIn({ ...source, code: code.replace(/^.*\.Command(?:f)?\(.*$/gm, '') }));
  const paths = new Map<string, readonly string[]>();
  for (const { line, variable, parent, name } of declarationsIn(code)) {
    const above = paths.get(parent) ?? given.get(parent) ?? [tool];
    const at = [...above, name];
    if (variable !== undefined) paths.set(variable, at);
    const alias = [...line.matchAll(/\.Alias\("([\w-]+)"\)/g)].map(([, one = '']) => one);
    entries[at.join(' ')] ??= alias.length > 0 ? { alias: alias.join(' ') } : {};
  }
  const all = flagsIn(code);
  const shared = all.filter(({ owner }) => !paths.has(owner)).map(({ flag }) => flag);
  for (const [variable, at] of paths) {
    const own = all.filter(({ owner }) => owner === variable).map(({ flag }) => flag);
    const flags = distinct([...own, ...shared]);
    const key = at.join(' ');
    if (flags.length > 0) entries[key] = { flags: formatFlags(flags), ...entries[key] };
  }
}

function distinct(flags: readonly Flag[]): readonly Flag[] {
  return [...new Map(flags.map((flag) => [flag.names.join(), flag])).values()];
}

function flagsIn(code: string): readonly { readonly owner: string; readonly flag: Flag }[] {
  return [...code.matchAll(/(\w+)\.Flag\("([\w-]+)"([^\n]*)/g)].map(
    ([, owner = '', name = '', rest = '']) => {
      const short = /\.Short\('(\w)'\)/.exec(rest)?.[1];
      const names = [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
      return { owner, flag: { names, takes: /Bool(?:Var)?\(|Counter/.test(rest) ? 'nothing' : 1 } };
    },
  );
}
