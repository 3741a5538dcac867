import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { Terminal } from '../../../src/cli/command.ts';
import { openRunService } from '../../../src/cli/run-service/open-run-service.ts';
import type { ServiceSettings } from '../../../src/cli/run-service/open-run-service.ts';
import { openLiveBook } from '../../../src/judge/live-book.ts';
import { RUN_HEADER, RUN_PROTOCOL } from '../../../src/run/run-address.ts';
import { askReply, pageReply, refusalReply, runEvent } from '../../../src/run/run-protocol.ts';
import type { AskReply, PageReply, RunEnded, RunEvent } from '../../../src/run/run-protocol.ts';
import { contentHash } from '../../../src/tools/content-hash.ts';
import { serveSite } from '../../../src/tools/serve-site.ts';
import { writeBook } from '../run-book.ts';

/** What came back: a status, the headers, a text. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** A service of a book of one runbook, and the page that would ask it. */
export interface TestService {
  readonly root: string;
  readonly port: number;
  readonly token: string;
  /** What the terminal was told. */
  readonly said: () => string;
  /** Sends anything; without headers it is what the page itself would send. */
  send(sending: Sending): Promise<Answered>;
  /** Asks as the page does. */
  page(visit?: string): Promise<PageReply>;
  ask(name: string, more?: object): Promise<AskReply>;
  /** Runs a step as the page does, its dialog answered. */
  run(name: string, more?: object): Promise<Ran>;
  /** Sends a request as it is; the refusal is what is wanted of it. */
  refused(request: string, name: string, more?: object): Promise<string>;
  /** What a request names. */
  reference(name: string, more?: object): Record<string, unknown>;
  close(): Promise<void>;
}

/** All that a run said. */
export interface Ran {
  readonly events: readonly RunEvent[];
  readonly ended: RunEnded | undefined;
  /** What was shown, styles left out. */
  readonly shown: string;
}

/** The visit of a tab. */
export const TAB = 'tab-of-the-test-number-one';

export async function openService(
  body: string,
  {
    environment = {},
    ...settings
  }: Partial<Pick<ServiceSettings, 'only' | 'note' | 'log'>> & {
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestService> {
  const root = writeBook(body);
  const site = join(root, 'site');
  mkdirSync(join(site, 'assets'), { recursive: true });
  writeFileSync(join(site, 'index.html'), '<h1>The book</h1>');
  writeFileSync(join(site, 'assets/site.css'), 'p {}');
  writeFileSync(join(site, '.opsbook-site'), '');
  let said = '';
  const terminal: Terminal = {
    folder: root,
    hasColour: false,
    isInteractive: false,
    environment: { PATH: process.env['PATH'], HOME: root, ...environment },
    print: (text) => void (said += text),
    warn: (text) => void (said += text),
    readInput: () => Promise.resolve(''),
    interrupted: () => new Promise(() => undefined),
  };
  const live = openLiveBook({ root }, () => undefined);
  const service = await openRunService({
    ...{ root, terminal, base: '/', only: undefined, note: undefined, log: undefined, ...settings },
    read: () => live.read(),
    howToRenew: 'build it',
  });
  const serving = await serveSite({
    folder: site,
    base: '/',
    port: 0,
    host: '127.0.0.1',
    door: service.door,
  });
  const { port } = serving;
  const token = service.address(port).split('#run=')[1] ?? '';
  const text = readFileSync(join(root, 'content/runbooks/t/a.mdx'), 'utf8');
  const lineOf = (name: string): number =>
    text.split('\n').findIndex((line) => line.startsWith('```') && line.includes(`name=${name} `)) + 1;
  const own = { [RUN_HEADER]: token, Origin: `http://127.0.0.1:${port}`, 'Content-Type': 'application/json' };

  const reference = (name: string, more: object = {}): Record<string, unknown> => ({
    ...{ visit: TAB, runbook: 't/a', digest: contentHash(text), line: lineOf(name), values: {} },
    ...more,
  });
  const post = (name: string, data: object, signal?: (text: string) => void): Promise<Answered> =>
    send(
      port,
      { method: 'POST', path: `/opsbook-run/${name}`, headers: own, body: JSON.stringify(data) },
      signal,
    );
  const good = (answered: Answered): unknown => {
    if (answered.status !== 200) throw new Error(answered.text);
    return JSON.parse(answered.text);
  };
  const ask = async (name: string, more?: object): Promise<AskReply> =>
    askReply.parse(good(await post('ask', reference(name, more))));
  return {
    ...{ root, port, token, reference, ask },
    said: () => said,
    send: (sending) =>
      send(port, {
        ...{ method: 'POST', path: '/opsbook-run/start', headers: own },
        body: sending.method === 'GET' ? '' : JSON.stringify(reference('hello')),
        ...sending,
      }),
    async page(visit = TAB) {
      const { runbook, digest } = reference('');
      return pageReply.parse(good(await post('page', { visit, runbook, digest, protocol: RUN_PROTOCOL })));
    },
    async run(name, more = {}) {
      const { gate, nonce, word } = await ask(name, more);
      const allowed = gate === 'click' ? {} : { nonce, ...(word === undefined ? {} : { word }) };
      const answered = await post('start', reference(name, { ...more, ...allowed }));
      if (answered.status !== 200) throw new Error(answered.text);
      return readRun(answered.text);
    },
    async refused(request, name, more) {
      const body = request === 'start' || request === 'ask' ? reference(name, more) : { visit: TAB, ...more };
      const answered = await post(request, body);
      if (answered.status === 200) return `not refused: ${answered.text.slice(0, 500)}`;
      return `${answered.status} ${refusalReply.parse(JSON.parse(answered.text)).words}`;
    },
    async close() {
      await service.close();
      await Promise.all([serving.close(), live.close()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The events of a run, each held against the protocol. */
export function readRun(text: string): Ran {
  const events = text
    .split('\n')
    .filter(Boolean)
    .map((line) => runEvent.parse(JSON.parse(line)));
  const pieces = events.flatMap((event) => (event.event === 'output' ? event.pieces : []));
  const tail = events.findLast(({ event }) => event === 'tail');
  const last = tail?.event === 'tail' ? tail.pieces : [];
  return {
    events,
    ended: events.find((event) => event.event === 'ended'),
    shown: [...pieces, ...last].map((piece) => piece.text).join(''),
  };
}

/** Sends a request as it is written; nothing is added to it. @param onText told of what has come so far */
export function send(
  port: number,
  { method = 'GET', path = '/', headers = {}, body = '' }: Sending,
  onText?: (text: string) => void,
): Promise<Answered> {
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        onText?.(text);
      });
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.on('upgrade', (response) =>
      settle({ status: response.statusCode ?? 0, headers: {}, text: 'upgraded' }),
    );
    asked.end(body);
  });
}
