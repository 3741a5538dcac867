import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeBenchBook } from './bench-book.ts';
import { copyPages, measureGoals } from './bench/goals.ts';
import { PARTS } from './bench/parts.ts';
import { renderTable } from './bench/table.ts';
import { endWith, needFolder, readCount, readFlags } from './read-flags.ts';

// `npm run bench`: figures of a generated book, for people to compare. Nothing here passes or fails.
// `npm run bench -- lint weight` measures only these; `--runbooks 200` takes a smaller book.
// `npm run bench -- goals --pages DIR` measures real pages too, in a copy; `--starlight DIR` builds the same pages with
// the Starlight that is installed there.

const { values, positionals } = readFlags({
  allowPositionals: true,
  options: {
    runbooks: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    pages: { type: 'string' },
    starlight: { type: 'string' },
  },
});
const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined)
  endWith(`No part is called \`${unknown}\`; there are ${Object.keys(PARTS).join(', ')}.`);
for (const folder of [values.pages, values.starlight]) if (folder !== undefined) needFolder(folder);
const shape = { runbooks: readCount('runbooks', values.runbooks), seed: readCount('seed', values.seed) };
await bench();

async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-bench-'));
  const place = { root: join(folder, 'book'), site: join(folder, 'site'), cache: join(folder, 'cache') };
  const starlight = values.starlight === undefined ? {} : { starlight: resolve(values.starlight) };
  try {
    await writeBenchBook(place.root, shape);
    process.stdout.write(
      `A generated book of ${shape.runbooks} runbooks, five snippets each. ` +
        `Node ${process.version}, ${availableParallelism()} cores.\n\n`,
    );
    for (const [name, measure] of Object.entries(PARTS)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      process.stdout.write(`${renderTable(await measure({ ...place, ...starlight }))}\n`);
    }
    if (values.pages !== undefined) await benchPages(values.pages, folder, starlight);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same figures of pages that somebody wrote. */
async function benchPages(from: string, folder: string, starlight: { starlight?: string }): Promise<void> {
  const root = join(folder, 'pages');
  const count = await copyPages(from, root);
  const asked = { root, site: join(folder, 'pages-site'), cache: join(folder, 'pages-cache'), ...starlight };
  process.stdout.write(`\n${count} pages of ${from}.\n\n${renderTable(await measureGoals(asked))}\n`);
}
