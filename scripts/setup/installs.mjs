import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, ROOT } from './paths.mjs';
import { lastLines, run } from './programs.mjs';
import { replaceFile, tell } from './tell.mjs';

/**
 * What the test needs that installs opsbook as others do: `node-22`, the older Node that opsbook is for; `pnpm`;
 * and what npm and pnpm have downloaded of the packages that are installed beside opsbook, in `npm-cache` and
 * `pnpm-store`, so that the test needs no network.
 */
const FOLDER = join(MODULES, '.opsbook-installs');
const STAMP = join(FOLDER, 'stamp');

/** Versions that the test is for; the newest of them that the registry has. */
const OLDER_NODE = '22';
const PNPM = '10';

const QUIET = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/** Downloads it once for each list of dependencies. What cannot be had is told, and the test says so too. */
export function provideInstalls() {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = JSON.stringify({
    dependencies,
    OLDER_NODE,
    PNPM,
    on: `${process.platform}-${process.arch}`,
  });
  const stamp = `${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}\n`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  tell('downloading what the installation is tested with …');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const parts = [fetchNode(), fetchPnpm(), fillNpmCache(dependencies), fillPnpmStore(dependencies)];
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

function fetchPnpm() {
  const folder = join(FOLDER, 'fetched');
  if (!attempt('pnpm', 'npm', ['install', '--prefix', folder, ...QUIET, `pnpm@${PNPM}`])) return false;
  renameSync(join(folder, 'node_modules', 'pnpm'), join(FOLDER, 'pnpm'));
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

function inScratchFolder(dependencies, fill) {
  const folder = join(FOLDER, 'scratch');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  const filled = fill(folder);
  rmSync(folder, { recursive: true });
  return filled;
}

/** Runs a program that downloads; tells of it when it fails. */
function attempt(what, program, words, folder = FOLDER) {
  const environment = {
    npm_config_store_dir: join(FOLDER, 'pnpm-store'),
    npm_config_cache_dir: join(FOLDER, 'pnpm-cache'),
  };
  const { status, said } = run(program, words, { environment, folder, timeout: 180_000 });
  if (status !== 0) tell(`${what} could not be downloaded.\n${lastLines(said, 5)}`);
  return status === 0;
}
