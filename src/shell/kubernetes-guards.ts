import type { Word } from './script.ts';
import { isOneOf, words } from './words.ts';

/** A word of kubectl's, as far as what it names depends on the words around. */
export interface KubernetesWord {
  /** All words of the command, the program first. */
  readonly words: readonly Word[];
  /** Which of them it is. */
  readonly at: number;
  /** The word's text before the variable. */
  readonly before: string;
  readonly flag: string;
  /** The words before it that are no flags. */
  readonly operands: readonly string[];
}

/** What a word of kubectl's must not be, as letters of `PlaceCode`. */
export function kubernetesGuards({ words, at, before, flag, operands }: KubernetesWord): readonly string[] {
  const isSwitch =
    SWITCHES.has(flag) || SHORT_SWITCHES.test(flag) || (flag === '-f' && operands[0] === 'logs');
  if (isOneOf(flag, '-f --filename -k --kustomize') && !isSwitch) return ['F'];
  if ((flag !== '' && !isSwitch) || /^-/.test(before)) return [];
  if (isForContainer(words, operands, at)) return [];
  const verbs = isOneOf(operands[0] ?? '', 'rollout set config auth top cp certificate') ? 2 : 1;
  const isNamed =
    /^[\w.-]+\/$/.test(before) ||
    operands.length > verbs ||
    isOneOf(operands[0] ?? '', 'drain cordon uncordon');
  const option = isSwitch && before === '' ? ['O'] : [];
  return before.includes('=') || before.includes(':') ? option : [isNamed ? 'a' : 'v', ...option];
}

// Flags of kubectl that take no value: what follows is a name.
const SWITCHES = words(
  '--all --all-namespaces --all-containers --attach --client --delete-emptydir-data --delete-local-data ' +
    '--disable-eviction --dry-run --expose --follow --force --force-conflicts --ignore-daemonsets ' +
    '--ignore-errors --ignore-not-found --keep-annotations --list --local --no-headers --now --overwrite ' +
    '--previous --privileged --prune --quiet --record --recursive --rm --save-config --server-side ' +
    '--show-kind --show-labels --show-managed-fields --stdin --timestamps --tty --validate --wait --watch ' +
    '--watch-only --windows-line-endings',
);
const SHORT_SWITCHES = /^-[AwitRqh]{1,3}$/;

/** `kubectl exec p -- cat $X`: a word of the command there, which names nothing in the cluster. */
function isForContainer(all: readonly Word[], [verb = '', ...rest]: readonly string[], at: number): boolean {
  if (verb === 'rsh') return rest.length > 0;
  return isOneOf(verb, 'exec run debug') && all.slice(0, at).some(({ value }) => value === '--');
}
