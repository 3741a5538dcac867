import type { Alert, RuleEntry, ServiceEntry } from '../entries.ts';
import type { ReviewEntry } from '../review-entries.ts';
import type { ListGroup } from './list-group.ts';
import type { ListLine } from './list-line.ts';

type Groups<T> = readonly ListGroup<T>[];

/** Every list that may be longer than a page, in its groups. */
export interface Lists {
  readonly symptoms: Groups<ListLine>;
  readonly errors: Groups<ListLine>;
  readonly runbooks: Groups<ListLine>;
  readonly guides: Groups<ListLine>;
  readonly templates: Groups<ListLine>;
  readonly services: Groups<ServiceEntry>;
  readonly alerts: Groups<Alert>;
  readonly reviews: Groups<ReviewEntry>;
  readonly rules: Groups<RuleEntry>;
}

export type ListName = keyof Lists;

export const LIST_NAMES = [
  'symptoms',
  'errors',
  'runbooks',
  'guides',
  'templates',
  'services',
  'alerts',
  'reviews',
  'rules',
] as const satisfies readonly ListName[];

/** A list by a name that came with an address. */
export function isListName(name: string): name is ListName {
  return LIST_NAMES.some((known) => known === name);
}
