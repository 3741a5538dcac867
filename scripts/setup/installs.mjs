import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, ROOT } from './paths.mjs';
import { lastLines, run } from './programs.mjs';
import { replaceFile, tell } from './tell.mjs';

/**
 * What the test needs that installs opsbook as others do: `node-22`, the older Node that opsbook is for; `pnpm` and `yarn`;
 * and what npm, pnpm and Yarn have downloaded of the packages that are installed beside opsbook, in `npm-cache`,
 * `pnpm-store` and `yarn-cache` with `yarn.lock`, so that the test needs no network.
 */
const FOLDER = join(MODULES, '.opsbook-installs');
const STAMP = join(FOLDER, 'stamp');

/** Versions that the test is for; the newest of them that the registry has. */
const OLDER_NODE = '22';
const PNPM = '10';
const YARN = '4';

const QUIET = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/** Downloads it once for each list of dependencies. What cannot be had is told, and the test says so too. */
export function provideInstalls() {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = JSON.stringify({
    dependencies,
    OLDER_NODE,
    PNPM,
    YARN,
    on: `${process.platform}-${process.arch}`,
  });
  const stamp = `${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}\n`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  tell('downloading what the installation is tested with …');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const parts = [
    fetchNode(),
    fetchPackage(`pnpm@${PNPM}`, 'pnpm'),
    fetchPackage(`@yarnpkg/cli-dist@${YARN}`, 'yarn'),
    fillNpmCache(dependencies),
    fillPnpmStore(dependencies),
    fillYarnCache(dependencies),
  ];
  // Where one failed, the next run tries again.
  if (parts.every(Boolean)) replaceFile(STAMP, stamp);
}

function fetchNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(FOLDER, 'node');
  if (!attempt('Node 22', 'npm', ['install', '--prefix', folder, ...QUIET, `${name}@${OLDER_NODE}`]))
    return false;
  renameSync(join(folder, 'node_modules', name), join(FOLDER, 'node-22'));
  rmSync(folder, { recursive: true });
  return true;
}

function fetchPackage(wanted, name) {
  const folder = join(FOLDER, 'fetched');
  if (!attempt(name, 'npm', ['install', '--prefix', folder, ...QUIET, wanted])) return false;
  renameSync(join(folder, 'node_modules', wanted.slice(0, wanted.lastIndexOf('@'))), join(FOLDER, name));
  rmSync(folder, { recursive: true });
  return true;
}

function fillNpmCache(dependencies) {
  const cache = ['--cache', join(FOLDER, 'npm-cache')];
  return inScratchFolder(dependencies, (folder) =>
    attempt('packages for npm', 'npm', ['install', ...cache, ...QUIET, '--ignore-scripts'], folder),
  );
}

function fillPnpmStore(dependencies) {
  const program = join(FOLDER, 'pnpm', 'bin', 'pnpm.cjs');
  if (!existsSync(program)) return false;
  return inScratchFolder(dependencies, (folder) =>
    attempt('packages for pnpm', process.execPath, [program, 'install', '--ignore-scripts'], folder),
  );
}

function fillYarnCache(dependencies) {
  const program = join(FOLDER, 'yarn', 'bin', 'yarn.js');
  if (!existsSync(program)) return false;
  // It has a registry of its own, where npm has not been told of one.
  const { status, said } = run('npm', ['config', 'get', 'registry'], { folder: FOLDER });
  const registry = status === 0 ? { YARN_NPM_REGISTRY_SERVER: said.trim() } : {};
  return inScratchFolder(dependencies, (folder) => {
    const lock = join(folder, 'yarn.lock');
    writeFileSync(lock, ''); // a project of its own, and no part of ours
    if (!attempt('packages for Yarn', process.execPath, [program, 'install'], folder, registry)) return false;
    renameSync(lock, join(FOLDER, 'yarn.lock'));
    return true;
  });
}

function inScratchFolder(dependencies, fill) {
  const folder = join(FOLDER, 'scratch');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  const filled = fill(folder);
  rmSync(folder, { recursive: true });
  return filled;
}

/** Runs a program that downloads; tells of it when it fails. */
function attempt(what, program, words, folder = FOLDER, more = {}) {
  const environment = {
    ...more,
    YARN_CACHE_FOLDER: join(FOLDER, 'yarn-cache'),
    YARN_GLOBAL_FOLDER: join(FOLDER, 'yarn-global'),
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false', // as it is where CI is set
    YARN_ENABLE_TELEMETRY: '0',
    npm_config_store_dir: join(FOLDER, 'pnpm-store'),
    npm_config_cache_dir: join(FOLDER, 'pnpm-cache'),
  };
  const { status, said } = run(program, words, { environment, folder, timeout: 180_000 });
  if (status !== 0) tell(`${what} could not be downloaded.\n${lastLines(said, 5)}`);
  return status === 0;
}
