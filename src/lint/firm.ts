/**
 * Rules that no page and no settings can silence: the renderer refuses what they report by itself too.
 * A test holds this list against the rules' own `isFirm`.
 */
export const firmRuleIds: ReadonlySet<string> = new Set([
  'mdx-parses',
  'no-esm',
  'no-expression',
  'component-known',
  'no-unsafe-link',
]);
