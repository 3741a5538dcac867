const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can did do does for from had has have how i if in into is it its me my of on ' +
    'or our so that the their them then there these they this those to was we were what when where which while who ' +
    'why will with you your'
  ).split(' '),
);

/** Whether a word says nothing by itself. `no`, `not`, `only`, `down` and `up` do. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
