import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_HEADER } from '../../../src/run/run-address.ts';
import { openRunDoor } from '../../../src/tools/run-door.ts';
import { bash } from '../run-book.ts';
import { openService, send } from './open-service.ts';
import type { Sending, TestService } from './open-service.ts';

let service: TestService;
let other: TestService;
beforeAll(async () => {
  [service, other] = await Promise.all([
    openService(bash('name=hello risk=read', 'echo hello')),
    openService(bash('name=hello risk=read', 'echo hello')),
  ]);
});
afterAll(() => Promise.all([service.close(), other.close()]));

/** What the page sends, with something else in it. */
const headers = (more: Record<string, string | undefined> = {}): Record<string, string> => {
  const own: Record<string, string | undefined> = {
    [RUN_HEADER]: service.token,
    Origin: `http://127.0.0.1:${service.port}`,
    'Content-Type': 'application/json',
    ...more,
  };
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

describe('the door of the run service', () => {
  it('lets the page itself in', async () => {
    const { status, text } = await service.send({});
    expect({ status, isRun: text.includes('"ended"') }).toEqual({ status: 200, isRun: true });
  });

  const REFUSED: readonly (readonly [what: string, sending: () => Sending, says: string])[] = [
    [
      'a rebinding host name',
      () => ({ headers: headers({ Host: `evil.example:${service.port}` }) }),
      'another name',
    ],
    [
      'localhost, which was not printed',
      () => ({ headers: headers({ Host: `localhost:${service.port}` }) }),
      'another name',
    ],
    ['the address of another port', () => ({ headers: headers({ Host: '127.0.0.1:80' }) }), 'another name'],
    [
      'a page of another origin',
      () => ({ headers: headers({ Origin: 'https://evil.example' }) }),
      'another origin',
    ],
    [
      'a page of another port',
      () => ({ headers: headers({ Origin: 'http://127.0.0.1:1' }) }),
      'another origin',
    ],
    ['a page in a sandbox', () => ({ headers: headers({ Origin: 'null' }) }), 'another origin'],
    [
      'who does not say where it is from',
      () => ({ headers: headers({ Origin: undefined }) }),
      'which page asks',
    ],
    [
      'a browser that says it is from elsewhere',
      () => ({ headers: headers({ 'Sec-Fetch-Site': 'cross-site' }) }),
      'another site',
    ],
    [
      'a browser that is on another port',
      () => ({ headers: headers({ 'Sec-Fetch-Site': 'same-site' }) }),
      'another site',
    ],
    [
      'who has no token',
      () => ({ headers: headers({ [RUN_HEADER]: undefined }) }),
      'not that of this service',
    ],
    [
      'a token that is cut short',
      () => ({ headers: headers({ [RUN_HEADER]: service.token.slice(1) }) }),
      'not that of this service',
    ],
    [
      'a token of another process',
      () => ({ headers: headers({ [RUN_HEADER]: other.token }) }),
      'not that of this service',
    ],
    [
      'a token in a cookie',
      () => ({ headers: headers({ [RUN_HEADER]: undefined, Cookie: `${RUN_HEADER}=${service.token}` }) }),
      'not that of this service',
    ],
    [
      'a token in the address',
      () => ({
        path: `/opsbook-run/start?${RUN_HEADER}=${service.token}`,
        headers: headers({ [RUN_HEADER]: undefined }),
      }),
      'not that of this service',
    ],
    ['what a form can send', () => ({ headers: headers({ 'Content-Type': 'text/plain' }) }), 'reads JSON'],
  ];
  it.each(REFUSED)('refuses %s', async (_, sending, says) => {
    const { status, text, headers: given } = await service.send(sending());
    expect({ status, text }).toEqual({
      status: status === 400 ? 400 : 403,
      text: expect.stringContaining(says),
    });
    expect(Object.keys(given).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])(
    'is asked by POST alone, not by %s',
    async (method) => {
      expect(await service.send({ method, headers: headers() })).toMatchObject({ status: 405 });
    },
  );

  it('opens no socket', async () => {
    const socket = {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    expect(await service.send({ method: 'GET', headers: headers(socket) })).toMatchObject({ status: 405 });
  });

  it('answers no preflight, so that no foreign page may send the token', async () => {
    const preflight = {
      Origin: 'https://evil.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': RUN_HEADER,
    };
    const { status, headers: given } = await service.send({
      method: 'OPTIONS',
      headers: preflight,
      body: '',
    });
    expect(status).toBe(403);
    expect(Object.keys(given).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('takes no request that is larger than a page of values', async () => {
    const body = JSON.stringify({ ...service.reference('hello'), values: { NAME: 'x'.repeat(70_000) } });
    expect(await service.send({ body })).toMatchObject({ status: 413 });
  });

  it.each([
    ['a command', { command: 'id' }],
    ['a code', { code: 'id' }],
    ['a path for a runbook', { runbook: 7 }],
    ['a line that is none', { line: 1.5 }],
    ['a value that is no text', { values: { NAME: ['x'] } }],
    ['a value for no name', { values: { 'A-B': 'x' } }],
  ])('does not understand %s', async (_, more) => {
    expect(await service.refused('start', 'hello', more)).toContain('400 The service does not understand');
  });

  it('does nothing that it was not made for', async () => {
    expect(await service.refused('eval', 'hello')).toContain('404 The service does no such thing');
    expect(await service.refused('__proto__', 'hello')).toContain('404 The service does no such thing');
  });

  it('hears so many requests at once and no more', async () => {
    const door = openRunDoor({
      ...{ folder: '/s/', header: RUN_HEADER, token: 'token', onRefused: () => undefined },
      answer: () => Promise.resolve({ status: 200, data: {} }),
      rate: { burst: 3, perSecond: 0 },
    });
    const server = createServer((request, response) => void door.take(request, response)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on a host and port
    door.open(port);
    const own = {
      [RUN_HEADER]: 'token',
      Origin: `http://127.0.0.1:${port}`,
      'Content-Type': 'application/json',
    };
    const statuses: number[] = [];
    // Who has no token does not use up what the page may ask.
    for (const token of ['other', 'other', 'token', 'token', 'token', 'token']) {
      const asking = { method: 'POST', path: '/s/x', headers: { ...own, [RUN_HEADER]: token }, body: '{}' };
      statuses.push((await send(port, asking)).status);
    }
    server.close();
    expect(statuses).toEqual([403, 403, 200, 200, 200, 429]);
  });
});

describe('the pages before the door', () => {
  const page = (more: Record<string, string>, path = '/'): Sending => ({
    method: 'GET',
    path,
    headers: more,
  });
  const linked = {
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
  };
  const framed = { ...linked, 'Sec-Fetch-Dest': 'iframe' };
  const fetched = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' };

  it.each([
    ['are read by the printed name', page({}), 200],
    ['are reached by a link from elsewhere', page(linked), 200],
    ['are in no frame', page(framed), 403],
    ['lend no part of themselves to another site', page(fetched, '/assets/site.css'), 403],
    ['are not read by another name', page({ Host: 'evil.example' }), 403],
    ['are not read by a page of another origin', page({ Origin: 'https://evil.example' }), 403],
    [
      'are kept by no worker, which would answer for whoever has the port next',
      page({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'serviceworker' }, '/assets/site.css'),
      404,
    ],
    ['list no folder', page({}, '/assets/'), 404],
    ['have no hidden files', page({}, '/.opsbook-site'), 404],
  ])('%s', async (_, sending, status) => {
    expect(await service.send({ ...sending, body: '' })).toMatchObject({ status });
  });

  it('may be framed by nobody, and run no script but their own', async () => {
    const { headers: given } = await service.send({ ...page({}), body: '' });
    expect(given).toMatchObject({
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringMatching(
        /default-src 'none'; script-src 'self'.*frame-ancestors 'none'/,
      ),
    });
  });

  it.runIf(process.getuid?.() === 0)('are for the user alone who started it (tried as root)', async () => {
    const script = `require('http').get({host:'127.0.0.1',port:${service.port},path:'/'},(r)=>{console.log(r.statusCode);r.resume()})`;
    const ask = async (uid: number): Promise<string> => {
      const child = spawn(process.execPath, ['-e', script], {
        uid,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await once(child, 'close');
      return said.trim();
    };
    expect({ own: await ask(0), other: await ask(65_534) }).toEqual({ own: '200', other: '403' });
  });
});
