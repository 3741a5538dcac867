import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { isTwinned, openForAgents } from '../../src/cli/build/site-for-agents.ts';
import { openBook } from '../../src/judge/open-book.ts';
import type { RunbookDocument } from '../../src/machine/book-document.ts';
import { openSite } from '../../src/site/open-site.ts';
import { fileOf, listPlaces } from '../../src/site/places.ts';
import { writePage } from '../../src/tools/site-files.ts';
import { BENCH_TODAY } from './review-history.ts';
import { runOpsbook } from './run-command.ts';
import { bytes } from './table.ts';
import type { Row } from './table.ts';

const MAIN = fileURLToPath(new URL('../../dist-program/cli/opsbook.mjs', import.meta.url));

/** What agents cost: what their files add to a build, how fast a server answers, how much an answer is. */
export async function measureAgents(place: {
  readonly root: string;
  readonly site: string;
  readonly cache: string;
}): Promise<readonly Row[]> {
  await Promise.all([place.site, place.cache].map((path) => rm(path, { recursive: true, force: true })));
  const build = await runOpsbook(
    ['build', '--keep-going', '--root', place.root, '--out', place.site],
    place.cache,
  );
  if (build.status !== 0)
    throw new Error(`The build that is measured ended with ${build.status}:\n${build.said}`);
  const added = await timeTwins(place.root);
  const share = added.cpu / (build.cpu - added.cpu);
  return [
    {
      what: 'twins and book.json in a build',
      figure: `${added.cpu.toFixed(2)} CPU-s`,
      note: `${Math.round(share * 100)} % on top of the rest, ${(build.cpu - added.cpu).toFixed(1)} CPU-s; goal at most 20 %. ${added.files} files, ${bytes(added.size)}`,
    },
    ...(await timeServer(place)),
  ];
}

interface Added {
  /** Seconds of processor time, of pages that are read already: a build reads them for its pages. */
  readonly cpu: number;
  readonly files: number;
  readonly size: number;
}

async function timeTwins(root: string): Promise<Added> {
  const site = await openSite(await openBook(root), BENCH_TODAY);
  const places = listPlaces(site.book);
  const out = await mkdtemp(join(tmpdir(), 'opsbook-twins-'));
  const agents = openForAgents(site, places);
  const texts = new Map<string, string>();
  const documents = new Map<string, RunbookDocument>();
  // For the pages of the alerts, alert rules and runbooks are compared.
  void site.opened.contract.links.length;
  for (const { name } of site.book.alerts()) void site.book.alert(name)?.runbooks.length;
  const before = process.cpuUsage();
  for (const place of [...places.values()].filter(isTwinned)) {
    const { text, runbook } = await agents.twin(place);
    texts.set(place.twin, text);
    if (runbook) documents.set(runbook.id, runbook);
    writePage(out, fileOf({ address: place.twin }), Buffer.from(text));
  }
  const files = agents.files(documents, (twin) => texts.get(twin) ?? '');
  for (const { file, text } of files) writePage(out, file, Buffer.from(text));
  const { user, system } = process.cpuUsage(before);
  await rm(out, { recursive: true });
  const all = [...texts.values(), ...files.map(({ text }) => text)];
  return {
    cpu: (user + system) / 1_000_000,
    files: all.length,
    size: all.reduce((sum, text) => sum + text.length, 0),
  };
}

async function timeServer({
  root,
  site,
  cache,
}: {
  root: string;
  site: string;
  cache: string;
}): Promise<Row[]> {
  const first = await ask(root, cache);
  const again = await ask(root, cache);
  const html = await Promise.all(
    again.ids.map((id) => readFile(join(site, 'runbooks', id, 'index.html'), 'utf8')),
  );
  const whole = html.reduce((sum, text) => sum + text.length, 0) / html.length;
  return [
    {
      what: 'opsbook mcp, start to first answer',
      figure: ms(again.start),
      note: `${sayCpu(again.cpu)}; the first time ${ms(first.start)}, ${sayCpu(first.cpu)}; goal 600 ms`,
    },
    { what: 'find_runbooks after that, median', figure: ms(median(again.find)), note: 'goal 30 ms' },
    { what: 'get_runbook after that, median', figure: ms(median(again.get)) },
    {
      what: 'an answer, in tokens',
      figure: `about ${Math.round(again.size / TOKEN)}`,
      note:
        `find_runbooks and get_runbook, as a model is given them; ${(again.size / whole).toFixed(2)} of the HTML of ` +
        `that page, about ${Math.round(whole / TOKEN)}; goal 0.10. As data, for clients that hand on only that: ${Math.round(again.sizeOfData / TOKEN)}`,
    },
    {
      what: 'an answer by section, in tokens',
      figure: `about ${Math.round(again.sizeOfSection / TOKEN)}`,
      note: `find_runbooks and the Diagnosis of get_runbook; ${(again.sizeOfSection / whole).toFixed(2)} of that HTML`,
    },
  ];
}

/** Letters of a token, as a rule of thumb. */
const TOKEN = 4;

interface Answered {
  /** Milliseconds from the start of the server to its first answer. */
  readonly start: number;
  /** Seconds of processor time until then: a machine that does other things answers later. */
  readonly cpu: number | undefined;
  readonly find: readonly number[];
  readonly get: readonly number[];
  readonly ids: readonly string[];
  /** Letters of both answers, on average: the texts, and the data, which holds the same. */
  readonly size: number;
  readonly sizeOfData: number;
  /** Letters of the first answer and of one section, on average. */
  readonly sizeOfSection: number;
}

/** Runbooks that are asked for by their titles, from all over the book. */
const ASKED = 5;

async function ask(root: string, cache: string): Promise<Answered> {
  const all = [...(await openBook(root)).book.runbooks.values()];
  const pages = [...Array(ASKED).keys()].flatMap((n) => all[Math.floor((n * all.length) / ASKED)] ?? []);
  const client = new Client({ name: 'bench', version: '1' });
  const started = performance.now();
  const env = { PATH: process.env['PATH'] ?? '', OPSBOOK_CACHE: cache };
  const transport = new StdioClientTransport({
    ...{ command: process.execPath, args: [MAIN, 'mcp', '--root', root], env },
  });
  await client.connect(transport);
  try {
    await find(client, 'disk is full');
    const start = performance.now() - started;
    const cpu = await cpuOf(transport.pid);
    const found: { took: number; text: number; data: number }[] = [];
    const read: { took: number; text: number; data: number }[] = [];
    const sections: { text: number }[] = [];
    for (const { id, title } of pages) {
      found.push(await find(client, title));
      read.push(await get(client, id));
      sections.push(await call(client, 'get_runbook', { id, section: 'Diagnosis' }));
    }
    const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
    return {
      start,
      cpu,
      find: found.map(({ took }) => took),
      get: read.map(({ took }) => took),
      ids: pages.map(({ id }) => id),
      size: mean(found.map(({ text }) => text)) + mean(read.map(({ text }) => text)),
      sizeOfSection: mean(found.map(({ text }) => text)) + mean(sections.map(({ text }) => text)),
      sizeOfData: mean(found.map(({ data }) => data)) + mean(read.map(({ data }) => data)),
    };
  } finally {
    await client.close();
  }
}

/** Seconds of processor time of a process, where the system tells them as Linux does. */
async function cpuOf(pid: number | null): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid ?? 0}/stat`, 'utf8').catch(() => undefined);
  // After the name, which may hold blanks: the twelfth and thirteenth are ticks of 10 ms.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ticks && (Number(ticks[11]) + Number(ticks[12])) / 100;
}

function sayCpu(seconds: number | undefined): string {
  return seconds === undefined ? 'processor time not known' : `${seconds.toFixed(2)} CPU-s`;
}

function find(client: Client, text: string): ReturnType<typeof call> {
  return call(client, 'find_runbooks', { text });
}

function get(client: Client, id: string): ReturnType<typeof call> {
  return call(client, 'get_runbook', { id });
}

async function call(
  client: Client,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<{ took: number; text: number; data: number }> {
  const before = performance.now();
  const { content, structuredContent } = await client.callTool({ name, arguments: args });
  const took = performance.now() - before;
  const text = content.reduce((sum, block) => sum + (block.type === 'text' ? block.text.length : 0), 0);
  return { took, text, data: JSON.stringify(structuredContent ?? {}).length };
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}
