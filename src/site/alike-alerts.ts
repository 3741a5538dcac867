import { alertAddress, alertKey, alertSpellings } from '../runbook/links/alert-names.ts';
import type { Alert } from './entries.ts';

/** Alerts that share the address of one, itself first: `a/b` and `a-b`. */
export function sharingPage(alert: Alert, alerts: readonly Alert[]): Alert[] {
  return [alert, ...alerts.filter((other) => other !== alert && other.address === alert.address)];
}

/** Alerts with a page of their own whose names only case or signs tell from one. */
export function alikeAlerts(alert: Alert, alerts: readonly Alert[]): Alert[] {
  const key = alertKey(alert.name);
  return alerts.filter((other) => other.address !== alert.address && alertKey(other.name) === key);
}

/** Alerts that a spelling may mean: `highcpu` is `HighCPU`, and `HighCpu` too. */
export function alertsSpelled(spelling: string, alerts: readonly Alert[]): Alert[] {
  const address = alertAddress(spelling);
  return alerts.filter(({ name }) => alertSpellings(name).some((own) => alertAddress(own) === address));
}
