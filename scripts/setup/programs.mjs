import { spawn, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mjs';

const isWindows = process.platform === 'win32';

/** The folders of PATH, without those that npm puts before it: `npm ci` empties them while it runs. */
export function systemFolders() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'));
}

/**
 * Runs a program to its end in the project's folder, with no standard input.
 * @returns its exit status and what it said; a program that cannot be started has the status 127
 */
export function run(program, words, { environment = {}, folder = ROOT, timeout } = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    env: { ...process.env, PATH: systemFolders().join(delimiter), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    shell: isWindows && program === 'npm', // npm is a .cmd file there
    ...(timeout === undefined ? {} : { timeout }),
  });
  return { status: error ? 127 : (status ?? 1), said: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}

/**
 * Runs a script of Node's that says how far it is, and ends it when it falls silent.
 * @param silence for how many seconds it may say nothing
 * @returns its exit status; 1 when it was ended
 */
export function runWhileItTalks(words, { environment, silence }) {
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill(), silence * 1000);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', () => timer.refresh());
  return new Promise((settle) => {
    child.on('error', () => settle(127));
    child.on('exit', (status) => {
      clearTimeout(timer);
      settle(status ?? 1);
    });
  });
}

/** The last lines of what a program said: where the reason stands. */
export function lastLines(said, count = 15) {
  return said.split('\n').slice(-count).join('\n');
}

/** Every place on PATH where a program of this name may be. */
export function placesOf(name) {
  return systemFolders().map((folder) => join(folder, isWindows ? `${name}.exe` : name));
}
