import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveSite } from '../../src/tools/serve-site.ts';

// It waits for as long as the server does, so that it stands apart: mutations of the server are tried without it.

/** What begins and never ends. */
const HALVES = [
  'GET / HTTP/1.1\r\nHost: localhost\r\nX-',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na',
  '',
];

/** What comes back for these bytes until the server closes. */
function exchange(bytes: string, port: number): Promise<string> {
  return new Promise((done) => {
    let out = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (out += chunk));
    socket.on('error', () => done(out));
    socket.on('close', () => done(out));
  });
}

test('those who ask a server without end are let go, and keep nobody waiting', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-serve-'));
  writeFileSync(join(folder, 'index.html'), '<h1>Home</h1>');
  const { port, close } = await serveSite({ folder, base: '/', port: 0, host: '127.0.0.1' });
  const lives = async (): Promise<void> =>
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('<h1>Home</h1>');
  const slow = Array.from({ length: 30 }, (_, index) => exchange(HALVES[index % HALVES.length] ?? '', port));
  await lives();
  // Some are answered at once, as what they send is asked of nobody; the others when their time is over.
  for (const out of await Promise.all(slow)) expect(out).not.toContain('<h1>');
  await lives();
  await close();
  rmSync(folder, { recursive: true });
});
