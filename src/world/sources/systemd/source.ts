import type { Source } from '../../thing.ts';
import { lastLine } from '../lines.ts';

/** Units of systemd, by the names of their files. */
export const systemd: Source = {
  id: 'systemd',
  reads: 'unit files of systemd, by their names',
  kinds: ['unit'],
  files: ['**/*.{service,timer,socket,path,mount,target,slice}{,.j2}'],
  read({ path, text }) {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.j2$/, '');
    return { things: [{ kind: 'unit', name, path, line: 1, end: lastLine(text) }] };
  },
};
