import type { FoundName } from './evidence.ts';
import type { Paste, PastedAlert } from './paste.ts';
import { listResults } from './results.ts';
import type { Evidence, Listing, Result } from './results.ts';
import { labelValues } from './paste-values.ts';
import { nameKey } from './words.ts';

/** One of several alerts in a paste, with its runbooks, best first; none when the book has none for it. */
export interface Group {
  readonly alert: string;
  readonly results: readonly Result[];
}

/** A notification of more alerts than this is one incident; nobody reads on. */
const MOST = 30;

/** The alerts of a paste, each with its own runbooks and values; two of one name differ in what they fill in. */
export function listGroups({ alerts }: Paste, evidence: Evidence, listing: Listing): Group[] {
  const named = evidence.names
    .filter(({ name, isAlert }) => isAlert && !alerts.some((alert) => nameKey(alert.name) === nameKey(name)))
    .map(({ name }): PastedOrNamed => ({ name }));
  const groups = new Map<string, Group>();
  for (const { name, labels } of [...alerts.slice(0, MOST), ...named]) {
    const found = evidence.names.find((other) => nameKey(other.name) === nameKey(name));
    const values = labels ? labelValues(labels) : evidence.values;
    const results = found ? resultsOf(found, { ...evidence, values }, listing) : [];
    const filled = results.map(({ id, values }) => [id, values]);
    const key = JSON.stringify([nameKey(name), filled]);
    if (!groups.has(key)) groups.set(key, { alert: name, results });
  }
  return groups.size < 2 ? [] : [...groups.values()];
}

/** An alert of the paste with its labels, or one that is only named. */
type PastedOrNamed = Pick<PastedAlert, 'name'> & Partial<PastedAlert>;

function resultsOf(found: FoundName, evidence: Evidence, listing: Listing): Result[] {
  const ranked = evidence.ranked.filter(({ entry }) => found.entries.includes(entry));
  return listResults({ ...evidence, names: [found], errors: new Map(), ranked }, listing);
}
