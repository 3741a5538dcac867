import { execFileSync, spawnSync } from 'node:child_process';
import type { SpawnSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What set-up has downloaded for this: scripts/setup/installs.mjs. */
export const DOWNLOADED = join(PROJECT, 'node_modules/.opsbook-installs');

/** The Nodes that opsbook is for, by their names; undefined where set-up could not get one. */
export const NODES: Readonly<Record<string, string | undefined>> = {
  'Node 22': ifThere(join(DOWNLOADED, 'node-22/bin/node')),
  'Node 24': process.execPath,
};

/** The program of Yarn. */
export const YARN_PROGRAM = join(DOWNLOADED, 'yarn/bin/yarn.js');

/** What is missing of what set-up downloads, for the name of a test that is left out; undefined where all is there. */
export function whyLeftOut(needed: readonly string[]): string | undefined {
  const missing = needed.filter((name) => !existsSync(join(DOWNLOADED, name)));
  if (missing.length === 0) return undefined;
  return `left out: set-up could not download ${missing.join(', ')}`;
}

function ifThere(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

/** The two packages, and the folders that they are packed from. */
const SOURCES = { opsbook: '.', '@opsbook/lint': './dist-program/linter' };

/** Tarballs of this very program: several files of tests ask for one, and it is made once. */
const PACKED = join(PROJECT, 'node_modules/.cache/opsbook-packed');

/** Lays a tarball as it would be published into an empty folder. Returns its path. */
export function pack(folder: string, name: keyof typeof SOURCES = 'opsbook'): string {
  execFileSync(process.execPath, [join(PROJECT, 'scripts/compile.ts')]);
  const made = packOnce(name);
  const file = readdirSync(made).find((one) => one.endsWith('.tgz')) ?? '';
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(made, file), join(folder, file));
  return join(folder, file);
}

function packOnce(name: keyof typeof SOURCES): string {
  const made = join(PACKED, packedDigest(), name);
  if (existsSync(made)) return made;
  const fresh = join(PACKED, `fresh-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  execFileSync('npm', ['pack', SOURCES[name], '--ignore-scripts', '--silent', '--pack-destination', fresh], {
    cwd: PROJECT,
  });
  mkdirSync(dirname(made), { recursive: true });
  try {
    renameSync(fresh, made);
  } catch (error) {
    // Another worker was first, with the same tarball.
    if (!existsSync(made)) throw error;
    rmSync(fresh, { recursive: true });
  }
  return made;
}

/** Of all that a tarball holds: the program knows by its stamp what it was made of. */
function packedDigest(): string {
  const hash = createHash('sha256');
  for (const file of ['dist-program/stamp', 'package.json', 'README.md', 'LICENSE'])
    hash.update(readFileSync(join(PROJECT, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Installs a tarball into an empty folder without network, and takes every right to write there away. */
export function install(tarball: string, folder: string, by: keyof typeof INSTALLERS): void {
  mkdirSync(folder, { recursive: true });
  // A repository of CommonJS: what is installed there says for itself what it is.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  // A project of its own, whatever stands above; of versions it knows those that set-up has found.
  if (by === 'yarn') copyFileSync(join(DOWNLOADED, 'yarn.lock'), join(folder, 'yarn.lock'));
  const options: SpawnSyncOptions = { cwd: folder, env: { ...environment(), ...YARN }, encoding: 'utf8' };
  const [program, ...words] = INSTALLERS[by];
  const { status, stdout, stderr } = spawnSync(program, [...words, tarball], options);
  if (status !== 0) throw new Error(`${by} ended with ${status}\n${String(stdout)}${String(stderr)}`);
  // Yarn's Plug'n'Play leaves packages in its cache, as archives.
  protect(by === 'yarn' ? join(folder, '.yarn') : join(folder, 'node_modules'));
}

/** Yarn is told by its environment: no network, and its caches where set-up has filled them. */
const YARN = {
  YARN_ENABLE_NETWORK: '0',
  YARN_CACHE_FOLDER: join(DOWNLOADED, 'yarn-cache'),
  YARN_GLOBAL_FOLDER: join(DOWNLOADED, 'yarn-global'),
  YARN_ENABLE_GLOBAL_CACHE: 'false',
  YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  YARN_ENABLE_TELEMETRY: '0',
};

const INSTALLERS: Readonly<Record<'npm' | 'pnpm' | 'yarn', readonly [string, ...string[]]>> = {
  npm: [
    'npm',
    'install',
    '--offline',
    `--cache=${join(DOWNLOADED, 'npm-cache')}`,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ],
  // The store may be linked from: what this test takes rights from must not be the store itself.
  pnpm: [
    process.execPath,
    join(DOWNLOADED, 'pnpm/bin/pnpm.cjs'),
    'add',
    '--offline',
    '--ignore-workspace',
    '--config.package-import-method=copy',
    `--config.store-dir=${join(DOWNLOADED, 'pnpm-store')}`,
    `--config.cache-dir=${join(DOWNLOADED, 'pnpm-cache')}`,
  ],
  yarn: [process.execPath, YARN_PROGRAM, 'add'],
};

function protect(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) chmodSync(path, 0o555);
    if (entry.isDirectory()) chmodSync(path, 0o555);
  }
  chmodSync(folder, 0o555);
}

/** This process's environment without what the npm that runs the tests has put there. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD|NODE_OPTIONS|VITEST)/.test(name),
  );
  return { ...Object.fromEntries(own), NO_COLOR: '1' };
}
