import { describe, expect, it } from 'vitest';
import { readPaste } from '../../src/search/paste.ts';

/** What a paste says with full weight, without noise around it. */
function said(text: string): string[] {
  return readPaste(text)
    .passages.filter(({ weight }) => weight === 1)
    .map(({ text }) => text.trim());
}

const PASTES: readonly (readonly [what: string, text: string, said: readonly string[]])[] = [
  ['two words', 'redis down', ['redis down']],
  [
    'a JSON log line',
    '{"ts":"2026-02-03T04:05:06Z","level":"error","msg":"disk is full","pod":"api-1"}',
    ['disk is full'],
  ],
  [
    'a logfmt line',
    'ts=2026-02-03 level=warn caller=main.go:3 msg="disk is full" attempt=3',
    ['disk is full'],
  ],
  ['a JSON line behind a prefix', 'api-1  | {"level":"error","err":"disk is full"}', ['disk is full']],
  ['a quoted word before a colon', 'cluster "main": too slow', ['cluster "main": too slow']],
  [
    'a value in a sentence',
    'the task has status=running for hours',
    ['the task has status=running for hours'],
  ],
  [
    'a chat notification',
    '*Alert:* Redis is down - `critical`\n • *namespace:* `shop`\n • *severity:* `critical`',
    ['Redis is down - `critical'],
  ],
  [
    'a Python trace',
    'Traceback (most recent call last):\n  File "/app/a.py", line 3, in run\n    import fast\nModuleNotFoundError: No module named fast',
    ['Traceback (most recent call last):', 'ModuleNotFoundError: No module named fast'],
  ],
  [
    'kubectl describe',
    'Name:         api-1\nNamespace:    shop\nLast State:   Terminated\n  Reason:     OOMKilled\n  Exit Code:  137',
    ['Terminated', 'OOMKilled'],
  ],
  ['only labels', 'namespace="shop", job="redis"', ['shop', 'redis']],
];

describe('readPaste', () => {
  it.each(PASTES)('hears what matters in %s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('knows the alerts of an Alertmanager notification, each with its labels', () => {
    const alert = (alertname: string, namespace: string) => ({
      labels: { alertname, namespace },
      annotations: {},
    });
    const { alerts } = readPaste(
      JSON.stringify({ alerts: [alert('RedisDown', 'a'), alert('DiskFull', 'b')] }, undefined, 2),
    );
    expect(alerts.map(({ name, labels }) => [name, labels.get('namespace')])).toEqual([
      ['RedisDown', 'a'],
      ['DiskFull', 'b'],
    ]);
  });

  it('keeps the first value of every label', () => {
    const { labels } = readPaste('namespace=shop pod="api-1"\nNamespace: other');
    expect([labels.get('namespace'), labels.get('pod')]).toEqual(['shop', 'api-1']);
  });

  it('finds the one telling line in a long log', () => {
    const dull = Array.from({ length: 5_000 }, (_, at) => `GET /items/${at} 200 in ${at % 90} ms`);
    const paste = readPaste([...dull, 'panic: no space left on device', ...dull].join('\n'));
    expect(paste.passages.some(({ text }) => text.includes('no space left'))).toBe(true);
    expect(paste.passages.length).toBeLessThan(100);
  });

  it('takes out control characters and terminal colours', () => {
    expect(readPaste('\u001b[31mredis\u001b[0m\u0000 down\r\n').text).toBe('redis  down\n');
  });
});

it('takes what still fires before what is over, for its values too', () => {
  const alert = (status: string, pod: string) => ({
    status,
    labels: { alertname: 'PodDown', namespace: 'shop', pod },
    startsAt: '2026-10-01T03:14:15.123Z',
  });
  const group = {
    version: '4',
    status: 'firing',
    groupLabels: { namespace: 'shop' },
    commonLabels: { alertname: 'PodDown', namespace: 'shop' },
    alerts: [alert('resolved', 'api-1'), alert('firing', 'api-2'), alert('RESOLVED', 'api-3')],
  };
  const { alerts, labels } = readPaste(JSON.stringify(group));
  expect(alerts.map((one) => one.labels.get('pod'))).toEqual(['api-2', 'api-1', 'api-3']);
  expect([labels.get('pod'), labels.get('namespace')]).toEqual(['api-2', 'shop']);
  // A notification that says that all is over is still about its alerts.
  const over = readPaste(
    JSON.stringify({ ...group, status: 'resolved', alerts: [alert('resolved', 'api-1')] }),
  );
  expect(over.alerts.map(({ name }) => name)).toEqual(['PodDown']);
});
