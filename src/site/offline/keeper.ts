import { chooseFiles } from './choose-files.ts';
import { shortDigest } from './digest.ts';
import { MANIFEST_FILE, NEEDED, readManifest, writeManifest } from './manifest.ts';
import type { ListedFile, OfflineManifest } from './manifest.ts';
import { readMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import type { KeptState } from './state.ts';

/** What a browser gives a worker, and what the worker is told with. */
export interface Place {
  /** The site's home, as in `https://runbooks.example.com/ops/`. */
  readonly scope: string;
  readonly caches: Pick<CacheStorage, 'open' | 'delete'>;
  readonly fetch: (address: string, init?: RequestInit) => Promise<Response>;
  /** Tells every open page. */
  readonly tell: (state: KeptState) => void;
}

/** Keeps a whole site in a browser: each file under a digest of its content. */
export interface Keeper {
  /** Fetches what is not here yet; what is here is replaced when all of it has come. */
  keep(isSparing?: boolean): Promise<void>;
  /** What is kept of an address from the site's home; undefined where it is not. */
  find(path: string): Promise<Response | undefined>;
  /** Whether the kept site has a page of this address, kept or not; undefined where no site is kept. */
  isListed(path: string): Promise<boolean | undefined>;
  state(): Promise<KeptState>;
  /** Remembers that a page was opened: those of its service are kept before others. */
  visit(path: string): Promise<void>;
  isIncident(): Promise<boolean>;
  setIncident(isOpen: boolean): Promise<void>;
  /** When the newest site was built, where it has another version of a page than the one that is kept. */
  findNewer(path: string): Promise<string | undefined>;
}

/** How many files are asked for at once: whoever reads a page comes first. */
const LANES = 4;
/** After how many files pages are told. */
const STEP = 20;

/** Opens what is kept of a site; other sites of the same host have their own. */
export function openKeeper({ scope, caches, fetch, tell }: Place): Keeper {
  const cache = caches.open(`opsbook ${scope}`);
  const keyOf = (digest: string): string => `${scope}.kept/file/${digest}`;
  let opened: Promise<{ manifest: OfflineManifest | undefined; memory: Memory }> | undefined;
  let byPath: { readonly of: OfflineManifest; readonly files: ReadonlyMap<string, ListedFile> } | undefined;
  let working: Promise<void> | undefined;
  let trouble: KeptState['trouble'];

  const open = (): NonNullable<typeof opened> => (opened ??= load());

  async function load(): Promise<{ manifest: OfflineManifest | undefined; memory: Memory }> {
    const [manifest, memory] = await Promise.all([readRecord('manifest'), readRecord('memory')]);
    return { manifest: readManifest(manifest), memory: readMemory(memory) };
  }

  async function readRecord(name: string): Promise<string> {
    return (await (await cache).match(`${scope}.kept/${name}`))?.text() ?? '';
  }

  async function writeRecord(name: string, text: string): Promise<void> {
    await (await cache).put(`${scope}.kept/${name}`, new Response(text));
  }

  async function change(change: Partial<Memory>): Promise<void> {
    const now = await open();
    now.memory = { ...now.memory, ...change };
    await writeRecord('memory', JSON.stringify(now.memory));
  }

  async function fileOf(path: string): Promise<ListedFile | undefined> {
    const { manifest } = await open();
    if (!manifest) return undefined;
    if (byPath?.of !== manifest) byPath = { of: manifest, files: filesByPath(manifest) };
    return byPath.files.get(plain(path));
  }

  async function listKept(): Promise<Set<string>> {
    const keys = await (await cache).keys();
    return new Set(
      keys.flatMap(({ url }) => (url.startsWith(keyOf('')) ? [url.slice(keyOf('').length)] : [])),
    );
  }

  /** The list of the newest site; undefined where the server does not answer with one. */
  async function askManifest(): Promise<OfflineManifest | undefined> {
    const response = await fetch(scope + MANIFEST_FILE, ASK).catch(() => undefined);
    return response?.ok && response.type !== 'opaqueredirect'
      ? readManifest(await response.text())
      : undefined;
  }

  async function work(isSparing: boolean): Promise<void> {
    const next = await askManifest();
    const now = await open();
    if (!next || now.memory.isIncident) return;
    const visited = new Set(now.memory.visited);
    const strange = new Set(now.memory.strange?.version === next.version ? now.memory.strange.paths : []);
    const wanted = chooseFiles(next, visited).filter(
      ({ group }) => !isSparing || group === NEEDED || visited.has(next.groups[group] ?? ''),
    );
    const kept = await listKept();
    const take = async (): Promise<void> => {
      await writeRecord('manifest', writeManifest(next));
      now.manifest = next;
    };
    // What is here of a first site is worth having at once; a newer one has to come whole.
    const isFirst = !now.manifest;
    trouble = undefined;
    const missing = wanted.filter(({ digest, path }) => !kept.has(digest) && !strange.has(path));
    const [needed, others] = [
      missing.filter((file) => file.group === NEEDED),
      missing.filter((file) => file.group !== NEEDED),
    ];
    const outcome = await fetchAll(needed, { kept, strange });
    if (outcome === 'full') trouble = 'full';
    if (outcome !== 'done' || needed.some(({ path }) => strange.has(path))) return;
    if (isFirst) await take();
    const rest = await fetchAll(others, { kept, strange });
    if (rest === 'full') trouble = 'full';
    else if (strange.size > 0) trouble = 'changed';
    if (rest !== 'done' || now.memory.isIncident) return;
    await change({ strange: { version: next.version, paths: [...strange] } });
    if (now.manifest?.version !== next.version) await take();
    await sweep(new Set(wanted.map(({ digest }) => digest)), kept);
  }

  interface Taking {
    /** Digests of what is here. */
    readonly kept: Set<string>;
    /** Addresses under which the server has something else than was built. */
    readonly strange: Set<string>;
  }

  async function fetchAll(files: readonly ListedFile[], taking: Taking): Promise<'done' | 'gone' | 'full'> {
    const queue = [...files];
    let outcome: 'done' | 'gone' | 'full' = 'done';
    let count = 0;
    const lane = async (): Promise<void> => {
      for (let file = queue.shift(); file && outcome === 'done'; file = queue.shift()) {
        const result = await fetchOne(file);
        if (result === 'kept') taking.kept.add(file.digest);
        else if (result === 'strange') taking.strange.add(file.path);
        else outcome = result;
        count += 1;
        if (count % STEP === 0) tell(await stateNow(taking.kept));
        if ((await open()).memory.isIncident) outcome = 'gone';
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return outcome;
  }

  /** Only what was built is kept: a sign-in page, an error, a page that a host has changed has another digest. */
  async function fetchOne({ path, digest }: ListedFile): Promise<'kept' | 'strange' | 'gone' | 'full'> {
    const response = await fetch(scope + path, ASK).catch(() => undefined);
    if (!response) return 'gone';
    if (!response.ok || response.type === 'opaqueredirect')
      return response.status >= 500 ? 'gone' : 'strange';
    const bytes = await response.arrayBuffer().catch(() => undefined);
    if (!bytes) return 'gone';
    if (shortDigest(await crypto.subtle.digest('SHA-256', bytes)) !== digest) return 'strange';
    const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
    try {
      await (await cache).put(keyOf(digest), new Response(bytes, { headers: { 'Content-Type': type } }));
      return 'kept';
    } catch {
      return 'full'; // the browser's answer to a store without room
    }
  }

  async function sweep(wanted: ReadonlySet<string>, kept: ReadonlySet<string>): Promise<void> {
    const store = await cache;
    for (const digest of kept) if (!wanted.has(digest)) await store.delete(keyOf(digest));
  }

  async function stateNow(kept: ReadonlySet<string>): Promise<KeptState> {
    const { manifest } = await open();
    const pages = (manifest?.files ?? []).filter(({ path }) => isPage(path));
    return {
      pages: pages.filter(({ digest }) => kept.has(digest)).length,
      ofPages: pages.length,
      made: manifest?.made,
      isWorking: working !== undefined,
      trouble,
    };
  }

  const state = async (): Promise<KeptState> => stateNow(await listKept());

  return {
    async keep(isSparing = false) {
      working ??= work(isSparing).finally(() => (working = undefined));
      const done = working;
      tell(await state());
      await done;
      tell(await state());
    },
    async find(path) {
      const file = await fileOf(path);
      return file && (await cache).match(keyOf(file.digest));
    },
    async isListed(path) {
      const { manifest } = await open();
      return manifest && (await fileOf(path)) !== undefined;
    },
    state,
    async visit(path) {
      const { manifest, memory } = await open();
      const group = manifest?.groups[(await fileOf(path))?.group ?? NEEDED];
      if (group !== undefined && !memory.visited.includes(group))
        await change({ visited: [...memory.visited, group] });
    },
    isIncident: async () => (await open()).memory.isIncident,
    async setIncident(isIncident) {
      if ((await open()).memory.isIncident !== isIncident) await change({ isIncident });
    },
    async findNewer(path) {
      const [next, file] = [await askManifest(), await fileOf(path)];
      const newest = next && filesByPath(next).get(plain(path));
      return newest && file && newest.digest !== file.digest ? next.made : undefined;
    },
  };
}

/** A stored answer of the browser's own is asked about; where a server sends elsewhere, nobody follows. */
const ASK: RequestInit = { cache: 'no-cache', redirect: 'manual', credentials: 'same-origin' };

function filesByPath({ files }: OfflineManifest): Map<string, ListedFile> {
  return new Map(files.map((file) => [plain(file.path), file]));
}

/** One spelling for the ways in which an address may be written. */
function plain(path: string): string {
  const whole = path.replace(/(^|\/)index\.html$/, '$1');
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}

function isPage(path: string): boolean {
  return path === '' || path.endsWith('/');
}
