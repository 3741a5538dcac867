import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { shortDigest } from '../../../src/site/offline/digest.ts';
import { openKeeper } from '../../../src/site/offline/keeper.ts';
import type { Keeper } from '../../../src/site/offline/keeper.ts';
import { LAST, NEEDED, writeManifest } from '../../../src/site/offline/manifest.ts';
import type { OfflineManifest } from '../../../src/site/offline/manifest.ts';
import type { KeptState } from '../../../src/site/offline/state.ts';

const SCOPE = 'https://runbooks.example.com/ops/';

/** A browser's store, and what the server has; both can be changed between two moments. */
interface World {
  readonly store: Map<string, Response>;
  readonly server: Map<string, string | Response | 'gone'>;
  readonly asked: string[];
  readonly told: KeptState[];
  /** How many entries the store has room for. */
  room: number;
}

function world(): World {
  return { store: new Map(), server: new Map(), asked: [], told: [], room: Infinity };
}

function start(own: World): Keeper {
  const { store, server, asked, told } = own;
  const cache = {
    match: async (key: string) => store.get(key)?.clone(),
    put: async (key: string, response: Response) => {
      if (!store.has(key) && store.size >= own.room) throw new DOMException('no room', 'QuotaExceededError');
      store.set(key, response);
    },
    delete: async (key: string) => store.delete(key),
    keys: async () => [...store.keys()].map((url) => new Request(url)),
  };
  return openKeeper({
    scope: SCOPE,
    // The keeper uses four methods of a store.
    caches: { open: async () => cache as unknown as Cache, delete: async () => true },
    fetch: async (address) => {
      const path = address.slice(SCOPE.length);
      asked.push(path);
      const answer = server.get(path);
      if (answer === 'gone' || answer === undefined) throw new TypeError('no network');
      return typeof answer === 'string' ? new Response(answer) : answer.clone();
    },
    tell: (state) => void told.push(state),
  });
}

const digestOf = (text: string): string => shortDigest(hash('sha256', text, 'buffer'));

interface Page {
  readonly text: string;
  readonly group: number;
}

/** Puts a site on the server, as a build would. */
function publish(
  own: World,
  pages: Readonly<Record<string, Page>>,
  about: Partial<OfflineManifest> = {},
): void {
  const files = Object.entries(pages).map(([path, { text, group }]) => {
    own.server.set(path, text);
    return { path, digest: digestOf(text), size: text.length, group };
  });
  const version = digestOf(JSON.stringify(files));
  const rest = { version, made: '2026-11-28T10:02:00Z', limit: 1_000, groups: ['web', 'queue'] };
  own.server.set('offline.json', writeManifest({ ...rest, files, ...about }));
}

const SITE = {
  '': { text: 'home', group: NEEDED },
  'assets/a.js': { text: 'script', group: NEEDED },
  'runbooks/web/': { text: 'web', group: 0 },
  'runbooks/queue/': { text: 'queue', group: 1 },
  'manual/': { text: 'manual', group: LAST },
} as const;

async function read(keeper: Keeper, path: string): Promise<string | undefined> {
  return (await keeper.find(path))?.text();
}

describe('what is kept of a site', () => {
  test('everything, under any spelling of its address, and by the next worker too', async () => {
    const own = world();
    publish(own, { ...SITE, 'runbooks/gr%C3%BC%C3%9Fe/': { text: 'grüße', group: 0 } });
    await start(own).keep();
    own.server.clear();
    const later = start(own);
    expect(await read(later, 'runbooks/web/index.html')).toBe('web');
    expect(await read(later, 'runbooks/grüße/')).toBe('grüße');
    expect(await later.state()).toMatchObject({ pages: 5, ofPages: 5, made: '2026-11-28T10:02:00Z' });
    expect(own.told.at(-1)).toMatchObject({ isWorking: false, pages: 5 });
  });

  test('up to the limit: the services that were visited before the others, the manual last', async () => {
    const own = world();
    publish(own, SITE, { limit: 'home'.length + 'script'.length + 'queue'.length });
    const keeper = start(own);
    await keeper.keep();
    expect(await read(keeper, 'runbooks/web/')).toBe('web');
    expect(await read(keeper, 'runbooks/queue/')).toBeUndefined();
    await keeper.visit('runbooks/queue/');
    await keeper.keep();
    expect(await read(keeper, 'runbooks/queue/')).toBe('queue');
    expect(await read(keeper, 'runbooks/web/')).toBeUndefined();
    expect(await read(keeper, 'manual/')).toBeUndefined();
    expect(await keeper.isListed('manual/')).toBe(true);
  });

  test('only what was read, where data is dear', async () => {
    const own = world();
    publish(own, SITE);
    const keeper = start(own);
    await keeper.keep(true);
    expect([await read(keeper, ''), await read(keeper, 'runbooks/web/')]).toEqual(['home', undefined]);
  });
});

describe('what a server may answer with', () => {
  test.each([
    ['a sign-in page', new Response('<title>Sign in</title>')],
    ['a list that is none', new Response('{"files":[]}')],
    ['an error', new Response('no', { status: 503 })],
    ['nothing', 'gone' as const],
  ])('%s in place of the list: what is kept stays', async (_, answer) => {
    const own = world();
    publish(own, SITE);
    await start(own).keep();
    own.server.set('offline.json', answer);
    const keeper = start(own);
    await keeper.keep();
    expect(await read(keeper, 'runbooks/web/')).toBe('web');
  });

  test('another page under an address: that one is not kept, and not asked for again', async () => {
    const own = world();
    publish(own, SITE);
    own.server.set('runbooks/web/', '<title>Sign in</title>');
    const keeper = start(own);
    await keeper.keep();
    expect([await read(keeper, 'runbooks/web/'), await read(keeper, 'runbooks/queue/')]).toEqual([
      undefined,
      'queue',
    ]);
    expect((await keeper.state()).trouble).toBe('changed');
    own.asked.length = 0;
    await keeper.keep();
    expect(own.asked).toEqual(['offline.json']);
  });

  test('another script than was built: nothing of the site is taken', async () => {
    const own = world();
    publish(own, SITE);
    own.server.set('assets/a.js', 'something else');
    const keeper = start(own);
    await keeper.keep();
    expect(await keeper.isListed('')).toBeUndefined();
  });
});

describe('a newer site', () => {
  const NEWER = { ...SITE, 'runbooks/web/': { text: 'web, newer', group: 0 } } as const;

  test('is taken whole, asks for what is new alone, and leaves nothing of the older one', async () => {
    const own = world();
    publish(own, SITE);
    const keeper = start(own);
    await keeper.keep();
    own.asked.length = 0;
    publish(own, NEWER);
    await keeper.keep();
    expect(own.asked).toEqual(['offline.json', 'runbooks/web/']);
    expect(await read(keeper, 'runbooks/web/')).toBe('web, newer');
    expect([...own.store.keys()].filter((key) => key.includes('/file/'))).toHaveLength(5);
  });

  test('that comes in part leaves the older one as it is, and goes on the next time', async () => {
    const own = world();
    publish(own, SITE);
    await start(own).keep();
    publish(own, { ...NEWER, 'runbooks/queue/': { text: 'queue, newer', group: 1 } });
    own.server.set('runbooks/queue/', 'gone');
    const keeper = start(own);
    await keeper.keep();
    expect([await read(keeper, 'runbooks/web/'), await read(keeper, 'runbooks/queue/')]).toEqual([
      'web',
      'queue',
    ]);
    own.server.set('runbooks/queue/', 'queue, newer');
    await keeper.keep();
    expect([await read(keeper, 'runbooks/web/'), await read(keeper, 'runbooks/queue/')]).toEqual([
      'web, newer',
      'queue, newer',
    ]);
  });

  test('without room for it leaves the older one, and says why', async () => {
    const own = world();
    publish(own, SITE);
    const keeper = start(own);
    await keeper.keep();
    own.room = own.store.size;
    publish(own, NEWER);
    await keeper.keep();
    expect(await read(keeper, 'runbooks/web/')).toBe('web');
    expect((await keeper.state()).trouble).toBe('full');
  });

  test('waits until the incident is over, and is said', async () => {
    const own = world();
    publish(own, SITE);
    const keeper = start(own);
    await keeper.keep();
    await keeper.setIncident(true);
    publish(own, NEWER, { made: '2026-11-29T00:00:00Z' });
    await start(own).keep();
    expect(await read(keeper, 'runbooks/web/')).toBe('web');
    expect(await keeper.findNewer('runbooks/web/')).toBe('2026-11-29T00:00:00Z');
    expect(await keeper.findNewer('runbooks/queue/')).toBeUndefined();
    await keeper.setIncident(false);
    await keeper.keep();
    expect(await read(keeper, 'runbooks/web/')).toBe('web, newer');
  });
});
