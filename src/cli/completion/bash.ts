import { listChoices, listTextFlags, quoted } from './list-nodes.ts';
import type { CommandNode } from './list-nodes.ts';

/** The completion of opsbook for bash 3.2 and later. */
export function renderBash(nodes: readonly CommandNode[]): string {
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => path);
  const isGroup = (path: string): boolean => paths.some((other) => other.startsWith(`${path} `));
  const groups = [
    ...new Set(paths.filter((path) => path.includes(' ')).map((path) => path.split(' ')[0] ?? '')),
  ];
  const steps = [...new Set([...groups, ...paths])].map((path) =>
    quoted(path.includes(' ') ? path : ` ${path}`),
  );
  const choices = listChoices(nodes).map(
    ([before, values]) => `    ${quoted(before)}) words=${quoted(values.join(' '))} ;;`,
  );
  const own = nodes.map(({ path, names, flags }) => {
    const words = [...names.map(([name]) => name), ...(isGroup(path) || path === '' ? [] : flagWords(flags))];
    return `    ${quoted(path)}) words=${quoted(words.join(' '))} ;;`;
  });
  return `# Completion of opsbook for bash: source <(opsbook completion bash)
_opsbook() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' words='' index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    [[ $at == '' && \${COMP_WORDS[index]} == help ]] && continue
    case "$at \${COMP_WORDS[index]}" in
      ${steps.join(' | ')})
        at="\${at:+$at }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$at $before" in
    ${listTextFlags(nodes).map(quoted).join(' | ')})
      return ;;
${choices.join('\n')}
    *) case "$at" in
${own.join('\n')}
    esac ;;
  esac
  # Without an answer bash completes file names.
  [[ $current == '' && $words == --* ]] && return
  COMPREPLY=($(compgen -W "$words" -- "$current")) || true
}
complete -o default -F _opsbook opsbook
`;
}

function flagWords(flags: CommandNode['flags']): string[] {
  return [...Object.keys(flags).map((flag) => `--${flag}`), '--help'];
}
