import { existsSync, readFileSync } from 'node:fs';
import { lastLines, run } from './programs.mjs';
import { tell } from './tell.mjs';

const ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive' };

/** A mirror that does not answer is given up soon: what is installed here can all be done without. */
const PATIENCE = [
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'DPkg::Lock::Timeout=120',
];

/**
 * Installs packages with apt-get, as root on Debian; elsewhere nothing is done. Ubuntu has some of them as
 * snaps only, which a container cannot run.
 */
export function installDebianPackages(names) {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID=debian$/m.test(release) || process.getuid?.() !== 0) return;
  tell(`installing ${names.join(', ')} with apt-get …`);
  // The lists may be fresh enough, as they are in many an image; else they are read again.
  if (install(names).status === 0) return;
  aptGet(['update', '-qq']);
  const { status, said } = install(names);
  if (status !== 0) tell(`apt-get could not do it.\n${lastLines(said)}`);
}

function install(names) {
  return aptGet(['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

function aptGet(words) {
  return run('apt-get', [...words, ...PATIENCE], { environment: ENVIRONMENT });
}
