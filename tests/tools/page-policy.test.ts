import { expect, test } from 'vitest';
import { SITE_HEADERS } from '../../src/tools/page-policy.ts';

// Whoever loosens it does so on purpose.
test('a site loads nothing of other hosts, runs nothing inline, and stands in no frame', () => {
  const { 'Content-Security-Policy': policy = '', ...others } = SITE_HEADERS;
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]);
  expect(others).toEqual({
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
});
