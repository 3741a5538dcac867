import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';

/** Facts from the synopsis of a tool's man pages, one for each subcommand: `zfs list [-r|-d depth] [-Hp] [-o property]`. */
export function fromManPages(tool: string, root = '/'): SpecFile | undefined {
  const folder = path.join(root, 'usr/share/man/man8');
  if (!existsSync(folder)) return undefined;
  const entries: Record<string, SpecEntry> = {};
  for (const file of readdirSync(folder).filter(
    (name) => name.startsWith(`${tool}-`) && /\.8(\.gz)?$/.test(name),
  )) {
    const { stdout } = spawnSync('man', ['-P', 'cat', '-l', path.join(folder, file)], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '500', LC_ALL: 'C.UTF-8' },
    });
    const synopsis = /^SYNOPSIS\n([\s\S]*?)^[A-Z]/m.exec(stdout.replace(/.\u0008/g, ''))?.[1] ?? '';
    for (const [, name = '', rest = ''] of synopsis.matchAll(
      new RegExp(`^\\s*${tool} ([a-z][\\w-]*)(.*(?:\\n\\s{8,}.*)*)`, 'gm'),
    ))
      addUsage(entries, [tool, name].join(' '), rest);
  }
  return Object.keys(entries).length > 0 ? { [tool]: { traits: 'subcommand' }, ...entries } : undefined;
}

function addUsage(entries: Record<string, SpecEntry>, key: string, usage: string): void {
  const flags = [...usage.matchAll(/(?<=[[|{ ])(--?[A-Za-z][\w-]*)([= ]?[<a-z[][^\]|]*)?/g)].flatMap(
    ([, name = '', value = '']): Flag[] => {
      const takes = /^[= ][<a-z]/.test(value) ? 1 : 'nothing';
      if (name.startsWith('--') || name.length === 2) return [{ names: [name], takes }];
      return [...name.slice(1)].map((letter, at, all) => ({
        names: [`-${letter}`],
        takes: at === all.length - 1 ? takes : 'nothing',
      }));
    },
  );
  const before = entries[key]?.flags?.split(' ') ?? [];
  const all = [...new Set([...before, ...formatFlags(flags).split(' ')])].filter(Boolean);
  // A flag that takes a value in one form takes it in all.
  const kept = all.filter((word) => word.endsWith('=') || !all.includes(`${word}=`));
  entries[key] = kept.length > 0 ? { flags: kept.join(' ') } : (entries[key] ?? {});
}
