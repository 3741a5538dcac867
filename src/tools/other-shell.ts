import type { Shell } from '../runbook/languages.ts';

/**
 * What the session's bash runs for a fence of another shell. That shell is its child, and so has the session's folder
 * and exported variables; `$3` is what the shell itself left behind the last time, `$4` the code.
 */
export const OTHER_SHELL = `"$1" \${2:+"$2"} -c "$3" "$1" 3< <(printf %s "$5") 5< <(printf %s "$4")`;

/** The arguments of `OTHER_SHELL`. */
export function otherShellArgs(shell: Shell, state: string, code: string): readonly string[] {
  return shell === 'zsh' ? [shell, '-f', ZSH, state, code] : [shell, '', POSIX, state, code];
}

/**
 * A shell of POSIX reads its state and the code, neither of which it keeps under a name, and writes to descriptor 4: its own variables, aliases and options,
 * then its folder, then its environment, each closed by a NUL. It has no way to print functions.
 */
const POSIX = `
eval "$(command -p cat <&5)"
exec 5<&-
eval "$(command -p cat <&3)" 3<&-
{ set -- "$?"; set +eux; } 2>/dev/null
{ printf '#\\n'
  set | command -p sed -E '/^(BASHOPTS|BASH_VERSINFO|EUID|PPID|SHELLOPTS|UID|_)=/d'
  export -p
  alias | command -p sed -nE "s/^(alias )?([A-Za-z0-9_]+='.*')$/alias \\2/p"
  printf '\\0%s\\0' "$PWD"
  command -p env -0
} >&4 2>/dev/null
exit "$1"
`;

/** zsh does the same, with its functions, and the options that differ from how it began. */
const ZSH = `
unset ZSH_EXECUTION_STRING
eval "$(command -p cat <&5)" 2>/dev/null
exec 5<&-
eval "$(command -p cat <&3)" 3<&-
{ set -- "$?"; set +eux; } 2>/dev/null
{ printf '#\\n'
  typeset -A __opsbook_options
  __opsbook_options=("\${(@f)$(command zsh -f -c 'print -rl -- "\${(@kv)options}"')}")
  alias -L
  for __opsbook_name in \${(k)parameters}; do
    case $__opsbook_name:\${parameters[$__opsbook_name]} in
      __opsbook_*|*readonly*|*special*|*hide*|*local*|*export*) ;;
      *) typeset -p $__opsbook_name ;;
    esac
  done
  functions
  for __opsbook_name in \${(k)options}; do
    [[ $options[$__opsbook_name] == $__opsbook_options[$__opsbook_name] ]] && continue
    [[ $__opsbook_name == (xtrace|errexit|nounset) ]] && continue
    print -r -- "options[$__opsbook_name]=$options[$__opsbook_name]"
  done
  printf '\\0%s\\0' "$PWD"
  command -p env -0
} >&4 2>/dev/null
exit "$1"
`;

/** What another shell left: for its next fence, and for the session that goes on. */
export interface OtherState {
  readonly own: string;
  readonly folder: string;
  /** Its exported variables, as bash reads them. */
  readonly exports: string;
}

/** Reads what `OTHER_SHELL` wrote before the session's own state; undefined where the code ended the shell. */
export function readOtherState(parts: readonly string[]): OtherState | undefined {
  const [own, folder, ...environment] = parts;
  if (own === undefined || folder === undefined) return undefined;
  const lines = environment.flatMap((entry) => {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(entry) ?? [];
    if (name === undefined || value === undefined || OF_A_PROCESS.test(name)) return [];
    return [`export ${name}=${quoted(value)}\n`];
  });
  return { own, folder, exports: lines.join('') };
}

/** Variables that tell of one process: the next one has its own. */
const OF_A_PROCESS = /^(PWD|OLDPWD|SHLVL|_|OPSBOOK_\w*|__opsbook_\w*)$/;

/** A text as one word of bash. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
