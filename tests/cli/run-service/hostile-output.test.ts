import { afterEach, describe, expect, it, test } from 'vitest';
import { openRunFeed } from '../../../src/cli/run-service/run-feed.ts';
import { shownOutput } from '../../../src/cli/run-service/shown-output.ts';
import type { Piece } from '../../../src/run/run-protocol.ts';
import { styledOutput } from '../../../src/run/styled-output.ts';
import { bash } from '../run-book.ts';
import { openService } from './open-service.ts';
import type { TestService } from './open-service.ts';

const services: TestService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

const pieces = (...texts: readonly string[]): readonly Piece[] => {
  const styled = styledOutput();
  return [...texts.flatMap((text) => styled.push(text)), ...styled.end()];
};

test.each<[what: string, texts: readonly string[], shown: readonly Piece[]]>([
  ['a colour', ['a\u001B[31mb\u001B[0mc'], [{ text: 'a' }, { text: 'b', styles: ['red'] }, { text: 'c' }]],
  ['a colour that is cut in two', ['\u001B[3', '2mb'], [{ text: 'b', styles: ['green'] }]],
  [
    'a bright and bold one',
    ['\u001B[1;94mb\u001B[22mc'],
    [
      { text: 'b', styles: ['bold', 'blue'] },
      { text: 'c', styles: ['blue'] },
    ],
  ],
  ['one of sixteen', ['\u001B[38;5;9mb'], [{ text: 'b', styles: ['red'] }]],
  ['one of many, which is left out', ['\u001B[38;2;1;2;3mb\u001B[48;5;31mc'], [{ text: 'b' }, { text: 'c' }]],
  ['what hides a text, which is left out', ['\u001B[8mhidden\u001B[0m'], [{ text: 'hidden' }]],
  [
    'what moves, erases, and names the window',
    ['a\u001B[2J\u001B[1;1H\u001B]0;pwned\u0007b\u001B[?1049hc'],
    [{ text: 'abc' }],
  ],
  [
    'a link and a copy to the clipboard',
    ['\u001B]8;;javascript:alert(1)\u0007x\u001B]8;;\u0007\u001B]52;c;cHduZWQ=\u0007'],
    [{ text: 'x' }],
  ],
  ['what turns a line around', ['a\u202Eb\u2066c\u0000d'], [{ text: 'abcd' }]],
  [
    'HTML, which is text',
    ['<script>alert(1)</script><img src=x onerror=alert(1)>'],
    [{ text: '<script>alert(1)</script><img src=x onerror=alert(1)>' }],
  ],
])('of an output the page is shown %s', (_, texts, shown) => {
  expect(pieces(...texts)).toEqual(shown);
});

test.each([
  ['as it is', 'a hunter2secret b'],
  ['with a colour in its middle', 'a hunter2\u001B[31msecret b'],
  ['with a sequence in its middle', 'a hunter2\u001B[1;1Hsecret b'],
])('a secret is not shown %s', (_, text) => {
  const shown = shownOutput(['hunter2secret']);
  const all = [...[...text].flatMap((letter) => shown.push(Buffer.from(letter))), ...shown.end()];
  expect(all.map((piece) => piece.text).join('')).toBe('a [secret] b');
});

test('colours stay where no secret is, though one is known', () => {
  const shown = shownOutput(['hunter2secret']);
  const all = [...shown.push(Buffer.from('a \u001B[31mhunt\u001B[0m b')), ...shown.end()];
  expect(
    all
      .filter(({ styles }) => styles)
      .map((piece) => piece.text)
      .join(''),
  ).toBe('hunt');
});

describe('the feed of a run', () => {
  it('holds and sends a bounded part of an output without end, however slow a page is', () => {
    const feed = openRunFeed();
    const sent: unknown[] = [];
    const slow = {
      send: (event: unknown) => void sent.push(event),
      isBehind: true,
      end: () => undefined,
      onGone: () => undefined,
    };
    feed.follow(slow);
    const chunk = 'x'.repeat(64 * 1024);
    for (let count = 0; count < 2_000; count += 1) feed.print([{ text: chunk }]);
    for (let count = 0; count < 50_000; count += 1)
      feed.print([{ text: 'y', styles: ['red'] }, { text: 'z' }]);
    // Who comes while it still prints is told no more than who comes after.
    const during: unknown[] = [];
    feed.follow({ ...slow, send: (event) => void during.push(event) });
    feed.say({ event: 'refused', words: 'over' });
    const late: unknown[] = [];
    feed.follow({ ...slow, send: (event) => void late.push(event) });
    feed.end();
    for (const told of [sent, during, late]) {
      expect(JSON.stringify(told).length).toBeLessThan(1_000_000);
      expect(told.slice(-2)).toEqual([
        { event: 'tail', dropped: expect.any(Number), pieces: expect.any(Array) },
        { event: 'refused', words: 'over' },
      ]);
    }
    const [tail] = late.slice(-2) as [{ dropped: number; pieces: readonly Piece[] }];
    const shown = JSON.stringify(late[0]).length;
    expect(tail.dropped).toBeGreaterThan(2_000 * chunk.length - 2 * shown - 64 * 1024);
    expect(tail.pieces.length).toBeLessThan(6_000);
  });
});

it('shows of a line of 100 MB its beginning and its end, and is well after it', async () => {
  const service = await openService(
    bash('name=line risk=read', 'printf begin; head -c 100000000 /dev/zero | tr "\\\\0" x; printf end') +
      bash('name=after risk=read', 'echo still there'),
  );
  services.push(service);
  const { events, shown, ended } = await service.run('line');
  expect(ended).toMatchObject({ status: 0 });
  expect(shown.startsWith('beginxxx') && shown.endsWith('xxxend')).toBe(true);
  expect(shown.length).toBeLessThan(300_000);
  expect(JSON.stringify(events).length).toBeLessThan(30_000_000);
  expect((await service.run('after')).shown).toBe('still there\n');
});
