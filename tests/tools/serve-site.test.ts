import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunDoor } from '../../src/tools/run-door.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import type { Serving } from '../../src/tools/serve-site.ts';

const FILES = {
  'index.html': '<h1>Home</h1>',
  '404.html': '<h1>No page has this address</h1>',
  'runbooks/disk full/index.html': '<h1>Disk</h1>',
  'runbooks/c#/index.html': '<h1>Sharp</h1>',
  'runbooks/50%/index.html': '<h1>Half</h1>',
  'search/index.json': '{}',
  'letters.txt': 'abcdefghij',
  'empty.txt': '',
  '.opsbook-build': 'mine',
  '.git/config': 'secret',
};

let folder: string;
let serving: Serving;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-serve-'));
  const site = join(folder, 'site');
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(site, path, '..'), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync('../secret.txt', join(site, 'out.txt'));
  symlinkSync('..', join(site, 'up'));
  symlinkSync('.git', join(site, 'shown'));
  symlinkSync('letters.txt', join(site, 'same.txt'));
  symlinkSync('nowhere', join(site, 'dangling'));
  serving = await serveSite({ folder: site, base: '/', port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

/** What comes back for exactly these bytes until the server closes; or, `isCut`, while we close at once. */
function exchange(bytes: string | Buffer, { port = serving.port, isCut = false } = {}): Promise<string> {
  return new Promise((done) => {
    let out = '';
    const socket = connect(port, '127.0.0.1', () => (isCut ? socket.end(bytes) : socket.write(bytes)));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (out += chunk));
    socket.on('error', () => done(out));
    socket.on('close', () => done(out));
  });
}

interface Asking {
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly port?: number;
}

async function ask(path: string, asking: Asking = {}) {
  const { method = 'GET', headers = ['Host: localhost'], port = serving.port } = asking;
  const lines = [`${method} ${path} HTTP/1.1`, ...headers, 'Connection: close', '', ''];
  const out = await exchange(lines.join('\r\n'), { port });
  const [head = '', ...body] = out.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(out)?.[1]), head, body: body.join('\r\n\r\n') };
}

/** The last request on a connection. */
const LAST = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

const lives = async (): Promise<void> => {
  expect((await ask('/')).body).toBe(FILES['index.html']);
};

describe('an address', () => {
  test.each([
    ['/', 200, '<h1>Home</h1>'],
    ['/?q=a%', 200, '<h1>Home</h1>'],
    ['/runbooks/disk%20full/', 200, '<h1>Disk</h1>'],
    ['/runbooks/c%23/', 200, '<h1>Sharp</h1>'],
    ['/runbooks/50%25/', 200, '<h1>Half</h1>'],
    ['/letters.txt', 200, 'abcdefghij'],
    ['/same.txt', 200, 'abcdefghij'],
    ['/empty.txt', 200, ''],
  ])('leads to its file: %s', async (path, status, body) => {
    expect(await ask(path)).toMatchObject({ status, body });
  });

  test('of a folder without its slash leads on, with what was asked', async () => {
    const { status, head } = await ask('/runbooks/c%23?a=b%20c');
    expect([status, head]).toEqual([301, expect.stringContaining('Location: /runbooks/c%23/?a=b%20c')]);
  });

  test.each([
    ['/.opsbook-build'],
    ['/.git/config'],
    ['/%2egit/config'],
    ['/shown/config'],
    ['/out.txt'],
    ['/up/secret.txt'],
    ['/up/site/.git/config'],
    ['/dangling'],
    ['/../secret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/..%2fsecret.txt'],
    ['/runbooks/..%5c..%5csecret.txt'],
    ['//letters.txt'],
    ['/letters.txt/'],
    ['/letters.txt%00.html'],
    ['/runbooks/%'],
    ['/runbooks/%ff/'],
    ['/runbooks//disk%20full/'],
    ['/runbooks/'],
    ['a name that is too long', `/${'a'.repeat(5000)}`],
  ])('leads nowhere: %s', async (name, path = name) => {
    const { status, body } = await ask(path);
    expect([status, body]).toEqual([404, '<h1>No page has this address</h1>']);
  });
});

describe('below a base', () => {
  test('an address leads to its file, the top leads there, and all else nowhere', async () => {
    const taken: string[] = [];
    const door: RunDoor = {
      open: (port) => void taken.push(String(port)),
      take(request, response) {
        if (request.url !== '/run') return Promise.resolve(false);
        response.end('taken');
        return Promise.resolve(true);
      },
    };
    const below = await serveSite({
      ...{ folder: join(folder, 'site'), base: '/ops/', port: 0, host: '127.0.0.1', door },
    });
    const of = async (path: string) => {
      const { status, head, body } = await ask(path, { port: below.port });
      return [status, /Location: (.*)/.exec(head)?.[1]?.trim() ?? body.replace(/<.*?>/g, '')];
    };
    try {
      expect(await of('/')).toEqual([302, '/ops/']);
      expect(await of('/ops/')).toEqual([200, 'Home']);
      expect(await of('/ops/letters.txt')).toEqual([200, 'abcdefghij']);
      expect(await of('/ops/runbooks/c%23?a')).toEqual([301, '/ops/runbooks/c%23/?a']);
      for (const path of ['/ops', '/letters.txt', '/opsx/letters.txt', '/abc/letters.txt'])
        expect(await of(path)).toEqual([404, 'No page has this address']);
      // What the run service takes is no page.
      expect(await of('/run')).toEqual([200, expect.stringContaining('taken')]);
      expect(taken).toEqual([String(below.port)]);
    } finally {
      await below.close();
    }
  });
});

test.each([
  ['a body', '/', ['Content-Length: 1'], 413],
  ['two hosts', '/', ['Host: evil.example'], 400],
  ['a body in pieces', '/', ['Transfer-Encoding: chunked'], 413],
  ['an empty body', '/', ['Content-Length: 0'], 200],
  ['the name of another host in its address', 'http://evil.example/', [], 400],
])('a request with %s', async (_, path, headers, status) => {
  expect((await ask(path, { headers: ['Host: localhost', ...headers] })).status).toBe(status);
});

describe('a range', () => {
  test.each([
    ['bytes=2-4', 206, 'cde'],
    ['bytes=7-', 206, 'hij'],
    ['bytes=-2', 206, 'ij'],
    ['bytes=0-0', 206, 'a'],
    ['bytes=5-99', 206, 'fghij'],
    ['bytes=2-1', 416, expect.any(String)],
    ['bytes=10-', 416, expect.any(String)],
    ['bytes=-0', 416, expect.any(String)],
    ['bytes=-10', 206, 'abcdefghij'],
    ['bytes=-11', 206, 'abcdefghij'],
    ['bytes=-99999999', 206, 'abcdefghij'],
    ['bytes=-999999999999999999999999', 206, 'abcdefghij'],
    ['bytes=x-y', 200, 'abcdefghij'],
    ['bytes=--1', 200, 'abcdefghij'],
    ['bytes=0-1,3-4', 200, 'abcdefghij'],
    ['bytes=2-1,3-4', 206, 'de'],
    ['lines=0-1', 200, 'abcdefghij'],
    ['xbytes=2-1', 200, 'abcdefghij'],
    ['bytes=9999999999999999999999-', 416, expect.any(String)],
    ['bytes=', 200, 'abcdefghij'],
  ])('%s', async (range, status, body) => {
    const answered = await ask('/letters.txt', { headers: ['Host: localhost', `Range: ${range}`] });
    expect([answered.status, answered.body]).toEqual([status, body]);
    await lives();
  });

  test('of an empty file, and one that ends before it begins for a name that is not served', async () => {
    const headers = ['Host: localhost', 'Range: bytes=0-1'];
    expect((await ask('/empty.txt', { headers })).status).toBe(416);
    expect((await ask('/index.html', { headers: ['Host: x', 'Range: bytes=2-1'] })).status).toBe(416);
    await lives();
  });
});

// Which names are served is a table of its own: served-names.test.ts.
test.each([
  ['localhost', 200],
  ['evil.example:4321', 421],
])('who asks for %s gets %i', async (host, status) => {
  expect((await ask('/', { headers: [`Host: ${host}`] })).status).toBe(status);
});

test('every answer says what a browser may do with it', async () => {
  for (const path of ['/', '/letters.txt', '/nothing', '/search/index.json']) {
    const { head } = await ask(path);
    expect(head).toMatch(/Content-Security-Policy: default-src 'none'; .*; frame-ancestors 'none'\r\n/);
    expect(head).toContain('X-Content-Type-Options: nosniff');
    expect(head).toContain('Referrer-Policy: no-referrer');
  }
});

test('a page that a browser has is not sent again', async () => {
  const { head } = await ask('/');
  const tag = /ETag: (.*)/i.exec(head)?.[1]?.trim() ?? '';
  expect((await ask('/', { headers: ['Host: localhost', `If-None-Match: ${tag}`] })).status).toBe(304);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])(
  '%s is refused',
  async (method) => {
    expect((await ask('/', { method })).status).toBe(405);
  },
);

test('HEAD has no body', async () => {
  expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('requests in one go are answered one after the other', async () => {
  const one = 'GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n';
  expect((await exchange(one.repeat(50) + LAST)).match(/abcdefghij/g)).toHaveLength(50);
});

test('headers that are too large are refused', async () => {
  const { status } = await ask('/', { headers: ['Host: localhost', `X: ${'a'.repeat(100_000)}`] });
  expect([431, Number.NaN]).toContain(status); // or cut off, while it still sends
  await lives();
});

describe('what is no request', () => {
  const token = fc.constantFrom('GET', 'HEAD', 'CONNECT', 'PRI', '', 'get', 'G\0T', 'POST');
  const target = fc.oneof(
    fc.constantFrom(
      '/',
      '*',
      '//',
      'http://x/',
      'localhost:1',
      '/%00',
      '/%',
      '/\\..',
      '',
      '/ /',
      '/a#b',
      '/\xff',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const version = fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/2.0', '', 'XTTP/1.1');
  const header = fc.oneof(
    fc.constantFrom(
      'Host: localhost',
      'Host: x',
      'Host: a\r\nHost: b',
      'Range: bytes=2-1',
      'Range: bytes=-',
      'Content-Length: -1',
      'Content-Length: 5\r\nContent-Length: 6',
      'Content-Length: 99999999999999999999',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip, chunked\r\nContent-Length: 3',
      'Expect: 100-continue',
      'Expect: magic',
      'Upgrade: websocket\r\nConnection: Upgrade',
      'Upgrade: h2c\r\nHTTP2-Settings: x\r\nConnection: Upgrade, HTTP2-Settings',
      'If-None-Match: "',
      'If-Modified-Since: never',
      'If-Range: \0',
      'Connection: close, keep-alive',
      ': empty',
      ' folded: yes',
      'no colon',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const ending = fc.constantFrom(
    '\r\n\r\n',
    '\n\n',
    '\r\n',
    '',
    '\r\n\r\nzz\r\n',
    '\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    '\0',
  );
  const request = fc
    .tuple(token, target, version, fc.array(header, { maxLength: 6 }), ending)
    .map(([a, b, c, lines, end]) => [[a, b, c].join(' '), ...lines].join('\r\n') + end);
  const bytes = fc.oneof(
    { weight: 4, arbitrary: request.map((text) => Buffer.from(text, 'latin1')) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all)) },
  );

  test('250 of them end nothing, and get nothing that is hidden', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        const whole = Buffer.concat([sent, Buffer.from(`\r\n\r\n${LAST}`)]);
        expect(await exchange(whole)).not.toContain('secret');
        await exchange(sent, { isCut: true });
      }),
      { numRuns: 250 },
    );
    await lives();
  });

  test('one that is broken off in the middle of an answer ends nothing', async () => {
    writeFileSync(join(folder, 'site/large.bin'), Buffer.alloc(8_000_000));
    for (let round = 0; round < 10; round += 1) {
      const socket = connect(serving.port, '127.0.0.1');
      socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await new Promise((ready) => socket.once('data', ready));
      socket.resetAndDestroy();
    }
    await lives();
  });

  test('a site that is gone while it is served ends nothing', async () => {
    const other = mkdtempSync(join(tmpdir(), 'opsbook-serve-'));
    writeFileSync(join(other, 'index.html'), 'here');
    const { port, close } = await serveSite({ folder: other, base: '/', port: 0, host: '127.0.0.1' });
    rmSync(other, { recursive: true });
    expect((await ask('/', { port })).status).toBe(500);
    mkdirSync(other);
    writeFileSync(join(other, 'index.html'), 'again');
    expect(await ask('/', { port })).toMatchObject({ status: 200, body: 'again' });
    await close();
    rmSync(other, { recursive: true });
  });
});
