import { join } from 'node:path';
import { build } from 'astro';
import { ROOT } from './source-digest.ts';

/** What Astro has made of the site. */
export interface CompiledSite {
  /** The module that draws pages. */
  readonly entry: string;
  /** The folder of styles, scripts and pictures. */
  readonly assets: string;
  /** The files that went into it. */
  readonly modules: readonly string[];
}

/** Has Astro compile the pages to a function, and their styles and scripts to files with hashed names. */
export async function compileSite(out: string): Promise<CompiledSite> {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Without this, a machine that says `test` or `development` would compile pages without their policy for everybody,
  // as they are for whoever works on the site.
  process.env['NODE_ENV'] = 'production';
  // A test that compiles was told other modes by its runner.
  for (const name of ['MODE', 'DEV', 'PROD', 'SSR']) delete process.env[name];
  const modules = new Set<string>();
  const note = {
    name: 'opsbook-note-modules',
    generateBundle(_: unknown, bundle: Readonly<Record<string, { readonly moduleIds?: readonly string[] }>>) {
      for (const { moduleIds = [] } of Object.values(bundle)) for (const id of moduleIds) modules.add(id);
    },
  };
  await build({ root: ROOT, logLevel: 'error', outDir: out, vite: { plugins: [note] } });
  return { entry: join(out, 'server/entry.mjs'), assets: join(out, 'client'), modules: [...modules] };
}
