import { expect, test } from 'vitest';
import type { Keeper } from '../../../src/site/offline/keeper.ts';
import { respond } from '../../../src/site/offline/respond.ts';

const HOME = 'https://runbooks.example.com/ops/';
const KEPT = '<html><body><p id="site:kept" class="kept" hidden></p><main>kept</main></body></html>';

/** Keeps these addresses. */
function keeperOf(kept: Readonly<Record<string, string>>, isIncident = false): Keeper {
  return {
    keep: async () => undefined,
    find: async (path) => (path in kept ? new Response(kept[path]) : undefined),
    isListed: async (path) => path in kept || path === 'far/',
    state: async () => ({ pages: 1, ofPages: 1, made: '2026-11-28T10:02:00Z', isWorking: false }),
    visit: async () => undefined,
    isIncident: async () => isIncident,
    setIncident: async () => undefined,
    findNewer: async () => undefined,
  };
}

interface Asking {
  readonly path: string;
  readonly mode?: 'navigate' | 'cors';
  readonly answer: Response | undefined;
  readonly kept?: Readonly<Record<string, string>>;
  readonly isIncident?: boolean;
  readonly isNewestWanted?: boolean;
}

/** What a page gets. An answer of undefined: the network is gone. */
async function ask({
  path,
  mode = 'navigate',
  answer,
  kept = {},
  isIncident,
  isNewestWanted = false,
}: Asking): Promise<string> {
  const request = { mode, url: HOME + path } as Request; // what the worker reads of one
  const response = await respond({
    request,
    path,
    keeper: keeperOf(kept, isIncident),
    fetch: () => (answer ? Promise.resolve(answer) : Promise.reject(new TypeError('no network'))),
    isNewestWanted,
  });
  return `${response.status} ${response.headers.get('Location') ?? (await response.text())}`;
}

const PAGES = { 'runbooks/': KEPT, '404.html': 'unknown', 'offline/': 'not here' };

test('a page: the newest, and what is kept where the network or the server is gone', async () => {
  const path = 'runbooks/';
  expect(await ask({ path, answer: new Response('newest'), kept: PAGES })).toBe('200 newest');
  expect(await ask({ path, answer: undefined, kept: PAGES })).toBe(
    '200 <html><body><p id="site:kept" class="kept">The network does not answer: this page is as of ' +
      '2026-11-28 10:02 UTC.</p><main>kept</main></body></html>',
  );
  expect(await ask({ path, answer: new Response('', { status: 502 }), kept: PAGES })).toContain(
    'The server answers with an error (502): this page',
  );
  expect(await ask({ path, answer: new Response('gone', { status: 404 }), kept: PAGES })).toBe('404 gone');
});

test('a page that is not kept says so; one that does not exist looks for its words', async () => {
  expect(await ask({ path: 'far/', answer: undefined, kept: PAGES })).toBe('503 not here');
  expect(await ask({ path: 'nowhere/', answer: undefined, kept: PAGES })).toBe('404 unknown');
});

test('during an incident a page stays as it is, unless its reader asks for the newest', async () => {
  const about = { path: 'runbooks/', kept: PAGES, isIncident: true };
  expect(await ask({ ...about, answer: new Response('newest') })).toBe(`200 ${KEPT}`);
  expect(await ask({ ...about, answer: new Response('newest'), isNewestWanted: true })).toBe('200 newest');
});

test('a file with a name of its content is never asked for twice; others are', async () => {
  const kept = { 'assets/a.js': 'kept', 'search/index.json': 'kept' };
  const answer = new Response('newest');
  expect(await ask({ path: 'assets/a.js', mode: 'cors', answer, kept })).toBe('200 kept');
  expect(await ask({ path: 'search/index.json', mode: 'cors', answer, kept })).toBe('200 newest');
  expect(await ask({ path: 'search/index.json', mode: 'cors', answer: undefined, kept })).toBe('200 kept');
});
