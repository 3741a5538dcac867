import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHelp } from '../../../src/shell/specs/help.ts';
import { formatFlags, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';

/**
 * Facts from the Markdown that cobra writes of itself: a file for each command, whose name joins its words by `_`,
 * with its own flags under "Options" and its parents' under "Options inherited".
 */
export function fromCobraDocs(folder: string, tool: string): SpecFile {
  const entries: Record<string, SpecEntry> = {};
  const files = readdirSync(folder).filter((name) => /^[\w-]+\.mdx?$/.test(name));
  for (const file of files.sort()) {
    const words = file.replace(/\.mdx?$/, '').split('_');
    if (words[0] !== tool) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    const [own = '', inherited = ''] = text.split(/^#+ Options inherited.*$/m);
    const flags = readHelp(fences(own)).flags;
    const global = readHelp(fences(inherited)).flags;
    entries[words.join(' ')] = {
      ...(flags.length > 0 ? { flags: formatFlags(flags) } : {}),
      ...(global.length > 0 ? { global: formatFlags(global) } : {}),
    };
  }
  return entries;
}

/** The fenced blocks after a heading "Options". */
function fences(text: string): string {
  const [, options = ''] = text.split(/^#+ Options\b.*$/m);
  return [...options.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, inside = '']) => inside).join('\n');
}
