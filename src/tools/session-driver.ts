import { quoted } from './other-shell.ts';

/**
 * Writes the state after a snippet to descriptor 4; `$1` is its exit status, `$2` its flags. It runs in a shell below
 * the snippet's, which therefore holds no name of ours, and stands on one line, as part of a longer one.
 */
const KEEP = [
  // A backslash before a word: no alias of the snippet's is meant.
  `IFS=$' \\t\\n'; __opsbook_options="$(\\set +o)"; __opsbook_shopt="$(\\shopt -p)"; __opsbook_aliases="$(\\alias -p)";`,
  '\\set +efuxv; \\shopt -u nullglob failglob;',
  // What shows commands goes first: it is put before the code of the next snippet.
  `case $__opsbook_options in *'set -o verbose'*) \\printf '# set -v\\n';; esac;`,
  `case $__opsbook_options in *'set -o xtrace'*) \\printf '# set -x\\n';; esac;`,
  `\\printf 'cd -- %q\\n' "$PWD";`,
  '__opsbook_line=${#DIRSTACK[@]};',
  'while [ "$((__opsbook_line -= 1))" -gt 0 ]; do',
  `\\printf 'pushd -n %q >/dev/null\\n' "\${DIRSTACK[__opsbook_line]/#\~/$HOME}"; done;`,
  `\\umask -p; \\printf '%s\\n' "$__opsbook_shopt"; \\printf '__opsbook_aliases=%q\\n__opsbook_now=' "$__opsbook_aliases";`,
  'while IFS= \\read -r __opsbook_line; do case $__opsbook_line in *xtrace|*verbose|*noexec|*onecmd) ;;',
  `*) \\printf '%q' "$__opsbook_line; ";; esac; done <<< "$__opsbook_options";`,
  // A subshell has no errexit to tell of.
  `case $2 in *e*) \\printf '%q' 'set -e; ';; esac; \\printf '\\n';`,
  'for __opsbook_name in $(\\compgen -A variable); do case $__opsbook_name in',
  'BASH*|__opsbook_*|OPSBOOK_*|DIRSTACK|EPOCH*|EUID|FUNCNAME|GROUPS|HISTCMD|IFS|LINENO|OPTIND|OPTARG) ;;',
  'PIPESTATUS|PPID|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID|_) ;;',
  '*) \\declare -p "$__opsbook_name";; esac; done;',
  'for __opsbook_name in $(\\compgen -A function); do \\declare -f "$__opsbook_name"; done;',
  `\\printf '\\0\\0'`,
].join(' ');

/** In the snippet's own shell, where a trap of the snippet's that shows commands is to see nothing of it. */
const KEEPING = `{ \\set -- "$?" "$-"; \\trap - DEBUG; { : >&4; } && ( { ${KEEP}; } >&4 ); \\exec 4>&-; } >/dev/null 2>&1`;

/**
 * What bash runs before each snippet. It reads from descriptor 3, each part closed by a NUL: the state that the
 * snippet before left, values as name and value, an empty name, how many arguments there are, they, the folder, what
 * to trap; the code is left there. Nothing of a value or an argument is ever evaluated. Where the fence names a
 * folder, the one to come back to is written to descriptor 4 as a part of its own, before all else.
 */
export const SESSION_DRIVER = `
__opsbook_take() { IFS= read -r -d '' "$1" <&3; }
__opsbook_take __opsbook_part; eval "$__opsbook_part" 2>/dev/null
while __opsbook_take __opsbook_name && [ -n "$__opsbook_name" ]; do
  __opsbook_take __opsbook_part
  export "$__opsbook_name=$__opsbook_part"
done
__opsbook_take __opsbook_count
set --
while [ "$__opsbook_count" -gt 0 ]; do
  __opsbook_take __opsbook_part
  set -- "$@" "$__opsbook_part"
  __opsbook_count=$((__opsbook_count - 1))
done
__opsbook_take __opsbook_folder
__opsbook_take __opsbook_trapped
unset -f __opsbook_take
if [ -n "$__opsbook_folder" ]; then
  printf '%s\\0' "$PWD" >&4
  case $__opsbook_folder in '~'|'~/'*) __opsbook_folder=$HOME\${__opsbook_folder#?} ;; esac
  cd -- "$__opsbook_folder" || exit 1
fi
[ -z "$__opsbook_trapped" ] || trap ${quoted(KEEPING)} "$__opsbook_trapped"
unset __opsbook_part __opsbook_name __opsbook_count __opsbook_folder __opsbook_trapped BASH_EXECUTION_STRING
`;

// Matches the `trap -p`, `trap` and `trap;` that list traps; not `trap 'rm x' EXIT` and `bootstrap`.
const LISTS_TRAPS = /\btrap[ \t]*(?:-p|[;&|)}<>`#]|$)/m;

/**
 * The trap that keeps the state of a snippet which ends by `exit` or `set -e`. A snippet that lists its traps must not
 * see it, so there is none for such a one, nor where a function of an earlier snippet lists them.
 */
function trappedFor({ state, code }: DriverInput): string {
  return LISTS_TRAPS.test(code) || LISTS_TRAPS.test(state) ? '' : 'EXIT';
}

/** Before the code: aliases and options of the step before are set last, since they are for the code. */
const BEFORE = [
  'eval "$1"; eval "${__opsbook_now-}"; eval "${__opsbook_aliases-}";',
  'builtin unset __opsbook_aliases __opsbook_now;',
].join(' ');

// A trap of the snippet's own is for the exit; ours has nothing left to do then.
const AFTER = `${KEEPING}; { case "$(\\trap -p EXIT)" in *__opsbook_*) \\trap - EXIT;; esac; \\set +exv; } 2>/dev/null; \\exit "$1"`;

/**
 * Runs the driver and then the code, all on its first line, so that bash counts the lines of the code. The code is in
 * no variable: it is read as the argument of `eval`, which closes descriptor 3 for it.
 */
export const SESSION_COMMAND = [
  BEFORE,
  ': bash;',
  'eval "$(IFS= builtin read -r -d "" __opsbook_code <&3; builtin printf %s "$__opsbook_code")" 3<&-;',
  AFTER,
].join(' ');

// Matches `set -x`, `set -eux`, `set -o xtrace`; not `set -e`.
const SHOWS_COMMANDS = /\bset[ \t]+-\w{0,20}x|\bxtrace\b/;
const SHOWS_LINES = /\bset[ \t]+-\w{0,20}v|\bverbose\b/;
// What changes how bash reads the line after it: an alias, patterns like `!(a)`.
const READ_FIRST = /^(?:__opsbook_aliases=(?!''$)|shopt -s extglob$)/m;
/** So much fits in one argument of a program. */
const LONGEST_ARGUMENT = 100_000;

/**
 * What bash runs for one snippet. `set -x` writes a `+` more for what `eval` runs, so code that turns it on stands
 * in the command itself, on its first line where no alias is to be known for that. `isWhole` tells whether it ends as bash reads it:
 * what follows unfinished code would be a part of it.
 */
export function sessionCommand(
  { state, code }: Pick<DriverInput, 'state' | 'code'>,
  isWhole: (code: string) => boolean,
): string {
  const shown = shownOptions(state);
  const isTraced = shown.includes('-x') || SHOWS_COMMANDS.test(code);
  const isVerbose = shown.includes('-v') || SHOWS_LINES.test(code);
  if (!isTraced || isVerbose || code.length > LONGEST_ARGUMENT || !isWhole(code)) return SESSION_COMMAND;
  const trace = shown === '' ? '' : 'set -x; ';
  const gap = READ_FIRST.test(state) ? '\n' : ' ';
  return `${BEFORE} exec 3<&-;${gap}${trace}${code.replaceAll('\0', '')}\n${AFTER}`;
}

/** What one snippet needs besides the driver. */
export interface DriverInput {
  readonly state: string;
  readonly values: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  /** `''` for the folder that the session is in. */
  readonly folder: string;
  readonly code: string;
  /** Whether the code only starts another shell, which has options of its own. */
  readonly isOfOther?: boolean;
}

/** The options of a state that show commands, as it begins with them. */
export function shownOptions(state: string): string {
  return /^(?:# set -[vx]\n){0,2}/.exec(state)?.[0] ?? '';
}

/** The parts that the driver reads, in its order. A NUL cannot stand in a variable, so none is passed on. */
export function driverInput(input: DriverInput): string {
  const { state, values, args, folder, code, isOfOther = false } = input;
  const pairs = [...values].flat();
  // `set -x` and `set -v` show nothing of ours: they stand on the first line of the code itself.
  const shown = isOfOther ? '' : shownOptions(state).replace(/# (set -[vx])\n/g, '$1; ');
  const whole = `${shown}${code}`;
  const parts = [state, ...pairs, '', String(args.length), ...args, folder, trappedFor(input), whole];
  return parts.map((part) => `${part.replaceAll('\0', '')}\0`).join('');
}
