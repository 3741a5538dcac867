import type { Source, Thing } from '../../thing.ts';
import { lastLine, matchLines } from '../lines.ts';

/** Workflows of GitHub, by file and by name. */
export const workflows: Source = {
  id: 'workflows',
  reads: 'workflows of GitHub Actions',
  kinds: ['workflow'],
  files: ['.github/workflows/*.{yml,yaml}'],
  read({ path, text }) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const named = matchLines(text, /^name:([^#]*)/).slice(0, 1);
    return {
      things: [
        { kind: 'workflow', name: file, path, line: 1, end: lastLine(text) },
        ...named.map(({ match, line }): Thing => ({
          kind: 'workflow',
          name: (match[1] ?? '').trim().replaceAll(/["']/g, ''),
          path,
          line,
          end: lastLine(text),
        })),
      ],
    };
  },
};
