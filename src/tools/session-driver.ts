/**
 * What bash runs around each snippet. It reads from descriptor 3, each part closed by a NUL: the state that the
 * snippet before left, values as name and value, an empty name, how many arguments there are, they, the folder, what to trap, the code.
 * It writes the state after the snippet to descriptor 4. Nothing of a value or an argument is ever evaluated.
 */
export const SESSION_DRIVER = `
__opsbook_take() { IFS= read -r -d '' "$1" <&3; }
__opsbook_keep() {
  local __opsbook_status=$? IFS=$' \\t\\n' __opsbook_name
  [ -z "\${__opsbook_kept-}" ] || return
  __opsbook_kept=1
  local __opsbook_flags=$- __opsbook_options="$(set +o)" __opsbook_shopt="$(shopt -p)" __opsbook_aliases="$(alias -p)" __opsbook_line
  set +efuxv
  shopt -u nullglob failglob
  { printf 'cd -- %q\\n' "\${__opsbook_home:-$PWD}"
    __opsbook_line=\${#DIRSTACK[@]}
    while [ "$((__opsbook_line -= 1))" -gt 0 ]; do
      printf 'pushd -n %q >/dev/null\\n' "\${DIRSTACK[__opsbook_line]/#\~/$HOME}"
    done
    umask -p
    printf '%s\\n' "$__opsbook_shopt"
    printf '__opsbook_aliases=%q\\n__opsbook_now=' "$__opsbook_aliases"
    while IFS= read -r __opsbook_line; do
      case $__opsbook_line in *xtrace|*verbose|*noexec|*onecmd) ;; *) printf '%q' "$__opsbook_line; " ;; esac
    done <<< "$__opsbook_options"
    # A subshell has no errexit to tell of.
    case $__opsbook_flags in *e*) printf '%q' 'set -e; ' ;; esac
    case $__opsbook_options in *'set -o verbose'*) printf '%q' 'set -v; ' ;; esac
    case $__opsbook_options in *'set -o xtrace'*) printf '%q' 'set -x; ' ;; esac
    printf '\\n'
    for __opsbook_name in $(compgen -A variable); do
      case $__opsbook_name in
        BASH*|__opsbook_*|OPSBOOK_*|DIRSTACK|EPOCH*|EUID|FUNCNAME|GROUPS|HISTCMD|IFS|LINENO|OPTIND|OPTARG) ;;
        PIPESTATUS|PPID|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID|_) ;;
        *) declare -p "$__opsbook_name" ;;
      esac
    done
    for __opsbook_name in $(compgen -A function); do
      case $__opsbook_name in __opsbook_*) ;; *) declare -f "$__opsbook_name" ;; esac
    done
    printf '\\0\\0'
  } >&4 2>/dev/null
  return $__opsbook_status
}
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
__opsbook_take __opsbook_code
exec 3<&-
unset __opsbook_part __opsbook_name __opsbook_count
if [ -n "$__opsbook_folder" ]; then
  __opsbook_home=$PWD
  case $__opsbook_folder in '~'|'~/'*) __opsbook_folder=$HOME\${__opsbook_folder#?} ;; esac
  cd -- "$__opsbook_folder" || exit 1
fi
[ -z "$__opsbook_trapped" ] || trap '{ __opsbook_keep; } 2>/dev/null' "$__opsbook_trapped"
unset __opsbook_trapped
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

/**
 * Runs the driver and then the code, all on its first line, so that bash counts the lines of the code. Aliases and
 * options of the step before are set last: they are for the code, and `set -x` shows nothing of the driver.
 */
export const SESSION_COMMAND =
  'eval "$1"; eval "${__opsbook_aliases-}"; eval "${__opsbook_now-}$__opsbook_code"; { __opsbook_keep; exit $?; } 2>/dev/null';

/** What one snippet needs besides the driver. */
export interface DriverInput {
  readonly state: string;
  readonly values: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  /** `''` for the folder that the session is in. */
  readonly folder: string;
  readonly code: string;
}

/** The parts that the driver reads, in its order. A NUL cannot stand in a variable, so none is passed on. */
export function driverInput(input: DriverInput): string {
  const { state, values, args, folder, code } = input;
  const pairs = [...values].flat();
  const parts = [state, ...pairs, '', String(args.length), ...args, folder, trappedFor(input), code];
  return parts.map((part) => `${part.replaceAll('\0', '')}\0`).join('');
}
