import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { readGoFlags, withoutComments } from './go-flags.ts';

/**
 * Facts from a cobra program whose commands are variables of one package: `var getCmd = &cobra.Command{…}`,
 * `rootCmd.AddCommand(getCmd)`, `getCmd.Flags().StringVar(…)`.
 */
export function fromCobraVariables(folder: string, tool: string, root: string): SpecFile {
  const code = readdirSync(folder)
    .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .map((name) => withoutComments(readFileSync(path.join(folder, name), 'utf8')))
    .join('\n');
  const commands = new Map(
    [...code.matchAll(/(\w+)\s*:?=\s*&?cobra\.Command\{([\s\S]*?)(?=cobra\.Command\{|\n\}|\n\t\})/g)].map(
      ([, variable = '', body = '']): [string, string] => [variable, body],
    ),
  );
  const entries: Record<string, SpecEntry> = {};
  add([tool], root);
  return entries;

  function add(at: readonly string[], variable: string): void {
    const lines = code
      .split('\n')
      .filter((line) => new RegExp(`\\b${variable}\\.(Persistent)?Flags\\(\\)`).test(line));
    const flags = readGoFlags(lines.filter((line) => !line.includes('Persistent')).join('\n'));
    const global = readGoFlags(lines.filter((line) => line.includes('Persistent')).join('\n'));
    const alias = [
      ...(/Aliases:\s*\[\]string\{([^}]*)\}/
        .exec(commands.get(variable) ?? '')?.[1]
        ?.matchAll(/"([^"]+)"/g) ?? []),
    ];
    entries[at.join(' ')] = {
      ...(flags.length > 0 ? { flags: formatFlags(flags) } : {}),
      ...(global.length > 0 ? { global: formatFlags(global) } : {}),
      ...(alias.length > 0 ? { alias: alias.map(([, name]) => name).join(' ') } : {}),
    };
    for (const [, list = ''] of code.matchAll(new RegExp(`\\b${variable}\\.AddCommand\\(([^)]*)\\)`, 'g')))
      for (const [child = ''] of list.matchAll(/\w+/g)) {
        const name = /\bUse:\s*"([a-z][\w-]*)/.exec(commands.get(child) ?? '')?.[1];
        if (name !== undefined && at.length < 5) add([...at, name], child);
      }
  }
}
