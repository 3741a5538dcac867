import { join, resolve } from 'node:path';
import { readBookFiles } from '../../runbook/read/load.ts';
import { isReplaceable } from '../../tools/build-site.ts';
import { builtDigest, siteDigest } from '../../tools/build-stamp.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { chooseRoot, EMPTY_FLAG, OUTSIDE_FLAG } from '../book-flags.ts';
import { readNow } from '../review/today.ts';
import { OUT_FLAG, siteOf } from '../site-flags.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { bookWorldFiles } from '../../judge/book-world.ts';

export const build = defineCommand({
  name: 'build',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    ...OUT_FLAG,
    ...EMPTY_FLAG,
    'keep-going': { type: 'boolean', meaning: 'Build in spite of errors that the site can be built with' },
  },
  examples: ['opsbook build', 'opsbook build --root ../runbooks --out public'],
  async run({ flags }, terminal) {
    const started = performance.now();
    const root = chooseRoot(flags.root, terminal);
    const files = await readBookFiles(folderReader(root, flags['allow-outside']));
    const site = { root, ...siteOf(files.reading, flags.base) };
    const out = resolve(terminal.folder, flags.out ?? join(root, 'dist'));
    if (!(await isReplaceable(out))) {
      throw new UsageError(
        `--out \`${out}\` holds files that opsbook did not build. Name another folder, or empty it.`,
      );
    }
    const { today, at } = readNow(undefined, terminal);
    // Pages show what the files of the repository say of what they speak of.
    const around = await bookWorldFiles(root, files.reading.settings);
    const digest = await siteDigest(files, site, { day: today, around });
    const built = await builtDigest(out);
    if (digest === built) {
      terminal.print(`${out} is up to date.\n`);
      return 0;
    }
    // Where nothing has changed, nothing of what follows need be loaded.
    const { buildAnew } = await import('../build/build-anew.ts');
    return buildAnew(
      {
        ...{ files, site, out, digest, built, today, at, started },
        allowsEmpty: flags['allow-empty'],
        keepsGoing: flags['keep-going'],
      },
      terminal,
    );
  },
});
