import type { AlertRule } from '../../alerts/alert-rule.ts';
import type { LinkResolver } from '../../runbook/links/links.ts';
import type { Service } from '../../runbook/schema/schema.ts';

/** What a page shows that is not in its own text: part of the digest under which it is kept. */
export interface Facts {
  readonly services: ReadonlyMap<string, Service>;
  readonly alertRules: readonly AlertRule[];
  readonly links: LinkResolver;
  /** SVG files as addresses that hold the drawing itself, by path. */
  readonly drawings: ReadonlyMap<string, string>;
  /** The path the site is published under: `/`, or `/ops/`. */
  readonly base: string;
}
