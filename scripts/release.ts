import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mcpManifest, mcpName } from './release/mcp-manifest.ts';
import { publishedManifest } from './release/published-manifest.ts';
import { readFlags } from './read-flags.ts';

// `npm run release -- --tag v0.1.0 --repository https://… --out DIR`: makes the two packages in folders of DIR, `opsbook`
// and `lint`, as they are published, and `server.json` for the registry of MCP servers; and says what is in the way. It publishes nothing: .github/workflows/release.yml does.

const PROJECT = join(import.meta.dirname, '..');
const SOURCES = { opsbook: '.', lint: './dist-program/linter' };

const { values } = readFlags({
  options: { tag: { type: 'string' }, repository: { type: 'string' }, out: { type: 'string' } },
});
const { tag = '', repository = '', out = '' } = values;
const problems = listProblems();
if (problems.length === 0) make(resolve(out));
else {
  process.stderr.write(problems.map((problem) => `release: ${problem}\n`).join(''));
  process.exitCode = 1;
}

function listProblems(): readonly string[] {
  const { version } = readManifest(join(PROJECT, 'package.json'));
  const changes = readFileSync(join(PROJECT, 'CHANGELOG.md'), 'utf8');
  return [
    ...(tag === `v${String(version)}`
      ? []
      : [`--tag \`${tag}\` is not the version of package.json, \`v${String(version)}\`.`]),
    ...(changes.includes(`\n## ${String(version)}\n`)
      ? []
      : [`CHANGELOG.md has no \`## ${String(version)}\`.`]),
    ...(repository === '' ? ['--repository is missing: the address of this repository.'] : []),
    ...(out === '' ? ['--out is missing: a folder for the packages.'] : []),
  ];
}

function make(folder: string): void {
  for (const [name, source] of Object.entries(SOURCES)) {
    const place = join(folder, name);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    execFileSync('npm', ['pack', source, '--ignore-scripts', '--silent', '--pack-destination', place], {
      cwd: PROJECT,
    });
    const tarball = readdirSync(place).find((file) => file.endsWith('.tgz')) ?? '';
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: place });
    rmSync(join(place, tarball));
    const path = join(place, 'package.json');
    const manifest = publishedManifest(readManifest(path), repository);
    // The registry of MCP servers holds the package against its own name for it.
    writeJson(path, name === 'opsbook' ? { ...manifest, mcpName: mcpName(repository) } : manifest);
    if (name === 'opsbook') writeJson(join(folder, 'server.json'), mcpManifest(manifest, repository));
    process.stdout.write(`${place}\n`);
  }
}

function writeJson(path: string, data: unknown): void {
  writeFileSync(path, `${JSON.stringify(data, undefined, 2)}\n`);
}

function readManifest(path: string): Readonly<Record<string, unknown>> {
  // Our own, or what npm has packed of it.
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
}
