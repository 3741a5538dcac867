import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const RUNNER = new URL('small-runner.ts', import.meta.url).href;

/** Loads the modules of a tree, of which one has another text than its file. */
export interface FreshModules {
  /** From now on: that file, and whatever imports it, is loaded anew. */
  replace(path: string, text: string): void;
  /** Loads that module anew. */
  load(path: string): Promise<unknown>;
}

/**
 * Node keeps every module that it has loaded by its address. So a module that reads the changed one, by whatever way, gets
 * a new address with each change; all others stay as they are.
 *
 * @param root with a slash at its end
 */
export function openModules(root: string): FreshModules {
  const base = pathToFileURL(root).href;
  /** By the address of a module without its number, which modules import it. */
  const importers = new Map<string, Set<string>>();
  const stripped = new Map<string, string>();
  let changed = { url: '', text: '' };
  let round = 0;
  let stale = new Set<string>();

  registerHooks({
    resolve(specifier, context, next) {
      const parent = bare(context.parentURL ?? '');
      const isOurs = parent.startsWith(base);
      if (specifier === 'vitest' && isOurs) return { url: RUNNER, format: 'module', shortCircuit: true };
      const found = next(specifier, context);
      const url = bare(found.url);
      if (!url.startsWith(base) || url.includes('/node_modules/')) return found;
      if (isOurs) {
        const known = importers.get(url) ?? new Set();
        importers.set(url, known.add(parent));
        // What is imported only later, by a function.
        if (stale.has(url)) stale.add(parent);
      }
      return stale.has(url) ? { ...found, url: `${url}?round=${round}` } : found;
    },
    load(url, context, next) {
      const own = bare(url);
      if (!own.startsWith(base) || !own.endsWith('.ts')) return next(url, context);
      if (own === changed.url)
        return { format: 'module', source: stripTypeScriptTypes(changed.text), shortCircuit: true };
      const source = stripped.get(own) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(own), 'utf8'));
      stripped.set(own, source);
      return { format: 'module', source, shortCircuit: true };
    },
  });

  return {
    replace(path, text) {
      const before = changed.url;
      changed = { url: pathToFileURL(path).href, text };
      round++;
      // The file that was changed before is itself again.
      stale = withImporters([changed.url, ...(before === '' ? [] : [before])], importers);
    },
    load: (path) => import(`${pathToFileURL(path).href}?round=${round}`),
  };
}

function bare(url: string): string {
  return url.replace(/\?round=\d+$/, '');
}

function withImporters(urls: readonly string[], importers: ReadonlyMap<string, Set<string>>): Set<string> {
  const all = new Set(urls);
  // A set also walks over what is added on the way.
  for (const url of all) for (const importer of importers.get(url) ?? []) all.add(importer);
  return all;
}
