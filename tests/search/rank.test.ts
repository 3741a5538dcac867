import { describe, expect, it } from 'vitest';
import type { OpenIndex } from '../../src/search/open-index.ts';
import { readPaste } from '../../src/search/paste.ts';
import { readQuery } from '../../src/search/query.ts';
import { rankEntries } from '../../src/search/rank.ts';
import { scoreEntries } from '../../src/search/score.ts';
import type { Scores } from '../../src/search/score.ts';
import { indexOf, page, section } from './small-book.ts';

/** What an index ranks for a query, best first. */
function rank(index: OpenIndex, asked: string) {
  const query = readQuery(readPaste(asked), index, []);
  return rankEntries(query, scoreEntries(query, index), index).map(({ entry, score, covered, line }) => ({
    id: index.pages[index.entries[entry]?.page ?? 0]?.id ?? '',
    score: Number(score.toFixed(3)),
    covered: Number(covered.toFixed(3)),
    line: line && [line.line.text, Number(line.covered.toFixed(3))],
  }));
}

const ids = (index: OpenIndex, asked: string): readonly string[] => rank(index, asked).map(({ id }) => id);

/** A page that speaks of a disk, in so many words. */
const long = (words: number) =>
  page({
    id: `long-${words}`,
    title: 'Words',
    sections: [section('Meaning', `disk ${'word '.repeat(words)}`)],
  });

describe('what is looked at closely', () => {
  /** The scores by words, of those that are ranked when the entries of an index have these. */
  const ranked = (given: readonly number[]): readonly number[] => {
    const index = indexOf(...given.map((_, at) => page({ id: `p${at}`, title: 'Words' })));
    const query = readQuery(readPaste('disk'), index, []);
    const { sectionScores, secondScores, ...scores } = scoreEntries(query, index);
    const bare = { sectionScores: sectionScores.fill(0), secondScores: secondScores.fill(0) };
    const all = rankEntries(query, { ...scores, ...bare, entries: Float64Array.from(given) }, index);
    return all.map(({ entry }) => given[entry] ?? 0);
  };

  it('is the best sixty, in order, wherever they stand', () => {
    const given = Array.from({ length: 71 }, (_, at) => 1 + ((at * 37) % 71));
    const best = Array.from({ length: 60 }, (_, at) => 71 - at);
    expect(ranked(given)).toEqual(best);
    expect(ranked([...given, 12])).toEqual([...best, 12]);
    expect(ranked([...best, 11])).toEqual(best);
    expect(ranked([...best.slice(0, 59), 10, 12])).toEqual(best);
    expect(ranked(best.toReversed())).toEqual(best);
    expect(ranked([0, 2, 0, 1])).toEqual([2, 1]);
  });

  it('has some of what was asked', () => {
    const others = ['a', 'b', 'c'].map((id) => page({ id, title: `Title ${id}` }));
    expect(ids(indexOf(long(1), ...others, long(9)), 'disk')).toEqual(['long-1', 'long-9']);
  });
});

describe('of a family, a title that is said in full', () => {
  /** It is looked for behind another page that fits better. */
  const family = (plain: string, other: string, asked: string, weak = false): readonly string[] => {
    const text = 'Disk full. '.repeat(30);
    const better = page({
      id: 'better',
      title: other,
      symptoms: [asked, 'disk full'],
      sections: [section('Meaning', text), section('More', text)],
    });
    const own = page({
      id: 'plain',
      title: plain,
      ...(weak ? { address: 'guides/plain/' } : { symptoms: [asked] }),
    });
    const third = page({ id: 'third', sections: [section('Meaning', `disk ${'word '.repeat(90)}`)] });
    return ids(indexOf(better, own, third, page({ id: 'x', title: 'Queue slow' })), asked).slice(0, 3);
  };
  const FIRST = ['plain', 'better', 'third'];
  const LAST = ['better', 'plain', 'third'];

  it.each([
    ['comes first', 'Disk full', 'Disk near full', 'disk full', FIRST],
    ['stays behind its own words', 'Disk full', 'Full disk', 'disk full', LAST],
    ['stays behind other words', 'Disk full', 'Queue slow today', 'disk full', LAST],
    ['stays behind more that is said', 'Disk full', 'Disk near full', 'disk near full', LAST],
    ['is said in full', 'Disk full', 'Disk near full', 'disk', LAST],
    ['has more than one word', 'Disk', 'Disk near full', 'disk', LAST],
  ])('%s: %s behind %s for %s', (_, plain, other, asked, order) =>
    expect(family(plain, other, asked)).toEqual(order),
  );

  it('stays behind what fits much better', () => {
    expect(family('Disk full', 'Disk near full', 'disk full', true)).toEqual(LAST);
  });
});

describe('two words side by side', () => {
  const bare = (id: string, title: string, heading: string) =>
    page({ id, title, sections: [section(heading, 'word')] });
  it.each([
    ['in a heading', bare('a', 'One', 'Full disk'), bare('b', 'Two', 'Disk full'), 'disk full'],
    [
      'of which one is half a word',
      bare('a', 'Slow Kube-proxy', 'One'),
      bare('b', 'Kube-proxy slow', 'One'),
      'proxy slow',
    ],
  ])('%s', (_, one, other, asked) => {
    expect(ids(indexOf(one, other, bare('c', 'Three', 'Other')), asked)).toEqual(['b', 'a']);
  });
});

describe('the line that is said of a page', () => {
  const told = (symptoms: readonly string[], more: { address?: string } = {}) =>
    page({ id: 'told', title: 'One', symptoms, ...more });
  const others = [
    page({ id: 'b', title: 'Queue slow' }),
    page({ id: 'c', title: 'Disk', symptoms: ['disk'] }),
  ];
  it.each([
    [
      'is the one that fits best',
      told(['disk full today late', 'disk full', 'disk']),
      'disk full',
      ['disk full', 1],
    ],
    ['is the first of two', told(['disk full', 'full disk']), 'disk full', ['disk full', 1]],
    ['may be one word', told(['backlog']), 'backlog', ['backlog', 1]],
    ['is what says little too', told(['disk']), 'disk', ['disk', 1]],
    ['is never more than whole', told(['persistent volume claim']), 'pvc', ['persistent volume claim', 1]],
    ['is none of a guide', told(['disk full'], { address: 'guides/told/' }), 'disk full', undefined],
  ] as const)('%s', (_, one, asked, line) => {
    expect(rank(indexOf(one, ...others), asked).find(({ id }) => id === 'told')?.line).toEqual(line);
  });
});

it('a title without a word that says anything changes no score', () => {
  const scores = ['Of the', 'Queue'].map((title) => {
    const one = page({ id: 'one', title, sections: [section('Meaning', 'The disk is full.')] });
    return rank(indexOf(one, long(1)), 'disk full').find(({ id }) => id === 'one')?.score;
  });
  expect(scores).toEqual([0.947, 0.947]);
});

describe('by how surely words were meant', () => {
  const index = indexOf(page({ id: 'told', title: 'One', symptoms: ['disk full'] }), page({ id: 'x' }));
  const query = readQuery(readPaste('disk full'), index, []);
  const ranked = (more: Partial<Scores>) =>
    rankEntries(query, { ...scoreEntries(query, index), ...more }, index).find(({ entry }) => entry === 0);
  const [disk = -1, full = -1] = ['disk', 'full'].map((word) => index.vocabulary.find(word));

  it.each([
    [0.3, false],
    [0.31, true],
  ])('a line needs two that are surer than not: %d', (likely, isLine) => {
    const meant = new Map([
      [disk, 1],
      [full, likely],
    ]);
    expect(ranked({ meant })?.line !== undefined).toBe(isLine);
  });

  it('a line fits in whole, and no more than that', () => {
    expect(ranked({ total: 0.1 })?.line?.covered).toBe(1);
  });

  it('a query of hints alone covers nothing', () => {
    const hints = { ...query, terms: query.terms.map((term) => ({ ...term, isHint: true })) };
    const [first] = rankEntries(hints, scoreEntries(hints, index), index);
    expect(first?.covered).toBe(0);
  });
});
