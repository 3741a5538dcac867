import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/experimental';
import type { LogLevel, Plugin, RolldownLog } from 'rolldown';
import { GRAMMARS_LEFT_OUT } from '../../src/site/render/grammars-left-out.ts';
import { withoutUnused } from './left-out.ts';
import { packed } from './packed.ts';
import { ROOT } from './source-digest.ts';

interface Bundling {
  /** The files to begin with, by the names that they get. */
  readonly input: Readonly<Record<string, string>>;
  readonly out: string;
  /** Whether it is the package `@opsbook/lint`, which has no site. */
  readonly isLinter?: boolean;
}

/** Packages that are installed beside opsbook, since they bring files of their own: WebAssembly, programs. */
const INSTALLED = ['jq-wasm/dist/build/jq.js', 'libpg-query', 'pagefind'];

/** The same reader of YAML without a look at the environment, which takes a system call, at each of its tokens. */
const YAML = join(ROOT, 'node_modules/yaml/browser/dist/index.js');

/** Puts a program into files: one for each thing that is asked for by itself, and what several share. */
export async function bundleProgram({
  input,
  out,
  isLinter = false,
}: Bundling): Promise<{ readonly modules: readonly string[] }> {
  const bundle = await rolldown({
    cwd: ROOT,
    input,
    platform: 'node',
    // Some packages have their parts in a form that a bundler cannot follow, and the same beside it in one that it
    // can.
    resolve: { mainFields: ['module', 'main'], alias: { yaml: YAML } },
    external: INSTALLED,
    plugins: [
      textAsData,
      grammarsTogether(),
      patternsPacked,
      withoutThemes,
      othersShort,
      othersDense,
      ...(isLinter ? [linterAlone] : [withoutUnused()]),
    ],
    onLog: refuseUnresolved,
  });
  const { output } = await bundle.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].mjs',
    // The grammars of languages stand apart: there are hundreds.
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => id.includes('/@shikijs/langs/')) && !moduleIds.includes(GRAMMARS)
        ? 'languages/[name]-[hash].mjs'
        : '[name]-[hash].mjs',
    // Lines and names as they are: where something went wrong can be read from them, and no maps have to travel.
    sourcemap: false,
    comments: { jsdoc: false, legal: false }, // licences stand in a file of their own
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false } },
  });
  await bundle.close();
  return { modules: output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])) };
}

/** An import that leads nowhere would only be found by who runs into it. */
function refuseUnresolved(_level: LogLevel, log: RolldownLog): void {
  if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
  if (log.code !== 'PLUGIN_TIMINGS') process.stderr.write(`${log.message}\n`);
}

/** Our own JSON larger than this is packed: characters. */
const LARGE = 20_000;

/**
 * Our own JSON as text that is parsed when it is needed: several times as fast as the same data written as code.
 * Large files lie beside the program, packed better than a tarball packs.
 */
const textAsData: Plugin = {
  name: 'opsbook-json',
  load: {
    filter: { id: { include: /\.json$/, exclude: /\/node_modules\// } },
    async handler(id) {
      const text = JSON.stringify(JSON.parse(await readFile(id, 'utf8')));
      if (text.length < LARGE)
        return { code: `export default JSON.parse(${JSON.stringify(text)});`, moduleType: 'js' };
      const file = `${basename(id)}.br`;
      this.emitFile({ type: 'asset', fileName: file, source: await packed(text) });
      const code =
        "import { readFileSync } from 'node:fs';\nimport { brotliDecompressSync } from 'node:zlib';\n" +
        `const packed = readFileSync(new URL('./${file}', import.meta.url));\n` +
        'export default JSON.parse(brotliDecompressSync(packed).toString());\n';
      return { code, moduleType: 'js' };
    },
  },
};

/** What others have written, with short names: nobody looks for a fault of ours in there. */
const othersShort: Plugin = {
  name: 'opsbook-others-short',
  transform: {
    filter: { id: { include: /\/node_modules\/.*\.m?js$/, exclude: /\/@shikijs\/langs\// } },
    handler(code, id) {
      return minifySync(id, code, { module: true, compress: true, mangle: true }).code;
    },
  },
};

/** What Astro has made of packages, and of the manual: each comes as one module, which does not say what it is made of. */
const OF_OTHERS = /\/server\/chunks\/(?:draw-plot|generic|jsx-runtime|manual)_[^/]*\.mjs$/;
/** A file that holds less of others' than this share stays readable. */
const NEARLY = 0.5;

/** Files that hold others' code, or nearly so, lose their spaces too: they are a fifth of what is published. */
const othersDense: Plugin = {
  name: 'opsbook-others-dense',
  renderChunk(code, { fileName, modules }) {
    const parts = Object.entries(modules).map(([id, { renderedLength }]) => ({ id, renderedLength }));
    const lengthOf = (of: typeof parts): number =>
      of.reduce((sum, { renderedLength }) => sum + renderedLength, 0);
    const others = parts.filter(({ id }) => id.includes('/node_modules/') || OF_OTHERS.test(id));
    if (lengthOf(others) < NEARLY * lengthOf(parts)) return null;
    return minifySync(fileName, code, { module: true, compress: true, mangle: true }).code;
  },
};

/** The module that knows all grammars, and the file that it reads. */
const GRAMMARS = '\0opsbook-grammars';
const LEFT_OUT = '\0opsbook-left-out';
const EMPTY = [...GRAMMARS_LEFT_OUT].map((name) => ({
  name,
  scopeName: `source.left-out.${name}`,
  patterns: [],
}));
const GRAMMARS_FILE = 'grammars.json.br';
/** As each module of `@shikijs/langs` holds its grammar. */
const GRAMMAR = /JSON\.parse\(("(?:[^"\\]|\\.)*")\)/;

/**
 * The grammars in one packed file, since they are much alike: two thirds of what they take one by one. Those that
 * opsbook does not bring are empty, in one module: others may still name them. Ruby holds C++, for one.
 */
function grammarsTogether(): Plugin {
  const texts: Record<string, string> = {};
  return {
    name: 'opsbook-grammars',
    resolveId: {
      filter: { id: /^\0opsbook-grammars$|\/[\w-]+(\.mjs)?$/ },
      handler(id, importer) {
        if (id === GRAMMARS) return GRAMMARS;
        const isGrammar = id.startsWith('@shikijs/langs/') || importer?.includes('/@shikijs/langs/');
        return isGrammar && GRAMMARS_LEFT_OUT.has(basename(id, '.mjs')) ? LEFT_OUT : null;
      },
    },
    load: {
      filter: { id: /^\0opsbook-(?:grammars|left-out)$|\/@shikijs\/langs\/dist\/[^/]+\.mjs$/ },
      async handler(id) {
        if (id === GRAMMARS) return { code: READS_GRAMMARS, moduleType: 'js' };
        if (id === LEFT_OUT) return { code: `export default ${JSON.stringify(EMPTY)};`, moduleType: 'js' };
        const name = basename(id, '.mjs');
        const code = await readFile(id, 'utf8');
        const [parsed, text] = GRAMMAR.exec(code) ?? [];
        // Another name of a grammar that has its own module.
        if (parsed === undefined || text === undefined) return null;
        texts[name] = JSON.parse(text) as string;
        const asked = code.replace(parsed, () => `grammarNamed(${JSON.stringify(name)})`);
        return { code: `import { grammarNamed } from '${GRAMMARS}';\n${asked}`, moduleType: 'js' };
      },
    },
    async generateBundle() {
      if (Object.keys(texts).length === 0) return;
      const sorted = Object.fromEntries(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      const source = await packed(JSON.stringify(sorted));
      this.emitFile({ type: 'asset', fileName: GRAMMARS_FILE, source });
    },
  };
}

const READS_GRAMMARS = `
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
let texts;
export function grammarNamed(name) {
  texts ??= JSON.parse(brotliDecompressSync(readFileSync(new URL('./${GRAMMARS_FILE}', import.meta.url))).toString());
  return JSON.parse(texts[name]);
}
`;

/**
 * Shiki's engine of patterns, which is WebAssembly: the package holds it as letters in a module, which take half as much
 * again.
 */
const patternsPacked: Plugin = {
  name: 'opsbook-patterns-packed',
  load: {
    filter: { id: /\/@shikijs\/engine-oniguruma\/dist\/wasm-inlined\.mjs$/ },
    async handler() {
      const bytes = await readFile(join(ROOT, 'node_modules/shiki/dist/onig.wasm'));
      this.emitFile({ type: 'asset', fileName: ENGINE_FILE, source: await packed(bytes) });
      return { code: READS_ENGINE, moduleType: 'js' };
    },
  },
};

const ENGINE_FILE = 'onig.wasm.br';
const READS_ENGINE = `
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
export async function getWasmInstance(imports) {
  const bytes = brotliDecompressSync(readFileSync(new URL('./${ENGINE_FILE}', import.meta.url)));
  return (await WebAssembly.instantiate(bytes, imports)).instance.exports;
}
export default getWasmInstance;
`;

/** The colours come from the stylesheet, by class: no theme of Shiki is ever asked for. */
const withoutThemes: Plugin = {
  name: 'opsbook-themes',
  load: {
    filter: { id: /\/shiki\/dist\/themes\.mjs$/ },
    handler: () => ({
      code: 'export const bundledThemes = {}; export const bundledThemesInfo = [];',
      moduleType: 'js',
    }),
  },
};

/** The same program with fewer commands. */
const linterAlone: Plugin = {
  name: 'opsbook-linter-alone',
  resolveId: {
    filter: { id: /\/command-table\.ts$/ },
    handler: () => join(ROOT, 'src/cli/lint-table.ts'),
  },
};
