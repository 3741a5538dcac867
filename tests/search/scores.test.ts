import { describe, expect, it } from 'vitest';
import { ALMANAC } from '../../src/almanac/almanac.ts';
import { match } from '../../src/search/match.ts';
import { openAlmanac } from '../../src/search/recognise.ts';
import { isLikeNothing, judgeFit, likelihood, VERDICTS } from '../../src/search/verdict.ts';
import type { Asked, Fit } from '../../src/search/verdict.ts';
import { indexOf, page, section, SMALL_BOOK } from './small-book.ts';

const BOOK = [
  ...SMALL_BOOK,
  page({
    id: 'guides/limits',
    title: 'Memory limits',
    kind: 'guide',
    address: 'guides/limits/',
    sections: [section('Why', 'A container may use so much memory and no more.')],
  }),
  page({
    id: 'platform/claim',
    title: 'Claim nearly full',
    sections: [section('Meaning', 'A Persistent Volume Claim (PVC) runs full at 4711 files.')],
  }),
];

/*
 * What a small book answers, with its scores. Every figure of the ranking moves one of them, so that none is changed
 * unseen: who changes one on purpose says what it is worth (`npm run bench:search-quality`), and then changes the rows.
 */
const SCORES: readonly (readonly [asked: string, ...results: string[]])[] = [
  ['disk full', 'platform/disk-full 11.638', 'platform/claim 1.806', 'platform/many-alerts 1.519'],
  ['queue of orders is slow, orders wait', 'shop/queue-backlog 5.863', 'platform/many-alerts 2.112'],
  ['container memory limit', 'platform/oom 3.891', 'guides/limits 2.512', 'platform/many-alerts 0.648'],
  ['certifcate expires in a browser', 'platform/certificate 3.62'],
  [
    'redis-cli ping worker-7d9f8 kubelet journal',
    'shop/redis-down 9.032',
    'platform/kubelet-down 3.237',
    'shop/queue-backlog 0.834',
  ],
  ['exit code 137', 'platform/oom 8.461', 'platform/certificate 0.561', 'guides/limits 0.472'],
  ['orderqueue backlog 412', 'shop/queue-backlog 8.508'],
  [
    'cannot reach a kubelet OOMKilled',
    'platform/oom 9.411',
    'platform/kubelet-down 5.667',
    'platform/many-alerts 2.581',
  ],
  [
    'disk disk disk disk disk disk disk disk is slow: write, log, series, writes to the log',
    'platform/many-alerts 14.006',
    'platform/disk-full 3.744',
    'ops/handover 1.505',
  ],
  [
    'connection refused',
    'platform/certificate 0.953',
    'shop/redis-down 0.951',
    'platform/kubelet-down 0.418',
  ],
  [
    'carts empty hours late',
    'shop/redis-down 4.457',
    'shop/queue-backlog 2.819',
    'platform/many-alerts 1.078',
  ],
  ['rollout restart sts/redis', 'shop/redis-down 4.886', 'platform/oom 0.693'],
  ['pvc of 4711 files', 'platform/claim 7.663', 'platform/disk-full 0.91'],
  ['persistent volume claim', 'platform/claim 6.963'],
  [
    'after the deploy at noon the claim of the shop did not take more than 4711 orders',
    'shop/queue-backlog 7.802',
    'shop/redis-down 2.917',
    'platform/claim 2.247',
  ],
  [
    'more orders than 250 wait for nothing',
    'shop/queue-backlog 9.63',
    'platform/oom 1.327',
    'platform/kubelet-down 0.597',
  ],
  ['orders hours', 'shop/queue-backlog 5.351'],
  ['confirmed hours', 'shop/queue-backlog 3.793'],
  ['orders late', 'shop/queue-backlog 5.501', 'platform/many-alerts 1.078'],
  [
    'then somebody ran: kubectl rollout restart sts/redis again',
    'shop/redis-down 5.51',
    'platform/oom 0.693',
  ],
];

describe('the scores', () => {
  const almanac = openAlmanac(ALMANAC);
  const index = indexOf(...BOOK);
  const answer = (asked: string): readonly string[] =>
    match(index, asked, { almanac, hasOthers: true, limit: 3 }).results.map(
      ({ id, score }) => `${id} ${score}`,
    );

  it.each(SCORES)('of %j', (asked, ...results) => expect(answer(asked)).toEqual(results));
});

// Of a family the one whose title is said in full comes first, from wherever it stands among the first ten.
it.each([
  [1, 0],
  [2, 0],
  [9, 0],
  [10, 10],
])('of a title that is said in full, behind %i that say more: it has place %i', (many, place) => {
  const words = ['near', 'half', 'soon', 'over', 'just', 'most', 'slow', 'cold', 'warm', 'late'];
  const family = words.slice(0, many).map((word) =>
    page({
      id: word,
      title: `Disk ${word} full`,
      symptoms: ['disk full'],
      sections: [section('Meaning', 'Disk full. '.repeat(30))],
    }),
  );
  const plain = page({ id: 'plain', title: 'Disk full', sections: [section('Meaning', 'A word.')] });
  const { results } = match(indexOf(plain, ...family), 'full on the disk', { limit: 20 });
  expect(results.findIndex(({ id }) => id === 'plain')).toBe(place);
});

describe('a verdict by words alone', () => {
  const fit: Fit = { score: 0, covered: 0, lead: 0, words: 1, known: 0 };

  it.each<[Partial<Fit>, number]>([
    [{}, 0.00003],
    [{ score: 1, covered: 0.5, lead: 0.2, words: 3, known: 0.5 }, 0.09989],
    [{ score: 1.5, covered: 1, lead: 0.5, words: 4, known: 1 }, 0.9764],
    [{ score: 9, covered: 1, lead: 1, words: 4, known: 1 }, 0.9764],
  ])('%j is right in %d of all cases', (more, right) =>
    expect(likelihood({ ...fit, ...more })).toBeCloseTo(right, 4),
  );

  it.each<[Partial<Fit>, string]>([
    [{ score: 0.78 }, 'guess'],
    [{ score: 0.79 }, 'likely'],
    [{ score: 1.28 }, 'likely'],
    [{ score: 1.29 }, 'sure'],
  ])('%j is %s', (more, verdict) =>
    expect(judgeFit({ ...fit, covered: 0.8, lead: 0.3, words: 3, known: 0.9, ...more })).toBe(verdict),
  );

  it('is one of three', () => expect(VERDICTS).toEqual(['sure', 'likely', 'guess']));

  it.each<[Partial<Fit>, Partial<Asked>, boolean]>([
    [{}, {}, true],
    [{}, { words: 5 }, true],
    [{}, { words: 6 }, false],
    [{ covered: 0.5, known: 0.4 }, {}, false],
    [{ covered: 0.5, known: 0.39 }, {}, true],
    [{ score: 0.35 }, {}, false],
    [{ score: 0.34 }, {}, true],
    // Nothing stands there but words that are spelt alike.
    [{ score: 9, covered: 1, known: 1 }, { words: 9, surest: 0.5 }, true],
    [{ score: 9, covered: 1, known: 1 }, { words: 9, surest: 0.51 }, false],
  ])('%j of %j is like nothing: %s', (more, asked, is) =>
    expect(isLikeNothing({ ...fit, ...more }, { words: 2, surest: 1, ...asked })).toBe(is),
  );
});

it('of a short form that a book explains itself', () => {
  const explained = page({
    id: 'gateway',
    title: 'Gateway',
    sections: [section('Meaning', 'The Orders Gateway Pool (OGP) is full.')],
  });
  const words = page({
    id: 'pool',
    title: 'Orders gateway pool',
    sections: [section('Meaning', 'A word.')],
  });
  const { results } = match(indexOf(explained, words), 'ogp full', { limit: 2 });
  expect(results.map(({ id, score }) => `${id} ${score}`)).toEqual(['gateway 1.676', 'pool 0.479']);
});
