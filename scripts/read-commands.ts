/**
 * Reads what tools take, on a machine that has them or from a checkout of their project, into
 * scripts/command-specs/layers: data with its source, version and date. `scripts/build-command-specs.ts` makes the
 * linter's data of it. Nothing else needs it, and the linter never runs it.
 *
 *   node scripts/read-commands.ts installed [tool …]                 ask the tools of this machine for their help
 *   node scripts/read-commands.ts installed --root DIR [tool …]      ask those of a system unpacked in DIR, by chroot
 *   node scripts/read-commands.ts source NAME DIR --version V        read a checkout (NAMEs stand in known-sources.ts)
 */
import { installedTools } from './command-specs/readers/installed-tools.ts';
import { readInstalled } from './command-specs/readers/installed.ts';
import { knownSources } from './command-specs/readers/known-sources.ts';
import { keepLayer } from './command-specs/readers/layer.ts';
import type { SpecFile } from '../src/shell/specs/spec.ts';
import { readFlags } from './read-flags.ts';

const { values, positionals } = readFlags({
  allowPositionals: true,
  options: { root: { type: 'string' }, version: { type: 'string' }, from: { type: 'string' } },
});
const [what, ...words] = positionals;
const date = new Date().toISOString().slice(0, 10);
if (what === 'installed') readAllInstalled(words);
else if (what === 'source' && words[0] !== undefined && words[1] !== undefined)
  readSource(words[0], words[1]);
else {
  process.stderr.write('Say what to read: `installed [tool …]` or `source NAME DIR --version V`.\n');
  process.exitCode = 2;
}

function readAllInstalled(asked: readonly string[]): void {
  for (const one of installedTools.filter(({ tool }) => asked.length === 0 || asked.includes(tool))) {
    const read = readInstalled(one, values.root);
    if (read === undefined) continue;
    const from = values.from === undefined ? '' : ` (${values.from})`;
    keepLayer(one.tool, { ...read, date, source: `its own help${from}`, isWhole: one.isWhole ?? false });
    say(one.tool, read.version, read.spec);
  }
}

function readSource(name: string, folder: string): void {
  const known = Object.hasOwn(knownSources, name) ? knownSources[name] : undefined;
  if (known === undefined)
    throw new Error(`No source is called ${name}: ${Object.keys(knownSources).join(' ')}.`);
  const version = values.version ?? '';
  for (const [tool, spec] of Object.entries(known.read(folder))) {
    if (spec === undefined) continue;
    keepLayer(tool, { version, date, source: `${known.project}: ${known.part}`, isWhole: true, spec });
    say(tool, version, spec);
  }
}

function say(tool: string, version: string, spec: SpecFile): void {
  process.stdout.write(`${tool} ${version}: ${Object.keys(spec).length} commands\n`);
}
