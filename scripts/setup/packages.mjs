import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasNode, provideNode } from './node.mjs';
import { MODULES, ROOT } from './paths.mjs';
import { lastLines, run } from './programs.mjs';
import { SetupError, replaceFile, tell } from './tell.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(MODULES, '.opsbook-setup');

/** Installs the packages of the lock file, unless it was done for this very lock file on this kind of machine. */
export function providePackages() {
  const stamp = `${hash(readFileSync(LOCK))} ${process.platform}-${process.arch}\n`;
  if (read(STAMP) === stamp && hasNode()) return;
  if (!holdsLock()) installPackages();
  provideNode();
  replaceFile(STAMP, stamp);
}

function installPackages() {
  const start = Date.now();
  tell('installing packages with npm ci …');
  const { status, said } = run('npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
    '--include=dev',
  ]);
  if (status !== 0) throw new SetupError(`npm ci failed.\n${lastLines(said)}`);
  tell(`packages are installed (${Math.round((Date.now() - start) / 1000)} s).`);
}

/** Whether a person's own `npm install` has already put there what the lock file names. */
function holdsLock() {
  const { packages } = JSON.parse(readFileSync(LOCK, 'utf8'));
  return Object.entries(packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || versionIn(join(ROOT, path)) === version,
  );
}

function versionIn(folder) {
  const text = read(join(folder, 'package.json'));
  return text === undefined ? undefined : JSON.parse(text).version;
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
