/** Strings and comments of a query: nothing in them is touched. */
const APART = /"(?:\\[^]|[^"\\\n])*"?|`[^`]*`|#[^\n]*/g;

/**
 * A query with what Loki takes and the grammar does not made even, at the same length so that places hold:
 * `offset 5m` behind a range is left out, label filters side by side get their comma, parentheses around a pipeline
 * that `unwrap` ends go.
 */
export function evenLogql(query: string): string {
  // Strings are covered so that what stands around them can be looked at, and put back where they were.
  const kept: { readonly at: number; readonly text: string }[] = [];
  const bare = query.replace(APART, (text, at: number) => {
    if (!text.startsWith('#')) kept.push({ at, text });
    return text.startsWith('#')
      ? ' '.repeat(text.length)
      : `"${'_'.repeat(Math.max(0, text.length - 2))}"`.slice(0, text.length);
  });
  const even = withoutParentheses(
    bare
      .replace(
        /(\])(\s*offset\s+-?\d\w*)/gi,
        (_, bracket: string, rest: string) => bracket + ' '.repeat(rest.length),
      )
      // Matches `status > 5 level="x"`; the blank before the second becomes its comma.
      .replace(
        /(\|[^|{}[\]]*?(?:"|(?<![\w.])\d[\w.]*))\s(?=[A-Za-z_]\w*\s*(?:=~|!~|!=|==|=|>=|<=|>|<)\s*(?:"|\d))/g,
        (whole, head: string) => (isFilter(head) ? `${head},` : whole),
      ),
  );
  return kept.reduce(
    (text, { at, text: own }) => text.slice(0, at) + own + text.slice(at + own.length),
    even,
  );
}

/** A stage that compares labels, and not one that takes texts of its own. */
function isFilter(stage: string): boolean {
  return (
    /(?:=~|!~|!=|==|=|>=|<=|>|<)\s*(?:"_*"|\d[\w.]*)$/.test(stage) &&
    !/\|\s*(?:json|logfmt|label_format|line_format|regexp|pattern|keep|drop)\b[^|]*$/.test(stage)
  );
}

/** `( … | unwrap x )[5m]` as `  … | unwrap x  [5m]`. */
function withoutParentheses(query: string): string {
  const close = /\)(?=\s{0,99}\[)/g;
  let text = query;
  for (const { index } of query.matchAll(close)) {
    let depth = 0;
    for (let at = index; at >= 0; at -= 1) {
      if (text[at] === ')') depth += 1;
      if (text[at] === '(') depth -= 1;
      if (depth === 0) {
        const isPipeline = /^\(\s*\{/.test(text.slice(at));
        if (isPipeline) text = `${text.slice(0, at)} ${text.slice(at + 1, index)} ${text.slice(index + 1)}`;
        break;
      }
    }
  }
  return text;
}
