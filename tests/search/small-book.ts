import { buildIndex } from '../../src/search/build-index.ts';
import { openIndex } from '../../src/search/open-index.ts';
import type { OpenIndex } from '../../src/search/open-index.ts';
import { ENGLISH } from '../../src/search/language.ts';
import type { SearchPage } from '../../src/search/page.ts';

/** A page with nothing but what is given. */
export function page(given: Partial<SearchPage> & { id: string }): SearchPage {
  return {
    title: given.id,
    kind: 'incident',
    services: [],
    summary: '',
    symptoms: [],
    errors: [],
    alerts: [],
    params: [],
    sections: [],
    ...given,
  };
}

/** A section under a heading of its own words. */
export function section(heading: string, text: string, code = '') {
  return { heading, anchor: heading.toLowerCase().replaceAll(' ', '-'), level: 2, text, code };
}

/** An index of some pages, as a browser gets it: through JSON. */
export function indexOf(...pages: readonly SearchPage[]): OpenIndex {
  return openIndex(
    JSON.parse(JSON.stringify(buildIndex(pages, ENGLISH))) as ReturnType<typeof buildIndex>,
    ENGLISH,
  );
}

/** A book of eight runbooks of which each has something of its own. */
export const SMALL_BOOK: readonly SearchPage[] = [
  page({
    id: 'shop/redis-down',
    title: 'Redis is down',
    alerts: [
      {
        name: 'RedisDown',
        summary: 'Redis down',
        description: 'Redis instance {{ $labels.instance }} is down.',
      },
    ],
    errors: ['Error connecting to redis:6379', '/READONLY You can.t write against/'],
    symptoms: ['Carts are empty for everybody'],
    params: [
      { name: 'NAMESPACE', label: 'namespace' },
      { name: 'POD_NAME' },
      { name: 'REGION', label: 'zone' },
    ],
    sections: [
      section('Meaning', 'The cache of the shop does not answer.'),
      section('Diagnosis', 'Ping it from a worker.', 'redis-cli -h redis ping'),
      section('Mitigation', 'Restart the stateful set.', 'kubectl rollout restart sts/redis'),
    ],
  }),
  page({
    id: 'shop/queue-backlog',
    title: 'Order queue backlog',
    alerts: [
      { name: 'OrderQueueBacklog', description: 'More than {{ $value }} orders are waiting for a worker.' },
    ],
    symptoms: ['Orders are confirmed hours late'],
    sections: [section('Meaning', 'Workers take orders more slowly than they come in.')],
  }),
  page({
    id: 'platform/kubelet-down',
    title: 'KubeletDown',
    sections: [
      section('Meaning', 'Monitoring cannot reach a kubelet any more.'),
      section('Diagnosis', 'Look at the journal of the node.', 'journalctl -u kubelet'),
    ],
  }),
  page({
    id: 'platform/certificate',
    title: 'Certificate runs out',
    sections: [section('Meaning', 'A TLS certificate expires within a week. Browsers will refuse the site.')],
  }),
  page({
    id: 'platform/disk-full',
    title: 'Disk is full',
    errors: ['no space left on device'],
    sections: [section('Diagnosis', 'Find what fills the file system.', 'df -h; du -x --max-depth=1 /var')],
  }),
  page({
    id: 'platform/oom',
    title: 'Container killed for memory',
    symptoms: ['A pod restarts with exit code 137'],
    sections: [section('Meaning', 'A container used more memory than its limit (OOMKilled).')],
  }),
  page({
    id: 'platform/many-alerts',
    title: 'Ingester alerts',
    sections: [
      section('IngesterUnreachable', 'A querier cannot reach an ingester.'),
      section('IngesterDiskSlow', 'Writes to the log of an ingester are slow.'),
      section('IngesterTooManySeries', 'One ingester holds too many series in memory.'),
    ],
  }),
  page({
    id: 'ops/handover',
    title: 'Hand over the shift',
    kind: 'procedure',
    sections: [section('Steps', 'Write down what is open, and tell who comes next.')],
  }),
];
