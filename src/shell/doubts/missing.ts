import { doubt, isOpen, type Walk } from './walk-state.ts';

// Asking for help, or naming objects by file or label, needs no arguments.
const spares =
  /^(-h|--help|-help|-f|--filename|-l|--selector|-k|--kustomize|--all|-a|--raw|--field-selector|--version|-V|--continue|--abort|--skip|--quit|--cached|--files-from|-T|--unset|--generate-name|--latest|--ids|--target-directory|help)(=|$)/;

/** What should stand in the command and does not, once all its words are read. */
export function judgeMissing(walk: Walk): void {
  const { node } = walk.scope;
  const last = walk.words.at(-1);
  if (
    walk.isVague ||
    last === undefined ||
    isOpen(walk) ||
    walk.words.some(({ value }) => spares.test(value))
  )
    return;
  const needed = (node.args ?? []).filter(({ isOptional }) => !isOptional);
  const missing = needed[walk.operands];
  if (missing) doubt(walk, 'missing-argument', { at: last, word: missing.name });
  else if (
    node.traits.has('subcommand') &&
    node.children.size > 0 &&
    walk.words.length > 1 &&
    !asksVersion(walk)
  )
    doubt(walk, 'missing-subcommand', { at: last, word: 'subcommand', isPossible: true });
}

function asksVersion({ words }: Walk): boolean {
  return words.some(({ value }) => /^-{1,2}(version|V|v)$/.test(value));
}
