import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { withoutComments } from './go-flags.ts';

/** Facts from the Go source of a program made with urfave/cli, whose commands stand below its root alone: `&cli.Command{ Name: "pull", Flags: … }`. */
export function fromUrfave(folder: string, tool: string, rootFile: string): SpecFile {
  const files = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
  const entries: Record<string, SpecEntry> = {
    [tool]: { global: formatFlags(flagsIn(readFileSync(path.join(folder, rootFile), 'utf8'))) },
  };
  for (const file of files.filter((name) => name !== rootFile)) {
    const [, ...commands] = withoutComments(readFileSync(path.join(folder, file), 'utf8')).split(
      /&cli\.Command\{/,
    );
    for (const body of commands) {
      const name = /\bName:\s*"([a-z][\w-]*)"/.exec(body)?.[1];
      if (name === undefined) continue;
      const alias = listIn(/^[^{]*?\bAliases:\s*\[\]string\{([^}]*)\}/.exec(body)?.[1]);
      const flags = flagsIn(body);
      entries[`${tool} ${name}`] = {
        ...(flags.length > 0 ? { flags: formatFlags(flags) } : {}),
        ...(alias.length > 0 ? { alias: alias.join(' ') } : {}),
      };
    }
  }
  return entries;
}

function flagsIn(code: string): readonly Flag[] {
  const declared = code.matchAll(
    /&cli\.(\w+)Flag\{\s*Name:\s*"([\w-]+)"(?:,\s*Aliases:\s*\[\]string\{([^}]*)\})?/g,
  );
  return [...declared].map(([, kind = '', name = '', alias]) => ({
    names: [name, ...listIn(alias)].map((one) => (one.length === 1 ? `-${one}` : `--${one}`)),
    takes: kind === 'Bool' ? 'nothing' : 1,
  }));
}

function listIn(text = ''): readonly string[] {
  return [...text.matchAll(/"([^"]+)"/g)].map(([, one = '']) => one);
}
