import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpMasker } from '../../src/run/dump-masker.ts';
import { MASK, maskText, masker } from '../../src/run/mask.ts';

const SHORT = 'hunter2-Zeta9';
const LONG = `-Hn0;${'p&ss w"rd\'/?1é'.repeat(9)}=end`;
const HAS = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

const piped = (command: string, input: string): string => {
  const { stdout, status } = spawnSync('sh', ['-c', command], { input, encoding: 'utf8' });
  expect(status, command).toBe(0);
  return stdout;
};

/** A text in pieces that are cut anywhere. */
const inPieces = (text: string, cuts: readonly number[], secret: string): string => {
  const mask = masker([secret]);
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const ends = [...places, text.length];
  return ends.map((end, index) => mask.push(text.slice(ends[index - 1] ?? 0, end))).join('') + mask.end();
};

const DUMPS = [
  ...[
    'od',
    'od -c',
    'od -An -c',
    'od -a',
    'od -bc',
    'od -b',
    'od -An -tx1',
    'od -tx1z',
    'od -tx2',
    'od -tu1',
    'od -Ax -tx1 -w7',
  ],
  ...['base64', 'base64 -w 64', 'base64 -w 5', 'base64 | sed "s/$/\\r/"', 'base64 -w 20 | sed "s/^/    /"'],
  ...['xxd', 'xxd -u', 'xxd -p', 'xxd -p -c 7', 'xxd -c 5', 'xxd -g 1', 'xxd -e'],
  ...['hexdump', 'hexdump -C', 'hexdump -c', 'hexdump -b'],
].filter((command) => HAS(command.split(' ')[0] ?? ''));

it('holds back nothing of what may be a dump where there is no secret', () => {
  const filter = dumpMasker([], MASK);
  expect([filter.push('0000000: 61'), filter.push('62\n1234'), filter.end()]).toEqual([
    '0000000: 61',
    '62\n1234',
    '',
  ]);
});

it.each([
  [400, 0],
  [401, 401],
])('of a line of %d digits without an end, %d are given at once', (digits, given) => {
  expect(dumpMasker([SHORT], MASK).push('0'.repeat(digits))).toHaveLength(given);
});

describe.each(DUMPS)('what `%s` prints of a secret', (command) => {
  it.each([
    ['alone', '', '', SHORT],
    ['in other text', 'PASSWORD is: ', ' and more of it\n', SHORT],
    ['over lines', 'x', '\n', LONG],
    ['over lines, with others', 'the first line\n', '\nthe last line\n', LONG],
  ])('is hidden %s', (_, before, after, secret) => {
    const dump = piped(command, before + secret + after);
    const text = `before\n${dump}\nafter\n`;
    const masked = maskText(text, [secret]);
    expect(masked).toContain(MASK);
    expect(masked.startsWith('before\n')).toBe(true);
    expect(masked.endsWith('after\n')).toBe(true);
    // Of the lines that the secret alone would fill, none is left.
    for (const line of piped(command, secret.slice(0, 16)).split('\n').slice(0, 1))
      if (before === '' && line.length > 12) expect(masked).not.toContain(line.trim());
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 8 }), (cuts) => {
        expect(inPieces(text, cuts, secret)).toBe(masked);
      }),
      { numRuns: 60 },
    );
  });
});

it('leaves dumps without a secret, and other lines, byte for byte as they are', () => {
  const texts = DUMPS.map((command) =>
    piped(command, 'nothing of interest, hunter3, hunter2-Theta and so on\n'),
  );
  const text = `${texts.join('\n')}\n  10 pods\n0 left\n\n   a b c\n12`;
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 8 }), (cuts) => {
      expect(inPieces(text, cuts, SHORT)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

it('gives a line that is no dump at once', () => {
  const mask = masker([SHORT]);
  expect(mask.push('Waiting for the pods')).toBe('Waiting for the pods');
  expect(mask.push(' 10%')).toBe(' 10%');
});
