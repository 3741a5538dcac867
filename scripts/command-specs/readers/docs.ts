import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHelp } from '../../../src/shell/specs/help.ts';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';

/**
 * Facts from the Markdown that cobra writes of itself: a file for each command, whose name joins its words by `_`,
 * with its own flags under "Options" and its parents' under "Options inherited".
 */
export function fromCobraDocs(folder: string, tool: string): SpecFile {
  const entries: Record<string, SpecEntry> = {};
  const handedOn = new Map<string, Set<string>>();
  const own = new Map<string, readonly Flag[]>();
  const files = readdirSync(folder).filter((name) => /^[\w-]+\.mdx?$/.test(name));
  for (const file of files.sort()) {
    const words = file.replace(/\.mdx?$/, '').split('_');
    if (words[0] !== tool) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    const [options = '', inherited = ''] = text.split(/^#+ Options inherited.*$/m);
    own.set(words.join(' '), readHelp(fences(options)).flags);
    const names = readHelp(blocks(inherited)).flags.flatMap((flag) => flag.names);
    // Which of the commands above hands a flag on is told by which of them has it.
    for (let above = words.slice(0, -1); above.length > 0; above = above.slice(0, -1)) {
      const known = handedOn.get(above.join(' ')) ?? new Set<string>();
      names.forEach((name) => known.add(name));
      handedOn.set(above.join(' '), known);
    }
  }
  for (const [command, all] of own) {
    const below = handedOn.get(command) ?? new Set();
    const isShared = ({ names }: Flag): boolean => names.some((name) => below.has(name));
    const [global, flags] = [all.filter(isShared), all.filter((flag) => !isShared(flag))];
    entries[command] = {
      ...(flags.length > 0 ? { flags: formatFlags(flags) } : {}),
      ...(global.length > 0 ? { global: formatFlags(global) } : {}),
    };
  }
  return entries;
}

/** The fenced blocks after a heading "Options". */
function fences(text: string): string {
  const [, options = ''] = text.split(/^#+ Options\b.*$/m);
  return blocks(options);
}

function blocks(text: string): string {
  return [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, inside = '']) => inside).join('\n');
}
