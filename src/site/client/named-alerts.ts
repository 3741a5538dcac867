import { alertKey } from '../../runbook/links/alert-names.ts';
import { base } from './site-base.ts';

/** An alert of the book, as `/alerts/names.json` lists it. */
export interface NamedAlert {
  readonly name: string;
  readonly address: string;
  readonly runbooks: readonly { readonly title: string; readonly address: string }[];
  readonly team: string;
  readonly service: string;
  readonly severity: readonly string[];
  readonly file: readonly string[];
  readonly state: string;
}

/** Every alert of the book; none where the list cannot be had. */
export async function loadAlerts(): Promise<readonly NamedAlert[]> {
  const response = await fetch(`${base()}alerts/names.json`).catch(() => undefined);
  // Written by the build that wrote this program.
  return response?.ok ? ((await response.json()) as NamedAlert[]) : [];
}

/** The alert of that name, however it is spelled. */
export function findAlert(name: string, alerts: readonly NamedAlert[]): NamedAlert | undefined {
  return (
    alerts.find((alert) => alert.name === name) ??
    alerts.find((alert) => alertKey(alert.name) === alertKey(name))
  );
}
