import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { ruleOfReading } from '../rule.ts';
import type { Report, Rule } from '../rule.ts';

const reading = ruleOfReading({
  id: 'snippet-valid',
  summary: 'Write fence attributes that exist, with values that fit and names that are unique',
  level: 'error',
});

export const snippetValid: Rule = {
  ...reading,
  check(context, report) {
    reading.check(context, report);
    const { snippets } = context.page;
    const names = new Set(snippets.flatMap(({ name }) => (name === undefined ? [] : [name])));
    reportTwins(snippets, report);
    for (const snippet of snippets) {
      for (const attribute of ['of', 'rollback', 'dryrun'] as const) {
        const wanted = snippet.attributes[attribute];
        if (wanted === undefined || names.has(wanted)) continue;
        const message = `Change \`${attribute}=${wanted}\`: no snippet on this page has that name.`;
        report(message + didYouMean(wanted, names), snippet.range);
      }
    }
  },
};

/** A name may come back only as a variant for another `env`. */
function reportTwins(snippets: readonly Snippet[], report: Report): void {
  const seen = new Set<string>();
  for (const { name, env, range } of snippets) {
    if (name === undefined) continue;
    const key = `${name} ${env ?? ''}`;
    if (seen.has(key))
      report(`Rename this snippet: \`${name}\` is already taken${env ? ` for \`${env}\`` : ''}.`, range);
    seen.add(key);
  }
}
