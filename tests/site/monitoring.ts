import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeFiles } from './write-files.ts';

/** The real things, by the names that Debian's packages give them; the first that is there counts. */
const PROMETHEUS = findProgram(['prometheus']);
const ALERTMANAGER = findProgram(['prometheus-alertmanager', 'alertmanager']);

/** Which of them this machine lacks; a test that needs them says so and is skipped. */
export const MISSING = [
  ...(PROMETHEUS ? [] : ['prometheus']),
  ...(ALERTMANAGER ? [] : ['prometheus-alertmanager']),
];

/** A notification as it arrived: the path it was sent to, and its JSON. */
export interface Notification {
  readonly path: string;
  readonly body: unknown;
}

export interface Monitoring {
  /** The first notification that Alertmanager sends to a path. */
  notification(path: string): Promise<Notification>;
  stop(): Promise<void>;
}

export interface MonitoringOptions {
  readonly folder: string;
  readonly rules: readonly string[];
  /** What a scrape of the watched system answers. */
  readonly metrics: string;
  /** Alertmanager's receivers, as YAML; `RECEIVER` in it is the address of the notifications. */
  readonly receiver: string;
}

/** Starts a Prometheus that watches one system, and an Alertmanager that tells this process. */
export async function startMonitoring({
  folder,
  rules,
  metrics,
  receiver,
}: MonitoringOptions): Promise<Monitoring> {
  const arrived: Notification[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'GET') return response.end(metrics);
      arrived.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(parts).toString() || 'null') });
      response.end('ok');
      for (const look of waiting) look();
      return undefined;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = `127.0.0.1:${portOf(server)}`;
  const [prometheusPort, alertmanagerPort] = [await freePort(), await freePort()];
  await writeFiles(folder, {
    'prometheus.yml': [
      'global: { scrape_interval: 1s, evaluation_interval: 1s }',
      `rule_files: ${JSON.stringify(rules)}`,
      'alerting:',
      `  alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:${alertmanagerPort}'] }] }]`,
      `scrape_configs: [{ job_name: watched, static_configs: [{ targets: ['${own}'] }] }]`,
      '',
    ].join('\n'),
    'alertmanager.yml': [
      'route: { receiver: people, group_by: [alertname], group_wait: 1s, group_interval: 1s }',
      receiver.replaceAll('RECEIVER', `http://${own}`),
    ].join('\n'),
  });
  const children = [
    start(ALERTMANAGER ?? '', [
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
      '--cluster.listen-address=',
    ]),
    start(PROMETHEUS ?? '', [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ]),
  ];
  const failed = Promise.race(children.map(({ ended }) => ended));
  return {
    async notification(path) {
      const found = (): Notification | undefined => arrived.find((one) => one.path === path);
      const arrival = new Promise<undefined>((settle) => {
        const look = (): void => void (found() && settle(undefined));
        waiting.add(look);
        look();
      });
      const reason = await Promise.race([arrival, failed]);
      const notification = found();
      if (!notification) throw new Error(`It ended before it told anything. ${reason ?? ''}`);
      return notification;
    },
    async stop() {
      for (const { child } of children) child.kill('SIGTERM');
      await Promise.all(children.map(({ ended }) => ended));
      server.closeAllConnections();
      server.close();
    },
  };
}

function start(program: string, args: readonly string[]) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = `${said}${part.toString()}`.slice(-2000)));
  return { child, ended: new Promise<string>((settle) => child.on('close', () => settle(said))) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: ReturnType<typeof createServer>): number {
  // A server that listens on a host and port has such an address.
  return (server.address() as AddressInfo).port;
}

function findProgram(names: readonly string[]): string | undefined {
  return names.find((name) => spawnSync(name, ['--version']).status === 0);
}
