import type { Invocation } from '../invocations.ts';
import type { Doubt } from './doubt.ts';

// Matches `jsonpath={.status}`, `-o=jsonpath=…`, `--output=jsonpath=…`.
const TEMPLATE = /^(?:-o=?|--output=)?jsonpath=/;
// Matches `.status.phase`: a path that lacks its braces.
const BARE_PATH = /^\$?\.[\w.[\]*-]{1,200}$/;

/** Says that kubectl would refuse a template of JSONPath, or would print it as it stands. */
export function judgeJsonPath({ name, words }: Invocation): readonly Doubt[] {
  if (name !== 'kubectl' && name !== 'oc') return [];
  return words.flatMap((word) => {
    const start = TEMPLATE.exec(word.value)?.[0];
    if (start === undefined || word.isDynamic) return [];
    const lacking = lackingIn(word.value.slice(start.length));
    if (lacking === undefined) return [];
    return [
      {
        kind: 'wrong-path',
        range: word.range,
        tool: name,
        path: [name],
        word: lacking,
        certainty: 'certain',
      } as const,
    ];
  });
}

/** What a template lacks: the bracket that would close an open one, or `{` where all of it is a path. */
function lackingIn(template: string): string | undefined {
  if (BARE_PATH.test(template)) return '{';
  const open: string[] = [];
  let quote: string | undefined;
  for (let at = 0; at < template.length; at += 1) {
    const sign = template.charAt(at);
    if (quote !== undefined) {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = undefined;
    } else if (open.length > 0 && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === '{' || (open.length > 0 && sign === '[')) open.push(sign);
    else if (sign === '}' || sign === ']') {
      const half = sign === '}' ? '{' : '[';
      if (open.length > 0 && open.at(-1) !== half) return open.at(-1) === '[' ? ']' : '}';
      open.pop();
    } else if (sign === '\\') at += 1;
  }
  if (open.length === 0) return undefined;
  return open.at(-1) === '[' ? ']' : '}';
}
