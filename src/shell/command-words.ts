import { afterRunItem, isRunFlag, isRunSetting } from './run-names.ts';
import type { Word } from './script.ts';
import { isWrapper, programName } from './unwrap.ts';
import { lookUp } from './look-up.ts';
import { isOneOf, words } from './words.ts';

/** A word of a command that a variable stands in, with the words that are no flags before it. */
export interface PlacedWord {
  readonly words: readonly Word[];
  readonly at: number;
  /** The word's text before the variable. */
  readonly before: string;
  readonly operands: readonly string[];
}

/**
 * What a word is by the form of its command alone, whatever the program is called: `c` where it would be the name of
 * what is run (`x exec "$V"`, `x --post-hook "$V"`, `x run -- "$V"`), `t` where it would be a part of such a text.
 */
export function commandWordGuard(place: PlacedWord): string {
  const { words, at, before } = place;
  const name = programName(words[0]);
  const previous = words[at - 1]?.value ?? '';
  const [own = ''] = /^--?[\w-]+(?==)/.exec(before) ?? [];
  const text = own === '' ? before : before.slice(own.length + 1);
  const guard = beginsText(text) ? 'c' : 't';
  const flag = own === '' ? previous : own;
  // A list of words for a program: the first one is no name of it.
  if ([own, previous].some((one) => /args$/i.test(one) && isRunFlag(one)) && !takesWords(name)) return 't';
  if (isRunFlag(flag) && !/args$/i.test(flag)) return guard;
  const item = afterRunItem(before);
  if (item !== undefined && !isWrapper(words)) return beginsText(item) ? 'c' : 't';
  if (/^-/.test(before)) return '';
  if (setsProgram(place)) return guard;
  if (isWrapper(words) || name === 'find') return '';
  if (isLaunched(place, name)) return guard;
  return AGAIN.has(name) && isGivenToShell(place, name) ? guard : '';
}

/** Nothing before it, or the end of a command. */
function beginsText(text: string): boolean {
  const lead = text.trimEnd();
  return lead === '' || ';&|(`!'.includes(lead.at(-1) ?? '') || text.slice(lead.length).includes('\n');
}

/** `jq --args '.' "$V"`: what follows is no text, but words that the program is given. */
function takesWords(name: string): boolean {
  return isOneOf(name, 'jq gojq gdb perl ruby');
}

/** `npm config set script-shell "$V"`. */
function setsProgram({ operands }: PlacedWord): boolean {
  const key = operands.at(-1) ?? '';
  return isOneOf(operands.at(-2) ?? '', 'set config set-option') && isRunSetting(key);
}

/** Programs whose first operand is run. */
const LAUNCHERS = words(
  'npx bunx uvx ltrace valgrind rr heaptrack xvfb-run firejail proot tini dumb-init pkexec rlwrap torsocks torify ' +
    'tsocks proxychains proxychains4 eatmydata ifne pee daemonize systemd-cat watchexec nodemon tsx ts-node dotenv ' +
    'faketime capsh cpulimit trickle numactl cgexec xterm gnome-terminal honcho foreman aws-vault hyperfine',
);
/** Programs whose second operand is run. */
const LATER_LAUNCHERS = words('gosu su-exec setuidgid s6-setuidgid chpst pdsh clush');

interface Launching {
  /** Words of its own before what it runs. */
  readonly operands: number;
  /** Flags that take the next word. */
  readonly valued?: ReadonlySet<string>;
  /** Flags that take the next two. */
  readonly paired?: ReadonlySet<string>;
}

/** Programs that run what follows their own words, whose flags have to be known to count these. */
const LAUNCHING: Readonly<Record<string, Launching>> = {
  sshpass: { operands: 0, valued: words('-p -f -d -P') },
  pssh: { operands: 0, valued: words('-h -H -l -p -o -e -t -O -x --hosts --host --user') },
  'parallel-ssh': { operands: 0, valued: words('-h -H -l -p -o -e -t -O -x --hosts --host --user') },
  rsh: { operands: 1, valued: words('-l') },
  mosh: { operands: 1, valued: words('-p --ssh --server --family') },
  cgexec: { operands: 0, valued: words('-g') },
  bwrap: {
    operands: 0,
    valued: words(
      '--args --argv0 --userns --userns2 --pidns --uid --gid --hostname --chdir --unsetenv --lock-file --sync-fd ' +
        '--remount-ro --overlay-src --tmp-overlay --ro-overlay --exec-label --file-label --proc --dev --tmpfs --mqueue --dir ' +
        '--seccomp --add-seccomp-fd --block-fd --userns-block-fd --info-fd --json-status-fd --cap-add --cap-drop --perms --size',
    ),
    paired: words(
      '--setenv --bind --bind-try --dev-bind --dev-bind-try --ro-bind --ro-bind-try --bind-fd --ro-bind-fd --file ' +
        '--bind-data --ro-bind-data --symlink --chmod --overlay',
    ),
  },
  envdir: { operands: 1 },
  setlock: { operands: 1 },
  faketime: { operands: 1, valued: words('-f') },
  'systemd-nspawn': {
    operands: 0,
    valued: words(
      '-D -M -i -u -U -E --directory --machine --image --user --template --bind --bind-ro --setenv',
    ),
  },
  'lxc-attach': { operands: 0, valued: words('-n -P -s -u -v -f --name --lxcpath --set-var') },
  dtach: { operands: 0, valued: words('-n -c -A -a -N') },
  abduco: { operands: 0, valued: words('-n -c -A -a') },
  wsl: { operands: 0, valued: words('-d -u --distribution --user --cd') },
  winpty: { operands: 0 },
  wine: { operands: 0 },
  catchsegv: { operands: 0 },
  entr: { operands: 0 },
  logrotate: { operands: 0, valued: words('-s --state -m --mail -l --log') },
  'run-parts': { operands: 0, valued: words('-a --arg -u --umask') },
  'consul lock': { operands: 1 },
  'consul watch': { operands: 0, valued: words('-type -key -prefix -service -name -http-addr -token') },
  'pm2 start': { operands: 0, valued: words('-n --name -i --instances') },
  'forever start': { operands: 0, valued: words('-a -l -o -e -c') },
};
// What runs the operand behind it, whatever the program.
const VERBS = words(
  'exec dlx shell eval rpc rsh enter foreach tinker runner php-eval run-shell exec-env exec-file exec-command',
);
/** What has a program of its own to run, and gives it what follows. */
const HAS_ITS_OWN = words('npm yarn pnpm cargo make dotnet swift gradle rails mix docker composer');

/** `npx "$V"`, `go run "$V"`, `x exec web "$V"`, `x run -- "$V"`. */
function isLaunched({ words: all, at, operands }: PlacedWord, name: string): boolean {
  if (LAUNCHERS.has(name) && operands.length === 0) return true;
  if (isNextToRun(name, all.slice(1, at))) return true;
  if (LATER_LAUNCHERS.has(name) && operands.length <= 1) return true;
  const values = all.slice(1, at).map(({ value }) => value);
  if (name === 'perf' && operands.length === 1) return isOneOf(operands[0] ?? '', 'record stat trace');
  if (isOneOf(name, 'docker podman nerdctl') && operands[0] === 'create') return operands.length === 2;
  if (name === 'gdb') return values.at(-1) === '--args';
  const verb = operands.slice(0, 3).findIndex((one) => VERBS.has(one) || /^\w{1,20}:eval$/.test(one));
  if (verb >= 0 && operands.length <= verb + 2 && name !== 'kubectl') return true;
  // `npm x "$V"`; not `jq --arg x "$V"`.
  const isNamed = isOneOf(values.at(-2) ?? '', '-arg -argjson --arg --argjson');
  const isRun = !isNamed && isOneOf(operands.at(-1) ?? '', 'run x');
  if (values.at(-1) === '--') return isRun && !HAS_ITS_OWN.has(name);
  return isRun && operands.length === 1;
}

/** @param before the words between the program and the one asked for */
function isNextToRun(name: string, before: readonly Word[]): boolean {
  const [verb = ''] = before.map(({ value }) => value);
  const longer = lookUp(LAUNCHING, `${name} ${verb}`);
  const known = longer ?? lookUp(LAUNCHING, name);
  if (known === undefined) return false;
  const own = before.slice(longer ? 1 : 0).map(({ value }) => value);
  const isTaken = (at: number): boolean =>
    known.valued?.has(own[at - 1] ?? '') === true ||
    [1, 2].some((back) => known.paired?.has(own[at - back] ?? '') === true);
  if (isTaken(own.length)) return false;
  return own.filter((value, at) => !/^-/.test(value) && !isTaken(at)).length === known.operands;
}

/** Programs that give words to a shell again: what comes last is the command. */
const AGAIN = words('tmux screen pdsh clush fab hyperfine entr concurrently adb salt ansible vagrant');
const STARTS = words(
  'new new-session new-window neww split-window splitw run-shell run respawn-pane respawn-window pipe-pane if-shell if display-popup popup exec shell cmd.run cmd.shell default-command default-shell',
);

/** `tmux new "$V"`, `ansible all -a "$V"`; not `tmux new -s "$V"`. */
function isGivenToShell({ words: all, at, operands }: PlacedWord, name: string): boolean {
  const previous = all[at - 1]?.value ?? '';
  if (/^-[a-z]*[ac]$|^--args$/.test(previous)) return isOneOf(name, 'ansible vagrant script screen');
  // `tmux new -d "$V"`: switches, behind which the command may stand; `-s`, `-n`, `-t` and others have a value.
  const isSwitch = name === 'tmux' && /^-[AdDEPXh]{1,5}$/.test(previous);
  if (/^-/.test(previous) && !isSwitch)
    return /^-(?:[dmD]{1,3}|[sc]{1,2})$/.test(previous) && name !== 'tmux';
  // `screen -dmS a "$V"`.
  const values = all.slice(1, at - 1).map(({ value }) => value);
  if (name === 'screen' && values.some((value) => /^-[dD]?mS$/.test(value)) && operands.length === 1)
    return true;
  if (isOneOf(name, 'entr hyperfine concurrently')) return operands.length === 0;
  return operands.some((one) => STARTS.has(one));
}
