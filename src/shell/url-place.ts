/** Longer addresses than this are not looked at. */
const LONGEST = 2_000;

// Matches `"https://db.example.com:9200/a/` and `url=http://`; not `s3://bucket/`, whose keys are not encoded.
const URL_START = /\bhttps?:\/\/[^\s"'/?#]*/g;

/** Whether a value stands in a URL: `u` after its host, `o` in the host, nothing elsewhere. */
export function urlReader(before: string): '' | 'u' | 'o' {
  const word = before.slice(-LONGEST).split(/\s/).at(-1) ?? '';
  for (const { 0: start, index } of word.matchAll(URL_START)) {
    const next = word.charAt(index + start.length);
    if (next === '') return 'o';
    if (/[/?#]/.test(next)) return 'u';
  }
  return '';
}
