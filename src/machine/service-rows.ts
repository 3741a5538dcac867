import type { PhrasingContent } from 'mdast';
import type { Service } from '../runbook/schema/entry-schemas.ts';
import { code, link } from './markdown-nodes.ts';

/** Ports in one cell: `9000, 8080 (internal)`. */
export function sayPorts(ports: Service['ports']): string {
  return (ports ?? [])
    .map(({ port, exposed }) => (exposed ? `${port} (${exposed})` : String(port)))
    .join(', ');
}

/** A health check: what, where, and what a healthy answer looks like. */
export function healthRow({
  check,
  url,
  command,
  expect = '',
}: NonNullable<Service['health']>[number]): readonly (string | PhrasingContent)[] {
  const where =
    command !== undefined ? code(command) : url && /^https?:/.test(url) ? link(url, url) : (url ?? '');
  return [check, where, expect];
}
