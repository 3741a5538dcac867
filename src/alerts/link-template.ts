import type { Runbook } from '../runbook/read/parse.ts';
import type { AlertLink } from './contract.ts';
import { fullAlertAddress } from './own-address.ts';
import { queryEscape, renderTemplate } from './template.ts';

/** The link that a rule should carry, or why it can have none. */
export type WantedLink =
  { readonly kind: 'keep' } | { readonly kind: 'none' } | { readonly kind: 'write'; readonly value: string };

/**
 * The link that a rule should carry: the page of its alert, with the labels that the runbook's params ask for. A
 * link that already leads to the right runbook keeps its address and its anchor; only missing labels are added.
 */
export function wantedLink(link: AlertLink, root: string): WantedLink {
  const runbooks = link.named.length > 0 ? link.named : link.linked;
  if (runbooks.length === 0) return { kind: 'none' };
  if (link.landing?.kind === 'elsewhere' && link.landing.isAllowed) return { kind: 'keep' };
  const labels = wantedLabels(runbooks, link);
  const value = keepsAddress(link, root)
    ? withLabels(link.annotation?.value ?? '', labels, link)
    : withLabels(fullAlertAddress(link.rule.name, root), labels, link);
  return value === link.annotation?.value ? { kind: 'keep' } : { kind: 'write', value };
}

/** Labels that params are filled from, and that the alert carries; secrets are in no address. */
export function wantedLabels(runbooks: readonly Runbook[], link: AlertLink): string[] {
  const labels = runbooks.flatMap(({ params }) =>
    params.flatMap(({ label, isSecret }) => (label === undefined || isSecret ? [] : [label])),
  );
  return [...new Set(labels)].filter((label) => link.carries(label) && label !== 'alertname');
}

/** Whether what is written leads to where it should, by a full address of this site. */
function keepsAddress({ annotation, landing, linked, named, rule }: AlertLink, root: string): boolean {
  if (!annotation || !landing || !renderTemplate(annotation.value, {}).startsWith(`${root}/`)) return false;
  if (landing.kind === 'untold') return true;
  if (landing.kind !== 'page' && landing.kind !== 'alert') return false;
  if (landing.better !== undefined || (landing.kind === 'alert' && landing.name !== rule.name)) return false;
  return named.length === 0 || linked.some((runbook) => named.includes(runbook));
}

/** An address with labels as its query, those left out that it already has; they stand before the anchor. */
function withLabels(address: string, labels: readonly string[], { rule }: AlertLink): string {
  const [, path = '', query = '', anchor = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const missing = labels.filter((label) => !new RegExp(`[?&]${RegExp.escape(label)}=`).test(query));
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
