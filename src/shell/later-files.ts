import type { Command } from './script.ts';
import { innermost, programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

// Files that cron, systemd, a shell at its start, ssh, git, a build or a login run, or read as commands, by themselves.
const LATER: readonly RegExp[] = [
  /(?:^|\/)etc\/(?:cron|anacron|profile|bash|zsh|init\.d|inittab|rc[.\d]|default\/|sysconfig\/|environment|sudoers|logrotate|ssh\/|aliases|ld\.so|modprobe|udev|pam\.d|security\/|apt\/|network\/|NetworkManager\/|ppp\/|dhcp\/|openvpn\/|supervisor|monit|fail2ban\/|xinetd|incron|acpi\/|update-motd|X11\/|xdg\/autostart|git)/,
  /(?:^|\/)var\/spool\/(?:cron|at)|\/(?:systemd|autostart)\/|[\w@-]\.(?:service|timer|socket|desktop)$|\.service\.d\/|(?:^|\/)hooks\//,
  /(?:^|\/)\.(?:bash|zsh|profile|zprofile|kshrc|env|ssh\/(?:config|rc|environment|authorized)|git\/|git(?:config|attributes|modules)|hg(?:rc|\/)|husky|npmrc|yarnrc|curlrc|wgetrc|vimrc|exrc|nanorc|inputrc|screenrc|tmux\.conf|psqlrc|sqliterc|my\.cnf|forward|procmailrc|muttrc|mailrc|xinitrc|xsession|xprofile|gdbinit|irbrc|pryrc|Rprofile|emacs|pre-commit-config|gitlab-ci|travis|circleci|github\/|drone)/,
  /(?:^|\/)(?:Dockerfile|Containerfile|Makefile|GNUmakefile|Jenkinsfile|Vagrantfile|Procfile|Rakefile|Gemfile|Justfile|justfile|Taskfile|Tiltfile|crontab|authorized_keys)/,
  /\/proc\/sys\/(?:kernel\/(?:core_pattern|modprobe|hotplug|poweroff_cmd)|fs\/binfmt_misc)|\/(?:release_agent|uevent_helper)$/,
  /\.(?:sh|bash|zsh|ksh|mk|env)$|(?:^|\/)(?:docker-)?compose[\w.-]{0,40}\.ya?ml$/,
];

/** Whether the path of a file says that something runs it later, or reads it as commands. */
export function isRunLater(path: string): boolean {
  return LATER.some((pattern) => pattern.test(path));
}

/** Programs that read a file, remove it or show it, and put none of their other words into it. */
const READERS = words(
  'cat less more head tail grep egrep fgrep zgrep rg ls ll stat file wc diff cmp md5sum sha1sum sha256sum test [ find fd tree ' +
    'du chmod chown chgrp rm touch mkdir cd pushd source . bash sh zsh systemctl journalctl service visudo sshd ssh scp rsync ' +
    'ssh-keygen ssh-add ssh-copy-id kubectl oc docker podman docker-compose make helm terraform vim vi nano view run-parts ' +
    'export set exit true shellcheck jq awk cut sort uniq tr aws gcloud az',
);
/** Programs that do so unless a flag says that they change the file. */
const EDITORS = words('sed gsed perl ruby yq');

/**
 * The files that a command may write, as they are named: `> f`, `tee f`, `crudini --set f`. A program that is not known
 * to read alone may write each file that it names.
 */
export function writtenPaths({ words: all, redirections }: Command): readonly string[] {
  const own = redirections.flatMap(({ operator, target }) =>
    isOneOf(operator, '> >> >| &> &>>') && target ? [target.value] : [],
  );
  const inner = innermost(all);
  const name = programName(inner[0]);
  const values = inner.slice(1).map(({ value }) => value);
  const isEditing = values.some((value) => /^-\w{0,6}i|^--in-?place/.test(value));
  // `aws s3 cp - s3://b/run.sh`, `docker config create run.sh -`.
  if (isOneOf(name, 'aws docker podman kubectl oc') && values.includes('-')) return [...own, ...values];
  // `systemctl edit --stdin x`: a drop-in for its unit.
  if (name === 'systemctl' && values.includes('edit')) return [...own, 'x.service'];
  if (READERS.has(name) || (EDITORS.has(name) && !isEditing)) return own;
  // The last word of these is what they write.
  const written = isOneOf(name, 'cp mv install ln') ? values.slice(-1) : values;
  return [...own, ...written.flatMap((value) => value.split(/[\s'"(),;=:|<>]{1,20}/))];
}

/** A path with the variables that a script has given a value, and behind the folders that it goes to. */
export function spelledPaths(path: string, commands: readonly Command[]): readonly string[] {
  const texts = new Map(
    commands.flatMap(({ assignments }) =>
      assignments.flatMap(({ name, value }) => (value ? [[name, value.value] as const] : [])),
    ),
  );
  const spelled = (text: string): string =>
    text.replace(/\$\{?(\w{1,60})\}?/g, (use, name: string) => texts.get(name) ?? use);
  const folders = commands.flatMap(({ words: all }) =>
    isOneOf(programName(all[0]), 'cd pushd') ? [spelled(all.at(-1)?.value ?? '')] : [],
  );
  const whole = spelled(spelled(path));
  return [whole, ...(/^[/~$]/.test(whole) ? [] : folders.map((folder) => `${folder}/${whole}`))];
}
