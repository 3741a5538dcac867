import { alertAddress } from '../../runbook/links/alert-names.ts';
import { serviceAddress } from '../../runbook/links/site-paths.ts';
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { chosenServices } from '../../runbook/schema/components.ts';
import type { ComponentName } from '../../runbook/schema/components.ts';
import type { Facts } from './facts.ts';
import { renderBranches } from './decision.ts';
import { tabBar } from './tab-bar.ts';
import { tickBox } from './tick-box.ts';

export interface Use {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ElementContent[];
  readonly facts: Facts;
  /** Names of the page's snippets: the anchors of its steps. */
  readonly steps: ReadonlySet<string>;
  readonly number: number;
}

type Render = (use: Use) => Element;

/** How each component of a book is drawn: plain functions from attributes and content to HTML. */
export const COMPONENT_RENDERERS = {
  Note: (use) => callout('note', 'Note', use),
  Warning: (use) => callout('warning', 'Warning', use),
  Danger: (use) => callout('danger', 'Danger', use),
  Decision: (use) =>
    callout('decision', 'Decide', { ...use, children: renderBranches(use.children, use.steps) }),
  Steps: ({ children }) => h('div', { class: 'steps' }, children.map(withTicks)),
  Tabs: renderTabs,
  Tab: ({ attributes, children }) =>
    h('section', { class: 'tab-panel', 'data-label': attributes['label'] ?? '' }, [
      h('p', { class: 'tab-label' }, attributes['label'] ?? ''),
      ...children,
    ]),
  ServiceTable: renderServiceTable,
  HealthChecks: renderHealthChecks,
  AlertFacts: renderAlertFacts,
} satisfies Readonly<Record<ComponentName, Render>>;

/** The items of a list, each with a box to tick. */
function withTicks(child: ElementContent): ElementContent {
  if (child.type !== 'element' || !/^[ou]l$/.test(child.tagName)) return child;
  const items = child.children.filter((item) => item.type === 'element' && item.tagName === 'li');
  const children = child.children.map((item) => {
    if (item.type !== 'element' || item.tagName !== 'li') return item;
    const box = tickBox(`step ${items.indexOf(item) + 1}`);
    return {
      ...item,
      properties: { ...item.properties, className: ['step-item'] },
      children: [box, ...item.children],
    };
  });
  return { ...child, children };
}

function callout(kind: string, word: string, { attributes, children }: Use): Element {
  return h('div', { class: ['callout', kind], role: 'note' }, [
    h('p', { class: 'callout-title' }, attributes['title'] ?? word),
    ...children,
  ]);
}

/** Radio buttons over the panels; where they cannot work, every panel is shown under its label. */
function renderTabs({ children, number }: Use): Element {
  const labels = children.flatMap((child) =>
    child.type === 'element' && child.properties['dataLabel'] !== undefined
      ? [String(child.properties['dataLabel'])]
      : [],
  );
  return h('div', { class: 'tab-group' }, [tabBar(`tabs-${number}`, 'Variants', labels), ...children]);
}

function renderServiceTable({ attributes, facts }: Use): Element {
  const rows = chosenServices(attributes, facts.services()).map((service) => [
    [h('a', { href: `${facts.base}${serviceAddress(service.id).slice(1)}` }, service.name)],
    [service.host === undefined ? '' : h('code', service.host)],
    [(service.health ?? []).map(({ check }) => check).join(', ')],
    [
      (service.ports ?? [])
        .map(({ port, exposed }) => (exposed ? `${port} (${exposed})` : String(port)))
        .join(', '),
    ],
  ]);
  return table(['Service', 'Internal host', 'Health check', 'Ports'], rows);
}

function renderHealthChecks({ attributes, facts }: Use): Element {
  const rows = chosenServices(attributes, facts.services()).flatMap((service) =>
    (service.health ?? []).map(({ check, url, command, expect }) => [
      [service.name],
      [check],
      [command === undefined ? address(url) : h('code', command)],
      [expect ?? ''],
    ]),
  );
  return table(['Service', 'Check', 'Where', 'Healthy'], rows);
}

function address(url: string | undefined): ElementContent | string {
  if (url === undefined) return '';
  return /^https?:/.test(url) ? h('a', { href: url, rel: 'noreferrer' }, url) : url;
}

function renderAlertFacts({ attributes, facts }: Use): Element {
  const name = attributes['alert'] ?? '';
  const rules = facts.alertRules(name);
  if (rules.length === 0)
    return h('p', { class: 'missing' }, `No alert rule of this book is called ${name}.`);
  const parts = rules.map(({ expression, duration, labels, annotations }) =>
    h('dl', { class: 'facts' }, [
      ...fact('Fires when', [
        h('pre', { tabIndex: 0, role: 'group', ariaLabel: `Expression of ${name}` }, h('code', expression)),
      ]),
      ...fact('Fires after', [duration ?? 'at once']),
      ...fact('Severity', [labels['severity'] ?? 'not labelled']),
      ...fact('Labels', [
        Object.entries(labels)
          .filter(([label]) => label !== 'severity')
          .map(([label, value]) => `${label}=${value}`)
          .join(', '),
      ]),
      ...fact('Says', [annotations['summary'] ?? annotations['description'] ?? '']),
    ]),
  );
  const link = h('a', { href: `${facts.base}${alertAddress(name).slice(1)}?stay` }, name);
  return h('div', { class: 'alert-facts' }, [h('p', { class: 'alert-name' }, ['Alert ', link]), ...parts]);
}

function fact(term: string, description: (ElementContent | string)[]): Element[] {
  return description.every((part) => part === '') ? [] : [h('dt', term), h('dd', description)];
}

type Cell = (ElementContent | string)[];

function table(head: readonly string[], rows: readonly Cell[][]): Element {
  return h('div', { class: 'table', tabIndex: 0, role: 'group', ariaLabel: head.join(', ') }, [
    h('table', [
      h(
        'thead',
        h(
          'tr',
          head.map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h(
        'tbody',
        rows.map((row) =>
          h(
            'tr',
            row.map((cell) => h('td', cell)),
          ),
        ),
      ),
    ]),
  ]);
}
