import { alertAddress } from '../runbook/links/alert-names.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { AlertLink } from './contract.ts';
import { fullAlertAddress } from './own-address.ts';
import { queryEscape, renderTemplate } from './template.ts';
import { escapePattern } from '../runbook/words/escape-pattern.ts';

/** The link that a rule should carry, or why none is written. */
export type WantedLink =
  /** It leads where it should, or the rule has no runbook to lead to. */
  | { readonly kind: 'keep' | 'none' }
  /** It leads out of the book: whether anything is there, only asking could tell. */
  | { readonly kind: 'unjudged' }
  | { readonly kind: 'write'; readonly value: string };

export interface LinkWishes {
  /** Where the site is published, as in `https://ops.example.com/runbooks`. */
  readonly root: string;
  /** Starts of addresses out of the book whose links are given up. */
  readonly replace?: readonly string[];
}

/**
 * The link that a rule should carry. One that leads to a runbook is kept, with labels added that the page asks for
 * where it is a page of the site; one that leads nowhere, or is missing, becomes the page of the alert.
 */
export function wantedLink(link: AlertLink, { root, replace = [] }: LinkWishes): WantedLink {
  const { annotation, landing } = link;
  const runbooks = link.named.length > 0 ? link.named : link.linked;
  if (runbooks.length === 0) return { kind: 'none' };
  const isGivenUp = annotation !== undefined && replace.some((start) => annotation.value.startsWith(start));
  if (landing?.kind === 'elsewhere' && !isGivenUp) return { kind: landing.isAllowed ? 'keep' : 'unjudged' };
  const labels = wantedLabels(runbooks, link);
  const fresh = withLabels(fullAlertAddress(link.rule.name, root), labels, link);
  // A file that is never written may hold the address of the site as one word of its own.
  if (link.rule.readFrom && annotation && leadsThere(link)) return { kind: 'keep' };
  if (!annotation || isGivenUp || !leadsThere(link)) return toWrite(fresh, annotation?.value);
  if (!renderTemplate(annotation.value, {}).startsWith(`${root}/`))
    // A path without a host opens nowhere but in the repository itself.
    return /^[a-z][a-z0-9+.-]*:/i.test(annotation.value)
      ? { kind: 'keep' }
      : toWrite(fresh, annotation.value);
  const hasBetter = landing && 'better' in landing && landing.better !== undefined;
  const hasAnchor = landing && 'anchor' in landing && landing.anchor !== '';
  return toWrite(
    hasBetter && !hasAnchor ? fresh : withLabels(annotation.value, labels, link),
    annotation.value,
  );
}

function toWrite(value: string, old: string | undefined): WantedLink {
  return value === old ? { kind: 'keep' } : { kind: 'write', value };
}

/** Labels that params are filled from, and that the alert carries; secrets are in no address. */
export function wantedLabels(runbooks: readonly Runbook[], link: AlertLink): string[] {
  const labels = runbooks.flatMap(({ params }) =>
    params.flatMap(({ label, isSecret }) => (label === undefined || isSecret ? [] : [label])),
  );
  return [...new Set(labels)].filter((label) => link.carries(label) && label !== 'alertname');
}

/** Whether a link leads to a runbook, and to one that names the alert where any does. */
function leadsThere({ landing, linked, named, rule }: AlertLink): boolean {
  if (landing?.kind === 'untold') return true;
  const isOther = landing?.kind === 'alert' && alertAddress(landing.name) !== alertAddress(rule.name);
  if (linked.length === 0 || isOther) return false;
  const naming = named.filter(({ alerts }) => alerts.includes(rule.name));
  return naming.length === 0 || linked.some((runbook) => naming.includes(runbook));
}

/** Whether who follows the link of a rule arrives at a runbook of this book. */
export function lands({ landing, linked }: AlertLink): boolean {
  return linked.length > 0 && (landing?.kind === 'page' || landing?.kind === 'alert');
}

/** An address with labels as its query, before the anchor; labels that the address already has are left out. */
function withLabels(address: string, labels: readonly string[], { rule }: AlertLink): string {
  const [, path = '', query = '', anchor = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const missing = labels.filter((label) => !new RegExp(`[?&]${escapePattern(label)}=`).test(query));
  if (missing.length === 0) return address;
  const added = missing
    .map((label) => `${queryEscape(label)}=${labelTemplate(label, rule.dialect)}`)
    .join('&');
  return `${path}${query === '' ? '?' : `${query}&`}${added}${anchor}`;
}

/**
 * A label's value in an address. Go's own `urlquery` is known to Prometheus, Loki and Grafana alike; of a label
 * with other characters than letters, digits and `_`, the name stands in quotes.
 */
function labelTemplate(label: string, dialect: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(label);
  const value = isPlain ? `$labels.${label}` : `index $labels "${label}"`;
  return dialect === 'grafana' && isPlain
    ? // Grafana writes `[no value]` for a label that is not there; `index` writes nothing.
      `{{ index $labels "${label}" | urlquery }}`
    : `{{ ${value} | urlquery }}`;
}

/** The links of a book's rules, by file. */
export function linksByFile(links: readonly AlertLink[]): Map<string, AlertLink[]> {
  return Map.groupBy(links, ({ rule }) => rule.path);
}
