import { expect, test } from 'vitest';
import { sameProgram } from '../../src/shell/same-program.ts';

test.each([
  ['k', 'kubectl'],
  ['mariadb', 'mysql'],
  ['nodejs', 'node'],
  ['node22', 'node'],
  ['luajit', 'lua'],
  ['lua5.3', 'lua'],
  ['pypy3', 'python3'],
  ['python3', 'python3'],
  ['python3.11', 'python3'],
  ['python2.7', 'python2'],
  ['python', 'python'],
  ['php8.1', 'php'],
  ['perl5.36.0', 'perl'],
  ['ksh93', 'ksh'],
  ['tclsh8.6', 'tclsh'],
  ['gmake', 'make'],
  // Other programs.
  ['python3.11-config', 'python3.11-config'],
  ['ipython3.11', 'ipython3.11'],
  ['myphp8', 'myphp8'],
  ['php-fpm', 'php-fpm'],
  ['constructor', 'constructor'],
  ['', ''],
])('%s is %s', (name, same) => expect(sameProgram(name)).toBe(same));
