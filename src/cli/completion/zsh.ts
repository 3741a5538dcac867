import { listChoices, listTextFlags, quoted } from './list-nodes.ts';
import type { CommandNode } from './list-nodes.ts';

/** The completion of opsbook for zsh, to be sourced after compinit or put into a folder of `fpath`. */
export function renderZsh(nodes: readonly CommandNode[]): string {
  const steps = nodes
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`));
  const choices = listChoices(nodes).map(
    ([before, values]) => `    ${quoted(before)}) compadd -- ${values.join(' ')}; return ;;`,
  );
  return `#compdef opsbook
# Completion of opsbook for zsh: source <(opsbook completion zsh)
_opsbook() {
  local at='' word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $at == '' && $word == help ]] && continue
    case "$at $word" in
      ${steps.join(' | ')})
        at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
    ${listTextFlags(nodes).map(quoted).join(' | ')})
      _files; return ;;
${choices.join('\n')}
  esac
  case "$at" in
${nodes.map(branchOf).join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _opsbook ]]; then _opsbook "$@"; else compdef _opsbook opsbook; fi
`;
}

function branchOf({ path, names, flags }: CommandNode): string {
  const described = names.map(([name, summary]) => quoted(summary === '' ? name : `${name}:${summary}`));
  const options = [...Object.entries(flags), ['help', { meaning: 'This page' }] as const].map(
    ([flag, { meaning }]) => quoted(`--${flag}:${meaning}`),
  );
  const first = described.length > 0 ? `found=(${described.join(' ')}); _describe command found` : '_files';
  return `    ${quoted(path)})
      if [[ $PREFIX == -* ]]; then found=(${options.join(' ')}); _describe -o flag found
      else ${first}; fi ;;`;
}
