import type { FoundName } from './evidence.ts';
import type { Paste } from './paste.ts';
import { listResults } from './results.ts';
import type { Evidence, Listing, Result } from './results.ts';
import { labelValues } from './values.ts';
import { nameKey } from './words.ts';

/** One of several alerts in a paste, with its runbooks, best first; none when the book has none for it. */
export interface Group {
  readonly alert: string;
  readonly results: readonly Result[];
}

/** The alerts of a paste, each with its own runbooks and values. */
export function listGroups({ alerts }: Paste, evidence: Evidence, listing: Listing): Group[] {
  const names = new Map<string, string>();
  for (const { name } of alerts) names.set(nameKey(name), name);
  for (const { name, isAlert } of evidence.names) if (isAlert) names.set(nameKey(name), name);
  if (names.size < 2) return [];
  return [...names].map(([key, alert]) => {
    const found = evidence.names.find(({ name }) => nameKey(name) === key);
    const labels = alerts.find(({ name }) => nameKey(name) === key)?.labels;
    const values = labels ? labelValues(labels) : evidence.values;
    return { alert, results: found ? resultsOf(found, { ...evidence, values }, listing) : [] };
  });
}

function resultsOf(found: FoundName, evidence: Evidence, listing: Listing): Result[] {
  const ranked = evidence.ranked.filter(({ entry }) => found.entries.includes(entry));
  return listResults({ ...evidence, names: [found], errors: new Map(), ranked }, listing);
}
