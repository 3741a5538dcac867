import { describe, expect, it } from 'vitest';
import { ALMANAC } from '../../src/almanac/almanac.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { match } from '../../src/search/match.ts';
import { openIndex } from '../../src/search/open-index.ts';
import { openAlmanac } from '../../src/search/recognise.ts';
import { ENGLISH } from '../../src/search/language.ts';
import { indexOf, page, section, SMALL_BOOK } from './small-book.ts';

const index = indexOf(...SMALL_BOOK);

const FIRST: readonly (readonly [asked: string, id: string, kind: string])[] = [
  ['RedisDown', 'shop/redis-down', 'alert'],
  ['redis-down', 'shop/redis-down', 'alert'],
  ['ORDER_QUEUE_BACKLOG', 'shop/queue-backlog', 'alert'],
  ['kubeletdown', 'platform/kubelet-down', 'alert'],
  ['[FIRING:2] KubeletDown (shop critical)', 'platform/kubelet-down', 'alert'],
  ['{"labels":{"alertname":"OrderQueueBacklog"}}', 'shop/queue-backlog', 'alert'],
  [
    'runbook_url: https://runbooks.example/alerts/KubeletDown/?namespace=shop',
    'platform/kubelet-down',
    'alert',
  ],
  ['worker 3: Error connecting to redis:6379. Connection refused', 'shop/redis-down', 'error'],
  ["READONLY You can't write against a read only replica", 'shop/redis-down', 'error'],
  ['cp: a: No space left on device', 'platform/disk-full', 'error'],
  ['empty carts for everybody', 'shop/redis-down', 'symptom'],
  ['More than 250 orders are waiting for a worker', 'shop/queue-backlog', 'symptom'],
  ['Disk is full', 'platform/disk-full', 'words'],
  ['browser refuses site, tls expiry', 'platform/certificate', 'words'],
  ['certifcate expires', 'platform/certificate', 'words'],
  ['orderqueue slowly', 'shop/queue-backlog', 'words'],
  ['querier cannot reach ingester', 'platform/many-alerts', 'words'],
  ['what fills the file system', 'platform/disk-full', 'words'],
];

describe('match', () => {
  it.each(FIRST)('%j: %s first, by its %s', (asked, id, kind) => {
    const { results, verdict } = match(index, asked);
    expect([results[0]?.id, results[0]?.why.kind]).toEqual([id, kind]);
    expect(verdict).toMatch(kind === 'words' ? /^(?:sure|likely)$/ : /^sure$/);
  });

  it('puts an alert before an error, an error before likeness', () => {
    const { results } = match(
      index,
      'KubeletDown: no space left on device, certificate expires, TLS, browsers, site',
    );
    expect(results.slice(0, 3).map(({ id }) => id)).toEqual([
      'platform/kubelet-down',
      'platform/disk-full',
      'platform/certificate',
    ]);
  });

  it('marks the words that hit in its reason', () => {
    const { why } = match(index, 'empty carts').results[0] ?? {};
    expect(why?.ranges.map(([start, end]) => why.text.slice(start, end))).toEqual(['Carts', 'empty']);
  });

  it('names the words that hit where no sentence of the reason has them', () => {
    expect(match(index, 'journalctl blargh').results[0]).toMatchObject({
      id: 'platform/kubelet-down',
      why: { kind: 'words', text: 'journalctl', ranges: [[0, 10]] },
    });
  });

  it('leads to the chapter of a page that holds several alerts', () => {
    const { results } = match(index, 'IngesterDiskSlow');
    expect(results.map(({ id, anchor }) => [id, anchor])[0]).toEqual([
      'platform/many-alerts',
      'ingesterdiskslow',
    ]);
    expect(results.filter(({ id }) => id === 'platform/many-alerts')).toHaveLength(1);
  });

  it('leads to the section that has the words', () => {
    expect(match(index, 'rollout restart of the stateful set').results[0]).toMatchObject({
      id: 'shop/redis-down',
      anchor: 'mitigation',
    });
  });

  it('hands on the values of a paste, by label first, never the value of another name', () => {
    const text = 'alertname=RedisDown namespace=shop zone=eu-1 pod_name=redis-0 password=hunter2';
    expect(match(index, text).results[0]?.values).toEqual({
      NAMESPACE: 'shop',
      POD_NAME: 'redis-0',
      REGION: 'eu-1',
    });
  });

  it.each([
    ['--all', 'begins with `-`, like an option; its param has no `allow: [option]`'],
    ['@/etc/passwd', 'asks for the content of a file; its param has no `allow: [at]`'],
    ['../../etc', 'holds `..`, which leaves a folder; its param has no `allow: [parent]`'],
    ['a$(id)', 'does not match `[A-Za-z0-9._:/@-]+`'],
  ])('takes no value from a paste that its param would refuse: %s', (value, reason) => {
    const labels = { alertname: 'RedisDown', namespace: value, zone: 'eu-1' };
    const [result] = match(index, JSON.stringify({ labels })).results;
    expect(result).toMatchObject({ values: { REGION: 'eu-1' }, refused: { NAMESPACE: reason } });
    expect(result?.values).not.toHaveProperty('NAMESPACE');
  });

  it("holds a value of a paste to the param's own pattern, and to what it allows", () => {
    const params = [
      { name: 'FLAG', pattern: '-?[a-z]+', allow: ['option' as const] },
      { name: 'COUNT', pattern: '\\d+' },
    ];
    const own = indexOf(page({ id: 'own', alerts: [{ name: 'OwnAlert' }], params }));
    const labels = { alertname: 'OwnAlert', flag: '-x', count: 'many' };
    expect(match(own, JSON.stringify({ labels })).results[0]).toMatchObject({
      values: { FLAG: '-x' },
      refused: { COUNT: 'does not match `\\d+`' },
    });
  });

  it('groups several alerts, each with its own values, and says which have no runbook', () => {
    const alert = (alertname: string, namespace: string) => ({
      labels: { alertname, namespace },
      annotations: {},
    });
    const paste = { alerts: [alert('RedisDown', 'a'), alert('KubeletDown', 'b'), alert('NobodyKnows', 'c')] };
    const { groups } = match(index, JSON.stringify(paste));
    expect(
      groups?.map(({ alert, results }) => [alert, results.map(({ id, values }) => [id, values])]),
    ).toEqual([
      ['RedisDown', [['shop/redis-down', { NAMESPACE: 'a' }]]],
      ['KubeletDown', [['platform/kubelet-down', {}]]],
      ['NobodyKnows', []],
    ]);
  });

  it('has no groups for one alert', () => {
    expect(match(index, 'RedisDown RedisDown').groups).toBeUndefined();
  });

  it.each(['xqzt wvvkj pfft', '', '   ', '?!', '\u0000'])('says nothing to %j', (asked) => {
    expect(match(index, asked)).toEqual({ answer: 'nothing', verdict: 'nothing', results: [], meanings: [] });
  });

  it('says perhaps when only a word of many is known', () => {
    expect(match(index, 'the coffee machine next to the worker leaks hot water').answer).toBe('perhaps');
  });

  it('keeps to the limit', () => {
    expect(match(index, 'redis kubelet disk certificate orders', { limit: 2 }).results).toHaveLength(2);
  });

  it('answers in languages without spaces', () => {
    const japanese = indexOf(
      page({
        id: 'a',
        title: 'データベース障害',
        sections: [section('概要', '接続できない場合の手順です。')],
      }),
      page({
        id: 'b',
        title: '証明書の期限切れ',
        sections: [section('概要', 'ブラウザが警告を表示します。')],
      }),
    );
    expect(match(japanese, 'データベースに接続できない').results[0]?.id).toBe('a');
    expect(match(japanese, '証明書の警告').results[0]?.id).toBe('b');
  });

  it('finds one letter of a script without spaces, wherever a browser would cut it', () => {
    const book = indexOf(
      page({ id: 'key', title: '障害', sections: [section('概要', 'サーバの鍵が古い。')] }),
      page({ id: 'other', title: '警告', sections: [section('概要', '証明書を替える。')] }),
    );
    expect(match(book, '鍵').results[0]?.id).toBe('key');
    expect(match(book, '証明').results[0]?.id).toBe('other');
  });

  describe('a name that stands in one page alone', () => {
    const book = indexOf(
      ...SMALL_BOOK,
      page({
        id: 'tuning',
        title: 'Slow answers',
        sections: [
          section('Meaning', 'Answers are slow.'),
          section('Settings', 'Raise max_estimated_memory, then look at store-gateway.'),
        ],
      }),
      page({
        id: 'memory',
        title: 'Estimated memory too high',
        sections: [section('Meaning', 'The estimated memory is at its max.')],
      }),
    );

    it.each([
      'max_estimated_memory',
      'maxEstimatedMemory',
      'max estimated memory',
      'what does max estimated memory do',
    ])('%s finds it before a page that has its words', (asked) => {
      expect(match(book, asked).results[0]?.id).toBe('tuning');
    });
  });

  it('takes a heading for a name only where few pages speak of it', () => {
    const mention = (id: string) =>
      page({ id, title: `Gateway ${id}`, sections: [section('Meaning', 'The store-gateway is slow.')] });
    const catchAll = page({
      id: 'scaling',
      title: 'Scaling',
      sections: [section('Store-gateway', 'Add one.'), section('Block-builder', 'Add two.')],
    });
    const few = indexOf(catchAll, mention('one'));
    const buckets = page({
      id: 'buckets',
      title: 'Buckets are not in sync',
      sections: [section('Meaning', 'A store-gateway does not sync its buckets.')],
    });
    const many = indexOf(catchAll, buckets, ...['one', 'two', 'three', 'four'].map(mention));
    expect(match(few, 'store-gateway does not sync one bucket').results[0]?.id).toBe('scaling');
    expect(match(many, 'store-gateway does not sync buckets').results[0]?.id).toBe('buckets');
    expect(match(many, 'store-gateway').results[0]?.id).toBe('scaling');
  });

  it('tells a family apart by what was not said', () => {
    const text = 'A pool reached its threshold, writes to the pool are blocked.';
    const book = indexOf(
      page({ id: 'near', title: 'PoolNearFull', summary: text, sections: [section('Meaning', text)] }),
      page({ id: 'full', title: 'PoolFull', sections: [section('Meaning', 'Writes are blocked.')] }),
      ...SMALL_BOOK,
    );
    const asked = 'A pool is full, it reached its threshold, writes to the pool are blocked';
    expect(match(book, asked).results[0]?.id).toBe('full');
    expect(match(book, asked.replace('full', 'near full')).results[0]?.id).toBe('near');
  });

  it('reads a small word before a sentence as part of what is said', () => {
    const asked = 'kubelet: certificate of the site expires soon, browsers refuse it';
    expect(match(index, asked).results[0]?.id).toBe('platform/certificate');
  });

  describe('what a well-known error means', () => {
    const almanac = openAlmanac(ALMANAC);

    it('is part of the answer, and its words find a page that has none of the query', () => {
      expect(match(index, 'qqq ENOSPC')).toMatchObject({ answer: 'nothing', meanings: [] });
      const { answer, results, meanings } = match(index, 'qqq ENOSPC', { almanac });
      expect([answer, results[0]?.id]).toEqual(['perhaps', 'platform/disk-full']);
      expect(meanings).toMatchObject([{ text: 'ENOSPC', software: 'Linux' }]);
    });

    it("comes after an error of the book's own", () => {
      const asked = 'exit code 137: Error connecting to redis:6379';
      expect(match(index, asked, { almanac }).results[0]?.id).toBe('shop/redis-down');
    });

    it('looks for none of its small words', () => {
      const { results } = match(index, 'qqq exit code 137', { almanac });
      const marked = results.flatMap(({ why }) =>
        why.ranges.map(([start, end]) => why.text.slice(start, end).toLowerCase()),
      );
      expect(marked).not.toContain('of');
      expect(marked).not.toContain('in');
    });

    it('never makes an answer sure', () => {
      const sure = (text: string) => match(index, text, { almanac }).results.filter(({ isSure }) => isSure);
      for (const error of ['ENOSPC', 'certificate_expired', 'signal 11', 'HTTP 502'])
        expect(sure(`something ${error} somewhere`).map(({ id }) => [error, id])).toEqual([]);
    });
  });

  it('takes no short word for another that is spelt like it', () => {
    expect(match(index, 'dusk').answer).not.toBe('matches');
  });

  it('knows a short form that a page explains', () => {
    const book = indexOf(
      page({
        id: 'pvc',
        title: 'Claim nearly full',
        sections: [section('Meaning', 'A Persistent Volume Claim (PVC) runs full.')],
      }),
      page({
        id: 'other',
        title: 'Persistent connection',
        sections: [section('Meaning', 'The volume of calls is high.')],
      }),
      ...SMALL_BOOK,
    );
    expect(match(book, 'persistent volume claim').results[0]?.id).toBe('pvc');
    expect(match(book, 'PVC').results[0]?.id).toBe('pvc');
  });

  it.each([
    ['osd nearfull', 'near'],
    ['pvc filling up', 'volume'],
    ['hpa', 'scaler'],
  ])('finds by %s the title that says it in more words', (asked, id) => {
    const book = indexOf(
      page({ id: 'full', title: 'OSDFull', sections: [section('Nearfull', 'An OSD was nearfull before.')] }),
      page({ id: 'near', title: 'OSDNearFull' }),
      page({ id: 'volume', title: 'PersistentVolumeFillingUp' }),
      page({ id: 'scaler', title: 'HorizontalPodAutoscalerMaxedOut' }),
      page({ id: 'disk', title: 'DiskFillingUp' }),
    );
    expect(match(book, asked).results[0]?.id).toBe(id);
  });

  it('answers with the names alone, better with every further shard', () => {
    const { names, symptom, body } = buildIndex(SMALL_BOOK, ENGLISH);
    const first = (asked: string, ...shards: object[]) =>
      match(openIndex(Object.assign({ names }, ...shards) as Parameters<typeof openIndex>[0], ENGLISH), asked)
        .results[0]?.id;
    expect(first('KubeletDown')).toBe('platform/kubelet-down');
    expect(first('no space left on device')).toBe('platform/disk-full');
    expect(first('browsers refuse')).toBeUndefined();
    expect(first('browsers refuse', { symptom })).toBe('platform/certificate');
    expect(first('journalctl', { symptom })).toBeUndefined();
    expect(first('journalctl', { symptom, body })).toBe('platform/kubelet-down');
  });

  it('gives the same index for the same pages', () => {
    expect(buildIndex(SMALL_BOOK, ENGLISH)).toEqual(buildIndex(SMALL_BOOK, ENGLISH));
  });

  it('answers from an empty book', () => {
    expect(match(indexOf(), 'redis down')).toEqual({
      answer: 'nothing',
      verdict: 'nothing',
      results: [],
      meanings: [],
    });
  });
});

describe('what is remembered of an error finds its page', () => {
  const errors = [
    'HTTP 413 Request Entity Too Large',
    'java.lang.OutOfMemoryError: Java heap space',
    'exited with code 137',
    'E11000 duplicate key',
    '/deadlock detected on \\d+ rows/i',
  ];
  const book = indexOf(
    page({ id: 'upload', title: 'Upload too large', summary: 'Uploads rejected.', errors }),
    page({
      id: 'installer',
      title: 'Installation fails',
      summary: 'Installer exits.',
      symptoms: ['The installer exits with an error code'],
    }),
    page({ id: 'size', title: 'Größe des Volumes', summary: 'Answers 502 when it is full.' }),
  );

  it.each([
    ['413', 'upload'],
    ['http 413', 'upload'],
    ['OutOfMemoryError', 'upload'],
    ['out of memory error', 'upload'],
    ['137', 'upload'],
    ['exit code 137', 'upload'],
    ['E11000', 'upload'],
    ['deadlock', 'upload'],
    ['GRÖSSE', 'size'],
    ['größe', 'size'],
    ['502s', 'size'],
  ])('%s', (asked, id) => {
    expect(match(book, asked).results[0]?.id).toBe(id);
  });
});

describe('what operators say finds what runbooks write', () => {
  const book = indexOf(
    page({ id: 'volumes', title: 'PersistentVolumeUsageCritical', summary: 'Space runs out.' }),
    page({
      id: 'machines',
      title: 'OrphanedMachines',
      sections: [section('Meaning', 'Not one Virtual Machine Instance (VMI) is managed.')],
    }),
    page({ id: 'logins', title: 'Rate of successful logins is zero', summary: 'Every login fails.' }),
    page({ id: 'database', title: 'The database does not answer', summary: 'No connection to PostgreSQL.' }),
    page({ id: 'worker', title: 'Worker restarts again and again', summary: 'It is killed for memory.' }),
    page({ id: 'drafts', title: 'Drafts are slow', summary: 'Drafts take minutes.' }),
    page({ id: 'tls', title: 'Certificates that run out', summary: 'Browsers refuse the site.' }),
    page({ id: 'timeout', title: 'Timeout of carts', summary: 'It is slow.' }),
    page({ id: 'carts', title: 'Carts', summary: 'Carts of all kinds.' }),
  );

  it.each([
    ['carts timed out', 'timeout'],
    ['carts timing out', 'timeout'],
    ['cart times out', 'timeout'],
    ['we logged in, success rate', 'logins'],
    ['PVCs at the limit', 'volumes'],
    ['vmis not managed', 'machines'],
    ['nobody can log in', 'logins'],
    ['db doesnt answer', 'database'],
    ['postgres conn', 'database'],
    ['worker keeps dying', 'worker'],
    ['drafts super late', 'drafts'],
    ['certs', 'tls'],
  ])('%j: %s', (asked, id) => {
    expect(match(book, asked).results[0]?.id).toBe(id);
  });
});

describe('a line of trouble in a calm log', () => {
  const book = indexOf(
    page({ id: 'worker', title: 'Worker pool handles requests', summary: 'Requests of the worker pool.' }),
    page({ id: 'clients', title: 'The database is full', summary: 'It has too many clients.' }),
  );
  const calm = (at: number) => `2026-02-03 04:05:${10 + (at % 50)} INFO request ${at} handled by worker pool`;

  it.each([5, 400])('decides over %i calm lines', (count) => {
    const lines = Array.from({ length: count }, (_, at) => calm(at));
    const log = [...lines, '2026-02-03 04:06:00 FATAL: too many clients', ...lines].join('\n');
    expect(match(book, log).results[0]?.id).toBe('clients');
  });
});

describe('what a page shows word for word', () => {
  const shown = 'time="2021-09-08T16:44:18Z" level=fatal msg="make sure you are running as root and wait"';
  const said = 'error: the server has asked for the client to provide credentials';
  const book = indexOf(
    page({
      id: 'root',
      title: 'Processes',
      sections: [section('Meaning', 'Are you root? Make sure that it waits.')],
    }),
    page({ id: 'runtime', title: 'Container runtime', sections: [section('Logs', '', shown)] }),
    page({
      id: 'tokens',
      title: 'Upgrades',
      sections: [{ ...section('Later', `See ${said}.`), quoted: said }],
    }),
    page({ id: 'client', title: 'Client credentials of the server', summary: 'Provide client credentials.' }),
  );

  it.each([
    ['Nov 29 10:00:01 n1 x[7]: make sure you are running as root and wait 3s', 'runtime'],
    [`E1129 10:00:01.5 7 memcache.go:265] ${said}`, 'tokens'],
  ])('leads to it before pages with the same words: %j', (asked, id) => {
    expect(match(book, asked).results[0]?.id).toBe(id);
  });
});

it('takes no chapter for a page because both are called the same', () => {
  const book = indexOf(
    page({
      id: 'limits',
      title: 'Limits',
      sections: [section('CloudFlare', 'Few.'), section('HaProxy', 'Many.')],
    }),
    page({ id: 'cdn', title: 'Cloudflare', summary: 'Which rule of Cloudflare blocks a user.' }),
    ...['a', 'b', 'c', 'd'].map((id) => page({ id, title: id, summary: 'Behind Cloudflare.' })),
  );
  expect(match(book, 'which rule blocks a user in cloudflare').results[0]?.id).toBe('cdn');
});
