import type { Source } from '../../thing.ts';
import { mapping } from '../../yaml-documents.ts';
import { folderOf } from '../lines.ts';

/** `package.json`: its scripts. */
export const npm: Source = {
  id: 'npm',
  reads: 'the scripts of `package.json`',
  kinds: ['npm-script'],
  files: ['**/package.json'],
  read({ path, text }) {
    const data = json(text);
    if (data === undefined)
      return { things: [], unread: [{ path, reason: 'it is not valid JSON', kinds: ['npm-script'] }] };
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
