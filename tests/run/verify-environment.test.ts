import { expect, test } from 'vitest';
import {
  allowedEnvironment,
  hiddenIn,
  freshEnvironment,
  withVariables,
} from '../../src/run/verify-environment.ts';

test('an unattended run knows the machine by four names, and what the settings add', () => {
  const known = { PATH: '/bin', USER: 'ann', LOGNAME: 'ann', SHELL: '/bin/sh' };
  const others = { HOME: '/home/ann', AWS_SECRET_ACCESS_KEY: 'x', TZ: 'CET', LANG: 'de', MORE: '1' };
  const fixed = { TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', COLUMNS: '80', TERM: 'dumb' };
  expect(allowedEnvironment({ ...known, ...others }, [])).toEqual({ ...known, ...fixed });
  expect(allowedEnvironment({ ...known, ...others }, ['MORE', 'TZ'])).toEqual({
    ...{ ...known, ...fixed },
    MORE: '1',
    TZ: 'CET',
  });
});

test('a run has a home of its own, and nothing that leads to another', () => {
  const kept = { PATH: '/bin', MY_ENV: '1', ENVOY: '1', XDG: '1' };
  const left = { XDG_CONFIG_HOME: '/x', PWD: '/', OLDPWD: '/', HISTFILE: '/h', BASH_ENV: '/b', ENV: '/e' };
  const folders = { home: '/tmp/home', temporary: '/tmp/own' };
  expect(freshEnvironment({ ...kept, ...left, HOME: '/root', TMPDIR: '/var' }, folders)).toEqual({
    ...kept,
    HOME: '/tmp/home',
    TMPDIR: '/tmp/own',
  });
});

test.each([
  ['$A/b', '1/b'],
  ['${A}b', '1b'],
  ['$NOTHING-', '-'],
  ['$C$A', '1x1'],
])('of what is added, %j is %j', (text, value) => {
  expect(withVariables({ A: '1' }, { C: '${A}x', B: text })).toEqual({ A: '1', C: '1x', B: value });
});

test.each<[string, string, readonly string[]]>([
  ['API_TOKEN', 'abcdef', ['abcdef']],
  ['API_TOKEN', 'abcde', []],
  ['PATH', '/usr/local/bin', []],
  ['REDIS_URL', 'redis://user:hunter2@host/0', ['hunter2']],
  ['REDIS_URL', 'redis://:hunter2@host/0', ['hunter2']],
  ['REDIS_URL', 'redis://user:secret@host', ['secret']],
  // Of a database whatever its length, of another address from six characters on.
  ['REDIS_URL', 'redis://user:short@host', ['short']],
  ['PROXY', 'http://user:short@host', []],
  ['PROXY', 'http://user:hunter@host', ['hunter']],
  ['PROXY', 'http://user:p%40ssword@host', ['p%40ssword', 'p@ssword']],
  ['PROXY', 'http://user:p%ssword@host', ['p%ssword']],
  ['DATABASE_URL', 'Postgres://u:p%40ssword@host', ['p%40ssword', 'p@ssword']],
  ['DATABASE_URL', 'postgres://u:p%ssword@host', ['p%ssword']],
  ['PAGE', 'https://host:80000000/@x', []],
  ['PAGE', 'see https://user:hunter2@host', []],
])('of %s=%s no report shows %j', (name, value, secrets) => {
  expect(hiddenIn({ [name]: value, UNSET: undefined })).toEqual(secrets);
});
