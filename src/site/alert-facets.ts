import { listTemplateLabels } from '../alerts/template.ts';
import type { Alert } from './entries.ts';
import { labelOf } from './words.ts';

/** What the list of alerts can be narrowed and grouped by. */
export interface AlertFacets {
  readonly team: string;
  readonly service: string;
  readonly severity: readonly string[];
  readonly file: readonly string[];
  readonly state: string;
}

/** What a value of a label says to a reader: of `{{ $labels.job }}`, which only the alert fills, its name. */
export function labelWord(value: string): string {
  const [label] = listTemplateLabels(value);
  if (label !== undefined) return label;
  return value.includes('{{') ? '' : value;
}

export function teamOf(alert: Alert): string {
  return labelWord(labelOf(alert, 'team') || labelOf(alert, 'owner'));
}

export function severitiesOf({ rules }: Alert): string[] {
  return [...new Set(rules.map(({ labels }) => labelWord(labels['severity'] ?? '')).filter(Boolean))];
}

/** As `opsbook alerts check` counts: a rule without a severity is one more. */
export function severitiesToCount({ rules }: Alert): string[] {
  return [...new Set(rules.map(({ labels }) => labelWord(labels['severity'] ?? '')))];
}

/** What the list of alerts can be narrowed by, of one alert. */
export function facetsOf(alert: Alert): AlertFacets {
  return {
    team: teamOf(alert),
    service: labelWord(labelOf(alert, 'service')),
    severity: severitiesOf(alert),
    file: [...new Set(alert.rules.map(({ path }) => path))],
    state: STATES[alert.state],
  };
}

const STATES: Readonly<Record<Alert['state'], string>> = {
  missing: 'no runbook yet',
  elsewhere: 'elsewhere',
  covered: 'has a runbook',
  exempt: 'needs none',
  unraised: 'no rule',
};
