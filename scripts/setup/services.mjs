import { existsSync } from 'node:fs';
import { installDebianPackages } from './debian.mjs';
import { placesOf } from './programs.mjs';
import { tell } from './tell.mjs';

/**
 * What the demo book's snippets run against, and what its alert rules are loaded by, by Debian's package, with
 * programs that come with it.
 */
const SERVICES = {
  postgresql: ['initdb', 'psql'],
  'redis-server': ['redis-server'],
  curl: ['curl'],
  git: ['git'],
  python3: ['python3'],
  prometheus: ['prometheus', 'promtool'],
  'prometheus-alertmanager': ['prometheus-alertmanager', 'amtool'],
};

/** Installs what is missing where that can be done; `opsbook verify` says of the rest that it was left out. */
export function provideServices() {
  const missing = Object.keys(SERVICES).filter((name) => !isThere(name));
  if (missing.length === 0) return;
  installDebianPackages(missing);
  const left = missing.filter((name) => !isThere(name));
  if (left.length > 0) tell(`not there: ${left.join(', ')}. What needs them is not verified.`);
}

/** Debian keeps PostgreSQL's server programs off the path. */
function isThere(name) {
  if (name === 'postgresql' && existsSync('/usr/lib/postgresql') && isOnPath('psql')) return true;
  return SERVICES[name].every(isOnPath);
}

function isOnPath(program) {
  return placesOf(program).some((path) => existsSync(path));
}
