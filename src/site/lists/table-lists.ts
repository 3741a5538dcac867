import { STATES } from '../../review/state.ts';
import { severitiesOf, teamOf } from '../alert-facets.ts';
import type { Alert, RuleEntry, ServiceEntry } from '../entries.ts';
import type { ReviewEntry } from '../review-entries.ts';
import type { SiteBook } from '../site-book.ts';
import { byLetter, groupList } from './list-group.ts';
import type { ListGroup } from './list-group.ts';

/** Lists whose items have columns, each by its name in addresses. */
export const TABLE_LISTS = { services, alerts, reviews, rules } as const;

/** Every service by its system. */
function services(book: SiteBook): readonly ListGroup<ServiceEntry>[] {
  const bySystem = book
    .services()
    .toSorted((a, b) => a.system.localeCompare(b.system, 'en') || a.name.localeCompare(b.name, 'en'));
  return groupList(bySystem, {
    keyOf: ({ system }) => system,
    nameOf: (system) => book.systemName(system) || 'Services',
    wordOf: ({ name }) => name,
  });
}

/** Every alert by its team: first what has no runbook, for that is what somebody must do something about, then the worst. */
function alerts(book: SiteBook): readonly ListGroup<Alert>[] {
  const ranks = new Map(book.severities().map(({ id }, index) => [id, index]));
  const rank = (alert: Alert): number => ranks.get(severitiesOf(alert)[0] ?? '') ?? ranks.size;
  const sorted = book
    .alerts()
    .toSorted(
      (a, b) =>
        Number(isMissing(b)) - Number(isMissing(a)) ||
        rank(a) - rank(b) ||
        a.name.localeCompare(b.name, 'en'),
    );
  const nameOf = (team: string): string => book.team(team)?.name ?? (team || 'No team');
  const missing = ({ items }: ListGroup<Alert>): number => items.filter(isMissing).length;
  // Letters, where nothing tells teams apart, stay in their own order.
  const isByTeam = new Set(sorted.map(teamOf)).size > 1;
  return groupList(sorted, { keyOf: teamOf, nameOf, wordOf: ({ name }) => name }).toSorted(
    (a, b) => (isByTeam ? missing(b) - missing(a) : 0) || a.name.localeCompare(b.name, 'en'),
  );
}

/** Whether an alert has no runbook yet and needs one. */
export function isMissing({ state }: Alert): boolean {
  return state === 'missing';
}

/** Every review by the owner of its runbook: what is owed first. */
function reviews(book: SiteBook): readonly ListGroup<ReviewEntry>[] {
  const rank = ({ state }: ReviewEntry): number => STATES.indexOf(state);
  const sorted = book
    .reviews()
    .reviews.toSorted((a, b) => rank(a) - rank(b) || (a.days?.due ?? '').localeCompare(b.days?.due ?? ''));
  return groupList(sorted, {
    keyOf: ({ owner }) => owner ?? '',
    nameOf: (owner) => (owner === '' ? 'No owner' : (book.team(owner)?.name ?? owner)),
    wordOf: ({ title }) => title,
  });
}

/** Every rule of the linter by its first letter, where the site has the manual that they belong to. */
function rules(book: SiteBook): readonly ListGroup<RuleEntry>[] {
  if (book.manual() !== true) return [];
  return byLetter(
    book.rules().toSorted((a, b) => a.id.localeCompare(b.id, 'en')),
    ({ id }) => id,
  );
}
