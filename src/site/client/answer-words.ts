import type { WorkerAnswer } from './answer.ts';

/**
 * What an answer is worth, in words; no number of what nobody sees.
 * @param isElsewhere whether pages that hold the words are shown below
 */
export function stateOf({ verdict, hits, groups, meanings }: WorkerAnswer, isElsewhere = false): string {
  if (groups.length > 1) return `${groups.length} alerts in what you pasted`;
  if (verdict === 'nothing' || hits.length === 0)
    return meanings.length > 0
      ? 'No runbook for this yet: opsbook new runbook begins one'
      : isElsewhere
        ? 'No runbook is like that, but these pages share a word'
        : 'Nothing in this book is like that';
  const [first] = hits;
  if (first?.verdict === 'sure') {
    const sure = hits.filter((hit) => hit.verdict === 'sure').length;
    return sure > 1 ? 'Sure: these' : 'Sure: this one';
  }
  return first?.verdict === 'likely' ? 'Likely, but not certain' : 'Only guesses: nothing fits well';
}

/** What is said where the search could not be loaded. */
export function failedWords(isOnline: boolean): string {
  return isOnline
    ? 'The search did not load: the server did not give its files.'
    : 'Offline: the search did not load, and only this page is here.';
}
