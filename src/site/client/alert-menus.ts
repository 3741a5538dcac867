/** What the list of alerts is narrowed and grouped by. */
export const FACETS = ['team', 'service', 'severity', 'file', 'state'] as const;
export type Facet = (typeof FACETS)[number];

/** What the list is grouped by as the page comes. */
export const OF_THE_PAGE: Facet = 'team';

/** Fewer alerts than this are quicker read than narrowed. */
export const WORTH_NARROWING = 8;
