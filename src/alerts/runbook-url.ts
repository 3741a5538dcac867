import { alertAddress, alertKey } from '../runbook/links/alert-names.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import type { Target } from '../runbook/links/target.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import type { AlertRule } from './alert-rule.ts';
import { isHostUntold, pageAtPath, pathAtOther } from './other-address.ts';
import type { PathPlace } from './other-address.ts';
import { filePath, repositoryPath, sitePath } from './own-address.ts';
import { hasTemplate, renderTemplate, UNTOLD } from './template.ts';

/** Where the link of an alert rule leads. */
export type Landing =
  /** A page of this book. `better` is its address on the site as it should be written, where it is not. */
  | {
      readonly kind: 'page';
      readonly path: string;
      readonly anchor: string;
      readonly better?: string | undefined;
    }
  /** The page of an alert, which forwards to its runbook. */
  | {
      readonly kind: 'alert';
      readonly name: string;
      readonly anchor: string;
      readonly better?: string | undefined;
    }
  /** A page that is not of this book; `isAllowed` when the settings say that it may. */
  | { readonly kind: 'elsewhere'; readonly isAllowed: boolean }
  /** Only Prometheus can tell: the path is a template. */
  | { readonly kind: 'untold' }
  | { readonly kind: 'nowhere'; readonly reason: string; readonly nearest?: string | undefined };

/** What links of alert rules are looked up in. */
export interface LandingPlaces {
  readonly settings: Settings;
  readonly links: LinkResolver;
  /** Every file of the book. */
  readonly paths: ReadonlySet<string>;
  /** Every runbook, by its path. */
  readonly pages: readonly PathPlace[];
  /** Every alert that has a page, by its name and by its key. */
  readonly alerts: ReadonlyMap<string, string>;
  /** Addresses of all runbooks and guides, by their small letters: static hosting tells case apart. */
  readonly addresses: ReadonlyMap<string, string>;
}

interface Asked extends LandingPlaces {
  readonly anchor: string;
}

/** Says where the link in an annotation leads: on the site, in the repository, or as a path of the book. */
export function resolveRunbookUrl(url: string, rule: AlertRule, places: LandingPlaces): Landing {
  // Only Terraform can tell what Terraform writes there.
  const written = rule.readFrom === 'terraform' ? url.replace(/[$%]\{[^{}]*\}/g, UNTOLD) : url;
  const rendered = renderTemplate(written.trim(), { ...plainLabels(rule), alertname: rule.name }, UNTOLD);
  // There, the whole of the site's address is often one word: `{{ .Values.runbookUrl }}/alerts/OrdersLate/`.
  const told = rule.readFrom && rendered.startsWith(`${UNTOLD}/`) ? `https://${rendered}` : rendered;
  const [, address = '', anchor = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(told) ?? [];
  const asked = { ...places, anchor: decode(anchor) };
  if (isHostUntold(`${address}${anchor}`)) return resolveAnyHost(address, asked);
  if (`${address}${anchor}`.includes(UNTOLD)) return { kind: 'untold' };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return resolveFull(address, asked);
  if (address === '') return { kind: 'nowhere', reason: 'it names no page' };
  if (address.startsWith('/')) return resolveOnSite(withoutBase(decode(address), places.settings), asked);
  const target = ['', rule.path]
    .map((path) => places.links.resolve({ path }, `${address}${anchor && `#${anchor}`}`))
    .find(({ kind }) => kind !== 'missing');
  return target ? landingOf(target) : resolveInRepository(decode(address), asked);
}

/** Where the host is a template: one of the addresses of the book, or its own site on whatever host. */
function resolveAnyHost(address: string, asked: Asked): Landing {
  const path = pathAtOther(address, asked.settings);
  if (path !== undefined) return resolveAtOther(path, asked);
  const onSite = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*(\/[^]*)$/i.exec(address)?.[1] ?? '/';
  const landing = resolveOnSite(withoutBase(decode(onSite), asked.settings), asked);
  return landing.kind === 'nowhere' ? { kind: 'untold' } : landing;
}

/** A path of another address of the book: what its own site would know, or a file as other tools publish it. */
function resolveAtOther(path: string, asked: Asked): Landing {
  const inRepository = filePath(path);
  if (inRepository !== undefined) return resolveInRepository(decode(inRepository), asked);
  const own = resolveOnSite(decode(path), asked);
  if (own.kind === 'alert') return own;
  if (own.kind === 'page') return { kind: 'page', path: own.path, anchor: own.anchor };
  const page = pageAtPath(decode(path), asked.pages);
  if (!page) {
    const nearest = findNearest(
      decode(path).replace(/^\/|\/$/g, ''),
      asked.pages.map(({ id }) => id),
    );
    return { kind: 'nowhere', reason: `no page of this book is at \`${decode(path)}\``, nearest };
  }
  return landingOf(asked.links.resolve({ path: '' }, withAnchor(encodeURI(page.path), asked.anchor)));
}

function resolveFull(address: string, asked: Asked): Landing {
  const { settings } = asked;
  const atOther = pathAtOther(address, settings);
  if (atOther !== undefined) return resolveAtOther(atOther, asked);
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    return { kind: 'nowhere', reason: 'it is not an address that a browser opens' };
  const onSite = sitePath(parsed, settings);
  if (onSite !== undefined) return resolveOnSite(decode(onSite), asked);
  const inRepository = repositoryPath(address, settings);
  if (inRepository !== undefined) return resolveInRepository(decode(inRepository), asked);
  if (settings.alerts.elsewhere.some((start) => address.startsWith(start)))
    return { kind: 'elsewhere', isAllowed: true };
  // Where the book does not say where it is published, any host may be it.
  const guess =
    settings.url === undefined
      ? resolveOnSite(withoutBase(decode(parsed.pathname), settings), asked)
      : undefined;
  return guess && guess.kind !== 'nowhere' ? guess : { kind: 'elsewhere', isAllowed: false };
}

function resolveOnSite(path: string, asked: Asked): Landing {
  const slashed = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
  const isShort = slashed !== path;
  const alert = /^\/alerts\/([^/]+)\/$/.exec(slashed)?.[1];
  if (alert !== undefined) return resolveAlert(alert, isShort, asked);
  const target = asked.links.resolve({ path: '' }, withAnchor(slashed, asked.anchor));
  if (target.kind === 'page' || target.kind === 'site') {
    const better = isShort ? slashed : undefined;
    return target.kind === 'page'
      ? { ...landingOf(target), ...(better ? { better } : {}) }
      : landingOf(target);
  }
  const otherCase = asked.addresses.get(slashed.toLowerCase());
  if (otherCase !== undefined && target.kind === 'missing' && otherCase !== slashed)
    return {
      kind: 'nowhere',
      reason: `the site has \`${otherCase}\`, and its host may tell capital letters from small ones`,
      nearest: otherCase,
    };
  return landingOf(target);
}

function resolveAlert(name: string, isShort: boolean, { alerts, anchor }: Asked): Landing {
  const known = alerts.get(name) ?? alerts.get(alertKey(name));
  if (known === undefined) {
    const nearest = findNearest(name, alerts.values());
    const reason = `no rule raises and no runbook names an alert \`${name}\``;
    return { kind: 'nowhere', reason, nearest: nearest && alertAddress(nearest) };
  }
  const isExact = alertAddress(known) === alertAddress(name) && !isShort;
  return { kind: 'alert', name: known, anchor, ...(isExact ? {} : { better: alertAddress(known) }) };
}

/** A path of the repository: the book may be a folder in it, so folders before the book's own are passed over. */
function resolveInRepository(path: string, { links, anchor, paths }: Asked): Landing {
  const parts = path.split('/').filter(Boolean);
  for (let skipped = 0; skipped < parts.length; skipped += 1) {
    const file = parts.slice(skipped).join('/');
    const find = (part: string): Target => links.resolve({ path: '' }, withAnchor(encodeURI(file), part));
    const target = find(anchor);
    // Code hosts write every heading's anchor small, and find it however it is asked for.
    const found = target.kind === 'page' ? target : find(anchor.toLowerCase());
    if (found.kind === 'page') return landingOf(found);
    // The page is there, but not the part that the link names.
    if (target.kind === 'missing' && paths.has(file)) return landingOf(target);
  }
  const same = [...paths].find((known) => known.toLowerCase() === path.toLowerCase());
  const nearest = same ?? findNearest(path, paths);
  return { kind: 'nowhere', reason: `there is no file \`${path}\``, nearest };
}

function landingOf(target: Target): Landing {
  switch (target.kind) {
    case 'page':
      return { kind: 'page', path: target.path, anchor: target.anchor };
    case 'missing':
      return { kind: 'nowhere', reason: target.reason, nearest: target.nearest() };
    case 'site':
    case 'file':
      return { kind: 'nowhere', reason: 'it leads to a page that is not a runbook' };
    case 'external':
    case 'unsafe':
      return { kind: 'elsewhere', isAllowed: false };
  }
}

/** Labels that the rule itself sets to one value. */
export function plainLabels({ labels }: AlertRule): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !hasTemplate(value)));
}

function withoutBase(path: string, { base }: Settings): string {
  return base !== '/' && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

function withAnchor(path: string, anchor: string): string {
  return anchor === '' ? path : `${path}#${anchor}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
