import { NOTHING } from '../thing.ts';
import type { Source, Thing } from '../thing.ts';
import { mapping, readDocuments } from '../yaml-documents.ts';
import { blockEnd, folderOf, matchLines } from './lines.ts';

/** `package.json`: its scripts. */
export const npm: Source = {
  id: 'npm',
  reads: 'the scripts of `package.json`',
  kinds: ['npm-script'],
  files: ['**/package.json'],
  read({ path, text }) {
    const data = json(text);
    if (data === undefined)
      return { things: [], unread: [{ path, reason: 'it is no valid JSON', kinds: ['npm-script'] }] };
    const lines = text.split('\n');
    const lineOf = (name: string): number =>
      lines.findIndex((line) => line.includes(JSON.stringify(name))) + 1 || 1;
    const names = Object.keys(mapping(mapping(data)['scripts']));
    return {
      things: names.map((name) => ({
        kind: 'npm-script',
        name,
        within: folderOf(path),
        path,
        line: lineOf(name),
        end: lineOf(name),
      })),
    };
  },
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makefiles: targets. One that includes others, or makes targets of a pattern, may have more. */
export const make: Source = {
  id: 'make',
  reads: 'the targets of makefiles',
  kinds: ['target'],
  files: ['**/{Makefile,makefile,GNUmakefile}', '**/*.mk'],
  read({ path, text }) {
    // `build test: deps`, not `NAME := x`, not a recipe line.
    const rules = matchLines(text, /^(\w[\w./ -]*)::?(?:[^=:]|$)/);
    const names = rules.flatMap(({ match, line }) =>
      (match[1] ?? '')
        .split(' ')
        .filter((name) => /^\w/.test(name))
        .map((name) => ({ name, line })),
    );
    const lines = text.split(/\r?\n/);
    const things = names.map(({ name, line }): Thing => ({
      kind: 'target',
      name,
      within: folderOf(path),
      path,
      line,
      end: blockEnd(lines, line),
    }));
    const isOpen = matchLines(text, /^(-?include\b|[\w./-]*[%$]|\$\(eval\b)/).length > 0;
    const unread = {
      path,
      reason: 'it includes other files, or has targets of a pattern',
      kinds: ['target'],
    } as const;
    return { things, unread: isOpen ? [unread] : [] };
  },
};

/** Justfiles: recipes. */
export const just: Source = {
  id: 'just',
  reads: 'the recipes of justfiles',
  kinds: ['recipe'],
  files: ['**/{justfile,Justfile,.justfile}', '**/*.just'],
  read({ path, text }) {
    const recipes = matchLines(text, /^@?([A-Za-z_][\w-]*)(?: [^:]*)?:(?:[^=]|$)/);
    const aliases = matchLines(text, /^alias ([\w-]+) *:=/);
    const lines = text.split(/\r?\n/);
    const things = [...recipes, ...aliases].map(({ match, line }): Thing => ({
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

/** Taskfiles: tasks. */
export const taskfile: Source = {
  id: 'task',
  reads: 'the tasks of Taskfiles',
  kinds: ['task'],
  files: ['**/{Taskfile,taskfile}{,.dist}.{yml,yaml}'],
  read({ path, text }) {
    const [document] = readDocuments(text) ?? [];
    if (!document) return NOTHING;
    const names = Object.keys(mapping(mapping(document.data)['tasks']));
    const things = names.map((name): Thing => ({
      kind: 'task',
      name,
      within: folderOf(path),
      path,
      line: document.lineOfKey(['tasks'], name),
      end: document.endOf(['tasks', name]),
    }));
    const isOpen = mapping(document.data)['includes'] !== undefined;
    return { things, unread: isOpen ? [{ path, reason: 'it includes other files', kinds: ['task'] }] : [] };
  },
};

/** Procfiles: processes. */
export const procfile: Source = {
  id: 'procfile',
  reads: 'the processes of Procfiles',
  kinds: ['process'],
  files: ['**/Procfile{,.*}'],
  read: ({ path, text }) => ({
    things: matchLines(text, /^([\w-]+):/).map(({ match, line }): Thing => ({
      kind: 'process',
      name: match[1] ?? '',
      path,
      line,
      end: line,
    })),
  }),
};
