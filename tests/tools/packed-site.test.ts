import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedEncoding } from '../../src/tools/accepted-encoding.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import type { Serving } from '../../src/tools/serve-site.ts';

const INDEX = 'search/0123456789abcdef.names.json';
const PAGE = `<h1>Disk full</h1>${'<p>Empty the bin.</p>'.repeat(200)}`;
const FILES = {
  'index.html': PAGE,
  // A page of the test that changes it.
  'changed.html': PAGE,
  '404.html': '<h1>No page has this address</h1>',
  'short.html': '<h1>Short</h1>',
  'favicon.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<path/>'.repeat(300)}</svg>`,
  'search/index.json': '{"name":"0123456789abcdef"}',
  [INDEX]: JSON.stringify({ pages: Array.from({ length: 500 }, (_, id) => ({ id, title: 'Disk full' })) }),
  'assets/Base.abc.css': 'a{color:red}'.repeat(400),
  'pagefind/fragment/en_1.pf_fragment': 'x'.repeat(3_000),
};

let folder: string;
let serving: Serving;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-packed-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  serving = await serveSite({ folder, base: '/', port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((done, fail) => {
    const asked = request({ port: serving.port, path: `/${path}`, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', fail);
    asked.end();
  });
}

test.each([
  ['br', (body: Buffer) => brotliDecompressSync(body).toString()],
  ['gzip', (body: Buffer) => gunzipSync(body).toString()],
] as const)('a page is packed as %s, and is the same page', async (encoding, unpack) => {
  const { status, headers, body } = await get('', { 'accept-encoding': encoding });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'no-cache',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(body.length).toBeLessThan(PAGE.length / 5);
  expect(unpack(body)).toBe(PAGE);
});

test('who takes no packing gets the file as it is, and is told that there is another', async () => {
  for (const headers of [{}, { 'accept-encoding': 'identity' }, { 'accept-encoding': 'br;q=0, gzip;q=0' }]) {
    const answer = await get('', headers);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.body.toString()).toBe(PAGE);
  }
});

test('a part of a file is a part of what is on disk', async () => {
  const { status, headers, body } = await get('', { 'accept-encoding': 'br', range: 'bytes=0-3' });
  expect({ status, text: body.toString() }).toEqual({ status: 206, text: '<h1>' });
  expect(headers['content-encoding']).toBeUndefined();
});

test('what is short, or packed already, is sent as it is', async () => {
  for (const path of ['short.html', 'pagefind/fragment/en_1.pf_fragment']) {
    const { status, headers } = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBeUndefined();
  }
});

test('what tells its content by its name is kept for good, everything else is asked for again', async () => {
  const kept = async (path: string, encoding = 'br'): Promise<string | undefined> =>
    (await get(path, { 'accept-encoding': encoding })).headers['cache-control'];
  for (const path of [INDEX, 'assets/Base.abc.css', 'pagefind/fragment/en_1.pf_fragment']) {
    expect(await kept(path)).toBe('public, max-age=31536000, immutable');
    expect(await kept(path, 'identity')).toBe('public, max-age=31536000, immutable');
  }
  for (const path of ['', 'search/index.json', 'favicon.svg']) expect(await kept(path)).toBe('no-cache');
});

test('who has a page is told so, until it is another', async () => {
  const first = await get('changed.html', { 'accept-encoding': 'br' });
  const { etag = '', 'last-modified': since = '' } = first.headers;
  expect(etag).not.toBe((await get('changed.html', { 'accept-encoding': 'gzip' })).headers.etag);
  const again = await get('changed.html', { 'accept-encoding': 'br', 'if-none-match': `"other", W/${etag}` });
  expect({ status: again.status, size: again.body.length }).toEqual({ status: 304, size: 0 });
  expect((await get('changed.html', { 'accept-encoding': 'br', 'if-modified-since': since })).status).toBe(
    304,
  );
  writeFileSync(join(folder, 'changed.html'), PAGE.replace('Disk full', 'Disk slow'));
  // Where the clock of the disk is coarse, a write may come in the same tick.
  utimesSync(join(folder, 'changed.html'), 2_000_000_000, 2_000_000_000);
  const later = await get('changed.html', { 'accept-encoding': 'br', 'if-none-match': etag });
  expect(later.status).toBe(200);
  expect(brotliDecompressSync(later.body).toString()).toContain('Disk slow');
});

test('a page is sent only in the state in which it is asked for', async () => {
  const status = async (headers: Record<string, string>): Promise<number | undefined> =>
    (await get('', { 'accept-encoding': 'br', ...headers })).status;
  const { etag = '', 'last-modified': since = '' } = (await get('', { 'accept-encoding': 'br' })).headers;
  expect(await status({ 'if-match': '*' })).toBe(200);
  expect(await status({ 'if-match': '"another"' })).toBe(412);
  expect(await status({ 'if-unmodified-since': new Date(1_000).toUTCString() })).toBe(412);
  expect(await status({ 'if-none-match': etag.replace('"', '"W/') })).toBe(200);
  const before = new Date(Date.parse(since) - 1_000).toUTCString();
  expect(await status({ 'if-modified-since': before })).toBe(200);
});

test('a head has the headers and no body', async () => {
  const { headers, body } = await get('assets/Base.abc.css', { 'accept-encoding': 'br' }, 'HEAD');
  expect(Number(headers['content-length'])).toBeGreaterThan(10);
  expect(headers['content-encoding']).toBe('br');
  expect(body.length).toBe(0);
});

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', undefined],
  ['GZIP;q=0.1', 'gzip'],
  ['br;q=x', 'br'],
  ['', undefined],
  [undefined, undefined],
])('who says %j takes %s', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
