import { alertAddress, alertKey, alertSpellings } from '../runbook/links/alert-names.ts';
import { once } from '../runbook/words/once.ts';
import type { Alert, AlertName } from './entries.ts';
import type { SiteBook } from './site-book.ts';

/** Which alerts of a book have the same address, almost the same name, or another spelling: each told once for all. */
export function openAlike(
  alerts: () => readonly Alert[],
): Pick<SiteBook, 'alertsSharing' | 'alertsLike' | 'alertsSpelled'> {
  const byName = once(() => new Map(alerts().map((alert) => [alert.name, alert])));
  const byAddress = once(() => Map.groupBy(alerts(), ({ address }) => address));
  const byKey = once(() => Map.groupBy(alerts(), ({ name }) => alertKey(name)));
  const bySpelling = once(() => groupBySpelling(alerts()));
  return {
    alertsSharing(name) {
      const alert = byName().get(name);
      if (!alert) return [];
      return [alert, ...(byAddress().get(alert.address) ?? []).filter((other) => other !== alert)];
    },
    alertsLike(name) {
      const own = byName().get(name)?.address;
      return (byKey().get(alertKey(name)) ?? []).filter(({ address }) => address !== own).map(nameOf);
    },
    alertsSpelled: (spelling) => (bySpelling().get(alertAddress(spelling)) ?? []).map(nameOf),
  };
}

/** Alerts by each address that a spelling of their names has. */
function groupBySpelling(alerts: readonly Alert[]): Map<string, Alert[]> {
  const spelled = alerts.flatMap((alert) =>
    [...new Set(alertSpellings(alert.name).map(alertAddress))].map((address) => ({ address, alert })),
  );
  const grouped = Map.groupBy(spelled, ({ address }) => address);
  return new Map([...grouped].map(([address, own]) => [address, own.map(({ alert }) => alert)]));
}

function nameOf({ name, address }: Alert): AlertName {
  return { name, address };
}
