import { isOneOf, words } from './words.ts';

/** What a word of git's must not be, by the words before it, as letters of `PlaceCode`. */
export function gitGuards(
  [verb = '', second = '', ...rest]: readonly string[],
  { isStart, isLast }: { readonly isStart: boolean; readonly isLast: boolean },
): string[] {
  if (['bisect run', 'submodule foreach'].includes(`${verb} ${second}`))
    return [isStart && rest.length === 0 ? 'c' : 't'];
  // `git config "$V" x` sets what the value names, a pager perhaps.
  if (verb === 'config' && second === '' && !isLast) return ['c'];
  if (NO_REVISION.has(verb)) return isOneOf(verb, 'rm add mv') ? ['g', 'f'] : [];
  return ['z'];
}

const NO_REVISION = words(
  'clone remote commit config ls-remote init credential notes am apply grep rm mv add',
);

/** `git -c x`, `git rebase -x x`, `git config core.pager x`: the words before a word of git's that it runs. */
export function isRunByGit(lead: string): boolean {
  return /^(?:-c|(?:rebase|difftool) (?:.* )?-x|clone (?:.* )?-[uc])$/.test(lead) || RUN_SETTING.test(lead);
}

/** `-c diff.external=$X`. */
export function setsRun(before: string): boolean {
  return RUN_SETTING.test(`config ${before.slice(0, -1)}`);
}

const RUN_SETTING =
  /^config .*(?:\balias\.|\bpager\.|fsmonitor|editor|pager|sshcommand|askpass|hookspath|gitproxy|helper|uploadpack|receivepack|\.(?:cmd|textconv|clean|smudge|process|driver|command|program|external))/i;
