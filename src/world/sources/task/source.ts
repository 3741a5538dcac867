import { NOTHING } from '../../thing.ts';
import type { Source, Thing } from '../../thing.ts';
import { mapping, readDocuments } from '../../yaml-documents.ts';
import { folderOf } from '../lines.ts';

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
