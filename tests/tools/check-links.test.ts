import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/runbook/schema/read-settings.ts';
import { checkLinks } from '../../src/tools/links/check-links.ts';
import { openLinkCache } from '../../src/tools/links/link-cache.ts';
import { explainError, headersOnTheWay } from '../../src/tools/links/probe.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const end =
  (status: number, headers: Record<string, string> = {}, body = ''): Handler =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

const HTML = { 'content-type': 'text/html; charset=utf-8' };
let busy = 0;

/** Every way in which a server may behave, by path. */
const BEHAVIOURS: Readonly<Record<string, Handler>> = {
  '/good': end(200),
  '/no-head': (request, response) => end(request.method === 'HEAD' ? 405 : 200)(request, response),
  '/head-lies': (request, response) => end(request.method === 'HEAD' ? 404 : 200)(request, response),
  '/page': end(
    200,
    HTML,
    '<h2 id="here">x</h2><a name="old">y</a><p id="user-content-deep-link">z</p><!-- id="no" -->',
  ),
  '/gone': end(410),
  '/private': end(403),
  '/broken': end(500),
  '/patience': (request, response) =>
    end((busy += 1) < 3 ? 429 : 200, { 'retry-after': '7' })(request, response),
  '/impatient': end(429, { 'retry-after': '3600' }),
  '/silent': () => undefined,
  '/moved': end(301, { location: '/good' }),
  '/moved-twice': end(308, { location: '/moved' }),
  '/moved-page': end(301, { location: '/page' }),
  '/elsewhere-today': end(302, { location: '/good' }),
  '/moved-to-today': end(301, { location: '/elsewhere-today' }),
  '/round': end(301, { location: '/round' }),
  '/moved-to-nothing': end(301, { location: '/nothing' }),
  '/to-ftp': end(301, { location: 'ftp://example.org/' }),
  '/to-private': (request, response) =>
    end(301, { location: `http://localhost:${request.socket.localPort}/good` })(request, response),
  '/to-metadata': end(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
  '/see-other': end(303, { location: '/nothing' }),
  '/for-now': end(307, { location: '/nothing' }),
  '/made': end(201, { location: '/nothing' }),
  '/moved-nowhere': end(301),
  '/to-xhttp': end(301, { location: 'xhttp://example.org/' }),
  '/to-drops': end(301, { location: '/drops' }),
  '/wrong': end(400),
  '/head-is-wrong': (request, response) => end(request.method === 'HEAD' ? 400 : 200)(request, response),
  '/busy': end(503, { 'retry-after': '9' }),
  '/busy-half-a-minute': end(429, { 'retry-after': '30' }),
  '/busy-longer': end(429, { 'retry-after': '31' }),
  '/busy-since-1970': end(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:10 GMT' }),
  '/busy-soon': end(429, { 'retry-after': 'soon' }),
  '/busy-days': end(429, { 'retry-after': '7 days' }),
  '/busy-since-1994': end(429, { 'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT' }),
  '/busy-until': end(429, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT or so' }),
  '/busy-since-then': end(429, { 'retry-after': 'since Sun, 06 Nov 1994 08:49:37 GMT' }),
  '/busy-in': end(429, { 'retry-after': 'in about 7' }),
  '/busy-silently': end(429),
  '/drops': (request) => void request.socket.destroy(),
};

interface Site {
  readonly server: Server;
  readonly origin: string;
  readonly host: string;
  readonly seen: { method: string; url: string; authorization: string | undefined }[];
  /** The most requests that were under way at once. */
  most: number;
}

async function startSite(behaviours: Readonly<Record<string, Handler>>): Promise<Site> {
  let open = 0;
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    site.seen.push({ method, url, authorization: headers.authorization });
    site.most = Math.max(site.most, (open += 1));
    response.on('close', () => (open -= 1));
    (behaviours[url] ?? end(404))(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on a host and port has such an address.
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const site: Site = { server, host, origin: `http://${host}`, seen: [], most: 0 };
  return site;
}

describe('checkLinks', () => {
  let site: Site;
  let other: Site;
  let folder: string;
  const waits: number[] = [];

  beforeAll(async () => {
    other = await startSite({ '/good': end(200) });
    site = await startSite({ ...BEHAVIOURS, '/to-other': end(301, { location: `${other.origin}/good` }) });
    folder = mkdtempSync(join(tmpdir(), 'opsbook-links-'));
  });
  afterAll(() => {
    for (const { server } of [site, other]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    for (const one of [site, other]) one.seen.length = 0;
    waits.length = 0;
    busy = 0;
  });

  interface Around {
    readonly settings?: string;
    readonly environment?: Record<string, string>;
    readonly cache?: string;
    readonly now?: number;
    readonly allow?: string;
    readonly timeout?: string;
  }

  async function check(
    links: readonly string[],
    { settings = '', environment = {}, cache = 'none', now = 1, allow = 'x', timeout = '4m' }: Around = {},
  ) {
    const text = `links:\n  allow: ['${site.host}', '${other.host}', '${allow}']\n  timeout: ${timeout}\n  delay: 5ms\n${settings}`;
    const { settings: read, faults } = readSettings({ path: 'opsbook.yaml', text, faults: [] }, true);
    expect(faults).toEqual([]);
    const path = join(folder, cache === 'none' ? crypto.randomUUID() : cache);
    const answers = await checkLinks(links, {
      settings: read.links,
      environment,
      cache: await openLinkCache(path, read.links.cache, now),
      wait: (pause) => Promise.resolve(waits.push(pause)),
    });
    return Object.fromEntries([...answers].map(([url, answer]) => [url.replace(site.origin, ''), answer]));
  }

  const good = { kind: 'good' };
  const unsure = (reason: string) => ({ kind: 'unsure', reason });

  it.each([
    ['/good', good],
    ['/no-head', good],
    ['/head-lies', good],
    ['/nothing', { kind: 'gone', reason: 'the server answers 404' }],
    ['/gone', { kind: 'gone', reason: 'the server answers 410' }],
    ['/private', unsure('the server answers 403')],
    ['/broken', unsure('the server answers 500')],
    ['/impatient', unsure('the server says that it is asked too often (429)')],
    ['/drops', unsure('it could not be asked (ECONNRESET)')],
    ['/elsewhere-today', good],
    ['/moved-to-today', good],
    ['/round', unsure('it redirects without end')],
    ['/moved-to-nothing', { kind: 'gone', reason: 'the server answers 404' }],
    ['/to-ftp', unsure('it redirects to `ftp:`')],
    ['/to-xhttp', unsure('it redirects to `xhttp:`')],
    ['/to-drops', unsure('it could not be asked (ECONNRESET)')],
    ['/see-other', { kind: 'gone', reason: 'the server answers 404' }],
    ['/for-now', { kind: 'gone', reason: 'the server answers 404' }],
    ['/made', good],
    ['/moved-nowhere', good],
    ['/wrong', unsure('the server answers 400')],
    ['/head-is-wrong', good],
    ['/page#no', { kind: 'no-anchor', anchor: 'no' }],
    ['/to-private', unsure('it redirects to a private address, which is not asked')],
    ['/to-metadata', unsure('it redirects to a private address, which is not asked')],
  ])('asks %s', async (path, answer) => {
    expect(await check([`${site.origin}${path}`])).toEqual({ [path]: answer });
  });

  it('does not wait for ever', async () => {
    const found = await check([`${site.origin}/silent`], { timeout: '100ms' });
    expect(found).toEqual({ '/silent': unsure('no answer came in time') });
  });

  it('follows what has moved for good, with the anchor of the link', async () => {
    const links = ['/moved', '/moved-twice', '/moved-page#here', '/moved-page#gone'];
    expect(await check(links.map((path) => `${site.origin}${path}`))).toEqual({
      '/moved': { kind: 'moved', to: `${site.origin}/good` },
      '/moved-twice': { kind: 'moved', to: `${site.origin}/good` },
      '/moved-page#here': { kind: 'moved', to: `${site.origin}/page#here` },
      '/moved-page#gone': { kind: 'no-anchor', anchor: 'gone' },
    });
  });

  it('looks anchors up in the page, in one request for all of them', async () => {
    const anchors = ['here', 'old', 'deep-link', 'no', 'L10', ':~:text=x', '/route', 'a=b', ''];
    const found = await check(anchors.map((anchor) => `${site.origin}/page#${anchor}`));
    expect(Object.entries(found).filter(([, { kind }]) => kind !== 'good')).toEqual([
      ['/page#no', { kind: 'no-anchor', anchor: 'no' }],
    ]);
    expect(site.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('waits as long as a busy server asks, and no longer than is bearable', async () => {
    expect(await check([`${site.origin}/patience`, `${site.origin}/impatient`])).toMatchObject({
      '/patience': good,
    });
    expect(waits).toEqual([7000, 7000, 5]);
  });

  it.each([
    ['/busy', [9000, 9000]],
    ['/broken', [1000, 1000]],
    ['/busy-half-a-minute', [30_000, 30_000]],
    ['/busy-longer', []],
    ['/busy-since-1970', [0, 0]],
    ['/busy-soon', [1000, 1000]],
    ['/busy-days', [1000, 1000]],
    // To JavaScript this is a day in July.
    ['/busy-in', [1000, 1000]],
    ['/busy-since-1994', [0, 0]],
    ['/busy-since-then', [1000, 1000]],
    ['/busy-until', [1000, 1000]],
    ['/busy-silently', [1000, 1000]],
  ])('waits before it asks %s again: %j', async (path, pauses) => {
    await check([`${site.origin}${path}`]);
    expect(waits).toEqual(pauses);
  });

  it.each<readonly [object, object]>([
    [{ code: 'ENOTFOUND' }, { kind: 'gone', reason: 'no host has this name' }],
    ...[{ name: 'AbortError' }, { name: 'TimeoutError' }, { code: 'ABORT_ERR' }].map(
      (error) => [error, unsure('no answer came in time')] as const,
    ),
    ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'EPROTO_SSL'].map(
      (code) => [{ code }, unsure(`its certificate is not trusted (${code})`)] as const,
    ),
    [{ code: 'ECONNREFUSED' }, unsure('it could not be asked (ECONNREFUSED)')],
    [{}, unsure('it could not be asked')],
  ])('says of %j what it means', (error, answer) => expect(explainError(error)).toEqual(answer));

  it('asks one host one question at a time, with a pause between, and several hosts at once', async () => {
    site.most = 0;
    const links = ['/good', '/no-head', '/head-lies', '/gone'].map((path) => `${site.origin}${path}`);
    await check([...links, `${other.origin}/good`, ...links]);
    expect({ most: site.most, waits, other: other.seen.length }).toEqual({
      most: 1,
      waits: [5, 5, 5],
      other: 1,
    });
  });

  it('asks no private address that is not listed, however it is written', async () => {
    const port = site.host.split(':')[1] ?? '';
    const links = [
      '127.0.0.2',
      '2130706434',
      '0x7f.0.0.2',
      '[::1]',
      '[::ffff:127.0.0.2]',
      '10.0.0.1',
      '192.168.1.1',
    ];
    const found = await check(links.map((host) => `http://${host}:${port}/good`));
    for (const answer of Object.values(found)) expect(answer).toEqual({ kind: 'private' });
    expect(Object.keys(found)).toHaveLength(links.length);
    expect(site.seen).toEqual([]);
  });

  it('does not open the addresses of cloud credentials to a list either', async () => {
    const found = await check(['http://169.254.169.254/'], { allow: '169.254.169.254' });
    expect(found).toEqual({ 'http://169.254.169.254/': { kind: 'private' } });
  });

  it('leaves out what no site can answer, and what the settings ignore', async () => {
    const links = [
      'https://example.org/',
      'https://a.example.com/x',
      'http://localhost:3000/',
      'https://vault.internal/',
      'http://worker:9000/health',
      'https://$HOST/x',
      'https://<host>/x',
      'mailto:a@b.example',
      '../page.mdx',
      `${site.origin}/broken?x=1`,
    ];
    expect(await check(links, { settings: `  ignore: ['${site.origin}/broken*']\n` })).toEqual({});
    expect(site.seen).toEqual([]);
  });

  it('sends headers to the host they are for, and to no other', async () => {
    const settings = `  headers:\n    '${site.host}': { Authorization: OPSBOOK_WIKI }\n`;
    await check([`${site.origin}/to-other`, `${other.origin}/good`], {
      settings,
      // A line break would begin another header.
      environment: { OPSBOOK_WIKI: 'Bearer\r\nkey\n' },
    });
    expect(site.seen.map(({ authorization }) => authorization)).toEqual(['Bearer key']);
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it.each([
    ['https://a.example/', 'https://a.example/b', true],
    ['https://a.example/', 'http://a.example/', false],
    ['http://a.example/', 'http://a.example/b', true],
    ['http://a.example/', 'https://a.example/', true],
  ])('of %s on the way to %s sends headers: %s', (start, url, does) => {
    const headersFor = (host: string) => ({ Authorization: host });
    const sent = headersOnTheWay(new URL(start), new URL(url), { headersFor });
    expect(sent).toEqual(does ? { Authorization: 'a.example' } : {});
  });

  it.each([
    ['/round', 11],
    ['/broken', 3],
    ['/gone', 2],
    ['/impatient', 1],
  ])('asks %s %i times and no more', async (path, times) => {
    await check([`${site.origin}${path}`]);
    expect(site.seen.length).toBe(times);
  });

  it('keeps an answer for its address and the anchors that were asked, in any order', async () => {
    const cache = await openLinkCache(undefined, 10, 5);
    const probed = { answer: { kind: 'good' }, missing: [] } as const;
    cache.keep('u', ['a', 'b'], probed);
    cache.keep('v', ['a'], { ...probed, missing: ['a'] });
    cache.keep('w', [], { answer: { kind: 'moved', to: 'x' }, missing: [] });
    expect(cache.find('w', [])?.answer.kind).toBe('moved');
    const found = (url: string, ...anchors: string[]) => cache.find(url, anchors) !== undefined;
    expect([found('u', 'a', 'b'), found('u', 'b', 'a')]).toEqual([true, true]);
    expect([found('u', 'a'), found('u'), found('v', 'a'), found('v', 'a', 'b')]).toEqual(
      Array(4).fill(false),
    );
  });

  it('keeps good answers for a day, without their addresses, and asks again for the others', async () => {
    const links = ['/good', '/gone'].map((path) => `${site.origin}${path}`);
    const day = 86_400_000;
    await check(links, { cache: 'kept', now: day });
    expect(readFileSync(join(folder, 'kept'), 'utf8')).not.toContain('127.0.0.1');
    const asked = async (now: number): Promise<string[]> => {
      site.seen.length = 0;
      await check(links, { cache: 'kept', now });
      return [...new Set(site.seen.map(({ url }) => url))];
    };
    expect(await asked(day + 1000)).toEqual(['/gone']);
    expect(await asked(2 * day - 1)).toEqual(['/gone']);
    expect(await asked(2 * day)).toEqual(['/good', '/gone']);
  });
});

describe('the settings of links', () => {
  it('name only variables that are meant for opsbook', () => {
    const text = 'links: { headers: { evil.example.org: { X: AWS_SECRET_ACCESS_KEY } } }\n';
    const { settings, faults } = readSettings({ path: 'opsbook.yaml', text, faults: [] }, true);
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(settings.links.headers)).not.toContain('AWS');
  });
});
