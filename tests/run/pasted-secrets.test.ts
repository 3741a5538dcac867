import { describe, expect, it } from 'vitest';
import { maskPasted } from '../../src/run/pasted-secrets.ts';

const KNOWN = { secrets: ['hunter2-Zeta9'], names: ['CHECKOUT_PIN'] };

describe('what is pasted into a record', () => {
  it.each([
    ['as it is', 'it says hunter2-Zeta9', 'it says [secret]'],
    ['in base64', 'it prints aHVudGVyMi1aZXRhOQ==', 'it prints [secret]Q=='],
    [
      'a secret param by its name',
      'CHECKOUT_PIN=4711 and 4711 again',
      'CHECKOUT_PIN=[secret] and [secret] again',
    ],
    ['in any case', 'checkout_pin: "47 11"', 'checkout_pin: "[secret]"'],
    ['a password of an environment', "PGPASSWORD='s3cr et'", "PGPASSWORD='[secret]'"],
    ['JSON', '{"api_key": "abcd-1234", "name": "x"}', '{"api_key": "[secret]", "name": "x"}'],
    ['a flag', 'mysql --password=geheim -h db', 'mysql --password=[secret] -h db'],
    ['a flag and its word', 'curl --token geheim x', 'curl --token [secret] x'],
    ['a header', 'Authorization: Bearer eyJhbGciOi.J9', 'Authorization: Bearer [secret]'],
    ['the password of an address', 'postgres://ops:geheim@db/x', 'postgres://ops:[secret]@db/x'],
    [
      'a value with a bracket or stars in it',
      'token=ab[c] password: a**b* api_key: **ab',
      'token=[secret] password: [secret] api_key: [secret]',
    ],
    [
      'a key',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN RSA PRIVATE KEY-----\n[secret]\n-----END RSA PRIVATE KEY-----',
    ],
    ['what turns a line around', 'a\u202Eb\u001B[31mc', 'abc'],
  ])('is masked: %s', (_, text, masked) => {
    expect(maskPasted(text, KNOWN)).toBe(masked);
  });

  it.each([
    'password authentication failed for user "shop"',
    'PGPASSWORD=$PGPASSWORD psql',
    'TOKEN=<your token>',
    'PGPASSWORD=****',
    // So short a value would hide ordinary words wherever they stand.
    'password=abc stands in abcdef',
    'secret_name: checkout-tls',
    'depth=412, queue: tasks',
  ])('stays: %s', (text) => {
    expect(maskPasted(text, KNOWN)).toBe(text);
  });
});
