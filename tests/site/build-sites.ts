import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveSite } from '../../src/tools/serve-site.ts';
import type { Serving } from '../../src/tools/serve-site.ts';
import { folderOf, PROJECT, publishAddresses, SITE_NAMES, SITES } from './sites.ts';
import type { SiteName } from './sites.ts';

const run = promisify(execFile);

/** Builds every site as a person would, and serves each on a port of its own until the tests are over. */
export default async function buildSites(): Promise<() => Promise<void>> {
  // Whoever runs these tests alone has changed the program, too.
  await run(process.execPath, [join(PROJECT, 'scripts/compile.ts')]);
  await mkdir(SITES.empty.root, { recursive: true });
  const [slow = 'demo', ...rest] = SITE_NAMES;
  // One lane for each of two cores.
  await Promise.all([
    build(slow).then(() => build('plain')),
    buildInTurn(rest.filter((name) => name !== 'plain')),
  ]);
  const serving = new Map<SiteName, Serving>();
  for (const site of SITE_NAMES) serving.set(site, await serve(site));
  const addresses = [...serving].map(([site, { port }]) => [
    site,
    `http://localhost:${port}${SITES[site].base}`,
  ]);
  // One entry for each name above.
  publishAddresses(Object.fromEntries(addresses) as Record<SiteName, string>);
  return async () => {
    await Promise.all([...serving.values()].map((server) => server.close()));
  };
}

async function buildInTurn(sites: readonly SiteName[]): Promise<void> {
  for (const site of sites) await build(site);
}

async function build(site: SiteName): Promise<void> {
  const { root, base } = SITES[site];
  const out = folderOf(site);
  const command = ['build', '--root', root, '--out', out, '--base', base];
  // The book of the tests has what is awkward on purpose; a rule may come to mind that.
  if (site === 'awkward') command.push('--keep-going');
  if (site === 'empty') command.push('--allow-empty');
  const program = join(PROJECT, 'dist-program/cli/opsbook.mjs');
  await run(process.execPath, [program, ...command]).catch((error: Error & { stdout?: string }) => {
    throw new Error(`The site of ${site} could not be built.\n${error.stdout ?? ''}`, { cause: error });
  });
}

function serve(site: SiteName): Promise<Serving> {
  const { base } = SITES[site];
  return serveSite({ folder: folderOf(site), base, port: 0, host: '127.0.0.1' });
}
