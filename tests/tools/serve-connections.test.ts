import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSite } from '../../src/tools/serve-site.ts';
import type { Serving } from '../../src/tools/serve-site.ts';

let folder: string;
let serving: Serving;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-connections-'));
  writeFileSync(join(folder, 'index.html'), '<p>Empty the bin.</p>'.repeat(200));
  serving = await serveSite({ folder, base: '/', port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  agent.destroy();
  await serving.close();
  rmSync(folder, { recursive: true });
});

/** Asks for the page, packed. @returns the answer, and whether it came on the connection of the one before */
function ask(headers: Record<string, string> = {}): Promise<{ answer: IncomingMessage; isSame: boolean }> {
  return new Promise((done, fail) => {
    const all = { 'Accept-Encoding': 'gzip', ...headers };
    const asked = request({ port: serving.port, path: '/', agent, headers: all }, (answer) => {
      answer.resume().on('end', () => done({ answer, isSame: asked.reusedSocket }));
    });
    asked.on('error', fail).end();
  });
}

test('a connection stays for what is asked next', async () => {
  const first = await ask();
  expect(first.answer.headers['content-encoding']).toBe('gzip');
  const etag = first.answer.headers.etag ?? '';
  for (const status of [304, 200, 304]) {
    await setTimeout(100);
    const { answer, isSame } = await ask(status === 304 ? { 'If-None-Match': etag } : {});
    expect([answer.statusCode, isSame]).toEqual([status, true]);
  }
});

test('who is slow, or sends much, is not waited for', async () => {
  const servers: Server[] = [];
  const hear = (message: unknown): void => void servers.push((message as { server: Server }).server);
  subscribe('http.server.request.start', hear);
  await ask();
  unsubscribe('http.server.request.start', hear);
  const server = servers.at(-1) as Server & Record<'connectionsCheckingInterval' | 'maxHeaderSize', number>;
  expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(15_000);
  expect(server.keepAliveTimeout).toBeLessThanOrEqual(5_000);
  expect(server.connectionsCheckingInterval).toBeLessThanOrEqual(2_000);
  expect(server.maxHeaderSize).toBeLessThanOrEqual(16_384);
});
