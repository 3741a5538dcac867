import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunDoor } from '../../src/tools/run-door.ts';
import { servePreview } from '../../src/tools/serve-preview.ts';
import type { News, Preview, PreviewPages } from '../../src/tools/serve-preview.ts';

const FOUND: News = {
  event: 'findings',
  findings: [
    { path: 'a.md', line: 3, column: 1, level: 'error', message: 'Close it:\n`x`.', ruleId: 'fence-closed' },
  ],
  commands: '1 command: 1 judged whole',
};

describe('the server of a preview', () => {
  let assets: string;
  let preview: Preview;
  let followers: Map<string, (news: News) => void>;
  /** Whom nobody looks at any more. */
  let ended: ReturnType<typeof Promise.withResolvers<string>>;
  beforeEach(async () => {
    assets = mkdtempSync(join(tmpdir(), 'opsbook-assets-'));
    mkdirSync(join(assets, 'assets'));
    writeFileSync(join(assets, 'assets/site.css'), 'p {}');
    followers = new Map();
    ended = Promise.withResolvers();
    preview = await servePreview({ pages: pagesAt('/ops/'), assets, port: 0 });
  });
  afterEach(async () => {
    await preview.close();
    rmSync(assets, { recursive: true });
  });

  const pagesAt = (base: string): PreviewPages => ({
    base,
    draw: (address) =>
      address.startsWith('/broken/')
        ? // What is thrown may be anything.
          Promise.reject(address === '/broken/' ? new Error('no such luck') : 'no luck at all')
        : Promise.resolve({
            status: address === '/' ? 200 : 404,
            type: address === '/pictures/a.svg' ? '' : 'text/html',
            body: address,
          }),
    follow(address, tell) {
      followers.set(address, tell);
      return () => ended.resolve(address);
    },
  });
  const at = (path: string): string => `http://127.0.0.1:${preview.port}${path}`;

  /** What a server answers to a request that no client would write, as far as its first line. */
  async function answerTo(request: string): Promise<string> {
    const socket = connect(preview.port, '127.0.0.1');
    socket.end(request);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return String(chunk).split('\r\n')[0] ?? '';
  }

  it('tells who looks at a page that it has changed and what is found in it, until they leave', async () => {
    const leaving = new AbortController();
    const answer = await fetch(at('/ops/preview/events?page=%2Fops%2Frunbooks%2Fdisk%2520full%2F'), {
      signal: leaving.signal,
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect([...followers.keys()]).toEqual(['/runbooks/disk%20full/']);
    const tell = followers.get('/runbooks/disk%20full/');
    tell?.({ event: 'change' });
    tell?.(FOUND);
    const events: string[] = [];
    const text = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      events.push(
        ...text
          .decode(chunk as Uint8Array)
          .split('\n\n')
          .filter(Boolean),
      );
      if (events.length === 2) break;
    }
    // A new line in a message is no new line of the event.
    expect(events).toEqual([
      'event: change\ndata: {"event":"change"}',
      `event: findings\ndata: ${JSON.stringify(FOUND)}`,
    ]);
    leaving.abort();
    expect(await ended.promise).toBe('/runbooks/disk%20full/');
  });

  it('answers at its base, and leads there', async () => {
    expect(await (await fetch(at('/ops/'))).text()).toBe('/');
    const home = await fetch(at('/'), { redirect: 'manual' });
    expect([home.status, home.headers.get('location')]).toEqual([302, '/ops/']);
    expect((await fetch(at('/elsewhere/'))).status).toBe(404);
    const style = await fetch(at('/ops/assets/site.css'));
    expect([await style.text(), style.headers.get('content-type')]).toEqual([
      'p {}',
      'text/css; charset=utf-8',
    ]);
    // Nothing of what is being written is kept by a browser.
    expect(style.headers.get('cache-control')).toBe('no-store');
    expect(style.headers.get('x-content-type-options')).toBe('nosniff');
    expect(style.headers.has('content-security-policy')).toBe(false);
    expect((await fetch(at('/ops/assets/none.css'))).status).toBe(404);
  });

  it.each([
    ['/', 'text/html'],
    ['/a/b/', 'text/html'],
    ['/pictures/a.svg', null],
    ['/guides/assets/site.css', 'text/html'],
    ['/assets/deep/site.css', 'text/html'],
    ['/assets/site.css', 'text/css; charset=utf-8'],
    ['/a.svg.html', 'text/html'],
  ])('at the top of a host, %s is drawn as it is asked for', async (path, type) => {
    await preview.close();
    preview = await servePreview({ pages: pagesAt('/'), assets, port: 0 });
    const answer = await fetch(at(path), { redirect: 'manual' });
    const isAsset = path === '/assets/site.css';
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      type,
      isAsset ? 'p {}' : path,
    ]);
  });

  it('stands behind the door of a run service, which takes what is its own', async () => {
    await preview.close();
    const opened: number[] = [];
    const door: RunDoor = {
      open: (port) => void opened.push(port),
      take(request, response) {
        const isOwn = request.url === '/ops/run';
        if (isOwn) response.end('taken');
        return request.url === '/ops/gone' ? Promise.reject(new Error('gone')) : Promise.resolve(isOwn);
      },
    };
    preview = await servePreview({ pages: pagesAt('/ops/'), assets, port: 0, door });
    expect(opened).toEqual([preview.port]);
    const [taken, page] = [await fetch(at('/ops/run')), await fetch(at('/ops/'))];
    expect([await taken.text(), await page.text()]).toEqual(['taken', '/']);
    for (const { headers } of [taken, page])
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    await expect(fetch(at('/ops/gone'))).rejects.toThrow();
  });

  it('says that a page which cannot be drawn is its own fault, and goes on', async () => {
    const answer = await fetch(at('/ops/broken/'));
    const words = await answer.text();
    expect([answer.status, words]).toEqual([500, expect.stringContaining('no such luck')]);
    expect(words).toContain('serve-preview.test.ts');
    expect(await (await fetch(at('/ops/broken/more'))).text()).toContain('no luck at all');
    expect((await fetch(at('/ops/'))).status).toBe(200);
  });

  it.each([
    ['//', 400],
    ['//[', 400],
    ['http://', 400],
    ['/ops/%', 404],
    ['/ops/preview/events?page=%', 200],
    ['/ops/assets/..%2f..%2fpackage.json', 404],
  ])('outlives a request for %s', async (path, status) => {
    expect(await answerTo(`GET ${path} HTTP/1.0\r\nHost: localhost\r\n\r\n`)).toContain(` ${status} `);
    expect((await fetch(at('/ops/'))).status).toBe(200);
  });

  it.each(['', 'Host: evil.example\r\n', 'Host: localhost.evil.example:80\r\n', 'Host: evil.localhost\r\n'])(
    'answers to this machine alone: %j',
    async (host) => {
      expect(await answerTo(`GET /ops/ HTTP/1.0\r\n${host}\r\n`)).toContain(' 403 ');
    },
  );
});
