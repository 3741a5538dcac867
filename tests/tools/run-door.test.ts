import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
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
