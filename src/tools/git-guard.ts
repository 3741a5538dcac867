import { devNull } from 'node:os';
import { dirname, delimiter } from 'node:path';

/** What git is started with: the words before its command, and its environment. */
export interface GitGuard {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Settings that name a program or a file of settings, each put to what starts nothing. A repository's own
 * settings are not to be trusted: they may include a file that a pull request can change. Those that stand
 * below a free name (`filter.*`, `diff.*.textconv`, `remote.*`, `merge.*`, `hook.*`) cannot be listed here; no command
 * that opsbook gives to git reads them, and tests/cli/git-programs.test.ts tries them all.
 */
const QUIET: readonly string[] = [
  // Before 2.36 only an empty word is no program's name.
  'core.fsmonitor=',
  'core.virtualFilesystem=', // of Microsoft's git
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.pager=',
  'core.editor=',
  'core.askPass=',
  'core.sshCommand=',
  'core.gitProxy=',
  'core.alternateRefsCommand=',
  'sequence.editor=',
  'credential.helper=',
  'interactive.diffFilter=',
  'diff.external=',
  `diff.orderFile=${devNull}`,
  'log.showSignature=false',
  'gpg.program=',
  'gpg.openpgp.program=',
  'gpg.x509.program=',
  'gpg.ssh.program=',
  'gpg.ssh.defaultKeyCommand=',
  'uploadpack.packObjectsHook=',
  'protocol.allow=never',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'gc.auto=0',
  'maintenance.auto=false',
];

/** Settings that change what git writes, put to what opsbook reads. */
const PLAIN: readonly string[] = [
  'core.commitGraph=false', // one that is broken, or tells of other parents, is not believed
  'color.ui=false',
  'column.ui=never',
  'diff.relative=false',
  'diff.ignoreSubmodules=none',
  'i18n.logOutputEncoding=UTF-8',
  'log.follow=false',
  'log.showRoot=true',
  'log.mailmap=true',
];

/** What a person's own git listens to, and no repository can set: where settings are, and settings of a session. */
const KEPT = /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|(KEY|VALUE)_\d+)|EXEC_PATH)$/;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What keeps git from running anything, writing anything and asking anybody.
 * @param top the folder that holds `.git`; without it git looks at no repository at all
 */
export function guardGit(top: string | undefined, environment: Environment): GitGuard {
  const settings = ['safe.bareRepository=explicit', ...QUIET, ...PLAIN];
  return {
    flags: ['--no-pager', ...settings.flatMap((setting) => ['-c', setting])],
    environment: {
      ...inherited(environment),
      LC_ALL: 'C',
      // Nothing is written, not even an updated index.
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      GIT_EDITOR: ':',
      // Attributes of the machine name the same filters.
      GIT_ATTR_NOSYSTEM: '1',
      // What a clone has not is not fetched; an older git than 2.45 tries to, and no protocol has this name.
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
      // The history is what was committed, not what a ref or a file of this clone puts in its place.
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_GRAFT_FILE: `${devNull}/none`, // one that is there is spoken of
      // A path is a path, whatever signs it holds.
      GIT_LITERAL_PATHSPECS: '1',
      ...(top === undefined ? { GIT_DIR: devNull } : placeOf(top)),
    },
  };
}

/** The files are where `.git` is, whatever `core.worktree` says, and git looks no further than there. */
function placeOf(top: string): Record<string, string> {
  const above = dirname(top);
  const ceilings = above.includes(delimiter) || above === top ? {} : { GIT_CEILING_DIRECTORIES: above };
  return { GIT_WORK_TREE: top, ...ceilings };
}

/** Without what a hook, a person or a continuous integration has set for git: repository, programs, traces. */
function inherited(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    ([name]) => name !== 'SSH_ASKPASS' && (!name.toUpperCase().startsWith('GIT_') || KEPT.test(name)),
  );
  return Object.fromEntries(
    kept.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  );
}
