import { loadAlerts } from './named-alerts.ts';
import type { NamedAlert } from './named-alerts.ts';

const FACETS = ['team', 'service', 'severity', 'file', 'state'] as const;
type Facet = (typeof FACETS)[number];
/** What the list is grouped by as the page comes. */
const OF_THE_PAGE: Facet = 'team';

/** More rows than this are slow on a phone: another letter narrows them. */
const MOST = 100;
/** Fewer alerts than this are quicker read than narrowed. */
const WORTH_NARROWING = 8;

/** Menus above the list of alerts: it is narrowed by what they say, and grouped. */
export async function alertFilter(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-alert-filter]');
  const list = document.querySelector<HTMLElement>('[data-alert-list]');
  if (!place || !list) return;
  const alerts = await loadAlerts();
  if (alerts.length < WORTH_NARROWING) return;
  const first = [...list.childNodes];
  const form = document.createElement('form');
  form.className = 'alert-filter';
  form.setAttribute('role', 'search');
  form.setAttribute('aria-label', 'Narrow the list of alerts');
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  form.append(
    labelled('name ', nameField()),
    ...FACETS.flatMap((facet) => menuOf(facet, alerts)),
    labelled('group by ', groupMenu()),
  );
  const show = (): void => {
    const asked = new FormData(form);
    const found = alerts.filter((alert) => fits(alert, asked));
    const isAsked = [...asked.values()].some((value) => value !== '');
    said.textContent = isAsked ? `${found.length} of ${alerts.length} alerts.` : '';
    list.replaceChildren(...(isAsked ? render(found, String(asked.get('group'))) : first));
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.append(said);
  place.append(form);
  place.hidden = false;
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

function labelled(text: string, field: HTMLElement): HTMLElement {
  const label = document.createElement('label');
  label.append(text, field);
  return label;
}

function nameField(): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'search';
  field.name = 'name';
  return field;
}

/** A menu of the values of a facet; none when all alerts share one. */
function menuOf(facet: Facet, alerts: readonly NamedAlert[]): HTMLElement[] {
  const counts = new Map<string, number>();
  for (const value of alerts.flatMap((alert) => valuesOf(alert, facet)).filter(Boolean))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return [];
  const select = document.createElement('select');
  select.name = facet;
  select.append(
    new Option('any', ''),
    ...[...counts].sort().map(([name, count]) => new Option(`${name} (${count})`, name)),
  );
  return [labelled(`${facet} `, select)];
}

function groupMenu(): HTMLSelectElement {
  const select = document.createElement('select');
  select.name = 'group';
  select.append(...FACETS.map((facet) => new Option(facet, facet === OF_THE_PAGE ? '' : facet)));
  return select;
}
