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
  const last = text.trimEnd().at(-1) ?? '';
  const isKey = '{,'.includes(last) && after.trimStart().startsWith(':');
  return !isKey && ':(,=<>+*/%&|!?[{-'.includes(last) && !isInString(text);
}

/** `\"` outside of a string belongs to the quotes of a shell around it, and ends as it began. */
function isInString(text: string): boolean {
  let open = '';
  for (const [token] of text.matchAll(/\\?["'`]|\\[^]/g)) {
    if (open === '') open = /["'`]/.test(token) ? token : '';
    else if (token === open) open = '';
  }
  return open !== '';
}
