import type { PhrasingContent, RootContent } from 'mdast';
import { alertAddress } from '../runbook/links/alert-names.ts';
import { serviceAddress } from '../runbook/links/site-paths.ts';
import type { Service } from '../runbook/schema/entry-schemas.ts';
import type { BookFacts } from './book-facts.ts';
import { bullets, code, heading, link, paragraph, table } from './markdown-nodes.ts';
import { healthRow, sayPorts } from './service-rows.ts';
import { written } from './runbook-markdown.ts';
import { linkTo } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** What leads to a service, besides what its own file says. */
export interface ServiceWriting {
  readonly facts: BookFacts;
  readonly way: Way;
  readonly system: string;
  readonly runbooks: readonly {
    readonly title: string;
    readonly summary: string;
    readonly address: string;
  }[];
  readonly alerts: readonly {
    readonly name: string;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** A service as Markdown: what it is, its runbooks, how to see whether it is well, what it needs. */
export function serviceMarkdown(service: Omit<Service, 'locate'>, writing: ServiceWriting): string {
  const { facts, way, system, runbooks, alerts } = writing;
  const {
    name,
    description,
    owner,
    host,
    ports,
    health = [],
    dashboards = [],
    environment = [],
    notes = [],
  } = service;
  const team = facts.team(owner);
  const toService = (id: string): PhrasingContent =>
    linkTo(serviceAddress(id), facts.service(id)?.name ?? id, way);
  const needs = service['depends-on'] ?? [];
  const neededBy = facts.services().filter((other) => other['depends-on']?.includes(service.id));
  return written([
    heading(1, name),
    paragraph(description),
    bullets([
      ...(system === '' ? [] : [`System: ${system}`]),
      ...(owner === '' ? [] : [`Owner: ${[team?.name ?? owner, ...(team?.contact ?? [])].join(', ')}`]),
      ...(host === undefined ? [] : [[...paragraph('Internal host: ', code(host)).children]]),
      ...(sayPorts(ports) === '' ? [] : [`Ports: ${sayPorts(ports)}`]),
    ]),
    ...part(
      'Runbooks',
      runbooks.map(({ title, summary, address: to }) => [
        linkTo(to, title, way),
        ...(summary ? paragraph(`: ${summary}`).children : []),
      ]),
    ),
    ...(health.length === 0
      ? []
      : [heading(2, 'Health'), table([['Check', 'Where', 'Healthy'], ...health.map(healthRow)])]),
    ...part(
      'Dashboards',
      dashboards.map(({ title, url, panels = [] }) => [
        url && /^https?:/.test(url) ? link(url, title) : { type: 'text', value: title },
        ...(panels.length === 0 ? [] : paragraph(`: ${panels.join(', ')}`).children),
      ]),
    ),
    ...part(
      'Depends on',
      needs.map((id) => [toService(id)]),
    ),
    ...part(
      'Needed by',
      neededBy.map(({ id }) => [toService(id)]),
    ),
    ...part(
      'Environment',
      environment.map((one) => [
        code(one.name),
        ...(one.purpose ? paragraph(`: ${one.purpose}`).children : []),
      ]),
    ),
    ...part(
      'Alerts',
      alerts.map((one) => [
        linkTo(alertAddress(one.name), one.name, way),
        ...(one.annotations['summary'] ? paragraph(`: ${one.annotations['summary']}`).children : []),
      ]),
    ),
    ...part('Notes', notes),
  ]);
}

function part(title: string, entries: Parameters<typeof bullets>[0]): RootContent[] {
  return entries.length === 0 ? [] : [heading(2, title), bullets(entries)];
}
