import type { Source, Thing } from '../../thing.ts';
import { matchLines } from '../lines.ts';

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
