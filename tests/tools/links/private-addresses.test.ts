import { describe, expect, test } from 'vitest';
import { hostList } from '../../../src/tools/links/host-list.ts';
import { isMetadata, isPrivate } from '../../../src/tools/links/private-addresses.ts';

/** First and last of a private net, and the public neighbours before and behind it. */
const NETS: readonly (readonly [
  net: string,
  first: string,
  last: string,
  before?: string | undefined,
  behind?: string,
])[] = [
  ['this network', '0.0.0.0', '0.255.255.255', undefined, '1.0.0.0'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['behind a carrier', '100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['loopback', '127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
  ['link-local', '169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['protocol assignments', '192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['examples 1', '192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['benchmarks', '198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['examples 2', '198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
  ['examples 3', '203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
  ['many at once, and what is kept back', '224.0.0.0', '255.255.255.255', '223.255.255.255'],
  ['many at once', '239.255.255.255', '240.0.0.0'],
  ['unspecified and loopback of IPv6', '::', '::1', undefined, '::2'],
  ['NAT64', '64:ff9b::', '64:ff9b::ffff:ffff', '64:ff9a:ffff::', '64:ff9b::1:0:0'],
  ['NAT64 of one network', '64:ff9b:1::', '64:ff9b:1:ffff::', '64:ff9b:0:ffff::', '64:ff9b:2::'],
  ['what is thrown away', '100::', '100::ffff:ffff:ffff:ffff', 'ff:ffff::', '100:0:0:1::'],
  ['Teredo and others', '2001::', '2001:1ff:ffff::', '2000:ffff::', '2001:200::'],
  ['examples of IPv6', '2001:db8::', '2001:db8:ffff::', '2001:db7:ffff::', '2001:db9::'],
  ['6to4', '2002::', '2002:ffff::', '2001:ffff::', '2003::'],
  ['unique local', 'fc00::', 'fdff:ffff::', 'fbff:ffff::', 'fe00::'],
  ['link-local of IPv6', 'fe80::', 'febf:ffff::', 'fe7f:ffff::'],
  ['site-local', 'fec0::', 'feff:ffff::'],
  ['many at once of IPv6', 'ff00::', 'ffff:ffff::'],
];

describe('a private address', () => {
  test.each(NETS)('%s', (_, first, last, before, behind) => {
    expect([isPrivate(first ?? ''), isPrivate(last ?? '')]).toEqual([true, true]);
    const outside = [before ?? '8.8.8.8', behind ?? '8.8.8.8'];
    expect(outside.map((address) => isPrivate(address))).toEqual([false, false]);
  });

  test.each(['::ffff:10.0.0.1', '::ffff:127.0.0.1', '::ffff:a00:1'])(
    'is one inside an IPv6 address too: %s',
    (address) => expect(isPrivate(address)).toBe(true),
  );

  test.each(['::ffff:8.8.8.8', '1.1.1.1', '2606:4700::1111', 'localhost', ''])('is not %s', (address) =>
    expect(isPrivate(address)).toBe(false),
  );

  test.each([
    ['169.254.169.254', true],
    ['169.254.0.0', true],
    ['169.254.255.255', true],
    ['::ffff:169.254.169.254', true],
    ['fd00:ec2::254', true],
    ['fd00:ec2::253', false],
    ['169.253.255.255', false],
    ['169.255.0.0', false],
    ['10.0.0.1', false],
  ])('%s hands out credentials of a cloud: %s', (address, is) => expect(isMetadata(address)).toBe(is));
});

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['10.1.2.3/32', '10.1.2.4', false],
  // More bits than an address has are all that it has.
  ['10.1.2.3/128', '10.1.2.3', true],
  ['10.1.2.3/128', '10.1.2.2', false],
  ['fd00::/8', 'fdff::1', true],
  ['fd00::/128', 'fd00::', true],
  ['fd00::/999', 'fd00::', true],
  ['fd00::/999', 'fd00::1', false],
  ['fd00::1', 'fd00::1', true],
  ['fd00::1', 'fd00::2', false],
  // Not a number of bits: the address itself, and no net.
  ['10.0.0.0/0x8', '10.0.0.1', false],
  ['10.0.0.0/8x', '10.0.0.1', false],
  ['10.0.0.0/1234', '10.0.0.1', false],
  ['a.example/8', '8.8.8.8', false],
])('a list with %s has the address %s: %s', (entry, address, has) =>
  expect(hostList([entry]).hasAddress(address)).toBe(has),
);
