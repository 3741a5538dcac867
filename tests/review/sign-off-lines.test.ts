import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quarterOf } from '../../src/review/quarter.ts';
import { addPlaces, addSignOff, emptySignOffs, renderSignOff } from '../../src/review/sign-off-lines.ts';
import { readAnySignOffs, readSignOffFile } from '../../src/runbook/records/sign-offs.ts';
import type { SignOff } from '../../src/runbook/records/sign-offs.ts';
import { readWrittenLines } from '../../src/runbook/records/written-lines.ts';
import { signOff } from './facts.ts';

const EMPTY = emptySignOffs(quarterOf('2026-11-22', 1));
const ids = (text: string): string[] =>
  readSignOffFile({ path: '', text, faults: [] }).signOffs.map(({ runbook }) => runbook);

describe('a file of sign-offs', () => {
  test('is sorted by runbook and time, whatever the order of signing', () => {
    const order = ['c', 'a', 'd', 'b'];
    const text = order.reduce((so, id) => addSignOff(so, signOff(id, '2026-11-01T09:00:00Z')) ?? '', EMPTY);
    expect(ids(text)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('keeps every line that was there, also what people wrote between', () => {
    const before = `${EMPTY}  # by hand\n  - runbook: b\n    at: 2026-10-01T09:00:00Z\n    by: "Ann"\n    content: '${signOff('b', '').content}'\n  # the end\n`;
    const after = addSignOff(before, signOff('a', '2026-11-01T09:00:00Z')) ?? '';
    expect(after.split('\n').filter((line) => !line.includes('runbook: a'))).toEqual(before.split('\n'));
    expect(ids(after)).toEqual(['a', 'b']);
    const last = addSignOff(before, signOff('c', '2026-11-01T09:00:00Z')) ?? '';
    expect(ids(last)).toEqual(['b', 'c']);
  });

  test('has a place for every runbook of a worksheet, made once', () => {
    const places = addPlaces(EMPTY, ['b', 'a']);
    expect(places).toBe(`${EMPTY}  #: a\n  #: b\n`);
    const signed = addSignOff(places, signOff('a', '2026-11-01T09:00:00Z')) ?? '';
    expect(
      signed
        .split('\n')
        .slice(3)
        .map((line) => line.slice(0, 16)),
    ).toEqual(['  #: a', '  - { runbook: a', '  #: b', '']);
    expect(addPlaces(signed, ['a', 'b', 'c'])).toBe(`${signed}  #: c\n`);
  });

  test('says of a sign-off on one line what was said, whatever that was', () => {
    const word = fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter(Boolean);
    fc.assert(
      fc.property(word, word, (runbook, note) => {
        const one = signOff(runbook, '2026-11-01T09:00:00Z', { note });
        expect(renderSignOff(one)).not.toContain('\n');
        const text = addSignOff(EMPTY, one);
        const [read] = readSignOffFile({ path: '', text: text ?? '', faults: [] }).signOffs;
        expect(read).toMatchObject(one);
      }),
    );
  });
});

describe('what opsbook has written itself is read without YAML, and as YAML reads it', () => {
  const full: Partial<SignOff> = {
    commit: '3f2a9c1',
    findings: { errors: 0, warnings: 12 },
    links: { ok: 1, broken: 0, unchecked: 0 },
    snippets: { passed: 2, failed: 0, skipped: 1, on: '2026-10-01', tools: { kubectl: '1.34.1', jq: '1.7' } },
    alerts: { raised: 1, unknown: 0 },
    questions: { answered: 3, of: 3 },
    known: 'forge',
    approval: 'https://github.com/acme/shop/pull/12',
    seen: ['deployment api', 'k8s/pay.yaml'],
    missing: ['reviewer', 'answers'],
    note: 'it\'s "so", and: more',
    despite: 'no time',
  };
  const written = (...all: readonly SignOff[]): string =>
    `${EMPTY}  #: shop/api\n${all.map((one) => `  ${renderSignOff(one)}\n`).join('')}`;
  const both = (text: string): void => {
    const source = { path: 'a.yaml', text, faults: [] };
    expect(readSignOffFile(source)).toEqual(readAnySignOffs(source));
  };

  test('whatever people wrote in it', () => {
    const word = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(word, word, word, word, (runbook, by, note, tool) => {
        const snippets = { passed: 1, failed: 0, skipped: 0, on: '2026-10-01', tools: { [tool]: note } };
        both(written(signOff(runbook, '2026-11-01T09:00:00Z', { ...full, by, note, snippets })));
      }),
    );
  });

  test('whatever was changed in it by hand', () => {
    const text = written(signOff('shop/api', '2026-11-01T09:00:00Z', full));
    const letter = fc.constantFrom(...'{}[],:#\'"- \t\r\n&*!|>%@`~0e9.aé\u2028');
    const at = fc.integer({ min: EMPTY.length - 30, max: text.length });
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 2 }), letter, (place, gone, put) => {
        both(text.slice(0, place) + put + text.slice(place + gone));
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    'null',
    'Yes',
    '~',
    '1e5',
    '0x1f',
    '0o17',
    '1.50',
    '.inf',
    '12e4567',
    "O'Brien",
    'a: b',
    'a #b',
    'a:b',
    'http://x/#y',
    '- a',
    '@ada',
    '*a',
    'a*b',
    'Zoë  Ä',
    '2026-10-01',
    '{a}',
    '<<',
    '__proto__',
  ])('with the name %s', (by) => {
    both(written(signOff('a', '2026-11-01T09:00:00Z', { by })));
    // As somebody types it, without the quotes that it may need.
    both(written(signOff('a', '2026-11-01T09:00:00Z')).replace('by: Ann', `by: ${by}`));
    both(written(signOff('a', '2026-11-01T09:00:00Z')).replace('by: Ann', `${by}: Ann`));
  });

  test.each(['a: b', 'a, b', '2026-Q4 # the last', 'x"y', '2026-Q44', 'null'])(
    'with the quarter %s',
    (quarter) => {
      both(written(signOff('a', '2026-11-01T09:00:00Z')).replace('quarter: 2026-Q4', `quarter: ${quarter}`));
    },
  );

  test('and that is what becomes of every line that it writes', () => {
    const text = written(signOff('shop/api', '2026-11-01T09:00:00Z', full));
    expect(readWrittenLines(text, 'sign-offs')?.lines).toHaveLength(1);
    expect(readWrittenLines(text.replaceAll('\n', '\r\n'), 'sign-offs')?.lines).toHaveLength(1);
    both(text.replaceAll('\n', '\r\n'));
    both(text.replace('quarter: ', 'quarter: x\nquarter: '));
    both(text.replace('sign-offs:', 'more:\nsign-offs:'));
    both('');
    both(EMPTY);
  });
});
