import { NOTHING } from '../../thing.ts';
import type { Source, Thing } from '../../thing.ts';
import { mapping, readDocuments, text as textOf } from '../../yaml-documents.ts';
import type { YamlDocument } from '../../yaml-documents.ts';

const KINDS = ['compose-service', 'docker-container', 'docker-volume', 'docker-network'] as const;

/** Compose files: services, the names that they give their containers, volumes and networks. */
export const compose: Source = {
  id: 'compose',
  reads: 'compose files',
  kinds: KINDS,
  files: ['**/{docker-compose,compose}{,.*,-*}.{yaml,yml}'],
  read({ path, text }) {
    const documents = readDocuments(text);
    if (!documents) return { things: [], unread: [{ path, reason: 'it is not valid YAML', kinds: KINDS }] };
    const [document] = documents;
    if (!document) return NOTHING;
    const services = Object.entries(mapping(mapping(document.data)['services']));
    const things = services.flatMap(([name, service]): Thing[] => {
      const own: Thing = {
        kind: 'compose-service',
        name,
        path,
        line: document.lineOfKey(['services'], name),
        end: document.endOf(['services', name]),
      };
      const container = textOf(mapping(service)['container_name']);
      if (container === undefined || container.includes('$')) return [own];
      const line = document.lineOf(['services', name, 'container_name']);
      return [own, { kind: 'docker-container', name: container, path, line }];
    });
    const stores = [
      ...namedUnder(document, path, { key: 'volumes', kind: 'docker-volume' }),
      ...namedUnder(document, path, { key: 'networks', kind: 'docker-network' }),
    ];
    // What it takes from another file may have more.
    const taken = mapping(document.data)['include'] === undefined ? [] : ['it includes other files'];
    return {
      things: [...things, ...stores],
      unread: taken.map((reason) => ({ path, reason, kinds: KINDS })),
    };
  },
};

interface Declared {
  readonly key: 'volumes' | 'networks';
  readonly kind: 'docker-volume' | 'docker-network';
}

/** What is declared at the top of the file, by its own `name` or by its key: Docker puts the project before a key. */
function namedUnder(document: YamlDocument, path: string, { key, kind }: Declared): Thing[] {
  return Object.entries(mapping(mapping(document.data)[key])).flatMap(([name, value]): Thing[] => {
    const given = textOf(mapping(value)['name']);
    if (given?.includes('$')) return [];
    return [{ kind, name: given ?? name, path, line: document.lineOfKey([key], name) }];
  });
}
