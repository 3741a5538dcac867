import type { Source, Thing } from '../../thing.ts';
import { blockEnd, folderOf, matchLines } from '../lines.ts';

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
