import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from './paths.mjs';
import { lastLines, run } from './programs.mjs';
import { SetupError, tell } from './tell.mjs';

const isWindows = process.platform === 'win32';
const PACKAGE = join(MODULES, 'node');
const BINARY = join(PACKAGE, 'bin', isWindows ? 'node.exe' : 'node');
const LINK = isWindows ? BINARY : join(MODULES, '.bin', 'node');

/** Whether npm scripts find a Node of the project's own. */
export function hasNode() {
  return existsSync(LINK);
}

/**
 * Sees to it that npm scripts run a Node that reads TypeScript. The package `node` fetches one in its install
 * script, which npm may have been told not to run; a system that cannot start that one must have its own.
 */
export function provideNode() {
  const said = existsSync(BINARY) ? '' : fetchNode();
  if (isNewEnough(versionOf(BINARY))) {
    if (!hasNode()) link(join('..', 'node', 'bin', 'node'));
  } else if (isNewEnough(process.version)) {
    link(process.execPath);
    tell(`the package \`node\` has none for this system; npm scripts run ${process.execPath}.`);
  } else {
    throw new SetupError(
      `the package \`node\` brought no Node that starts here; install Node 22.18 or newer.\n${said}`,
    );
  }
}

function fetchNode() {
  tell('npm did not run the install script of the package `node`; running it by hand.');
  return lastLines(run(process.execPath, ['installArchSpecificPackage.js'], { folder: PACKAGE }).said);
}

function versionOf(program) {
  const { status, said } = run(program, ['--version']);
  return status === 0 ? said : '';
}

/** `v22.18.0` and `v24.1.0` are, `v20.20.2` and nothing at all are not. */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function link(target) {
  if (isWindows) return;
  mkdirSync(join(MODULES, '.bin'), { recursive: true });
  rmSync(LINK, { force: true });
  symlinkSync(target, LINK);
}
