import { devNull } from 'node:os';
import { expect, test } from 'vitest';
import { guardGit } from '../../src/tools/git-guard.ts';

/** What git would start, ask or write by itself; git-programs.test.ts tries what a repository can make of them. */
const NAMES_A_PROGRAM = [
  ...['core.fsmonitor', 'core.virtualFilesystem', 'core.pager', 'core.editor', 'core.askPass'],
  ...[
    'core.sshCommand',
    'core.gitProxy',
    'core.alternateRefsCommand',
    'sequence.editor',
    'credential.helper',
  ],
  ...['interactive.diffFilter', 'diff.external', 'gpg.program', 'gpg.openpgp.program', 'gpg.x509.program'],
  ...['gpg.ssh.program', 'gpg.ssh.defaultKeyCommand', 'uploadpack.packObjectsHook'],
];
const NAMES_A_FILE = ['core.hooksPath', 'core.attributesFile', 'diff.orderFile'];
const OTHERS = [
  ...['safe.bareRepository=explicit', 'log.showSignature=false', 'protocol.allow=never'],
  ...['submodule.recurse=false', 'fetch.recurseSubmodules=false', 'gc.auto=0', 'maintenance.auto=false'],
  // What git writes is what is read.
  ...['core.commitGraph=false', 'color.ui=false', 'column.ui=never', 'diff.relative=false'],
  ...['diff.ignoreSubmodules=none', 'i18n.logOutputEncoding=UTF-8', 'log.follow=false'],
  ...['log.showRoot=true', 'log.mailmap=true'],
];

test('every setting that names a program is put to none, and the others to what starts nothing', () => {
  const { flags } = guardGit('/book', {});
  const settings = flags.filter((_, at) => flags[at - 1] === '-c');
  expect(settings.toSorted()).toEqual(
    [
      ...NAMES_A_PROGRAM.map((name) => `${name}=`),
      ...NAMES_A_FILE.map((name) => `${name}=${devNull}`),
      ...OTHERS,
    ].toSorted(),
  );
  expect(flags.filter((flag, at) => flag !== '-c' && flags[at - 1] !== '-c')).toEqual(['--no-pager']);
});

test('git is given nothing of what others have set for it, and looks nowhere else', () => {
  const own = {
    ...{ LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', GIT_EDITOR: ':' },
    ...{ GIT_ATTR_NOSYSTEM: '1', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' },
    ...{ GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: `${devNull}/none`, GIT_LITERAL_PATHSPECS: '1' },
  };
  const kept = {
    ...{ PATH: '/bin', GIT_CONFIG_GLOBAL: '/a', GIT_CONFIG_SYSTEM: '/b', GIT_CONFIG_NOSYSTEM: '1' },
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c', GIT_EXEC_PATH: '/lib' },
  };
  const left = {
    ...{
      SSH_ASKPASS: 'x',
      GIT_DIR: '/x',
      Git_Dir: '/x',
      GIT_TRACE: '/x',
      GIT_EXTERNAL_DIFF: 'x',
      LC_ALL: 'de',
    },
    ...{
      GIT_CONFIG: '/x',
      GIT_MY_GIT_EXEC_PATH: '/x',
      GIT_CONFIG_KEY_: 'x',
      GIT_EXEC_PATH_OF: '/x',
      GIT_SSH_COMMAND: 'x',
      UNSET: undefined,
    },
  };
  const { environment } = guardGit(undefined, { ...kept, ...left });
  expect(environment).toEqual({ ...kept, ...own, GIT_DIR: devNull });
  const placed = { GIT_WORK_TREE: '/home/book', GIT_CEILING_DIRECTORIES: '/home' };
  expect(guardGit('/home/book', {}).environment).toEqual({ ...own, ...placed });
  expect(guardGit('/', {}).environment).toEqual({ ...own, GIT_WORK_TREE: '/' });
  // A list of folders could not hold this one.
  expect(guardGit('/a:b/book', {}).environment).toEqual({ ...own, GIT_WORK_TREE: '/a:b/book' });
});
