import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderRunbook } from './bench/runbook-text.ts';
import type { Case } from './bench/runbook-text.ts';
import { PROBLEMS } from './bench/problems.ts';

/** The shape of a generated book; the same shape gives the same bytes. */
export interface BenchShape {
  readonly runbooks: number;
  readonly seed: number;
}

const SYSTEMS = ['checkout', 'catalogue', 'identity', 'delivery', 'insights'] as const;
const PARTS = [
  'api',
  'worker',
  'scheduler',
  'gateway',
  'ledger',
  'mailer',
  'search',
  'store',
  'sync',
  'feed',
];
const TEAMS = ['payments', 'platform', 'shopfront', 'data', 'reliability'] as const;
const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

/**
 * Lays a generated book in a folder: incident runbooks of about 2 KB with five snippets each, and the
 * services, teams, severities and alert rules that they refer to.
 */
export async function writeBenchBook(folder: string, shape: BenchShape): Promise<void> {
  const cases = listCases(shape);
  const files = [...runbookFiles(cases), ...serviceFiles(cases), ...alertFiles(cases), ...sharedFiles()];
  for (const [path, text] of files) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

type File = readonly [path: string, text: string];

/** Every problem meets every service once; a book larger than that numbers the services on. */
function listCases({ runbooks, seed }: BenchShape): Case[] {
  const random = seeded(seed);
  const services = SYSTEMS.flatMap((system) => PARTS.map((part) => ({ system, part })));
  return Array.from({ length: runbooks }, (_, index) => {
    const round = Math.floor(index / (PROBLEMS.length * services.length));
    const { system, part } = at(services, Math.floor(index / PROBLEMS.length));
    const service = round === 0 ? `${system}-${part}` : `${system}-${part}-${round + 1}`;
    const problem = at(PROBLEMS, index);
    return {
      system,
      service,
      problem,
      alert: alertName(service, problem.slug),
      team: at(TEAMS, Math.floor(index / PROBLEMS.length)),
      severity: at(SEVERITIES, Math.floor(random() * 64)),
      threshold: 10 + Math.floor(random() * 490),
      port: 8000 + Math.floor(random() * 999),
      minutes: 2 + Math.floor(random() * 28),
      wording: Math.floor(random() * 1000),
    };
  });
}

function runbookFiles(cases: readonly Case[]): File[] {
  return cases.map((one) => [
    `content/runbooks/${one.system}/${one.service}-${one.problem.slug}.mdx`,
    renderRunbook(one),
  ]);
}

function serviceFiles(cases: readonly Case[]): File[] {
  const services = new Map(cases.map((one) => [one.service, one]));
  return [...services.values()].map(({ service, system, team, port }) => [
    `content/services/${service}.yaml`,
    `name: ${service}
system: ${system}
owner: ${team}
description: The part of ${system} that is called ${service}.
host: ${service}:${port}
health:
  - check: GET /health
    url: http://${service}:${port}/health
    expect: HTTP 200
`,
  ]);
}

/** One rule file for each system, one alert for each runbook. */
function alertFiles(cases: readonly Case[]): File[] {
  return SYSTEMS.map((system) => {
    const rules = cases.filter((one) => one.system === system).map(alertRule);
    const group = rules.length > 0 ? `  - name: ${system}\n    rules:\n${rules.join('')}` : '  []\n';
    return [`content/alerts/${system}.rules.yaml`, `groups:\n${group}`];
  });
}

function alertRule({ alert, service, problem, severity, team, threshold, minutes }: Case): string {
  return `      - alert: ${alert}
        expr: ${problem.metric}{service="${service}"} > ${threshold}
        for: ${minutes}m
        labels: { severity: ${severity}, service: ${service}, team: ${team} }
        annotations: { summary: '${problem.title} in ${service}' }
`;
}

function sharedFiles(): File[] {
  const teams = TEAMS.map((id) => `${id}:\n  name: ${id}\n  contact: ['#${id}-oncall']\n`);
  const severities = SEVERITIES.map(
    (id, index) => `${id}:\n  title: ${id}\n  meaning: Level ${index + 1} of four.\n  respond: Soon.\n`,
  );
  return [
    ['opsbook.yaml', 'site:\n  title: Generated book\n'],
    ['content/teams.yaml', teams.join('')],
    ['content/severities.yaml', severities.join('')],
  ];
}

/** `checkout-api` and `queue-backlog` make `CheckoutApiQueueBacklog`. */
function alertName(service: string, slug: string): string {
  const words = `${service}-${slug}`.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The entry at an index that runs on past the end. */
function at<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index % entries.length];
  if (entry === undefined) throw new Error('There is nothing to choose from.');
  return entry;
}

/** Numbers from 0 up to 1 that depend on the seed alone: mulberry32, by Tommy Ettinger, public domain. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
