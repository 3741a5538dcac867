import type { Runbook } from '../runbook/read/parse.ts';

// Matches `secret: true`, and what YAML may write it as; of other pages the params need not be read.
const MAY_ASK_SECRET = /secret["']?\s{0,9}[:=]|\?\s{0,9}["']?secret|\\[xuU]/;

/** Names and labels of what some pages ask for and nobody may see. */
export function secretNames(pages: readonly Runbook[]): readonly string[] {
  const asking = pages.filter(({ text }) => MAY_ASK_SECRET.test(text));
  const params = asking.flatMap((page) => page.params).filter(({ isSecret }) => isSecret);
  return [
    ...new Set(params.flatMap(({ name, label }) => [name, ...(label === undefined ? [] : [label])])),
  ].sort();
}
