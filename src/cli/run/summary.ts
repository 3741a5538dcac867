import type { Walked } from './walk-runbook.ts';

/** A run in one sentence. */
export function renderSummary({ run, skipped, failed, stopped }: Walked): string {
  const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  const parts = [
    `${count(run, 'step')} run`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed: ${failed.map(({ name }) => name).join(', ')}`] : []),
  ];
  return `${parts.join(', ')}.${stopped === undefined ? '' : ` Ended early: ${stopped}.`}`;
}
