import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleArchive } from './bundle-archive.ts';
import { bundleProgram } from './bundle-program.ts';
import { bundleWorkers } from './bundle-workers.ts';
import { compileSite } from './compile-site.ts';
import { drawOwn } from './draw-own.ts';
import { copyStemmers } from './copy-stemmers.ts';
import { packed } from './packed.ts';
import { renderFontLicences, renderLicences } from './licences.ts';
import { writeLinter } from './write-linter.ts';
import { writeTypes } from './write-types.ts';

/** Makes the program beside the older one, and then puts it in its place: whoever runs opsbook finds the one or the other. */
export async function writeProgram(out: string, digest: string): Promise<void> {
  const start = performance.now();
  const fresh = `${out}.${process.pid}`;
  try {
    const [site, own] = await Promise.all([compileSite(join(fresh, 'site')), drawOwn()]);
    // Packing is done in other threads: what is bundled meanwhile need not wait for it.
    const [program, stemmers, rules] = await Promise.all([
      bundleProgram({
        input: {
          opsbook: 'src/cli/opsbook.mjs',
          'draft-thread': 'src/cli/mcp/draft-thread.ts',
          api: 'src/api/index.ts',
          site: site.entry,
        },
        out: join(fresh, 'cli'),
      }),
      copyStemmers(fresh),
      packed(own.rules),
      bundleWorkers(join(fresh, 'offline')),
      bundleArchive(join(fresh, 'archive')),
      writeTypes(join(fresh, 'types')),
      writeLinter(join(fresh, 'linter'), digest),
    ]);
    await writeFile(join(fresh, 'colours.json'), own.colours);
    await writeFile(join(fresh, 'rules.json.br'), rules);
    await rename(site.assets, join(fresh, 'assets'));
    await rm(join(fresh, 'site'), { recursive: true });
    const faces = await renderFontLicences();
    await writeFile(join(fresh, 'assets/assets/fonts.txt'), faces);
    const licences = await renderLicences([...site.modules, ...program.modules, ...stemmers]);
    await writeFile(join(fresh, 'LICENSES.md'), `${licences}\n${faces}`);
    await writeFile(join(fresh, 'stamp'), digest);
    await putInPlace(fresh, { out, digest });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  process.stderr.write(`Compiled in ${((performance.now() - start) / 1000).toFixed(1)} s.\n`);
}

/** Where two were made of the same sources at once, either will do. */
async function putInPlace(
  fresh: string,
  { out, digest }: { readonly out: string; readonly digest: string },
): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await rename(fresh, out).catch(async (error: unknown) => {
    const other = await readFile(join(out, 'stamp'), 'utf8').catch(() => '');
    if (other !== digest) throw error;
  });
}
