import type { Command, Word } from './script.ts';
import { innermost, programName, unwrap } from './unwrap.ts';
import { lookUp } from './look-up.ts';
import { isOneOf, words } from './words.ts';

/** Clients that read SQL. */
export const SQL_CLIENTS = words(
  'psql mysql mariadb sqlite3 cqlsh clickhouse-client duckdb sqlcmd pgcli mycli cockroach hive beeline isql tsql fisql',
);

/** Programs whose arguments may hold a program in a language of theirs. */
export const INTERPRETERS = words(
  'awk gawk mawk nawk jq gojq yq python python2 python3 node deno bun perl ruby php lua mongo mongosh bc dc gdb lldb gnuplot m4 ' +
    'tclsh Rscript groovy osascript vim ed ex envsubst make influx xmlstarlet datamash mlr dasel',
);

/** Programs that give their arguments to a shell again, in ways that are not followed. */
export const RERUNNERS = words(
  'parallel tmux screen at batch entr ansible salt pdsh clush pssh dsh fish pwsh powershell expect script tsh mosh ' +
    'csh tcsh mksh yash xonsh elvish nu adb parallel-ssh fab mco bolt bind ' +
    'vagrant multipass nix-shell crontab concurrently let trap unset read mapfile readarray getopts alias complete ' +
    'compgen history fc hyperfine rbash sg newgrp machinectl lxc incus pct sshpass autossh wsl cmd winrs psexec rundeck',
);

/** Programs that run what they read. */
export const READERS = words(
  'bash sh zsh dash ksh ash ssh xargs sudo su at batch crontab python python3 perl ruby node deno bun php lua tclsh Rscript groovy osascript',
);

/** A shell by its name. */
export const SHELL = words('sh bash rbash zsh dash ksh ash fish csh tcsh');

/** What makes a text of its words and runs it. */
export const RUNS_WORDS = words(
  'eval source . sh bash rbash zsh dash ksh ash fish csh tcsh ssh su runuser at batch crontab parallel sg npx',
);

const LANGUAGES = words(
  'python python2 python3 perl ruby node deno bun php lua tclsh Rscript groovy osascript',
);

/**
 * The programs among a command's words that run what they are given to read. `python3 -m json.tool` and `perl -ne '…'`
 * have a program already, and read data.
 */
export function listInputRunners(all: readonly Word[]): readonly string[] {
  return all.map(programName).filter((name, at) => {
    if (!READERS.has(name) && !RERUNNERS.has(name)) return false;
    if (BUILTINS.has(name) && at > 0 && !isOneOf(all[at - 1]?.value ?? '', 'while until if command builtin'))
      return false;
    const args = all.slice(at + 1).map(({ value }) => value);
    if (name === 'sudo' && runsCommand(all.slice(at))) return false;
    const hasProgram = args.some((arg) => /^(?:-[a-zA-Z]{0,6}[cemnpr]|--eval|[^-].*)$/s.test(arg));
    return !LANGUAGES.has(name) || !hasProgram || args.some((arg) => isOneOf(arg, '- -i'));
  });
}

/** Programs whose words are names, files and patterns: none of them is run. */
const TAKES_NAMES = words(
  'systemctl journalctl service rc-service apt apt-get apt-cache dpkg yum dnf apk brew rpm pacman zypper snap grep egrep fgrep ' +
    'zgrep pgrep pkill killall pidof ps which whereis ls stat file wc chown chmod chgrp rm mkdir touch id getent useradd userdel ' +
    'usermod groupadd gpasswd dig nslookup ping getfacl lsof pip pip3 gem tee chpasswd logger',
);
const IN_CLUSTER = words('exec run debug rsh create attach');
const STARTS: Readonly<Record<string, ReadonlySet<string>>> = {
  kubectl: IN_CLUSTER,
  oc: IN_CLUSTER,
  docker: words('exec run compose create build buildx service stack'),
};

/** The names of the programs that a command's words may start: those that they are, not those that they name. */
export function programsAmong(all: readonly Word[]): readonly string[] {
  const last = innermost(all);
  const name = programName(last[0]);
  const starts = lookUp(STARTS, name);
  const takesNames =
    !givesShell(last) &&
    (starts ? !last.slice(1).some(({ value }) => starts.has(value)) : TAKES_NAMES.has(name));
  const own = takesNames ? all.slice(0, all.length - last.length + 1) : all;
  return own.flatMap((word, at) => {
    const one = programName(word);
    const isOperand =
      BUILTINS.has(one) && at > 0 && !isOneOf(own[at - 1]?.value ?? '', 'command builtin eval time !');
    return isOperand || (one === 'sudo' && runsCommand(all.slice(at))) ? [] : [one];
  });
}

/** `kubectl node-shell x -- sh -c …`: what a plugin is called tells nothing, what follows it does. */
function givesShell(all: readonly Word[]): boolean {
  return all.some((word, at) => SHELL.has(programName(word)) && /^-\w{0,6}c/.test(all[at + 1]?.value ?? ''));
}

/** What only the shell itself can be asked for: `vault read`, `helm history` and `jq .` are none of it. */
const BUILTINS = words(
  'let trap unset read mapfile readarray getopts alias complete compgen history fc bind source .',
);

/** `sudo tee f`: what tee reads is no script; not `sudo -s`, `sudo -i`. */
function runsCommand(words: readonly Word[]): boolean {
  const inner = unwrap(words).flatMap((one) => ('words' in one ? one.words : []));
  const own = words.slice(1, words.length - inner.length);
  return (
    inner.length > 0 &&
    !own.some(({ value }) => /^-\w{0,8}[si]/.test(value) || isOneOf(value, '--shell --login'))
  );
}

/** Longer than anybody writes into a runbook. */
const LONGEST_PROGRAM = 10_000;

// In awk, perl, python, node, ruby: `system(x)`, `print a | x`, `x | getline`, `subprocess.run`, backticks; not `/a|b/`.
const RUNS =
  /\b(?:system|exec\w{0,6}|popen|spawn\w{0,4}|subprocess|eval|qx|syscmd|shell|open) ?["'($@.{]|\b(?:child_process|getline)\b|`|["')\s]\|&? ?["\w]/;
// In vim, ed, dc: `!cmd`.
const ESCAPES = /!|shell/;
// GNU sed's `s/a/b/e`, `e`, `1e cmd`; not `s/e/f/`.
const SED_RUNS = /(?:^|[^\w\s\\.])[gpiImM\d]*e[gpiImM\d]*(?:$|[;}\s])/;

// Languages that need no brackets: `exec shift`, `open F, $x`, `s/a/b/ee`.
const RUNS_BARE =
  /\b(?:system|exec|eval|open|do|require|include|load|spawn|instance_eval) {1,4}[\w$*:<{[]|\beval\b|[/})|#!,]e{2}/;
// perl's `<>`, which `-n` and `-p` stand for: it opens each of its arguments, and runs `cmd |`.
const OPENS = /^-\w*[np]|<(?:ARGV)?>|\breadline\b/;
// What makes a program of a text in JavaScript and Python.
const COMPILES =
  /\b(?:system|getoutput|getstatusoutput|readpipe|open[23]|getattr|runsource|Interactive(?:Interpreter|Console)|__builtins__|globals|ctypes|pickle|marshal|pty)\b|\b(?:Function|runIn\w{1,20}|compile|runpy|importlib|__import__) ?\(|\bimport ?\(/;

const OF_PYTHON =
  /\b(?:import|from)\s[\w., ]{0,200}\b(?:subprocess|pty|asyncio|runpy|code(?:op)?|pdb|bdb|trace|timeit|c?[pP]rofile|doctest|imp|importlib|pickle|marshal|shelve|ctypes|webbrowser|commands|popen2|pexpect|sh|plumbum|invoke|fabric|paramiko|builtins|tkinter|zipimport|posix)\b|\bos\.(?!environ|path\b|getenv|getpid|linesep|sep\b|stat\b|listdir|getcwd|uname|cpu_count)|\bfrom os import (?!environ|path|getenv)|\bas os\b|\bos as\b|\bvars\(|\blocals\(|\b__\w{1,20}__/;
const OF_NODE =
  /\b(?:child_process|vm|cluster|worker_threads|repl|inspector|wasi)\b|\brequire ?\((?!\s{0,4}["'])|\bimport ?\((?!\s{0,4}["'])|process\.(?:binding|dlopen|mainModule)|\bconstructor\b|globalThis/;
/** What the libraries that come with a language run, or make a program of; other modules are like any tool. */
const RUN_BY_LIBRARY: Readonly<Record<string, RegExp>> = {
  python: OF_PYTHON,
  python2: OF_PYTHON,
  python3: OF_PYTHON,
  node: OF_NODE,
  deno: OF_NODE,
  bun: OF_NODE,
  ruby: /\b(?:IO|File|Kernel|Process|PTY|Open3|URI)\.(?:read|readlines|foreach|binread|popen|spawn|open|capture\w{0,4}|pipeline)|\b(?:public_)?send\b|\b\w{1,20}_eval\b|%x|\bconst_get\b|\bmethod\(|\bsyscall\b/,
  php: /\b(?:passthru|shell_exec|proc_open|pcntl_exec|popen|assert|include|require|create_function|call_user_func\w{0,20}|mb_ereg_replace|array_(?:map|filter|walk|reduce)|u[ask]?sort|unserialize|dl|putenv|mail)\b|\$\w{1,40}(?:\[[^\]]{0,40}\])? {0,4}\(/,
};

/** Whether a command is a program in another language that runs what it is given as a command. */
export function isRunningText({ words: all, hereDocuments, redirections }: Command, source: string): boolean {
  const names = all.map(programName);
  const at = names.findIndex((name) => INTERPRETERS.has(name) || isOneOf(name, 'sed gsed'));
  const name = names[at] ?? '';
  if (at < 0 || isOneOf(name, 'jq gojq yq envsubst make bc xmlstarlet datamash mlr dasel influx'))
    return false;
  const texts = [
    // `<ARGV>` has the shape of a placeholder.
    ...all.slice(at + 1).map(({ value, text, hasPlaceholder }) => (hasPlaceholder ? text : value)),
    ...hereDocuments.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end)),
    ...redirections.flatMap(({ operator, target }) => (operator === '<<<' && target ? [target.value] : [])),
  ];
  // `-ne`, `-ie` are flags.
  if (isOneOf(name, 'sed gsed'))
    return texts.some((text) => !/^-[a-df-zA-Z]{0,9}e?$/.test(text) && SED_RUNS.test(text));
  if (isOneOf(name, 'vim ed ex dc gdb lldb')) return texts.some((text) => ESCAPES.test(text));
  const isBare = isOneOf(name, 'perl ruby php lua tclsh');
  const library = lookUp(RUN_BY_LIBRARY, name);
  return texts.some(
    (text) =>
      RUNS.test(text) ||
      COMPILES.test(text) ||
      (isBare && RUNS_BARE.test(text)) ||
      library?.test(text.slice(0, LONGEST_PROGRAM)) === true,
  );
}

/** Whether a command is a perl that opens its arguments, of which it runs those that begin or end in `|`. */
export function opensArguments({ words: all }: Pick<Command, 'words'>): boolean {
  const at = all.findIndex((word) => programName(word) === 'perl');
  return at >= 0 && all.slice(at + 1).some(({ text, value }) => OPENS.test(value) || OPENS.test(text));
}

/** Whether a text names a program that reads a text again, or is one that is not followed: `true ; ssh host …`. */
export function namesRereader(text: string): boolean {
  const known = [READERS, RERUNNERS, INTERPRETERS, SQL_CLIENTS];
  const names = text.split(/[\s;|&()"'`\\/]/);
  return names.some(
    (name) =>
      known.some((all) => all.has(name)) ||
      isOneOf(name, 'eval source . watch flock env find script busybox sg npx'),
  );
}

/** Whether what comes next in the text of a program would be run: `system("`, vim's and dc's `!`, a backtick. */
export function beginsCommand(before: string): boolean {
  const bare = before.slice(-40).replace(/["'\\({[\s]/g, '');
  return /(?:[!`]|system|shell|syscmd|exec|execSync|popen|spawn|qx|call|run|check_output)$/.test(bare);
}
