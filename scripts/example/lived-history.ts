import { glanceAt } from '../../src/review/glance.ts';
import { addDays, addMonths } from '../../src/review/day.ts';
import { quarterOf } from '../../src/review/quarter.ts';
import { linesFor, readQuestions } from '../../src/review/review-questions.ts';
import { emptySignOffs, renderSignOff } from '../../src/review/sign-off-lines.ts';
import { setReviewed } from '../../src/review/set-reviewed.ts';
import { STANDARD_TEMPLATE, readTemplate } from '../../src/review/worksheet-template.ts';
import { readClaims } from '../../src/runbook/read/lazy-pages.ts';
import { reviewableText } from '../../src/runbook/read/reviewable-text.ts';
import type { SignOff } from '../../src/runbook/records/sign-offs.ts';
import { contentHash } from '../../src/tools/content-hash.ts';

/** One commit of the example: at a moment (ISO 8601), by a role, with the files that it writes. */
export interface LivedCommit {
  readonly at: string;
  readonly author: string;
  readonly subject: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Said on every page of the site that shows the example. */
export const NOTICE = 'An example: its history of reviews and incidents is made up by a script.';

/** Roles instead of names: no person is made up. */
const ROLES = ['Operations lead', 'Engineering lead', 'On-call engineer', 'Newer team member'] as const;

/** How often a page of each kind was reviewed: days before today, the latest last; what stays open makes it due. */
const HABITS: readonly (readonly number[])[] = [
  [520, 430, 340, 250, 160, 70],
  [500, 410, 320, 230, 140, 20],
  [480, 390, 300, 210, 120, 35],
  [460, 370, 280, 190, 84], // due soon
  [450, 360, 270, 180, 95], // due
  [440, 350, 260, 150], // overdue
  [430, 340, 250, 160, 55], // changed since
  [420, 330, 240, 145, 48],
  [410, 320, 200, 10],
  [], // never reviewed
];
const CHANGED = 6;
const WATCHING = 7;
const UNPROVED = 5;

/** What a file of the demo says, and said before, of a deployment that runbooks speak of. */
const SPOKEN = { before: '{ app: celery-worker, tier: example }', now: '{ app: celery-worker }' };

/** The folder of code that pages of the example watch. */
const CODE = 'example/worker';

/**
 * Six quarters in the life of a book, up to a day: sign-offs by roles with their evidence, some of them overdue,
 * pages changed since, watched code touched, what pages speak of changed, and two incidents with notes. The same
 * files and day give the same history. At its end every page says what it says in the book, except for `reviewed` and
 * `watches`.
 */
export function livedHistory(book: Readonly<Record<string, string>>, today: string): LivedCommit[] {
  const paths = Object.keys(book)
    .filter((path) => /^content\/runbooks\/.*\.mdx?$/.test(path))
    .sort();
  const template = book['content/templates/review.md'];
  const questions = readTemplate(template ?? STANDARD_TEMPLATE).each;
  const begin = addMonths(today, -18);
  const final = new Map(paths.map((path, index) => [path, finalText(book[path] ?? '', index)] as const));
  const first = new Map([...final].map(([path, text], index) => [path, firstText(text, index)] as const));
  const reviews = paths.flatMap((path, index) => reviewsOf({ path, index, today, first, final, questions }));
  const spoken = Object.keys(book).filter((path) => book[path]?.includes(SPOKEN.now) === true);
  const before = spoken.map((path) => [path, (book[path] ?? '').replace(SPOKEN.now, SPOKEN.before)] as const);
  const changes: LivedCommit[] = [
    {
      at: `${begin}T08:00:00Z`,
      author: 'Engineering lead',
      subject: 'The book',
      files: {
        ...book,
        ...Object.fromEntries(first),
        ...Object.fromEntries(before),
        'opsbook.yaml': withNotice(book['opsbook.yaml'] ?? ''),
        [`${CODE}/main.txt`]: 'What a worker of the example does.\n',
      },
    },
    ...paths.flatMap((path, index): LivedCommit[] =>
      index % HABITS.length === CHANGED
        ? [
            {
              at: `${addDays(today, -30 - (index % 9))}T14:00:00Z`,
              author: 'On-call engineer',
              subject: `More in ${path.slice(path.lastIndexOf('/') + 1)}`,
              files: { [path]: final.get(path) ?? '' },
            },
          ]
        : [],
    ),
    {
      at: `${addDays(today, -24)}T10:00:00Z`,
      author: 'Engineering lead',
      subject: 'The worker has no tier',
      files: Object.fromEntries(spoken.map((path) => [path, book[path] ?? ''])),
    },
    {
      at: `${addDays(today, -17)}T16:00:00Z`,
      author: 'Engineering lead',
      subject: 'Another queue for the worker',
      files: { [`${CODE}/main.txt`]: 'What a worker of the example does, since it has two queues.\n' },
    },
    ...incidents(paths, today),
  ];
  return withSignOffs([...changes, ...reviews.map(({ commit }) => commit)], reviews, final);
}

/** The last state of a page: some watch the code of the example. */
function finalText(text: string, index: number): string {
  if (index % HABITS.length !== WATCHING || /^watches:/m.test(text)) return text;
  return text.replace(/\n---\n/, `\nwatches: ['${CODE}/**']\n---\n`);
}

/** The first state of a page that is changed later: without its last paragraph. */
function firstText(text: string, index: number): string {
  if (index % HABITS.length !== CHANGED) return text;
  const end = text.trimEnd().lastIndexOf('\n\n');
  return end < 0 ? text : `${text.slice(0, end)}\n`;
}

interface Review {
  readonly commit: LivedCommit;
  readonly path: string;
  readonly signOff: SignOff;
}

interface Life {
  readonly path: string;
  readonly index: number;
  readonly today: string;
  readonly first: ReadonlyMap<string, string>;
  readonly final: ReadonlyMap<string, string>;
  readonly questions: string;
}

function reviewsOf({ path, index, today, first, final, questions }: Life): Review[] {
  const kind = index % HABITS.length;
  const id = path.replace(/^content\/runbooks\//, '').replace(/\.mdx?$/, '');
  const days = HABITS[kind] ?? [];
  return days.map((ago, at): Review => {
    // Nobody reads sixty pages on one day.
    const on = addDays(today, -ago - (index % 7));
    const time = `${on}T${String(8 + (index % 9)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}:00Z`;
    const text = (kind === CHANGED ? first : final).get(path) ?? '';
    const role = ROLES[(index + at) % 3] ?? ROLES[0];
    const isUnproved = kind === UNPROVED && at === days.length - 1;
    const signOff = signOffOf(text, { runbook: id, at: time, by: role, questions, isOld: at < 2 });
    const subject = `Review of ${id}`;
    if (!isUnproved) return { path, signOff, commit: { at: time, author: role, subject, files: {} } };
    const { known: _, snippets: __, questions: ___, ...bare } = signOff;
    return {
      path,
      signOff: {
        ...bare,
        at: `${addDays(today, -12)}${time.slice(10)}`,
        known: 'author',
        missing: ['answers'],
        despite: 'everybody is at work on the release',
      },
      commit: { at: `${addDays(today, -12)}${time.slice(10)}`, author: role, subject, files: {} },
    };
  });
}

interface Signing {
  readonly runbook: string;
  readonly at: string;
  readonly by: string;
  readonly questions: string;
  /** Whether it was made before proof was asked for. */
  readonly isOld: boolean;
}

/** What `opsbook review sign` would have recorded. */
function signOffOf(text: string, { runbook, at, by, questions, isOld }: Signing): SignOff {
  const glance = glanceAt(text);
  const { alerts, services } = readClaims(text);
  const asked = readQuestions(linesFor(questions, { text, alerts, services }, glance)).length;
  const { verified } = glance;
  return {
    runbook,
    at,
    by,
    content: contentHash(reviewableText(text)),
    findings: { errors: 0, warnings: 0 },
    ...(isOld
      ? {}
      : {
          ...(verified > 0
            ? { snippets: { passed: verified, failed: 0, skipped: 0, on: at.slice(0, 10) } }
            : {}),
          questions: { answered: asked, of: asked },
          known: 'author' as const,
        }),
  };
}

/** Two incidents with their notes. */
function incidents(paths: readonly string[], today: string): LivedCommit[] {
  const idsLike = (part: string): string[] =>
    paths
      .filter((path) => path.includes(part))
      .map((path) => path.replace(/^content\/runbooks\//, '').replace(/\.mdx?$/, ''));
  const told = [
    { ago: 300, part: 'queue-backlog', what: 'Jobs waited for longer than their deadline' },
    { ago: 9, part: 'disk-full', what: 'A disk was full' },
  ];
  return told.map(({ ago, part, what }) => {
    const day = addDays(today, -ago);
    const runbooks = idsLike(part);
    const note = `---
title: '${what} (example)'
date: ${day}
ref: EXAMPLE-${day}
runbooks: [${runbooks.join(', ')}]
---

Made up by a script, so that the demo shows what an incident does to reviews.

- 09:12 The alert fired, and the runbook was opened from it.
- 09:15 The first command of the runbook showed what was wrong.
- 09:41 The alert was resolved.
`;
    return {
      at: `${day}T12:00:00Z`,
      author: 'On-call engineer',
      subject: `Note of EXAMPLE-${day}`,
      files: { [`content/incidents/${day}-${part}.md`]: note },
    };
  });
}

/** Puts the commits in order, and into those of reviews the line of the sign-off and the date of the page. */
function withSignOffs(
  commits: readonly LivedCommit[],
  reviews: readonly Review[],
  final: ReadonlyMap<string, string>,
): LivedCommit[] {
  const review = new Map(reviews.map((one) => [one.commit, one]));
  const lines = new Map<string, string[]>();
  const pages = new Map<string, string>();
  return commits
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((commit) => {
      const own = review.get(commit);
      if (!own) {
        const files = Object.entries(commit.files).map(([path, text]) => {
          // A change of a page leaves the date of its review.
          const day = /^reviewed: (\S+)/m.exec(pages.get(path) ?? '')?.[1];
          const kept = day === undefined ? text : (setReviewed(text, day) ?? text);
          if (final.has(path)) pages.set(path, kept);
          return [path, kept] as const;
        });
        return { ...commit, files: Object.fromEntries(files) };
      }
      const quarter = quarterOf(own.signOff.at.slice(0, 10), 1);
      const file = `content/reviews/${quarter.id}.yaml`;
      const all = [...(lines.get(file) ?? []), `  ${renderSignOff(own.signOff)}\n`].sort();
      lines.set(file, all);
      const text = pages.get(own.path) ?? '';
      const dated = own.signOff.missing ? text : (setReviewed(text, own.signOff.at.slice(0, 10)) ?? text);
      pages.set(own.path, dated);
      const files = { [file]: emptySignOffs(quarter) + all.join(''), [own.path]: dated };
      return { ...commit, files };
    });
}

function withNotice(settings: string): string {
  const notice = `  notice: '${NOTICE}'\n`;
  return /^site:\n/m.test(settings)
    ? settings.replace(/^site:\n/m, `site:\n${notice}`)
    : `site:\n${notice}${settings}`;
}
