import { describe, expect, it } from 'vitest';
import { removeNoise } from '../../src/search/noise.ts';

describe('an address in a paste', () => {
  it.each([
    [
      'Post "https://cart-webhook.shop.svc:9502/check?timeout=9s": refused',
      'Post " cart-webhook.shop.svc /check refused',
    ],
    ['Get http://cart.shop.svc.cluster.local/ready: EOF', 'Get cart.shop.svc.cluster.local/ready: EOF'],
    ['Get "https://cart-webhook:9502": refused', 'Get " cart-webhook refused'],
    ['Get "http://10.0.0.1:80/v1/ready#a": refused', 'Get " /v1/ready refused'],
    ['(redis://localhost:6379/0) refused', '( localhost /0 refused'],
    ['see https://shop.example/carts?id=3 now', 'see now'],
    ['see https://localhost.example/carts now', 'see now'],
  ])('tells what was called on an own machine, and nothing of others: %s', (text, left) => {
    const rest = removeNoise(text);
    expect(rest).toHaveLength(text.length);
    expect(rest.replace(/ +/g, ' ').trim()).toBe(left);
  });
});
