import type { Source, Thing } from '../../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../../yaml-documents.ts';

/** Saved names of a live cluster: `namespaces: { payments: [deployment/api] }`. */
export const cluster: Source = {
  id: 'cluster',
  reads: 'saved names of a live cluster',
  kinds: ['namespace', 'object'],
  files: ['**/*.cluster.yaml'],
  read({ path, text }) {
    const [document] = readDocuments(text) ?? [];
    if (!document)
      return {
        things: [],
        unread: [{ path, reason: 'it is not valid YAML', kinds: ['namespace', 'object'] }],
      };
    return {
      things: Object.entries(mapping(mapping(document.data)['namespaces'])).flatMap(
        ([space, objects]): Thing[] => [
          { kind: 'namespace', name: space, path, line: document.lineOfKey(['namespaces'], space) },
          ...list(objects).flatMap((object, index): Thing[] => {
            const [type, name] = (textOf(object) ?? '').split('/');
            if (!type || !name) return [];
            const line = document.lineOf(['namespaces', space, index]);
            return [{ kind: 'object', type: type.split('.')[0] ?? type, name, within: space, path, line }];
          }),
        ],
      ),
    };
  },
};
