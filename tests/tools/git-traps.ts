import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Every setting by which git can be told to start a program, with a name in place of each free part; from
 * git-config(1), `git help --config`, git-svn(1) and gitattributes(5) of git 2.30 to 2.55, and one of Microsoft's
 * git. `%` stands for the program. `remote.<name>.vcs` names a part of a program's name: see the clones below.
 */
export const PROGRAM_SETTINGS: Readonly<Record<string, string>> = {
  'alias.log': '!%',
  'alias.diff-index': '!%',
  'alias.ls-files': '!%',
  'alias.log.command': '!%',
  'alias.trap.command': '!%',
  'browser.trap.cmd': '%',
  'browser.trap.path': '%',
  'core.alternateRefsCommand': '%',
  'core.askPass': '%',
  'core.editor': '%',
  'core.fsmonitor': '%',
  'core.gitProxy': '%',
  'core.hooksPath': '%.hooks',
  'core.pager': '%',
  'core.sshCommand': '%',
  'core.virtualFilesystem': '%',
  'credential.helper': '!%',
  'credential.https://example.org.helper': '!%',
  'diff.external': '%',
  'diff.trap.command': '%',
  'diff.trap.textconv': '%',
  'difftool.trap.cmd': '%',
  'difftool.trap.path': '%',
  'filter.clean.clean': '%',
  'filter.clean.smudge': '%',
  'filter.process.process': '%',
  'filter.a=b.clean': '%',
  'gc.recentObjectsHook': '%',
  'gpg.openpgp.program': '%',
  'gpg.program': '%',
  'gpg.ssh.defaultKeyCommand': '%',
  'gpg.ssh.program': '%',
  'gpg.x509.program': '%',
  'guitool.trap.cmd': '%',
  'hook.trap.command': '%',
  'imap.tunnel': '%',
  'instaweb.browser': '%',
  'instaweb.httpd': '%',
  'interactive.diffFilter': '%',
  'man.trap.cmd': '%',
  'man.trap.path': '%',
  'man.viewer': 'trap',
  'merge.trap.driver': '%',
  'mergetool.trap.cmd': '%',
  'mergetool.trap.path': '%',
  'pager.cat-file': '%',
  'pager.config': '%',
  'pager.diff-index': '%',
  'pager.log': '%',
  'pager.ls-files': '%',
  'pager.tag': '%',
  'receive.procReceiveRefs': 'refs/heads/main',
  'remote.origin.receivepack': '%',
  'remote.origin.uploadpack': '%',
  'sendemail.ccCmd': '%',
  'sendemail.headerCmd': '%',
  'sendemail.sendmailCmd': '%',
  'sendemail.smtpServer': '%',
  'sendemail.trap.sendmailCmd': '%',
  'sendemail.toCmd': '%',
  'sequence.editor': '%',
  'submodule.sub.update': '!%',
  'svn.authorsProg': '%',
  'tar.trap.command': '%',
  'trailer.trap.cmd': '%',
  'trailer.trap.command': '%',
  'uploadpack.packObjectsHook': '%',
  'web.browser': '%',
};

/** What makes git use them where it would not by itself. */
const BAIT: Readonly<Record<string, string>> = {
  'browser.trap.cmd': '',
  'core.fsmonitorHookVersion': '2',
  'diff.submodule': 'log',
  'diff.trap.cachetextconv': 'true',
  'diff.tool': 'trap',
  'hook.trap.event': 'post-index-change',
  'log.showSignature': 'true',
  'maintenance.auto': 'true',
  'merge.verifySignatures': 'true',
  'protocol.allow': 'always',
  'protocol.ext.allow': 'always',
  'status.submoduleSummary': 'true',
  'submodule.recurse': 'true',
  'trailer.trap.key': 'Trap',
};

/** Hooks, which are programs that stand in a folder of the repository. */
const HOOKS = [
  'fsmonitor-watchman',
  'post-checkout',
  'post-commit',
  'post-index-change',
  'post-merge',
  'pre-auto-gc',
  'pre-commit',
  'query-watchman',
  'reference-transaction',
];

/** For the files of a book: a filter each, and everything for the runbooks. */
export const TRAP_ATTRIBUTES = `*.mdx filter=clean diff=trap merge=trap
*.yaml filter=process diff=trap
*.txt filter=a=b
`;

/** Programs that leave their name in a file and pass on what they are given. */
export interface Traps {
  /** The names of those that ran, each once. */
  sprung(): string[];
  /**
   * Sets every trap in a folder that git would take for a repository: by turns in its own settings, in a file that
   * these include, and in those of its work tree.
   * @param workTree where `config.worktree` lies, when that is another folder
   */
  setIn(gitFolder: string, name: string, workTree?: string): void;
  /** A program that says that it ran, as this. */
  program(name: string): string;
}

/** @param folder a new folder outside the book */
export function makeTraps(folder: string): Traps {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'ran');
  const program = (name: string): string => {
    const path = join(folder, name.replaceAll(/[^\w.=-]/g, '_'));
    // An exit status other than 0 may keep git from the next trap.
    writeFileSync(path, `#!/bin/sh\necho '${name}' >> '${log}'\n[ -t 0 ] || cat\n`);
    chmodSync(path, 0o755);
    return path;
  };
  return {
    program,
    sprung: () => (existsSync(log) ? [...new Set(readFileSync(log, 'utf8').trim().split('\n'))].sort() : []),
    setIn(gitFolder, name, workTree = gitFolder) {
      const settings = Object.entries({ ...BAIT, ...PROGRAM_SETTINGS }).map(([key, value]) => {
        const path = program(`${name}:${key}`);
        if (value.endsWith('.hooks')) mkdirSync(`${path}.hooks`, { recursive: true });
        if (value.endsWith('.hooks'))
          for (const hook of HOOKS) cpSync(program(`${name}:${key}/${hook}`), join(`${path}.hooks`, hook));
        return settingText(key, value.replace('%', path));
      });
      const turn = (which: number): string => settings.filter((_, index) => index % 3 === which).join('');
      const own = '[extensions]\n\tworktreeConfig = true\n[includeIf "gitdir:/**"]\n\tpath = included\n';
      appendFileSync(join(gitFolder, 'config'), `${own}${turn(0)}`);
      writeFileSync(join(gitFolder, 'included'), turn(1));
      writeFileSync(join(workTree, 'config.worktree'), turn(2));
      mkdirSync(join(gitFolder, 'hooks'), { recursive: true });
      for (const hook of HOOKS) cpSync(program(`${name}:hooks/${hook}`), join(gitFolder, 'hooks', hook));
    },
  };
}

/** `filter.a=b.clean` as a section, a name and a key: the name may hold any sign. */
function settingText(key: string, value: string): string {
  const [, section = '', name, last = ''] = /^(\w+)\.(?:(.*)\.)?([\w-]+)$/.exec(key) ?? [];
  return `[${section}${name === undefined ? '' : ` "${name}"`}]\n\t${last} = ${JSON.stringify(value)}\n`;
}

/** What a signed commit has, of each kind of signature that git knows. */
const SIGNATURES = ['PGP SIGNATURE', 'SSH SIGNATURE', 'SIGNED MESSAGE'];

/** Puts commits on top that look signed, with the files of the last one. */
export function addSignedCommits(folder: string): void {
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', input }).trim();
  for (const kind of SIGNATURES) {
    const [tree, parent] = [git(['rev-parse', 'HEAD^{tree}']), git(['rev-parse', 'HEAD'])];
    const who = 'Ann <ann@example.org> 1790000000 +0000';
    const signature = `gpgsig -----BEGIN ${kind}-----\n \n aaaa\n -----END ${kind}-----`;
    const text = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n${signature}\n\nSigned: ${kind}\n\nTrap: x\n`;
    const commit = git(['hash-object', '-t', 'commit', '-w', '--stdin'], text);
    git(['update-ref', 'refs/heads/main', commit]);
  }
}

/** What git asks of a folder, and the settings. */
const EMBEDDED = ['HEAD', 'config', 'included', 'config.worktree', 'objects', 'refs', 'index', 'packed-refs'];

/** Copies a repository's own folder to where only its contents look like one: `HEAD`, `config`, `objects`, `refs`. */
export function embedRepository(gitFolder: string, into: string): void {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const part of EMBEDDED)
    if (existsSync(join(gitFolder, part)))
      cpSync(join(gitFolder, part), join(into, part), { recursive: true });
}
