import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** An address was not asked, since it leads into a private network that nobody has listed. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/**
 * Looks a host's name up for a connection that is being made, and gives it no address but those that it may have.
 * @param resolve asks for all addresses of a name, as the system does
 */
export function guardedLookup(
  mayConnect: (address: string) => boolean,
  resolve: typeof lookup = lookup,
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const open = (addresses ?? []).filter(({ address }) => mayConnect(address));
      const [first] = open;
      if (error) done(error, '');
      else if (!first) done(new PrivateAddress(), '');
      else if (options.all) done(null, open);
      else done(null, first.address, first.family);
    });
  };
}
