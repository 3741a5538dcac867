import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleArchive } from './compile/bundle-archive.ts';
import { bundleProgram } from './compile/bundle-program.ts';
import { bundleWorkers } from './compile/bundle-workers.ts';
import { compileSite } from './compile/compile-site.ts';
import { renderFontLicences, renderLicences } from './compile/licences.ts';
import { ROOT, sourceDigest } from './compile/source-digest.ts';
import { writeLinter } from './compile/write-linter.ts';
import { writeTypes } from './compile/write-types.ts';

// `npm run compile`: makes `dist-program`, what opsbook is as others install it, and in its folder `linter` the package
// `@opsbook/lint`. It does nothing where that was made of these very sources.

const OUT = join(ROOT, 'dist-program');

const digest = await sourceDigest();
if ((await readFile(join(OUT, 'stamp'), 'utf8').catch(() => '')) !== digest) await compile();

/** Makes it beside the older one, and then puts it in its place: whoever runs opsbook finds the one or the other. */
async function compile(): Promise<void> {
  const start = performance.now();
  const fresh = `${OUT}.${process.pid}`;
  try {
    const site = await compileSite(join(fresh, 'site'));
    const program = await bundleProgram({
      input: {
        opsbook: 'src/cli/opsbook.mjs',
        'draw-thread': 'src/cli/build/draw-thread.ts',
        api: 'src/api/index.ts',
        site: site.entry,
      },
      out: join(fresh, 'cli'),
    });
    await bundleWorkers(join(fresh, 'offline'));
    await bundleArchive(join(fresh, 'archive'));
    await writeTypes(join(fresh, 'types'));
    await writeLinter(join(fresh, 'linter'), digest);
    await rename(site.assets, join(fresh, 'assets'));
    await rm(join(fresh, 'site'), { recursive: true });
    const faces = await renderFontLicences();
    await writeFile(join(fresh, 'assets/assets/fonts.txt'), faces);
    const licences = await renderLicences([...site.modules, ...program.modules]);
    await writeFile(join(fresh, 'LICENSES.md'), `${licences}\n${faces}`);
    await writeFile(join(fresh, 'stamp'), digest);
    await rm(OUT, { recursive: true, force: true });
    await rename(fresh, OUT);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  process.stderr.write(`Compiled in ${((performance.now() - start) / 1000).toFixed(1)} s.\n`);
}
