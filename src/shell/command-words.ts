import { afterRunItem, isRunFlag, isRunSetting } from './run-names.ts';
import type { Word } from './script.ts';
import { isWrapper, programName } from './unwrap.ts';
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
  'npx bunx uvx ltrace valgrind rr heaptrack xvfb-run firejail bwrap proot tini dumb-init pkexec rlwrap torsocks torify ' +
    'tsocks proxychains proxychains4 eatmydata ifne pee daemonize systemd-cat watchexec nodemon tsx ts-node dotenv ' +
    'faketime capsh cpulimit trickle numactl cgexec xterm gnome-terminal envdir honcho foreman aws-vault hyperfine',
);
/** Programs whose second operand is run. */
const LATER_LAUNCHERS = words('gosu su-exec setuidgid s6-setuidgid chpst pdsh clush');
// What runs the operand behind it, whatever the program.
const VERBS = words(
  'exec dlx shell eval rpc rsh enter foreach tinker runner php-eval run-shell exec-env exec-command',
);
/** What has a program of its own to run, and gives it what follows. */
const HAS_ITS_OWN = words('npm yarn pnpm cargo make dotnet swift gradle rails mix docker composer');

/** `npx "$V"`, `go run "$V"`, `x exec web "$V"`, `x run -- "$V"`. */
function isLaunched({ words: all, at, operands }: PlacedWord, name: string): boolean {
  if (LAUNCHERS.has(name) && operands.length === 0) return true;
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

/** Programs that give words to a shell again: what comes last is the command. */
const AGAIN = words('tmux screen pdsh clush fab hyperfine entr concurrently adb salt ansible vagrant');
const STARTS = words(
  'new new-session new-window neww split-window splitw run-shell run respawn-pane respawn-window pipe-pane if-shell if display-popup popup exec shell cmd.run cmd.shell default-command default-shell',
);

/** `tmux new "$V"`, `ansible all -a "$V"`; not `tmux new -s "$V"`. */
function isGivenToShell({ words: all, at, operands }: PlacedWord, name: string): boolean {
  const previous = all[at - 1]?.value ?? '';
  if (/^-[a-z]*[ac]$|^--args$/.test(previous)) return isOneOf(name, 'ansible vagrant script screen');
  if (/^-/.test(previous)) return /^-(?:[dmD]{1,3}|[sc]{1,2})$/.test(previous) && !/tmux/.test(name);
  if (isOneOf(name, 'entr hyperfine concurrently')) return operands.length === 0;
  return operands.some((one) => STARTS.has(one));
}
