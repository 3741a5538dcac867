/**
 * Whether a value stands bare in JavaScript for MongoDB, `db.t.deleteMany({id: $X})`: a word there is a variable, and
 * `undefined` may match everything. In a string, and as the name of a collection or a key, a word is itself.
 */
export function isBareInMongo({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}): boolean {
  const start = before.search(/\bdb\s{0,4}[.[]/);
  if (start < 0) return false;
  const text = before.slice(start);
  if (isInString(text)) return false;
  const isKey = /[{,]\s*$/.test(text.slice(-LONGEST_GAP)) && /^\s{0,20}:/.test(after);
  return !isKey && /[:(,=<>+*/%&|!?[{-]\s*$/.test(text.slice(-LONGEST_GAP));
}

const LONGEST_GAP = 40;

/** `\"` outside of a string belongs to the quotes of a shell around it, and ends as it began. */
function isInString(text: string): boolean {
  let open = '';
  for (let at = 0; at < text.length; at += 1) {
    const quote = /^\\?["'`]/.exec(text.slice(at, at + 2))?.[0] ?? '';
    if (open === '') open = quote;
    else if (quote === open) open = '';
    else if (!text.startsWith('\\', at)) continue;
    if (text.startsWith('\\', at)) at += 1;
  }
  return open !== '';
}
