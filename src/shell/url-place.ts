/** Longer addresses than this are not looked at. */
const LONGEST = 2_000;

// Matches `"https://db.example.com:9200/a/` and `url=http://`; not `s3://bucket/`, whose keys are not encoded.
const OPEN_URL = /\bhttps?:\/\/([^\s"'/?#]*)([/?#][^\s]*)?$/;

/** Whether a value stands in a URL: `u` after its host, `o` in the host, nothing elsewhere. */
export function urlReader(before: string): '' | 'u' | 'o' {
  const word = before.slice(-LONGEST);
  const found = OPEN_URL.exec(word.slice(Math.max(word.lastIndexOf(' '), word.lastIndexOf('\n')) + 1));
  if (!found) return '';
  return found[2] === undefined ? 'o' : 'u';
}
