/** Longer addresses than this are not looked at. */
const LONGEST = 2_000;

// Matches `"https://db.example.com:9200/a/` and `url=http://`; not `s3://bucket/`, whose keys are not encoded.
const URL_START = /\bhttps?:\/\/[^\s"'/?#]*/g;

// `?q=host:`, `&filter=(a eq '`: a server decodes it, and reads it as a query.
const QUERY = /[?&](?:q|query|jql|kql|cql|sql|where|\$?filter|expr|search)=[^&]{0,400}[:=<>('"{]$/;

/**
 * Whether a value stands in a URL: `u` after its host, `o` in the host, `t` in a query that the server reads, nothing
 * elsewhere.
 */
export function urlReader(before: string): '' | 'u' | 'o' | 't' {
  const word = before.slice(-LONGEST).split(/\s/).at(-1) ?? '';
  for (const { 0: start, index } of word.matchAll(URL_START)) {
    const next = word.charAt(index + start.length);
    if (next === '') return 'o';
    if (/[/?#]/.test(next)) return QUERY.test(word) ? 't' : 'u';
  }
  return '';
}
