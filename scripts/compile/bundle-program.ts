import { readFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';
import { ROOT } from './source-digest.ts';

interface Bundling {
  /** The module that draws pages, as Astro has made it. */
  readonly site: string;
  readonly out: string;
}

/** Packages that are installed beside opsbook, since they bring files of their own: WebAssembly, programs. */
const INSTALLED = ['jq-wasm', 'libpg-query', 'pagefind'];

/** Puts the command line and the site's function into files: one for each command, and what several share. */
export async function bundleProgram({
  site,
  out,
}: Bundling): Promise<{ readonly modules: readonly string[] }> {
  const bundle = await rolldown({
    cwd: ROOT,
    input: {
      opsbook: 'src/cli/opsbook.mjs',
      'draw-thread': 'src/cli/build/draw-thread.ts',
      site,
    },
    platform: 'node',
    // Some packages have their parts in a form that a bundler cannot follow, and beside it the one that it can.
    resolve: { mainFields: ['module', 'main'] },
    external: INSTALLED,
    plugins: [textAsData],
  });
  const { output } = await bundle.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].mjs',
    // The grammars of languages stand apart: nobody looks for a line in them, so that their maps do not travel.
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => id.includes('/@shikijs/langs/'))
        ? 'languages/[name]-[hash].mjs'
        : '[name]-[hash].mjs',
    // Where a line came from, without the sources a second time.
    sourcemap: true,
    sourcemapExcludeSources: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  return { modules: output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])) };
}

/** Our own JSON as text that is parsed when it is needed: several times as quick as the same as a program. */
const textAsData: Plugin = {
  name: 'opsbook-json',
  load: {
    filter: { id: { include: /\.json$/, exclude: /\/node_modules\// } },
    async handler(id) {
      const data: unknown = JSON.parse(await readFile(id, 'utf8'));
      const text = JSON.stringify(JSON.stringify(data));
      return { code: `export default JSON.parse(${text});`, moduleType: 'js' };
    },
  },
};
