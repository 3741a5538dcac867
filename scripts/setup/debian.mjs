import { existsSync, readFileSync } from 'node:fs';
import { lastLines, run } from './programs.mjs';
import { tell } from './tell.mjs';

/**
 * Installs packages with apt-get, as root on Debian; elsewhere nothing is done. Ubuntu has some of them as
 * snaps only, which a container cannot run.
 */
export function installDebianPackages(names) {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID=debian$/m.test(release) || process.getuid?.() !== 0) return;
  tell(`installing ${names.join(', ')} with apt-get …`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { environment });
  const flags = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  const { status, said } = run('apt-get', ['install', ...flags, ...names], { environment });
  if (status !== 0) tell(`apt-get could not do it.\n${lastLines(said)}`);
}
