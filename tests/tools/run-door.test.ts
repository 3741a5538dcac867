import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPeer, peerUser } from '../../src/tools/peer-user.ts';
import type { PeerUser } from '../../src/tools/peer-user.ts';
import { openRunDoor } from '../../src/tools/run-door.ts';

interface Asking {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly url?: string;
  readonly isOpen?: boolean;
  readonly user?: PeerUser;
}

/** What the door says to a request; `page` where it is for the site. */
async function asked({ headers = {}, method = 'GET', url = '/', ...more }: Asking): Promise<unknown> {
  const { isOpen = true, user = 'untold' } = more;
  const said: unknown[] = [];
  const door = openRunDoor({
    folder: '/opsbook-run/',
    header: 'x-token',
    token: 'secret',
    answer: () => Promise.resolve({ status: 200, data: {} }),
    onRefused: () => undefined,
    rate: { burst: 0, perSecond: 0 },
    userOf: () => user,
  });
  if (isOpen) door.open(4000);
  const response = {
    writeHead: (status: number) => void said.push(status),
    end: (text: string) => void said.push(JSON.parse(text)),
  };
  const request = { headers: { host: '127.0.0.1:4000', ...headers }, method, url, socket: {} };
  // All that the door looks at before it reads what was sent.
  const isTaken = await door.take(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
  );
  return isTaken ? said : 'page';
}

const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const outside = [403, { refused: 'door', words: 'a page of another site asks for a part of this one' }];

test.each<[string, Asking, unknown]>([
  ['one that says nothing', {}, 'page'],
  ['the same user', { user: process.getuid?.() ?? 'untold' }, 'page'],
  [
    'another user',
    { user: (process.getuid?.() ?? 0) + 1 },
    process.getuid ? [403, { refused: 'door', words: 'another user of this machine asks' }] : 'page',
  ],
  ['the page itself', { headers: { 'sec-fetch-site': 'same-origin' } }, 'page'],
  ['who types the address', { headers: { 'sec-fetch-site': 'none' } }, 'page'],
  ['a link of another site', { headers: link }, 'page'],
  ['a link of another site, its head', { headers: link, method: 'HEAD' }, 'page'],
  ['a form of another site', { headers: link, method: 'POST' }, outside],
  ['a picture of another site', { headers: { ...link, 'sec-fetch-dest': 'image' } }, outside],
  ['a script of another site', { headers: { ...link, 'sec-fetch-mode': 'no-cors' } }, outside],
  [
    'who asks before it is open, without a name',
    { isOpen: false, headers: { host: undefined } },
    [403, { refused: 'door', words: 'it was asked by another name than the printed one' }],
  ],
])('the door of %s', async (_, asking, answer) => expect(await asked(asking)).toEqual(answer));

const own = { origin: 'http://127.0.0.1:4000', 'x-token': 'secret', 'content-type': 'application/json' };

test.each<[string, Readonly<Record<string, string>>, unknown]>([
  [
    'that is no JSON',
    { 'content-type': 'text/plain; x=application/json' },
    [400, { refused: 'door', words: 'the service reads JSON' }],
  ],
  ['that is one too many', {}, [429, { refused: 'rate', words: 'too many requests' }]],
])('a request to the service %s', async (_, headers, answer) =>
  expect(await asked({ headers: { ...own, ...headers }, method: 'POST', url: '/opsbook-run/start' })).toEqual(
    answer,
  ),
);

test('after its end a stream of events gets no more of them', async () => {
  const lines: string[] = [];
  const door = openRunDoor({
    folder: '/opsbook-run/',
    header: 'x-token',
    token: 'secret',
    answer: () =>
      Promise.resolve({
        stream(listener) {
          listener.send({ kind: 'first' });
          listener.end();
          listener.send({ kind: 'late' });
        },
      }),
    onRefused: () => undefined,
    userOf: () => 'untold',
  });
  door.open(4000);
  const response = {
    writableEnded: false,
    writeHead: () => undefined,
    flushHeaders: () => undefined,
    write: (line: string) => void lines.push(line),
    end: () => void (response.writableEnded = true),
  };
  const request = Object.assign(Readable.from([Buffer.from('{}')]), {
    headers: { host: '127.0.0.1:4000', ...own },
    method: 'POST',
    url: '/opsbook-run/start',
    socket: { setTimeout: () => undefined, setNoDelay: () => undefined },
  });
  await door.take(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  expect(lines).toEqual(['{"kind":"first"}\n']);
});

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:10E1 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1 0 100 0 0 10 0
   1: 0100007F:10E1 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 12 1 0 20 4 30 10 -1
   2: 0100007F:C350 0100007F:10E1 01 00000000:00000000 00:00000000 00000000  1001        0 13 1 0 20 4 30 10 -1
   3: 0200A8C0:C351 0100007F:10E1 01 00000000:00000000 00:00000000 00000000  1000        0 14 1 0 20 4 30 10 -1
   4: 0100007F:C354 0200A8C0:10E1 01 00000000:00000000 00:00000000 00000000  1003        0 16 1 0 20 4 30 10 -1`;
const TABLE6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000100007F:C352 0000000000000000FFFF00000100007F:10E1 01 00000000:00000000 00:00000000 00000000  1002        0 15 1 0 20 4 30 10 -1
   1: 000000000000000000000000007F007F:C355 0000000000000000FFFF00000100007F:10E1 01 00000000:00000000 00:00000000 00000000  1004        0 17 1 0 20 4 30 10 -1
   2: 0100007F000000000000000000000000:C356 0000000000000000FFFF00000100007F:10E1 01 00000000:00000000 00:00000000 00000000  1005        0 18 1 0 20 4 30 10 -1`;

test.each([
  ['the end that the client holds', 50_000, 1001],
  ['one that speaks IPv6', 50_002, 1002],
  ['nobody, for an address of no loopback', 50_001, 'nobody'],
  ['nobody, for one that asks another machine', 50_004, 'nobody'],
  ['nobody, for an address of IPv6 that only ends like the loopback', 50_005, 'nobody'],
  ['nobody, for one that only begins like it', 50_006, 'nobody'],
  ['nobody, for a connection that is not there', 50_003, 'nobody'],
])('the table of connections says %s', (_, from, user) => {
  expect(findPeer([TABLE, TABLE6], { from, to: 4321 })).toBe(user);
});

let tables = '';
beforeAll(() => {
  tables = mkdtempSync(join(tmpdir(), 'opsbook-tables-'));
  writeFileSync(join(tables, 'tcp'), TABLE);
  writeFileSync(join(tables, 'tcp6'), TABLE6);
});
afterAll(() => rmSync(tables, { recursive: true }));

test.each<[string, readonly string[], number | undefined, number | undefined, PeerUser]>([
  ['whose it is', ['tcp', 'tcp6'], 50_000, 4321, 1001],
  ['whose it is, in the one table that is there', ['tcp', 'gone'], 50_000, 4321, 1001],
  ['whose it is, in the table of IPv6', ['tcp', 'tcp6'], 50_002, 4321, 1002],
  ['that nobody has it', ['tcp'], 50_003, 4321, 'nobody'],
  ['that it is over already', ['tcp'], undefined, 4321, 'nobody'],
  ['that it has no end here', ['tcp'], 50_000, undefined, 'nobody'],
  ['nothing, where the system has no table', ['gone'], 50_000, 4321, 'untold'],
])('of a connection is told %s', (_, names, remotePort, localPort, user) => {
  const paths = names.map((name) => join(tables, name));
  expect(peerUser({ remotePort, localPort }, paths)).toBe(user);
});

// Without IPv6 there is no address of it to be asked from.
const hasIPv6 = Object.values(networkInterfaces()).some((own) =>
  own?.some(({ address }) => address === '::1'),
);

test.runIf(process.platform === 'linux').each(['127.0.0.1', ...(hasIPv6 ? ['::ffff:127.0.0.1'] : [])])(
  'of a connection over %s the system tells the user',
  async (host) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const asking = connect((server.address() as AddressInfo).port, host);
    const [socket] = (await once(server, 'connection')) as [Socket];
    expect(peerUser(socket)).toBe(process.getuid?.());
    asking.destroy();
    socket.destroy();
    server.close();
  },
);
