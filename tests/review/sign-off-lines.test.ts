import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quarterOf } from '../../src/review/quarter.ts';
import { addPlaces, addSignOff, emptySignOffs, renderSignOff } from '../../src/review/sign-off-lines.ts';
import { readSignOffFile } from '../../src/runbook/records/sign-offs.ts';
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
