import { createServer } from 'node:http';
import type { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../src/tools/links/ask.ts';
import { guardedLookup, PrivateAddress } from '../../../src/tools/links/guarded-lookup.ts';
import { hostList } from '../../../src/tools/links/host-list.ts';
import { bareHost, reachOf } from '../../../src/tools/links/reach.ts';

describe('an address that a link leads to', () => {
  it.each([
    ['https://example.org/', [], '93.184.216.34', true],
    ['https://example.org/', [], 'example.org', true],
    ['https://example.org/', [], '10.0.0.1', false],
    ['https://example.org/', ['10.0.0.0/8'], '10.0.0.1', true],
    ['https://example.org/', ['10.0.0.0/8'], '192.168.0.1', false],
    ['https://wiki.corp/', ['wiki.corp'], '10.0.0.1', true],
    ['https://wiki.corp:8443/', ['wiki.corp:8443'], '10.0.0.1', true],
    ['https://wiki.corp:8443/', ['wiki.corp'], '10.0.0.1', true],
    ['https://wiki.corp/', ['wiki.corp'], '169.254.169.254', false],
    ['https://wiki.corp/', ['169.254.0.0/16'], '169.254.169.254', false],
    ['http://[fd00::1]/', ['fd00::1'], 'fd00::1', true],
    ['http://[fd00::1]/', ['fd00::2'], 'fd00::1', false],
  ])('%s with %j listed may be asked at %s: %s', (url, listed, address, may) =>
    expect(reachOf(new URL(url), hostList(listed))(address)).toBe(may),
  );
});

it.each([
  ['https://example.org:8443/', 'example.org'],
  ['http://10.0.0.1/', '10.0.0.1'],
  ['http://[fd00::1]:80/', 'fd00::1'],
])('the host of %s is %s', (url, host) => expect(bareHost(new URL(url))).toBe(host));

describe('the address of a name', () => {
  const open: LookupAddress = { address: '93.184.216.34', family: 4 };
  const other: LookupAddress = { address: '2606:2800::1', family: 6 };
  const own: LookupAddress = { address: '10.0.0.1', family: 4 };
  const gone = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });

  it.each([
    [{ all: true }, [own, open, other], [null, [open, other]]],
    [{ all: false }, [own, open, other], [null, '93.184.216.34', 4]],
    [{ all: true }, [own], [new PrivateAddress(), '']],
    [{ all: false }, [own], [new PrivateAddress(), '']],
    [{ all: true }, gone, [gone, '']],
  ])('asked with %j, of %j, is given as %j', (options, found, given) => {
    const resolve = ((_: string, { all }: { all: boolean }, done: (...said: unknown[]) => void) => {
      if (found instanceof Error) done(found);
      else done(null, all ? found : found[0]?.address);
    }) as typeof lookup; // the one form that is asked for
    const may = reachOf(new URL('https://example.org/'), hostList([]));
    const answers: unknown[] = [];
    guardedLookup(may, resolve)('example.org', options, (...said) => answers.push(...said));
    expect(answers).toEqual(given);
  });
});

describe('an answer', () => {
  const MEGABYTE = 2 ** 20;
  const server = createServer((request, response) => {
    const status = request.url === '/gone' ? 404 : 200;
    response.writeHead(status, {
      'content-type': request.url === '/data' ? 'application/json' : 'text/html',
      location: '/next',
      'retry-after': '7',
    });
    response.end(request.url === '/large' ? 'x'.repeat(4 * MEGABYTE) : '<p>ok</p>');
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // as it listens at a port
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const asked = (path: string, method: 'HEAD' | 'GET' = 'GET', listed = ['127.0.0.1/32']) =>
    ask(new URL(path, origin), { method, timeout: 60_000, allowed: hostList(listed), headers: {} });

  it.each([
    ['/', 'GET', '<p>ok</p>'],
    ['/', 'HEAD', undefined],
    ['/gone', 'GET', undefined],
    ['/data', 'GET', undefined],
  ] as const)('of %s to %s has the text %j', async (path, method, html) => {
    const status = path === '/gone' ? 404 : 200;
    expect(await asked(path, method)).toEqual({ status, location: '/next', retryAfter: '7', html });
  });

  it('is read as far as two megabytes', async () => {
    const { html = '' } = await asked('/large');
    expect(html.length).toBeGreaterThan(2 * MEGABYTE);
    expect(html.length).toBeLessThan(3 * MEGABYTE);
  });

  it('is not asked of an address that nobody has listed', async () => {
    await expect(asked('/', 'GET', [])).rejects.toThrow(PrivateAddress);
  });
});
