import { expect, test } from 'vitest';
import { externalAddress, externalAnchor } from '../../../src/tools/links/external-address.ts';

const nobody = (): boolean => false;

test.each([
  ['https://shop.dev/a?b#c', 'https://shop.dev/a?b'],
  ['HTTP://shop.dev', 'http://shop.dev/'],
  ['//shop.dev/a', 'https://shop.dev/a'],
  ['https://8.8.8.8/', 'https://8.8.8.8/'],
  ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
  ['https://example.dev/', 'https://example.dev/'],
  ['https://myexample.com/', 'https://myexample.com/'],
])('%s is asked as %s', (url, address) => expect(externalAddress(url, nobody)?.href).toBe(address));

test.each([
  'ftp://shop.dev/',
  'mailto:a@shop.dev',
  '/runbooks/a',
  'see https://shop.dev/',
  'https://grafana/',
  'https://localhost/',
  'https://vault.internal/ui',
  'https://example.org/',
  'https://a.example.com/',
  'https://a.example.net/',
  'https://a.example.edu/',
  'https://a.example/',
  'https://a.test/',
  'https://a.invalid/',
  'https://a.localhost/',
  'https://a.local/',
  'https://a.lan/',
  'https://a.home.arpa/',
  'https://api.default.svc/',
  'https://api.default.svc.cluster.local/',
  'https://<host>.dev/',
  'https://{host}.dev/',
  'https://$HOST.dev/',
  'https://shop.dev/%7Bid%7D',
  'https://shop.dev/…',
  'https://shop.dev/...',
  'https://',
  'https://shop.dev:99999/',
])('%s is not asked', (url) => expect(externalAddress(url, nobody)).toBeUndefined());

test.each([
  ['https://grafana:3000/d/1', 'grafana:3000'],
  ['https://vault.internal/ui', 'vault.internal'],
  ['https://vault.internal:8200/ui', 'vault.internal'],
  ['http://[fd00::1]:80/', 'fd00::1'],
])('%s is asked where the settings name %s', (url, listed) =>
  expect(externalAddress(url, (host) => host === listed)?.protocol).toMatch(/^http/),
);

test.each([
  ['https://shop.dev/#usage', 'usage'],
  ['https://shop.dev/#a\nb', 'a\nb'],
  ['https://shop.dev/#see-L1', 'see-L1'],
  ['https://shop.dev/#', undefined],
  ['https://shop.dev/', undefined],
  ['https://shop.dev/#L12', undefined],
  ['https://shop.dev/#:~:text=x', undefined],
  ['https://shop.dev/#/route', undefined],
  ['https://shop.dev/#!route', undefined],
  ['https://shop.dev/#tab=1', undefined],
])('the anchor of %j is %j', (url, anchor) => expect(externalAnchor(url)).toBe(anchor));
