import type { Book } from '../../runbook/book.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import { ruleOfReading } from '../rule.ts';
import type { Rule } from '../rule.ts';

const reading = ruleOfReading({
  id: 'dashboard-known',
  summary: 'Link to Grafana dashboards and panels that the book knows',
  level: 'error',
  looksAround: true,
});

export const dashboardKnown: Rule = {
  ...reading,
  check({ page, book }, report) {
    for (const { url, range } of page.links) {
      const message = faultOf(url, book);
      if (message !== undefined) report(message, range);
    }
  },
  checkBook(context, report) {
    reading.checkBook?.(context, report);
    const { book } = context;
    if (book.dashboards.size === 0) return;
    for (const service of book.services.values()) {
      for (const [index, { uid, url = '', panels = [] }] of (service.dashboards ?? []).entries()) {
        const known = book.dashboards.get(uid ?? uidOf(url) ?? '');
        if (uid !== undefined && !known) {
          const message = `Change \`${uid}\`: no dashboard of \`${book.settings.layout.dashboards}\` has this uid.${didYouMean(uid, book.dashboards.keys())}`;
          report(service.path, message, service.locate(['dashboards', index, 'uid']));
        }
        if (!known) continue;
        const titles = [...known.panels.values()];
        for (const [at, panel] of panels.entries()) {
          if (titles.includes(panel)) continue;
          const message = `Change \`${panel}\`: the dashboard ${known.title} has no panel of this title.${didYouMean(panel, titles)}`;
          report(service.path, message, service.locate(['dashboards', index, 'panels', at]));
        }
      }
    }
  },
};

// Matches `/d/abc-1/name`, `/grafana/d-solo/abc`; not `/document/d/abc`, which is a text of Google's.
const DASHBOARD =
  /^(?:\/(?!document|file|spreadsheets|presentation|forms)[\w-]+)?\/d(?:-solo)?\/([\w-]+)(?:\/|$)/;

function uidOf(url: string): string | undefined {
  const address = URL.parse(url, 'https://book.invalid');
  if (!address || !/^https?:$/.test(address.protocol) || /(^|\.)google\.com$/.test(address.hostname))
    return undefined;
  return DASHBOARD.exec(address.pathname)?.[1];
}

function faultOf(url: string, book: Book): string | undefined {
  const uid = uidOf(url);
  if (uid === undefined || !isGrafanaOf(url, book)) return undefined;
  const known = book.dashboards.get(uid);
  const uids = new Set([...declaredUids(book), ...book.dashboards.keys()]);
  if (uids.size === 0) return undefined;
  if (!uids.has(uid))
    return `Change \`${uid}\`: no service and no dashboard of the book has this uid.${didYouMean(uid, uids)}`;
  const panel = URL.parse(url, 'https://book.invalid')?.searchParams;
  const id = (panel?.get('viewPanel') ?? panel?.get('panelId') ?? '').replace(/^panel-/, '');
  if (!known || id === '' || known.panels.has(id)) return undefined;
  return `Change \`viewPanel=${id}\`: the dashboard ${known.title} has no such panel.${didYouMean(id, known.panels.keys())}`;
}

function declaredUids({ services }: Book): string[] {
  return [...services.values()].flatMap(({ dashboards = [] }) =>
    dashboards.flatMap(({ uid, url = '' }) => uid ?? uidOf(url) ?? []),
  );
}

/** Other Grafanas than the team's are not the book's business: those of the services' links are known by their host. */
function isGrafanaOf(url: string, { services }: Book): boolean {
  const hosts = new Set(
    [...services.values()].flatMap(({ dashboards = [] }) =>
      dashboards.flatMap(({ url: own }) => (own === undefined ? [] : [URL.parse(own)?.host])),
    ),
  );
  hosts.delete(undefined);
  const host = URL.parse(url)?.host;
  return hosts.size === 0 || host === undefined || hosts.has(host);
}
