import type { SignOff } from './sign-offs.ts';

/**
 * The sign-offs of one runbook that say nothing of proof although an earlier one does: none of them is from before
 * proof was asked for. Somebody wrote them by hand, or took something out of them.
 */
export function withoutAWord<T extends Pick<SignOff, 'at' | 'known' | 'missing'>>(
  signOffs: readonly T[],
): readonly T[] {
  const says = ({ known, missing }: T): boolean => known !== undefined || missing !== undefined;
  const first = Math.min(...signOffs.filter(says).map(({ at }) => Date.parse(at)));
  return signOffs.filter((one) => !says(one) && Date.parse(one.at) > first);
}
