import { request as ask } from 'node:http';
import { rmSync } from 'node:fs';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMANAC } from '../../src/almanac/almanac.ts';
import { openLiveBook } from '../../src/judge/live-book.ts';
import type { LiveBook } from '../../src/judge/live-book.ts';
import { draftJudge } from '../../src/machine/check-draft.ts';
import { mcpHttp } from '../../src/machine/mcp-http.ts';
import type { Admitting } from '../../src/machine/mcp-http.ts';
import { openAlmanac } from '../../src/search/recognise.ts';
import { serveRequests } from '../../src/tools/serve-requests.ts';
import type { Serving } from '../../src/tools/serve-site.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';
import { writeBook } from '../cli/run-book.ts';

const TOKEN = 'a-token-of-some-length-0123456789';
const errors: string[] = [];
let root: string;
let live: LiveBook;
const serving: Serving[] = [];

beforeAll(() => {
  root = writeBook('## Diagnosis\n\nLook.\n');
  live = openLiveBook({ root }, () => undefined);
});
afterAll(async () => {
  for (const one of serving) await one.close();
  await live.close();
  rmSync(root, { recursive: true });
});

/** A server as `opsbook mcp --http` starts it. @returns its port */
async function serve(admitting: Admitting): Promise<number> {
  const served = {
    read: live.read,
    judge: draftJudge(live.read),
    almanac: openAlmanac(ALMANAC),
    version: '1',
    today: () => '2026-10-01',
  };
  const http = mcpHttp(served, admitting, ({ message }) => void errors.push(message));
  const one = await serveRequests(http.answer, { port: 0, host: '127.0.0.1' });
  serving.push(one);
  return one.port;
}

const HERE: Admitting = { names: [], token: undefined };
const PROXY: Admitting = { names: ['runbooks.example.org'], token: TOKEN };

async function connect(port: number, mode: 'legacy' | { pin: string }, token?: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The status and text of an answer; headers go out as they are, unlike with `fetch`. */
function send(
  port: number,
  { path = '/mcp', method = 'POST', headers = {}, body = LIST }: Asked,
): Promise<[number, string]> {
  return new Promise((settle, fail) => {
    const all = {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...headers,
    };
    const asked = ask({ host: '127.0.0.1', port, path, method, headers: all }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => settle([response.statusCode ?? 0, text]));
    });
    asked.on('error', fail).end(method === 'POST' ? body : undefined);
  });
}

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });

describe('opsbook mcp over HTTP', () => {
  it.each(['legacy', { pin: '2026-07-28' }] as const)('answers a client of the revision %j', async (mode) => {
    const client = await connect(await serve(HERE), mode);
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(6);
    const { structuredContent } = await client.callTool({ name: 'get_runbook', arguments: { id: 't/a' } });
    expect(structuredContent).toMatchObject({ id: 't/a', title: 'Try it' });
    await client.close();
  });

  it('answers many at once', async () => {
    const client = await connect(await serve(HERE), 'legacy');
    const answers = await Promise.all(
      [...Array(20).keys()].map((n) =>
        client.callTool({ name: 'find_runbooks', arguments: { text: `greet ${n}` } }),
      ),
    );
    expect(answers.filter(({ isError }) => isError)).toEqual([]);
    await client.close();
  });

  it.each<[string, Asked, number]>([
    ['a name of somebody else that leads here', { headers: { Host: 'evil.example' } }, 403],
    ['a name that only begins like this machine', { headers: { Host: 'localhost.evil.example' } }, 403],
    ['a page of somebody else', { headers: { Origin: 'https://evil.example' } }, 403],
    ['a page without an origin', { headers: { Origin: 'null' } }, 403],
    ['another path', { path: '/' }, 404],
    ['a path that leaves the server', { path: '//evil.example/mcp' }, 400],
    ['a request to read', { method: 'GET' }, 405],
    ['what is no JSON', { body: '{' }, 400],
    ['JSON that is no message', { body: '[1, null]' }, 400],
    ['more than a tool takes', { body: `"${'x'.repeat(3_000_000)}"` }, 413],
    ['more than anybody means', { body: `"${'x'.repeat(9_000_000)}"` }, 413],
    ['another kind of text', { headers: { 'Content-Type': 'text/plain' } }, 415],
  ])('refuses %s', async (_, asked, status) => {
    const port = await serve(HERE);
    expect((await send(port, asked))[0]).toBe(status);
    expect((await send(port, {}))[0]).toBe(200);
  });

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['no token', {}, 401],
    ['another token', { Authorization: 'Bearer other' }, 401],
    ['the token with more', { Authorization: `Bearer ${TOKEN}x` }, 401],
    ['the token in another scheme', { Authorization: `Basic ${TOKEN}` }, 401],
    ['the token', { Authorization: `Bearer ${TOKEN}` }, 200],
    [
      'the token, by the name of the proxy',
      { Authorization: `Bearer ${TOKEN}`, Host: 'runbooks.example.org' },
      200,
    ],
    ['the token, by another name', { Authorization: `Bearer ${TOKEN}`, Host: 'evil.example' }, 403],
  ])('behind a proxy, answers to %s with %s', async (_, headers, status) => {
    const [answered, text] = await send(await serve(PROXY), { headers });
    expect(answered).toBe(status);
    expect(text).not.toContain(TOKEN);
  });

  it('never says the token in what it logs', () => {
    expect(errors.join('\n')).not.toContain(TOKEN);
  });

  it.each<[readonly string[], Readonly<Record<string, string>>, string]>([
    [['--host', '0.0.0.0'], {}, 'set OPSBOOK_MCP_TOKEN'],
    [['--name', 'runbooks.example.org'], {}, 'set OPSBOOK_MCP_TOKEN'],
    [['--name', 'https://x/'], { OPSBOOK_MCP_TOKEN: TOKEN }, '--name takes the name of a host'],
    [['--port', '70000'], {}, '--port takes a number'],
    [[], { OPSBOOK_MCP_TOKEN: 'short' }, 'too short'],
  ])('says what is wrong with %j', async (flags, environment, said) => {
    const outcome = await runOpsbook(root, ['mcp', '--http', ...flags], '', environment);
    expect(outcome).toMatchObject({ status: 2, said: expect.stringContaining(said) as string });
  });

  it('takes flags of HTTP with --http alone', async () => {
    const outcome = await runOpsbook(root, ['mcp', '--port', '1']);
    expect(outcome).toMatchObject({ status: 2, said: expect.stringContaining('give that too') as string });
  });
});
