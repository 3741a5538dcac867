import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { opsbook, startOpsbook } from './opsbook.ts';
import { folderOf, freshFolder, SITES } from './sites.ts';

const out = folderOf('awkward');
const { root } = SITES.awkward;
const ADDRESS = /http:\/\/localhost:(\d+)(\/\S*)/;

/** The status and text of an answer; the path goes out as it is, unlike with `fetch`. */
function get(port: number, path: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, path }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => settle({ status: response.statusCode, text }));
    });
    asked.on('error', fail).end();
  });
}

test('a port in use is left to whoever has it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => other.once('listening', ready));
  // A server that listens on a host and port has such an address.
  const { port: taken } = other.address() as AddressInfo;
  const serving = startOpsbook('serve', '--root', root, '--out', out, '--port', String(taken));
  try {
    const port = Number((await serving.until(ADDRESS))[1]);
    expect(port).toBeGreaterThan(taken);
    expect(await get(port, '/')).toMatchObject({ status: 200, text: expect.stringContaining('<h1') });
  } finally {
    expect(await serving.stop()).toBe(0);
    other.close();
  }
});

const OUTSIDE = [
  '/../../../../../../etc/passwd',
  '/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/..\\..\\..\\..\\etc\\passwd',
  '/.opsbook-build/../../../cache',
  '//etc/passwd',
  '/%00/etc/passwd',
  '/runbooks/%',
];

test('nothing outside the site is served, and every such address is a 404 that searches', async () => {
  const serving = startOpsbook('serve', '--root', root, '--out', out, '--port', '0');
  try {
    const port = Number((await serving.until(ADDRESS))[1]);
    for (const path of OUTSIDE) {
      const { status, text } = await get(port, path);
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(text).toContain('No page has this address');
      expect(text).not.toContain('root:');
    }
  } finally {
    expect(await serving.stop()).toBe(0);
  }
});

test('below a path, everything is below that path', async () => {
  const args = ['--root', SITES.demo.root, '--out', folderOf('demo below a path'), '--base', 'ops'];
  const serving = startOpsbook('serve', ...args, '--port', '0');
  try {
    const [, port, base] = await serving.until(ADDRESS);
    expect(base).toBe('/ops/');
    expect(await get(Number(port), '/ops/runbooks/')).toMatchObject({ status: 200 });
    expect(await get(Number(port), '/')).toMatchObject({ status: 302 });
    expect(await get(Number(port), '/runbooks/')).toMatchObject({ status: 404 });
    expect(await get(Number(port), '/opsbook/')).toMatchObject({ status: 404 });
  } finally {
    expect(await serving.stop()).toBe(0);
  }
});

test('without a site, and with a port that is none, it says what to do', async () => {
  const folder = freshFolder('nothing-to-serve');
  expect(await opsbook('serve', '--root', folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('opsbook build makes one'),
  });
  expect(await opsbook('serve', '--root', root, '--out', out, '--port', '70000')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--port takes a number'),
  });
  expect(await opsbook('serve', '--root', join(folder, 'gone'))).toMatchObject({ status: 2 });
});
