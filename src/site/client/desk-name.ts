import { base } from './site-base.ts';

/** What the incident desk of this site is called in the browser: two books on one host have two of them. */
export function deskName(): string {
  return `opsbook-incidents ${base()}`;
}

/** Where a tab that begins an incident, or goes on with one, leaves word for the others. */
export function begunKey(): string {
  return `${deskName()} begun`;
}
