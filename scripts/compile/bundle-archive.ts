import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, Plugin } from 'rolldown';
import { ROOT } from './source-digest.ts';

const CLIENT = 'src/site/client';

/** Bundles the scripts of an archive, which is opened from a disk: one classic script, no modules, nothing fetched. */
export async function bundleArchive(out: string): Promise<void> {
  const worker = await bundleScript(`${CLIENT}/match-worker.ts`, [fromDisk]);
  const bundle = await rolldown({
    cwd: ROOT,
    input: { book: 'src/site/archive/main.ts' },
    platform: 'browser',
    plugins: [workerText(worker), withoutServer],
    transform: { define: { 'import.meta.url': 'document.baseURI' } },
  });
  await bundle.write({ ...SCRIPT, dir: out, entryFileNames: '[name].js' });
  await bundle.close();
}

const SCRIPT = { format: 'iife', minify: true, codeSplitting: false } as const;

async function bundleScript(input: string, plugins: Plugin[]): Promise<string> {
  const bundle = await rolldown({ cwd: ROOT, input, platform: 'browser', plugins });
  const { output } = await bundle.generate(SCRIPT);
  await bundle.close();
  const chunk = output.find((file): file is OutputChunk => file.type === 'chunk');
  if (!chunk) throw new Error(`Nothing was made of ${input}`);
  return chunk.code;
}

/** The module that holds the worker's script as text. */
function workerText(text: string): Plugin {
  const name = 'opsbook:match-worker';
  return {
    name: 'opsbook-text',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export const workerCode = ${JSON.stringify(text)};` : null),
  };
}

/** A stemmer is handed over as text, as all that the worker would fetch. */
const fromDisk: Plugin = {
  name: 'opsbook-from-disk',
  resolveId: {
    filter: { id: /\/load-stemmer\.ts$/ },
    handler: () => join(ROOT, 'src/site/archive/load-stemmer.ts'),
  },
};

/**
 * What a page on a disk cannot have: full text, which is Pagefind's modules and WebAssembly; a worker that keeps what
 * is on the disk already; a service that runs commands.
 */
const withoutServer: Plugin = {
  name: 'opsbook-without-server',
  load: {
    filter: { id: /\/client\/(full-text|offline|run-token)\.ts$/ },
    handler: (id) => WITHOUT[basename(id, '.ts')],
  },
};

const WITHOUT: Readonly<Record<string, string>> = {
  'full-text': 'export const findPages = () => Promise.resolve([]);',
  offline: 'export const keepOffline = () => Promise.resolve();',
  'run-token': 'export const runControls = () => undefined;',
};
