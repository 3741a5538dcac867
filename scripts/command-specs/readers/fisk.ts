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
  for (const file of files)
    addFile(entries, tool, withoutComments(readFileSync(path.join(folder, file), 'utf8')));
  const root = flagsIn(withoutComments(readFileSync(rootFile, 'utf8'))).map(({ flag }) => flag);
  return { [tool]: { global: formatFlags(root) }, ...entries };
}

function addFile(entries: Record<string, SpecEntry>, tool: string, code: string): void {
  const paths = new Map<string, readonly string[]>();
  const declaration = /(?:(\w+)\s*:?=\s*)?(\w+)\.Command(?:f)?\("([\w-]+)"[^\n]*(?:\n\s+\.[^\n]*)*/g;
  for (const [line, variable, parent = '', name = ''] of code.matchAll(declaration)) {
    const above = paths.get(parent) ?? [tool];
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
