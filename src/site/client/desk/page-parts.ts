import type { Incident } from '../../../run/incident.ts';
import type { BookFacts } from './facts.ts';

/** What the parts of the incident's page share. */
export interface PageParts {
  readonly facts: BookFacts;
  /** The incident that is shown. */
  of(): Incident;
  /** Does something with what is stored, shows the page anew, and says so. */
  store(work: () => Promise<void>, done?: string): Promise<void>;
  /** Says something on the page, and to screen readers. */
  tell(text: string): void;
}
