import type { AlertRule } from '../../alerts/alert-rule.ts';
import type { RunFacts } from '../../judge/run-facts.ts';
import type { Target } from '../../runbook/links/target.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { Service } from '../../runbook/schema/entry-schemas.ts';

/** What a page's text is drawn with besides itself: questions to the book. */
export interface Facts {
  services(): readonly Pick<Service, 'id' | 'name' | 'system' | 'host' | 'ports' | 'health'>[];
  alertRules(name: string): readonly AlertRule[];
  /** Where a link of the page at a path leads. */
  target(path: string, url: string): Target;
  /** What such a link says when its author gave it no words. */
  linkWords(path: string, url: string): string;
  /** An SVG file as an address that holds the drawing itself. */
  drawing(path: string): string | undefined;
  /** What is known of the commands of the page that is drawn; of a page whose commands nobody judged, nothing. */
  readonly commands: ReadonlyMap<Snippet, RunFacts>;
  /** Whether a section of that title only tells what its reader has seen already, and is to stand apart. */
  isBackground(title: string): boolean;
  /** The path the site is published under: `/`, or `/ops/`. */
  readonly base: string;
}
