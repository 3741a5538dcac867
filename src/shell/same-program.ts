import { lookUp } from './look-up.ts';

/** The name by which a program is known here: `python3.11` is `python3`, and people write `k` for `kubectl`. */
export function sameProgram(name: string): string {
  return lookUp(SAME, name) ?? name.replace(VERSION, '$1$2');
}

/** Names that people and vendors use for the same program. */
const SAME: Readonly<Record<string, string>> = {
  k: 'kubectl',
  mariadb: 'mysql',
  nodejs: 'node',
  luajit: 'lua',
  pypy: 'python',
  pypy3: 'python3',
  clojure: 'clj',
  gmake: 'make',
  gtar: 'tar',
  bsdtar: 'tar',
  gfind: 'find',
};

// `python3.11`, `php8.1`, `ksh93`, `perl5.36.0`.
const VERSION = /^(?:(python[23])\.\d+|(ruby|perl|php|lua|tclsh|node|ksh)-?\d[\d.]*)$/;
