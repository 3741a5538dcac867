import { FACETS, OF_THE_PAGE } from './alert-menus.ts';
import type { Facet } from './alert-menus.ts';
import { loadAlerts } from './named-alerts.ts';
import type { NamedAlert } from './named-alerts.ts';

/** More rows than this are slow on a phone: another letter narrows them. */
const MOST = 100;
/** Fills the menus above the list of alerts: it is narrowed by what they say, and grouped. */
export async function alertFilter(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-alert-filter]');
  const list = document.querySelector<HTMLElement>('[data-alert-list]');
  const said = form?.querySelector('[role=status]');
  if (!form || !list || !said) return;
  form.addEventListener('submit', (event) => event.preventDefault());
  const alerts = await loadAlerts();
  // Nothing would be narrowed.
  if (alerts.length === 0) return form.remove();
  for (const facet of FACETS)
    form.querySelector(`select[name=${facet}]`)?.append(...optionsOf(facet, alerts));
  const first = [...list.childNodes];
  const show = (): void => {
    const asked = new FormData(form);
    const found = alerts.filter((alert) => fits(alert, asked));
    const isAsked = [...asked.values()].some((value) => value !== '');
    said.textContent = isAsked ? `${found.length} of ${alerts.length} alerts.` : '';
    list.replaceChildren(...(isAsked ? render(found, String(asked.get('group'))) : first));
  };
  form.addEventListener('input', show);
  // What was typed before the alerts were there.
  show();
}

function valuesOf(alert: NamedAlert, facet: Facet): readonly string[] {
  const value = alert[facet];
  return typeof value === 'string' ? [value] : value;
}

function fits(alert: NamedAlert, asked: FormData): boolean {
  const name = String(asked.get('name')).trim().toLowerCase();
  return (
    alert.name.toLowerCase().includes(name) &&
    FACETS.every((facet) => {
      const wanted = asked.get(facet) ?? '';
      return wanted === '' || valuesOf(alert, facet).includes(String(wanted));
    })
  );
}

function render(found: readonly NamedAlert[], group: string): HTMLElement[] {
  const facet = FACETS.find((one) => one === group) ?? OF_THE_PAGE;
  const groups = Map.groupBy(found.slice(0, MOST), (alert) => valuesOf(alert, facet)[0] ?? '');
  const parts = [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, own]) => [heading(name || `no ${facet}`), listOf(own)]);
  if (found.length <= MOST) return parts;
  const more = document.createElement('p');
  more.textContent = `${found.length - MOST} more: narrow the list to see them.`;
  return [...parts, more];
}

function heading(text: string): HTMLElement {
  const made = document.createElement('h2');
  made.textContent = text;
  return made;
}

function listOf(alerts: readonly NamedAlert[]): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'lines';
  list.append(
    ...alerts.map((alert) => {
      const item = document.createElement('li');
      const beside = document.createElement('span');
      const [first] = alert.runbooks;
      const about = [...alert.severity, alert.team].filter(Boolean).join(', ');
      beside.append(
        first ? link(first.address, first.title) : alert.state,
        about === '' ? '' : ` · ${about}`,
      );
      item.append(link(`${alert.address}?stay`, alert.name), beside);
      return item;
    }),
  );
  return list;
}

function link(address: string, text: string): HTMLAnchorElement {
  const made = document.createElement('a');
  made.href = address;
  made.textContent = text;
  return made;
}

/** The values of a facet, with how many alerts have each. */
function optionsOf(facet: Facet, alerts: readonly NamedAlert[]): HTMLOptionElement[] {
  const counts = new Map<string, number>();
  for (const value of alerts.flatMap((alert) => valuesOf(alert, facet)).filter(Boolean))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort().map(([name, count]) => new Option(`${name} (${count})`, name));
}
