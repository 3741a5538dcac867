import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Names that a server answers to, and whether it answers to any address in numbers as well. */
export interface ServedNames {
  readonly known: ReadonlySet<string>;
  readonly isAnyAddress: boolean;
}

/** What a browser may call a server: what `serve` prints, or what `--host` says. */
export function servedNames(host: string, machine = hostname()): ServedNames {
  const name = host.toLowerCase();
  const isEverywhere = name === '0.0.0.0' || name === '::';
  const isHere = isEverywhere || name === 'localhost' || name === '::1' || /^127\./.test(name);
  const known = new Set([isIP(name) === 6 ? `[${name}]` : name]);
  if (isHere) for (const own of ['localhost', '127.0.0.1', '[::1]']) known.add(own);
  // Other machines know this one by its addresses or by its name.
  if (isEverywhere) known.add(machine.toLowerCase());
  return { known, isAnyAddress: isEverywhere };
}

/** Whether a server answers to the host that a request names. */
export function isServedName(host: string | undefined, { known, isAnyAddress }: ServedNames): boolean {
  // Matches `localhost:4321` and `[::1]:4321`; a port may be another one, behind a tunnel.
  const name = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return known.has(name) || (isAnyAddress && isIP(name.replace(/^\[|\]$/g, '')) > 0);
}
