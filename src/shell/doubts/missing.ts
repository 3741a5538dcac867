import { findFlag } from './flags.ts';
import { doubt, isOpen, type Walk } from './walk-state.ts';

// Asking for help, or naming objects by file or label, needs no arguments.
const spares =
  /^(?:-[flk]|(?:-h|--help|-help|--filename|--selector|--kustomize|--prune|--all|-a|--raw|--field-selector|--version|-V|--continue|--daemon|--abort|--skip|--quit|--cached|--files-from|-T|--unset|--generate-name|--latest|--ids|--target-directory|help)(?:=|$))/;

/** What should stand in the command and does not, once all its words are read. */
export function judgeMissing(walk: Walk): void {
  const { node } = walk.scope;
  const last = walk.words.at(-1);
  if (
    walk.isVague ||
    last === undefined ||
    isOpen(walk) ||
    walk.words.some(({ value }) => spares.test(value) && !isOrdinary(walk, value))
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

/** `helm install --version 1.2.3`: there it asks for nothing. */
function isOrdinary({ scope }: Walk, value: string): boolean {
  return /^(?:--version|-V)(?:=|$)/.test(value) && findFlag(scope, value.split('=')[0] ?? value)?.takes === 1;
}

function asksVersion({ words }: Walk): boolean {
  return words.some(({ value }) => /^-{1,2}(version|V|v)$/.test(value));
}
