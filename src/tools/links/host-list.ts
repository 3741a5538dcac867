import { BlockList, isIP } from 'node:net';
import { globPattern } from './glob-pattern.ts';

/** Tells the hosts and addresses that the settings list. */
export interface HostList {
  /** A host as a link writes it, with or without its port. */
  hasName(host: string): boolean;
  hasAddress(address: string): boolean;
}

/** Reads `grafana.corp.example`, `*.corp.example`, `localhost:3000`, `10.1.2.3` and `10.0.0.0/8`. */
export function hostList(entries: readonly string[]): HostList {
  const addresses = new BlockList();
  const names: ((host: string) => boolean)[] = [];
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    if (family > 0 && bits !== undefined && /^\d{1,3}$/.test(bits))
      addresses.addSubnet(
        address,
        Math.min(Number(bits), family === 4 ? 32 : 128),
        `ipv${family === 4 ? 4 : 6}`,
      );
    else if (family > 0) addresses.addAddress(address, `ipv${family === 4 ? 4 : 6}`);
    names.push(hostPattern(entry));
  }
  return {
    hasName: (host) => names.some((isName) => isName(host)),
    hasAddress: (address) => inList(addresses, address),
  };
}

/** A `*` reaches no further than the next `:`, so that it never stands for a port. */
function hostPattern(entry: string): (host: string) => boolean {
  const parts = entry.split(':').map(globPattern);
  return (host) => {
    const own = host.split(':');
    return own.length === parts.length && own.every((part, at) => parts[at]?.(part));
  };
}

/** Whether an address is in a list; an IPv4 address inside an IPv6 one is looked up as what it is. */
export function inList(list: BlockList, address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
