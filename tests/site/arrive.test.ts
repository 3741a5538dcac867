import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrive } from '../../src/site/client/arrive.ts';
import type { Arrival } from '../../src/site/client/arrive.ts';
import type { Given, Kept } from '../../src/site/client/kept-values.ts';

const FED = new Set(['NAMESPACE', 'QUEUE']);
const NAMES = ['NAMESPACE', 'QUEUE', 'TICKET', 'ELSEWHERE'] as const;
const NOTHING: Kept = { values: new Map(), before: new Map() };

const link = (number: number, says: Arrival['says']): Arrival => ({
  origin: 'link',
  from: `Alert${number}`,
  at: number,
  fed: FED,
  says,
});

function shown({ values }: Kept): Record<string, string> {
  return Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
}

describe('a link that arrives', () => {
  it('brings its values and leaves none of an earlier one', () => {
    const first = arrive(
      NOTHING,
      link(
        1,
        new Map([
          ['NAMESPACE', { value: 'prod' }],
          ['QUEUE', { value: 'drafts' }],
        ]),
      ),
    );
    expect(shown(first)).toEqual({ NAMESPACE: 'prod', QUEUE: 'drafts' });
    const second = arrive(
      first,
      link(
        2,
        new Map<string, { value: string } | { emptied: 'refused' }>([
          ['NAMESPACE', { emptied: 'refused' }],
          ['QUEUE', { value: 'mail' }],
        ]),
      ),
    );
    expect(shown(second)).toEqual({ NAMESPACE: '', QUEUE: 'mail' });
    expect(second.before.get('NAMESPACE')).toMatchObject({ value: 'prod', from: 'Alert1', at: 1 });
    const third = arrive(second, link(3, new Map([['NAMESPACE', { value: 'other' }]])));
    expect(shown(third)).toEqual({ NAMESPACE: 'other' });
    expect(third.before.get('QUEUE')).toMatchObject({ value: 'mail', from: 'Alert2' });
  });

  it('leaves what was typed and no alert fills', () => {
    const typed: Given = { value: 'T-1', origin: 'typed', isFed: false };
    const values = new Map([['TICKET', typed]]);
    expect(shown(arrive({ values, before: new Map() }, link(1, new Map())))).toEqual({ TICKET: 'T-1' });
  });

  it('takes what was typed for an alert out of the way of the next one', () => {
    const typed: Given = { value: 'prod', origin: 'typed', isFed: true };
    const kept = arrive({ values: new Map([['NAMESPACE', typed]]), before: new Map() }, link(1, new Map()));
    expect(shown(kept)).toEqual({});
    expect(kept.before.get('NAMESPACE')?.value).toBe('prod');
  });

  type Said = { readonly value: string } | { readonly emptied: 'refused' | 'empty' };

  type Event =
    | { readonly kind: 'link'; readonly says: readonly (readonly [string, 'value' | 'refused' | 'empty'])[] }
    | { readonly kind: 'type'; readonly name: string };

  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.record({
      kind: fc.constant('link' as const),
      says: fc.uniqueArray(
        fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('value', 'refused', 'empty')),
        { selector: ([name]) => name },
      ),
    }),
    fc.record({ kind: fc.constant('type' as const), name: fc.constantFrom(...NAMES) }),
  );

  it('never stands beside a value of another link, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let kept = NOTHING;
        let latest = 0;
        events.forEach((one, number) => {
          if (one.kind === 'type') {
            const given: Given = { value: `typed-${number}`, origin: 'typed', isFed: FED.has(one.name) };
            kept = { ...kept, values: new Map([...kept.values, [one.name, given]]) };
            return;
          }
          latest = number;
          const says = one.says.map(([name, what]): readonly [string, Said] =>
            what === 'value' ? [name, { value: `link-${number}` }] : [name, { emptied: what }],
          );
          kept = arrive(kept, link(number, new Map(says)));
        });
        for (const [name, { value }] of kept.values) {
          if (value === '') continue;
          const [, kind, number = 0] = /^(typed|link)-(\d+)$/.exec(value) ?? [];
          // A link's values are the latest link's; what an alert fills was typed after it.
          if (kind === 'link') expect(Number(number)).toBe(latest);
          else if (FED.has(name)) expect(Number(number)).toBeGreaterThanOrEqual(latest);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
