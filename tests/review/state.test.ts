import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/review/day.ts';
import type { Commit } from '../../src/review/history.ts';
import { reviewBook } from '../../src/review/review-book.ts';
import type { ReviewFacts } from '../../src/review/review-book.ts';
import { STATES } from '../../src/review/state.ts';
import type { Incident } from '../../src/runbook/records/incidents.ts';
import { rangeBetween } from '../../src/runbook/read/source-text.ts';
import { commit, factsOf, runbook, signOff } from './facts.ts';

const page = runbook('shop/backlog', { watches: ['services/worker/**'] });

/** `state: reason; reason` of the first runbook. */
function say(more: Partial<ReviewFacts>): string {
  const [first] = reviewBook(factsOf({ runbooks: [page], ...more })).reviews;
  return [first?.state ?? '', ...(first?.reasons ?? []).map(({ message }) => message)].join(' | ');
}

function incident(date: string, runbooks: readonly string[] = [page.id]): Incident {
  const locate = () => rangeBetween('', 0, 0);
  return {
    path: `content/incidents/${date}.md`,
    title: 'Orders lost',
    date,
    ref: `INC-${date}`,
    runbooks,
    locate,
    range: locate(),
  };
}

function worker(hash: string, at: string, more: Partial<Commit> = {}): Commit {
  return commit(hash, at, { files: [{ path: 'services/worker/main.ts' }], ...more });
}

const history = (...commits: Commit[]) => ({ kind: 'complete', prefix: '', commits }) as const;

describe('the state of a review', () => {
  test.each<[string, Partial<ReviewFacts>, string]>([
    ['without anything', {}, 'never-reviewed | nobody has signed it off, and it has no date'],
    ['with a fresh sign-off', { signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')] }, 'fresh'],
    ['with a date alone', { runbooks: [{ ...page, reviewed: '2026-11-01' }] }, 'fresh'],
    [
      'whose date was moved past its sign-off by hand',
      {
        runbooks: [{ ...page, reviewed: '2026-11-21' }],
        signOffs: [signOff(page.id, '2026-01-01T09:00:00Z')],
      },
      'overdue | due since 2026-04-01, reviewed on 2026-01-01',
    ],
    [
      'with a date in the future',
      { runbooks: [{ ...page, reviewed: '2099-01-01' }] },
      'never-reviewed | nobody has signed it off, and it has no date',
    ],
    [
      'with a sign-off in the future',
      { signOffs: [signOff(page.id, '2099-01-01T09:00:00Z'), signOff(page.id, '2026-11-01T09:00:00Z')] },
      'fresh',
    ],
    [
      'that has changed since',
      { signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')], runbooks: [{ ...page, text: 'new' }] },
      'changed | its text has changed since it was signed on 2026-11-01',
    ],
    [
      'whose code has changed since',
      {
        signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')],
        history: history(
          worker('ccccccc1', '2026-11-03T00:00:00Z', { author: 'Bob' }),
          worker('bbbbbbb1', '2026-11-02T00:00:00Z'),
          worker('aaaaaaa1', '2026-10-01T00:00:00Z'),
        ),
      },
      'watch-touched | watched code changed in 2 commits by Bob, Ann, last ccccccc on 2026-11-03',
    ],
    [
      'whose code was changed before, on a branch that was merged after',
      {
        signOffs: [signOff(page.id, '2026-11-01T09:00:00Z', { commit: 'aaaaaaa1' })],
        history: history(
          commit('ddddddd1', '2026-11-02T00:00:00Z', { parents: ['aaaaaaa1', 'bbbbbbb1'] }),
          worker('aaaaaaa1', '2026-10-30T00:00:00Z'),
          worker('bbbbbbb1', '2026-10-01T00:00:00Z'),
        ),
      },
      'watch-touched | watched code changed in 1 commit by Ann, last bbbbbbb on 2026-10-01',
    ],
    [
      'that an incident names',
      {
        signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')],
        incidents: [incident('2026-11-10'), incident('2026-11-10')],
      },
      'incident-since | incident INC-2026-11-10 on 2026-11-10',
    ],
    [
      'after incidents of the day itself, of before, and of another page',
      {
        signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')],
        incidents: [incident('2026-11-01'), incident('2026-10-10'), incident('2026-11-10', ['other'])],
      },
      'fresh',
    ],
    [
      'after an incident of today, and with one that is still to come',
      {
        signOffs: [signOff(page.id, '2026-11-01T09:00:00Z')],
        incidents: [incident('2026-11-22'), incident('2026-11-23')],
      },
      'incident-since | incident INC-2026-11-22 on 2026-11-22',
    ],
    [
      'whose snippets failed',
      {
        signOffs: [
          signOff(page.id, '2026-11-01T09:00:00Z', {
            snippets: { passed: 1, failed: 2, skipped: 0, on: '2026-07-01' },
            links: { ok: 0, broken: 1, unchecked: 3 },
            findings: { errors: 1, warnings: 0 },
          }),
        ],
      },
      'evidence-stale | 2 snippets failed when it was signed | snippets last run on 2026-07-01 | 1 link broken when it was signed | 3 links not checked | signed with 1 lint error',
    ],
    [
      'whose snippets run tomorrow, as somebody wrote',
      {
        signOffs: [
          signOff(page.id, '2026-11-01T09:00:00Z', {
            snippets: { passed: 1, failed: 0, skipped: 0, on: '2099-01-01' },
          }),
        ],
      },
      'evidence-stale | its snippets ran on 2099-01-01, which has not come yet',
    ],
    [
      'with a line that somebody wrote by hand below one that was proved',
      {
        signOffs: [
          signOff(page.id, '2026-06-01T09:00:00Z', { known: 'teams' }),
          signOff(page.id, '2026-11-01T09:00:00Z', { by: 'Zed' }),
        ],
      },
      'overdue | due since 2026-09-01, reviewed on 2026-06-01 | signed without proof by Zed on 2026-11-01: without a known reviewer',
    ],
    [
      'signed without proof, from which somebody took what was missing',
      {
        signOffs: [
          signOff(page.id, '2026-06-01T09:00:00Z', { missing: ['answers'], despite: 'no time' }),
          signOff(page.id, '2026-11-01T09:00:00Z', { despite: 'no time' }),
        ],
      },
      'never-reviewed | nobody has signed it off, and it has no date | signed without proof by Ann on 2026-11-01: without a known reviewer (no time)',
    ],
    [
      'with sign-offs of the first version alone, and one with proof after them',
      {
        signOffs: [
          signOff(page.id, '2026-06-01T09:00:00Z'),
          signOff(page.id, '2026-10-01T09:00:00Z', { despite: 'it had errors' }),
          signOff(page.id, '2026-11-01T09:00:00Z', { known: 'teams' }),
        ],
      },
      'fresh',
    ],
    [
      'signed without proof last, of which no day moves',
      {
        signOffs: [
          signOff(page.id, '2026-06-01T09:00:00Z'),
          signOff(page.id, '2026-11-01T09:00:00Z', { known: 'teams', missing: ['answers'], despite: 'why' }),
        ],
      },
      'overdue | due since 2026-09-01, reviewed on 2026-06-01 | signed without proof by Ann on 2026-11-01: without answers (why)',
    ],
    [
      'that takes the name of another page which is there',
      {
        runbooks: [{ ...page, aliases: ['/runbooks/shop/signed/'] }, runbook('shop/signed')],
        signOffs: [signOff('shop/signed', '2026-11-01T09:00:00Z')],
      },
      'never-reviewed | nobody has signed it off, and it has no date',
    ],
    [
      'signed where no snippet could be run',
      {
        signOffs: [
          signOff(page.id, '2026-11-01T09:00:00Z', {
            snippets: { passed: 0, failed: 0, skipped: 3, on: '2026-11-01' },
          }),
        ],
      },
      'evidence-stale | no snippet ran when it was signed: 3 skipped',
    ],
    [
      'with everything at once: the worst first',
      {
        runbooks: [{ ...page, text: 'new' }],
        signOffs: [signOff(page.id, '2026-07-01T09:00:00Z')],
        incidents: [incident('2026-11-10')],
        history: history(worker('bbbbbbb1', '2026-11-02T00:00:00Z')),
      },
      'overdue | due since 2026-10-01, reviewed on 2026-07-01 | incident INC-2026-11-10 on 2026-11-10 | its text has changed since it was signed on 2026-07-01 | watched code changed in 1 commit by Ann, last bbbbbbb on 2026-11-02',
    ],
  ])('of a runbook %s', (_, facts, said) => expect(say(facts)).toBe(said));

  test('follows a runbook through its aliases and its renames', () => {
    const signOffs = [signOff('old/name', '2026-11-01T09:00:00Z'), signOff('older', '2026-10-01T09:00:00Z')];
    const renamed = history(
      commit('b1', '2026-11-02T00:00:00Z', {
        files: [{ path: 'docs/content/runbooks/shop/backlog.mdx', from: 'docs/content/runbooks/older.mdx' }],
      }),
    );
    const facts = {
      runbooks: [{ ...page, aliases: ['/runbooks/old/name/'] }],
      signOffs,
      history: { ...renamed, prefix: 'docs/' },
    };
    const [review] = reviewBook(factsOf(facts)).reviews;
    expect(review?.signOffs.map(({ runbook: id }) => id)).toEqual(['older', 'old/name']);
  });

  test('a page that was renamed has the reviews of before, and not those of the page that has its name now', () => {
    const name = (id: string): string => `content/runbooks/${id}.mdx`;
    const signOffs = [
      signOff('shop/old', '2026-06-01T09:00:00Z'),
      // In the very moment of the renaming it is the old page's still.
      signOff('shop/old', '2026-08-01T00:00:00Z'),
      signOff('shop/old', '2026-11-01T09:00:00Z'),
    ];
    const moved = commit('b1', '2026-08-01T00:00:00Z', {
      files: [{ path: name(page.id), from: name('shop/old') }],
    });
    const facts = { runbooks: [page, runbook('shop/old')], signOffs, history: history(moved) };
    const said = reviewBook(factsOf(facts)).reviews.map(({ runbook: { id }, last }) => [id, last?.on]);
    expect(said).toEqual([
      [page.id, '2026-08-01'],
      ['shop/old', '2026-11-01'],
    ]);
  });

  test('of two sign-offs in one moment that of the present name counts', () => {
    const at = '2026-11-01T09:00:00Z';
    const runbooks = [{ ...page, aliases: ['/runbooks/old/name/'] }];
    const signOffs = [signOff(page.id, at, { by: 'Bob' }), signOff('old/name', at, { by: 'Ann' })];
    const [review] = reviewBook(factsOf({ runbooks, signOffs })).reviews;
    expect(review?.last?.signOff?.by).toBe('Bob');
  });

  test('of many runbooks lists what calls for somebody first', () => {
    const runbooks = ['a', 'b', 'c', 'd'].map((id) => runbook(id));
    const signOffs = [
      signOff('a', '2026-11-01T09:00:00Z'),
      signOff('c', '2026-07-01T09:00:00Z'),
      signOff('d', '2026-01-01T09:00:00Z'),
    ];
    const { reviews } = reviewBook(factsOf({ runbooks, signOffs }));
    expect(reviews.map(({ runbook: { id }, state }) => `${id} ${state}`)).toEqual([
      'd overdue',
      'c overdue',
      'b never-reviewed',
      'a fresh',
    ]);
  });
});

test('a state never improves without a sign-off, whatever happens in whatever order', () => {
  type Event = (facts: ReviewFacts, step: number) => Partial<ReviewFacts>;
  const days: Event = ({ today }, step) => ({ today: addDays(today, 1 + (step % 40)) });
  const edit: Event = (facts, step) => ({
    runbooks: facts.runbooks.map((one) => ({ ...one, text: `edit ${step}` })),
  });
  const touch: Event = (facts, step) => ({
    history: history(worker(`c${step}`.padEnd(8, 'f'), `${facts.today}T23:59:59Z`), ...facts.history.commits),
  });
  const harm: Event = (facts) => ({ incidents: [incident(facts.today), ...facts.incidents] });
  const stamp: Event = (facts) => ({
    runbooks: facts.runbooks.map((one) => ({ ...one, reviewed: facts.today })),
  });
  const events = fc.array(fc.constantFrom(days, edit, touch, harm, stamp), { maxLength: 20 });
  fc.assert(
    fc.property(events, (happening) => {
      let facts = factsOf({ runbooks: [page], signOffs: [signOff(page.id, '2026-11-22T09:00:00Z')] });
      let worst = STATES.length - 1;
      for (const [step, event] of happening.entries()) {
        facts = { ...facts, ...event(facts, step) };
        const [review] = reviewBook(facts).reviews;
        const rank = STATES.indexOf(review?.state ?? 'fresh');
        expect(rank).toBeLessThanOrEqual(worst);
        worst = rank;
      }
    }),
  );
});
