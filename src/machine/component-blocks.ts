import type { BlockContent, RootContent } from 'mdast';
import { alertAddress } from '../runbook/links/alert-names.ts';
import { serviceAddress } from '../runbook/links/site-paths.ts';
import { chosenServices } from '../runbook/schema/components.ts';
import type { ComponentName } from '../runbook/schema/components.ts';
import { lookUp } from '../shell/look-up.ts';
import type { BookFacts } from './book-facts.ts';
import { callout, code, paragraph, strong, table } from './markdown-nodes.ts';
import { healthRow, sayPorts } from './service-rows.ts';
import { ruleBlocks } from './rule-blocks.ts';
import { linkTo } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** A component as it stands in a page. */
export interface Use {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: () => BlockContent[];
  readonly facts: BookFacts;
  readonly way: Way;
}

type Write = (use: Use) => RootContent[];

/** A component of a book as plain blocks; undefined for a name that is none. */
export function componentBlocks(name: string, use: Use): RootContent[] | undefined {
  return lookUp(WRITERS, name)?.(use);
}

const WRITERS: Readonly<Record<ComponentName, Write>> = {
  Note: ({ attributes, inside }) => [callout('NOTE', attributes['title'], inside())],
  Warning: ({ attributes, inside }) => [callout('WARNING', attributes['title'], inside())],
  Danger: ({ attributes, inside }) => [callout('CAUTION', attributes['title'], inside())],
  Decision: ({ attributes, inside }) => [callout('IMPORTANT', attributes['title'] ?? 'Decide', inside())],
  Steps: ({ inside }) => inside(),
  Tabs: ({ inside }) => inside(),
  Tab: ({ attributes, inside }) => [strong(attributes['label'] ?? ''), ...inside()],
  ServiceTable: serviceTable,
  HealthChecks: healthTable,
  AlertFacts: alertFacts,
};

function serviceTable({ attributes, facts, way }: Use): RootContent[] {
  const rows = chosenServices(attributes, facts.services()).map(({ id, name, host, ports, health = [] }) => [
    linkTo(serviceAddress(id), name, way),
    host === undefined ? '' : code(host),
    health.map(({ check }) => check).join(', '),
    sayPorts(ports),
  ]);
  return rows.length === 0 ? [] : [table([['Service', 'Internal host', 'Health check', 'Ports'], ...rows])];
}

function healthTable({ attributes, facts }: Use): RootContent[] {
  const rows = chosenServices(attributes, facts.services()).flatMap(({ name, health = [] }) =>
    health.map((check) => [name, ...healthRow(check)]),
  );
  return rows.length === 0 ? [] : [table([['Service', 'Check', 'Where', 'Healthy'], ...rows])];
}

function alertFacts({ attributes, facts, way }: Use): RootContent[] {
  const name = attributes['alert'] ?? '';
  const rules = facts.alertRules(name);
  if (rules.length === 0) return [paragraph(`No alert rule of this book is called ${name}.`)];
  return [paragraph('Alert ', linkTo(alertAddress(name), name, way), ':'), ...rules.flatMap(ruleBlocks)];
}
