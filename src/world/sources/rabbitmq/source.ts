import type { Source, Thing } from '../../thing.ts';
import { list, mapping, text as textOf } from '../../yaml-documents.ts';

/** Definitions of RabbitMQ: the queues of a broker. */
export const rabbitmq: Source = {
  id: 'rabbitmq',
  reads: 'exported definitions of RabbitMQ: queues',
  kinds: ['queue'],
  files: ['**/*definitions*.json'],
  read({ path, text }) {
    if (!text.includes('"queues"')) return { things: [] };
    try {
      const queues = list(mapping(JSON.parse(text) as unknown)['queues']);
      return {
        things: queues.flatMap((queue): Thing[] => {
          const name = textOf(mapping(queue)['name']);
          return name === undefined ? [] : [{ kind: 'queue', name, path, line: 1 }];
        }),
      };
    } catch {
      return { things: [], unread: [{ path, reason: 'it is not valid JSON', kinds: ['queue'] }] };
    }
  },
};
