import type { Source, Thing } from '../../thing.ts';
import { matchLines } from '../lines.ts';

/** Examples of environment files: names of variables. */
export const environment: Source = {
  id: 'env',
  reads: 'examples of environment files: variables',
  kinds: ['variable'],
  files: ['**/.env.{example,sample,template,dist}', '**/{example,sample}.env'],
  read: ({ path, text }) => ({
    things: matchLines(text, /^(?:export +)?([A-Za-z_]\w*)=/).map(({ match, line }): Thing => ({
      kind: 'variable',
      name: match[1] ?? '',
      path,
      line,
      end: line,
    })),
  }),
};
