import { alertKey } from './alert-names.ts';
import { headingKeys } from './alert-pages.ts';
import type { Runbook } from '../read/parse.ts';

/**
 * The section of a runbook that is about one of its alerts: the heading of that name, or in a runbook of several
 * alerts the heading above its `AlertFacts`. Undefined where the whole page is about it.
 */
export function alertAnchor(runbook: Runbook, alert: string): string | undefined {
  const { alerts, outline } = runbook;
  const key = alertKey(alert);
  // Of most pages the outline is kept: one without such a heading is not read for it.
  const mayBeHeaded = outline.headings.some((text) => headingKeys(text).includes(key));
  const own = mayBeHeaded ? headingAnchor(runbook.headings, alert) : undefined;
  if (own !== undefined) return own;
  if (alerts.length < 2) return undefined;
  const { headings, components } = runbook;
  const facts = components.find(
    ({ name, attributes }) => name === 'AlertFacts' && attributes['alert'] === alert,
  );
  const at = facts?.range?.start.offset;
  if (at === undefined) return undefined;
  // Several alerts under one heading share the page.
  const above = (offset: number) =>
    headings.findLast(({ range }) => (range?.start.offset ?? Infinity) < offset);
  const others = components.filter(
    ({ name, range }) => name === 'AlertFacts' && range && range.start.offset !== at,
  );
  const section = above(at);
  return others.some(({ range }) => above(range?.start.offset ?? 0) === section)
    ? undefined
    : section?.anchor;
}

/** The anchor of the heading that is an alert's name, in whatever spelling. */
export function headingAnchor(
  headings: readonly { readonly text: string; readonly anchor: string; readonly depth: number }[],
  alert: string,
): string | undefined {
  const key = alertKey(alert);
  // The first heading of a page is its title: then the whole page is about it.
  const own = headings.filter(({ depth }, at) => at > 0 || depth > 1);
  return own.find(({ text }) => headingKeys(text).includes(key))?.anchor;
}
