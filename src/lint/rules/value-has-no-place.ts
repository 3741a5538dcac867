import { placeInSnippet } from '../../runbook/read/snippet-place.ts';
import { listSnippetPlaces } from '../../runbook/values/value-places.ts';
import { putValue } from '../../shell/put-values.ts';
import type { ValuePlace } from '../../shell/value-place.ts';
import type { Rule } from '../rule.ts';

export const valueHasNoPlace: Rule = {
  id: 'value-has-no-place',
  summary: 'Use a value only where one can be filled in',
  level: 'warning',
  check({ page, runbook }, report) {
    // A value that would be the name of what is run is a matter of `param-needs-pattern`.
    const params = (runbook?.params ?? []).map(({ name }) => ({ name, allow: ['command'] as const }));
    if (params.length === 0) return;
    for (const snippet of page.snippets) {
      const told = new Set<string>();
      for (const place of listSnippetPlaces(snippet, params)) {
        const { name, range } = place;
        const reason = whyNever(place);
        if (reason === undefined || told.has(name)) continue;
        told.add(name);
        const message = `Move \`${name}\` to where a value can stand: no value is filled in here, since ${reason.replaceAll('NAME', name)}.`;
        report(message, placeInSnippet(page, snippet, [range.start, range.end]));
      }
    }
  },
};

/** Values so plain that a place which refuses all of them takes none. */
const PLAINEST = ['a', '1', 'A1', 'a.b'] as const;

function whyNever(place: ValuePlace): string | undefined {
  const reasons = PLAINEST.flatMap((value) => {
    const put = putValue(place, value);
    return 'reason' in put ? [put.reason] : [];
  });
  return reasons.length === PLAINEST.length ? reasons[0] : undefined;
}
