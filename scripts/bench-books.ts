import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareFindings, renderDifference } from './bench/compare-findings.ts';
import { countRules } from './bench/count-rules.ts';
import { lintFolder } from './bench/lint-folder.ts';
import { runOpsbook } from './bench/run-command.ts';
import { bytes, renderTable, seconds } from './bench/table.ts';
import { layVersion } from './bench/lay-version.ts';
import { endWith, needFolder, readFlags } from './read-flags.ts';

// `npm run bench:books -- DIR…`: what opsbook says of real folders of runbooks, and whether their sites build.
// `--against REF`: the places that opsbook of that commit did not report, and those that only it did.

const HERE = fileURLToPath(new URL('..', import.meta.url));

const { values, positionals } = readFlags({
  allowPositionals: true,
  options: { against: { type: 'string' }, 'no-build': { type: 'boolean' } },
});
if (positionals.length === 0)
  endWith('Name folders of runbooks: npm run bench:books -- DIR… [--against REF] [--no-build]');
positionals.forEach(needFolder);
await bench();

async function bench(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'opsbook-bench-books-'));
  try {
    const older = values.against === undefined ? undefined : await layVersion(HERE, values.against, work);
    if (older !== undefined && 'message' in older) endWith(older.message);
    for (const folder of positionals) {
      const root = resolve(folder);
      const now = await lintFolder(HERE, root, join(work, 'cache'));
      if (!now.findings) {
        process.stdout.write(`${folder}: lint ended with ${now.status}:\n${now.said}\n`);
        process.exitCode = 1;
        continue;
      }
      if (older) {
        const then = await lintFolder(older.root, root, join(work, 'cache-of-older'));
        if (!then.findings)
          process.stdout.write(`${folder}: \`${values.against}\` ended with ${then.status}.\n`);
        else
          process.stdout.write(
            `${folder}\n${renderDifference(compareFindings(then.places, now.places))}\n  Shown of the whole folder: ${then.findings.length} findings before, ${now.findings.length} now.\n`,
          );
        continue;
      }
      const { pages, rows } = countRules({ pages: now.pages, findings: now.places });
      const head = [
        { what: 'pages', figure: String(pages) },
        {
          what: 'findings',
          figure: String(now.findings.length),
          note: `in ${seconds(now.seconds)}; ${now.places.length} places`,
        },
        ...(values['no-build'] ? [] : [await buildFolder(root, work)]),
      ];
      process.stdout.write(`${folder}\n${renderTable([...head, ...rows])}\n\n`);
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Builds the site of a folder, errors or not, as a newcomer does who wants to see it. */
async function buildFolder(
  root: string,
  work: string,
): Promise<{ what: string; figure: string; note: string }> {
  const out = await mkdtemp(join(work, 'site-'));
  const words = ['build', '--root', root, '--out', join(out, 'site'), '--keep-going'];
  const { status, seconds: taken, said, peak } = await runOpsbook(words, join(work, 'cache'));
  const last = said.trim().split('\n').at(-1) ?? '';
  const note = status === 0 ? `${bytes(peak * 1_000_000)} of memory` : `ended with ${status}: ${last}`;
  return { what: 'build', figure: seconds(taken), note };
}
