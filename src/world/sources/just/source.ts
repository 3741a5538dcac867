import type { Source, Thing } from '../../thing.ts';
import { blockEnd, folderOf, matchLines } from '../lines.ts';

/** Justfiles: recipes. */
export const just: Source = {
  id: 'just',
  reads: 'the recipes of justfiles',
  kinds: ['recipe'],
  files: ['**/{justfile,Justfile,.justfile}', '**/*.just'],
  read({ path, text }) {
    const recipes = matchLines(text, /^@?([A-Za-z_][\w-]*)(?: [^:]*)?:(?:[^=]|$)/);
    const aliases = matchLines(text, /^alias ([\w-]+) *:=/);
    // `just db restore` runs a recipe of a module.
    const modules = matchLines(text, /^mod\??[ \t]+([\w-]+)/);
    const lines = text.split(/\r?\n/);
    const things = [...recipes, ...aliases, ...modules].map(({ match, line }): Thing => ({
      kind: 'recipe',
      name: match[1] ?? '',
      within: folderOf(path),
      path,
      line,
      end: blockEnd(lines, line),
    }));
    const isOpen = matchLines(text, /^(import|mod)\b/).length > 0;
    return { things, unread: isOpen ? [{ path, reason: 'it imports other files', kinds: ['recipe'] }] : [] };
  },
};
