import { shorten } from '../link-values.ts';
import { secretNamesOfPage } from './record.ts';

/** The alert whose landing page this is, with the labels of its link. */
export interface LandedAlert {
  readonly name: string;
  readonly from: string;
  readonly severity: { readonly id: string; readonly title: string } | undefined;
}

const LABEL = /^[A-Za-z_][\w.-]{0,60}$/;
const OWN = new Set(['stay', 'q', 'values-from', 'alert']);
const MOST_LABELS = 20;

/** What an incident that is declared on the page of an alert is filled with. */
export function alertOfPage(): LandedAlert | undefined {
  const place = document.querySelector<HTMLElement>('[data-alert-landing]');
  const name = place?.dataset['alertLanding'];
  if (!place || !name) return undefined;
  const secrets = new Set(secretNamesOfPage().map((word) => word.toLowerCase()));
  const labels = [...new URLSearchParams(location.search)]
    .filter(([label, value]) => value !== '' && LABEL.test(label) && !OWN.has(label))
    .filter(([label]) => !secrets.has(label.toLowerCase()))
    .slice(0, MOST_LABELS)
    .map(([label, value]) => `${label}=${shorten(value)}`);
  const { severity, severityTitle = severity } = place.dataset;
  return {
    name,
    from: `from the alert ${name}${labels.length === 0 ? '' : ` (${labels.join(', ')})`}`,
    severity:
      severity === undefined || severityTitle === undefined
        ? undefined
        : { id: severity, title: severityTitle },
  };
}
