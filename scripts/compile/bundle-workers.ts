import { rolldown } from 'rolldown';
import { ROOT } from './source-digest.ts';

/** What is a file of its own, with a name that never changes: browsers start a service worker by its address. */
const WORKERS = ['worker', 'remove-worker'] as const;

/** Bundles the service workers, each into one file without imports. */
export async function bundleWorkers(out: string): Promise<void> {
  for (const name of WORKERS) {
    const bundle = await rolldown({
      cwd: ROOT,
      input: { [name]: `src/site/offline/${name}.ts` },
      platform: 'browser',
    });
    await bundle.write({ dir: out, format: 'iife', entryFileNames: '[name].js', minify: true });
    await bundle.close();
  }
}
