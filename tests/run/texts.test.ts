import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedText, renderExcerpt } from '../../src/run/bounded-text.ts';
import type { TextFilter } from '../../src/run/clean-output.ts';
import { lastState } from '../../src/run/last-state.ts';
import { withoutScreens } from '../../src/run/without-screens.ts';
import { cleanOutput, outputCleaner } from '../../src/run/clean-output.ts';
import { readDuration, renderDuration } from '../../src/run/duration.ts';
import { compareOutput, parseExpectation } from '../../src/run/expect.ts';
import type { Comparison } from '../../src/run/expect.ts';
import { isFollowing } from '../../src/run/following.ts';
import type { Step } from '../../src/run/plan.ts';
import { outcomeOf } from '../../src/run/result.ts';
import { WRITERS } from './secret-writers.ts';
import { MASK, maskText, masker } from '../../src/run/mask.ts';

/** A text in pieces that are cut anywhere. */
const pieces = (text: string, cuts: readonly number[]): string[] => {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, index) => text.slice(places[index - 1] ?? 0, end));
};

describe('clean output', () => {
  it.each([
    ['colours', '\u001B[31mred\u001B[0m', 'red'],
    ['a title', '\u001B]0;owned\u0007text', 'text'],
    ['the clipboard', '\u001B]52;c;ZXZpbA==\u001B\\text', 'text'],
    ['a device string', '\u001BPq#0;2;0;0;0\u001B\\text', 'text'],
    ['one-character controls of C1', '\u009B31mred', 'red'],
    ['a charset', '\u001B(Btext\u001B7', 'text'],
    ['bells, backspaces and nulls', 'a\u0007b\u0008c\u0000d', 'abcd'],
    ['progress on one line', '10%\r20%\rdone\r\n', '10%\n20%\ndone\n'],
    ['turned text', 'a\u202Eb', 'ab'],
    ['tabs and newlines as they are', 'a\tb\nc', 'a\tb\nc'],
    ['a sequence without an end', 'text\u001B[3', 'text'],
  ])('is without %s', (_, text, clean) => {
    // An unfinished sequence leaves its printable rest at most, never the escape character.
    expect(cleanOutput(text).replace(/\[3$/, '')).toBe(clean);
  });

  it('takes a line end for one when a sequence is cut in the middle of it', () => {
    const cleaner = outputCleaner();
    expect(cleaner.push('a\r\u001B') + cleaner.push('\\\nb') + cleaner.end()).toBe('a\nb');
  });

  it('holds nothing that acts on a terminal, wherever the pieces are cut', () => {
    const parts = fc.constantFrom(
      '\u001B',
      '[',
      ']',
      '0;x',
      '\u0007',
      '31m',
      'P',
      '\\',
      '\r',
      '\n',
      'é',
      '\u009B',
      'word',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 6 }), (words, cuts) => {
        const cleaner = outputCleaner();
        const out =
          pieces(words.join(''), cuts)
            .map((piece) => cleaner.push(piece))
            .join('') + cleaner.end();
        expect(out).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
        expect(out).toBe(cleanOutput(words.join('')));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not let a sequence without an end swallow what follows for ever', () => {
    const cleaner = outputCleaner();
    const out = cleaner.push('\u001B]0;') + cleaner.push('x'.repeat(10_000)) + cleaner.push(' the end');
    expect(out + cleaner.end()).toContain('the end');
  });
});

describe('secrets', () => {
  it.each([
    ['as they are', (secret: string) => secret],
    ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
    ['in base64 after other text', (secret: string) => Buffer.from(`user:${secret}`).toString('base64')],
    ['in base64 before other text', (secret: string) => Buffer.from(`${secret}@host`).toString('base64')],
    ['in a URL', (secret: string) => encodeURIComponent(secret)],
    ['in a form', (secret: string) => new URLSearchParams({ q: secret }).toString()],
    ['in JSON', (secret: string) => JSON.stringify({ secret })],
    ['in hexadecimal', (secret: string) => Buffer.from(secret).toString('hex')],
    ['in a URL, apostrophes too', (secret: string) => encodeURIComponent(secret).replaceAll("'", '%27')],
    ['in a URL in small letters', (secret: string) => encodeURIComponent(secret).toLowerCase()],
    ['in capital hexadecimal', (secret: string) => Buffer.from(secret).toString('hex').toUpperCase()],
    [
      'byte by byte, as od has it',
      (secret: string) => [...Buffer.from(secret)].map((byte) => byte.toString(16)).join(' '),
    ],
    [
      'in HTML',
      (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    ],
    ['in JSON as Go writes it', (secret: string) => JSON.stringify(secret).replaceAll('&', '\\u0026')],
    ['in JSON with its slashes hidden', (secret: string) => JSON.stringify(secret).replaceAll('/', '\\/')],
    ['by printf %q', (secret: string) => secret.replace(/[&"'? ]/g, '\\$&')],
    ['in quotes of the shell', (secret: string) => `'${secret.replaceAll("'", "'\\''")}'`],
  ])('are hidden %s', (_, write) => {
    const secret = 'p&ss w"rd\'/?1';
    const masked = maskText(`before ${write(secret)} after`, [secret]);
    expect(masked).toContain(MASK);
    expect(masked).toMatch(/^before .* after$/);
    expect(masked).not.toContain(write(secret).slice(2, -2));
  });

  it('are hidden wherever the pieces are cut, and nothing else is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('hunter2', 'hunt', 'er2', 'x', 'hunter22'), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (words, cuts) => {
          const mask = masker(['hunter2', 'hunter22']);
          const text = words.join('');
          const out =
            pieces(text, cuts)
              .map((piece) => mask.push(piece))
              .join('') + mask.end();
          expect(out).not.toContain('hunter2');
          expect(out).toBe(maskText(text, ['hunter2', 'hunter22']));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('in every form, a secret is hidden wherever the pieces are cut', () => {
  const SECRETS = [
    `p&ss w"rd'/?1é`,
    'hunter2-Zeta9',
    `\\\\''""  <&amp;'\\n$x`,
    'two lines\nof “it”, 🔑\tend',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...SECRETS),
      fc.constantFrom(...Object.keys(WRITERS)),
      fc.array(fc.nat(), { maxLength: 8 }),
      (secret, writer, cuts) => {
        const form = WRITERS[writer]?.(secret) ?? '';
        const mask = masker([secret]);
        const text = `before ${form} after`;
        const out =
          pieces(text, cuts)
            .map((piece) => mask.push(piece))
            .join('') + mask.end();
        expect(out).toBe(maskText(text, [secret]));
        expect(out).toContain(MASK);
        // What is left are the quotes, and letters of base64 that its neighbours colour.
        const around = `before ${WRITERS[writer]?.('') ?? ''} after`;
        expect(out.replace(MASK, '').length).toBeLessThanOrEqual(around.length + 12);
      },
    ),
    { numRuns: 1_000 },
  );
});

describe('a bounded text', () => {
  it('keeps beginning and end, and says how much is missing between them', () => {
    const text = boundedText(100);
    for (let number = 0; number < 10_000; number += 1) text.add(`${number}\n`);
    const { head, dropped, tail } = text.read();
    expect(head.startsWith('0\n1\n')).toBe(true);
    expect(tail.endsWith('9998\n9999\n')).toBe(true);
    expect(head.length + dropped + tail.length).toBe(48_890);
    expect(renderExcerpt({ head, dropped, tail })).toMatch(/\n… \d+ characters left out …\n99\d\d\n/);
  });

  it('gives a short text as it is', () => {
    const text = boundedText(100);
    text.add('one\n');
    text.add('two');
    expect(renderExcerpt(text.read())).toBe('one\ntwo');
  });
});

describe('a duration', () => {
  it.each([
    ['10s', 10_000],
    ['250ms', 250],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s milliseconds', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });

  it('is written for a person', () => {
    expect([430, 12_000, 185_000].map(renderDuration)).toEqual(['0.4 s', '12.0 s', '3 min 5 s']);
  });
});

describe('the last state of a line', () => {
  const filters = (): readonly TextFilter[] => [
    withoutScreens(),
    outputCleaner({ keepsReturns: true }),
    lastState(),
  ];
  it.each([
    ['a progress bar', '10%\r50%\r100%\r\ndone\n', '100%\ndone\n'],
    ['one that erases its line', '\r\u001B[K10%\r\u001B[Kdone', 'done'],
    ['a spinner', 'wait |\b/\b-\b done\n', 'wait  done\n'],
    ['ends of lines of a terminal', 'a\r\nb\r\r\nc', 'a\nb\nc'],
    [
      'an editor',
      'before\n\u001B[?1049hdrawn\u001B[2Jmore\u001B[?1049lafter\n',
      'before\n\n[a program on the whole screen]\nafter\n',
    ],
  ])('is what is kept of %s, however it is cut', (_, text, kept) => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 6 }), (cuts) => {
        const all = filters();
        const push = (piece: string): string => all.reduce((so, filter) => filter.push(so), piece);
        const parts = pieces(text, cuts).map(push);
        const end = all.reduce((so, filter) => filter.push(so) + filter.end(), '');
        expect(parts.join('') + end).toBe(kept);
      }),
    );
  });
});

describe('what follows something without end', () => {
  const comparison = (text: string): Comparison =>
    compareOutput(parseExpectation(text), 'x\n', { exitStatus: 130 });

  it.each([
    ['stopped by hand', { status: 130, cause: 'stopped' }, undefined, 'followed', 'stopped'],
    ['out of time', { status: 143, cause: 'timed-out' }, undefined, 'followed', 'timed-out'],
    ['ended by timeout(1)', { status: 124, cause: 'ended' }, undefined, 'followed', 'failed'],
    ['broken', { status: 1, cause: 'ended' }, undefined, 'failed', 'failed'],
    ['stopped, with the expected lines', { status: 130, cause: 'stopped' }, 'x', 'followed', 'stopped'],
    ['stopped, with other lines', { status: 130, cause: 'stopped' }, 'y', 'differs', 'stopped'],
  ] as const)('and was %s', (_, ending, expected, following, other) => {
    const compared = expected === undefined ? undefined : comparison(expected);
    expect(outcomeOf(ending, compared, true)).toBe(following);
    expect(outcomeOf(ending, compared, false)).toBe(other);
  });

  it.each([
    ['bash', { kind: 'shell', shell: 'bash' }, 'tail -f x', true],
    ['redis', { kind: 'redis' }, 'PING\nMONITOR', true],
    ['redis', { kind: 'pipe', via: 'redis-cli', isPsql: false }, 'SUBSCRIBE news', true],
    ['redis', { kind: 'redis' }, 'GET monitor', false],
    ['sql', { kind: 'pipe', via: 'kubectl logs -f pod', isPsql: false }, 'SELECT 1', true],
    ['sql', { kind: 'psql' }, "SELECT 'tail -f x'", false],
  ] as const)('is told of %s by what is run: %j', (language, way, code, isEndless) => {
    const snippet = { language, attributes: {} } as unknown as Step['snippet']; // nothing else of it is read
    expect(isFollowing({ way, code, snippet })).toBe(isEndless);
  });
});
