import type { HostList } from './host-list.ts';
import { isMetadata, isPrivate } from './private-addresses.ts';

/** The host of an address as a name or a number, an IPv6 one without its brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** Tells which addresses may be asked for a link. What is no address yet may, until it is looked up. */
export function reachOf(url: URL, allowed: HostList): (address: string) => boolean {
  const isListed = allowed.hasName(url.host) || allowed.hasName(bareHost(url));
  return (address) =>
    !isMetadata(address) && (isListed || allowed.hasAddress(address) || !isPrivate(address));
}
