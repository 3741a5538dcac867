import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cleanOutput } from '../../src/run/clean-output.ts';
import { ENTRY_KINDS, OUTCOMES } from '../../src/run/entry.ts';
import { begunAt, doneSteps, inOrder, mergeIncidents } from '../../src/run/incident.ts';
import type { Incident, RecordedEntry } from '../../src/run/incident.ts';
import { readIncidentFile, writeIncidentFile } from '../../src/run/incident-file.ts';
import { listDues } from '../../src/run/dues.ts';
import { incidentNote } from '../../src/run/incident-note.ts';
import { noteFrontmatter } from '../../src/run/note-frontmatter.ts';
import { readNote } from '../../src/run/read-note.ts';
import { handOver, statusUpdate } from '../../src/run/status-update.ts';
import '../fixed-seed.ts';

const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'binary', maxLength: 60 }).map((raw) => cleanOutput(raw));
const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const withoutNothing = <T extends object>(data: T): T =>
  // What is left out is not there, as in what the desk makes.
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as T;

const entry = fc
  .record({
    ...{
      id,
      at: moment,
      kind: fc.constantFrom(...ENTRY_KINDS),
      runbook: optional(text),
      step: optional(text),
    },
    ...{ text: optional(text), from: optional(text), lines: optional(fc.array(text, { maxLength: 3 })) },
    ...{ outcome: optional(fc.constantFrom(...OUTCOMES)), took: optional(fc.nat()), facts: optional(text) },
    ...{
      services: optional(fc.array(text, { maxLength: 2 })),
      isStruck: optional(fc.constant(true as const)),
    },
    changedAt: optional(moment),
  })
  .map((made) => withoutNothing(made) as RecordedEntry);
const incident: fc.Arbitrary<Incident> = fc
  .record({
    ...{ id, title: text, begunAt: moment, changedAt: moment, gone: fc.uniqueArray(id, { maxLength: 3 }) },
    ...{
      severity: optional(fc.record({ id: text, title: text })),
      closedAt: optional(moment),
      summary: optional(text),
    },
    ...{ ref: optional(text), impact: optional(text) },
    entries: fc.uniqueArray(entry, { selector: (one) => one.id, maxLength: 8 }),
  })
  .map((made) => withoutNothing(made) as Incident);

describe('the file of an incident', () => {
  it('is the same bytes after an import', () => {
    fc.assert(
      fc.property(incident, (given) => {
        const file = writeIncidentFile(given);
        const read = readIncidentFile(file);
        expect(read).not.toHaveProperty('fault');
        expect('incident' in read && writeIncidentFile(read.incident)).toBe(file);
      }),
    );
  });

  it('is the same bytes whatever the order of its entries', () => {
    fc.assert(
      fc.property(incident, (given) => {
        const turned = { ...given, entries: given.entries.toReversed() };
        expect(writeIncidentFile(turned)).toBe(writeIncidentFile(given));
      }),
    );
  });

  const good = {
    ...{ format: 'opsbook incident', version: 1, id: 'a', title: 't', begunAt: '2026-11-29T10:00:00.000Z' },
    ...{ changedAt: '2026-11-29T10:00:00.000Z', gone: [] },
    entries: [{ id: 'e', at: '2026-11-29T10:00:00.000Z', kind: 'remark', text: 'a\u202Eb\u001B[31m' }],
  };
  it.each([
    ['', 'The file holds no JSON: take one that “Export JSON” of an incident page wrote.'],
    ['[]', 'The file is not an incident of opsbook: take one that “Export JSON” of an incident page wrote.'],
    [
      '{"format":"else"}',
      'The file is not an incident of opsbook: take one that “Export JSON” of an incident page wrote.',
    ],
    [
      JSON.stringify({ ...good, version: 2 }),
      'The file was written by a later version of opsbook: open it on a site that was built with that one.',
    ],
    [
      JSON.stringify({ ...good, title: 7 }),
      'The file cannot be read: `title` is not what an incident has there.',
    ],
    [
      JSON.stringify({ ...good, entries: [{ ...good.entries[0], at: 'yesterday' }] }),
      'The file cannot be read: `entries.0.at` is not what an incident has there.',
    ],
    [
      JSON.stringify({ ...good, entries: [{ ...good.entries[0], onclick: 'x' }] }),
      'The file cannot be read: `entries.0.onclick` is not what an incident has there.',
    ],
    [
      JSON.stringify({ ...good, entries: [good.entries[0], good.entries[0]] }),
      'Two entries of the file have one id: it was changed by hand.',
    ],
  ])('is refused with a reason: %s', (file, fault) => {
    expect(readIncidentFile(file)).toEqual({ fault });
  });

  it('brings no control characters in', () => {
    const read = readIncidentFile(JSON.stringify(good));
    expect('incident' in read && read.incident.entries[0]?.text).toBe('ab');
  });
});

describe('two copies of an incident', () => {
  const base: Incident = { ...BASE(), entries: [made('a', 1), made('b', 2)] };

  it('are one, whichever comes first, and nothing that was deleted comes back', () => {
    const changed = { ...made('a', 1), text: 'better', changedAt: at(9) };
    const mine = { ...base, gone: ['b'], entries: [changed], changedAt: at(9), title: 'new' };
    const theirs = { ...base, entries: [...base.entries, made('c', 3)] };
    const both = mergeIncidents(mine, theirs);
    expect(both).toEqual(mergeIncidents(theirs, mine));
    expect(both).toMatchObject({ title: 'new', gone: ['b'], entries: [{ text: 'better' }, { id: 'c' }] });
  });

  it('are what they were when they are the same', () => {
    fc.assert(
      fc.property(incident, (given) => {
        const kept = { ...given, entries: given.entries.filter((one) => !given.gone.includes(one.id)) };
        expect(writeIncidentFile(mergeIncidents(kept, kept))).toBe(writeIncidentFile(kept));
      }),
    );
  });
});

function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 29, 10, minute)).toISOString();
}
function BASE(): Omit<Incident, 'entries'> {
  return { id: 'i', title: 'Checkout is slow', begunAt: at(0), changedAt: at(0), gone: [] };
}
function made(name: string, minute: number, more: Partial<RecordedEntry> = {}): RecordedEntry {
  return { id: name, at: at(minute), kind: 'remark', text: name, ...more };
}

const SHOP = 'shop/slow';
const LIVED: Incident = {
  ...BASE(),
  severity: { id: 'sev2', title: 'SEV-2' },
  entries: [
    made('a', 0, { kind: 'declared', text: 'Checkout is slow', from: 'from the alert CheckoutSlow' }),
    made('b', 1, { kind: 'opened', runbook: SHOP, text: 'Slow checkout', owner: 'ops', services: ['web'] }),
    made('c', 2, { kind: 'value', runbook: SHOP, text: 'QUEUE=tasks', from: 'typed' }),
    made('d', 3, {
      ...{
        kind: 'copied',
        runbook: SHOP,
        step: 'depth',
        text: 'redis-cli LLEN tasks',
        language: 'bash',
        facts: 'read',
      },
    }),
    made('e', 4, {
      kind: 'compared',
      runbook: SHOP,
      step: 'depth',
      outcome: 'differs',
      lines: ['- 0', '+ 412'],
      text: '1 line',
    }),
    made('f', 5, { kind: 'ticked', runbook: SHOP, step: 'depth', took: 120_000 }),
    made('g', 6, { kind: 'ticked', runbook: SHOP, step: 'restart', took: 60_000, facts: 'change' }),
    made('h', 7, { kind: 'unticked', runbook: SHOP, step: 'restart' }),
    made('i', 8, { text: 'called Mia', isStruck: true }),
    made('j', 9, { kind: 'people', text: 'Mia: commander' }),
  ],
};
const TEMPLATE =
  '---\ntitle: T\n---\n\n# Incident _date, YYYY-MM-DD_: _what is wrong, in a few words_\n\n- Severity: _which_\n- Services: _what_\n- Runbook: _which_\n- Status: _open_\n\n## Timeline\n\n- _HH:MM_ UTC: Suspected. _What_\n- _HH:MM_ UTC: Mitigated. _What_\n- _HH:MM_ UTC: Resolved. _How_\n\n## At the end\n\n- [ ] _x_\n';
const WORDS = { template: TEMPLATE, nameOf: (service: string) => service.toUpperCase() };

describe('the note of an incident', () => {
  it('is the template, filled, with a Timeline and the steps of each runbook', () => {
    expect(incidentNote(LIVED, WORDS)).toBe(`---
title: Checkout is slow
date: 2026-11-29
severity: sev2
runbooks:
  - shop/slow
---

# Incident 2026-11-29: Checkout is slow

- Severity: SEV-2
- Services: WEB
- Runbook: \`shop/slow\`
- Status: open

## Timeline

- 2026-11-29 10:00:00 UTC: Declared: Checkout is slow, from the alert CheckoutSlow.
- 10:01:00 UTC: Opened \`shop/slow\`.
- 10:02:00 UTC: Value \`QUEUE=tasks\`, typed.
- 10:03:00 UTC: Copied \`depth\` of \`shop/slow\`: \`redis-cli LLEN tasks\`
- 10:04:00 UTC: Output of \`depth\` of \`shop/slow\`: **does not fit**: 1 line \`- 0\`, \`+ 412\`
- 10:05:00 UTC: \`depth\` of \`shop/slow\` is done, after 2 min 0 s.
- 10:06:00 UTC: \`restart\` of \`shop/slow\` is done, after 1 min 0 s.
- 10:07:00 UTC: \`restart\` of \`shop/slow\` is not done after all.
- 10:08:00 UTC: ~~Remark: called Mia~~
- 10:09:00 UTC: People: Mia: commander
- _HH:MM_ UTC: Mitigated. _What_
- _HH:MM_ UTC: Resolved. _How_

## At the end

- [ ] _x_

## Steps of shop/slow, run 2026-11-29 10:03:00 UTC

Written by the incident desk of the site. Times in UTC.

### 10:03:00 depth (read)

\`\`\`bash
redis-cli LLEN tasks
\`\`\`

With \`QUEUE=tasks (typed)\`.

Expected (\`-\`) and found (\`+\`), of \`depth\`:

\`\`\`diff
- 0
+ 412
\`\`\`

\`depth\`: done by hand, after 2 min 0 s.

### 10:06:00 restart (change)

\`\`\`
# done by hand
\`\`\`

With \`QUEUE=tasks (typed)\`.
`);
  });

  it('is what a run goes on with', () => {
    expect(readNote(incidentNote(LIVED, WORDS))).toEqual({
      runbook: SHOP,
      steps: [
        { name: 'depth', outcome: 'passed' },
        { name: 'restart', outcome: 'open' },
      ],
      values: new Map([['QUEUE', 'tasks']]),
      facts: new Set(['read', 'change']),
    });
  });

  it('has a step that was run from the page as a run has it', () => {
    const run = made('x', 1, { kind: 'step', runbook: SHOP, step: 'depth', outcome: 'failed', status: 3 });
    const ran = { ...run, endedAt: at(2), text: 'redis-cli LLEN tasks', facts: 'read' };
    const note = incidentNote({ ...BASE(), entries: [ran] }, WORDS);
    expect(note).toContain('to 10:02:00 UTC: `depth`: **failed**, exit 3, 60.0 s\n');
    expect(note).toContain(
      '```\nredis-cli LLEN tasks\n```\n\n`depth`: **failed**: exit status 3, after 1 min 0 s.\n',
    );
    expect(readNote(note)?.steps).toEqual([{ name: 'depth', outcome: 'failed' }]);
  });

  it('says that it is over', () => {
    const closed = made('k', 20, { kind: 'closed', text: 'A worker hung.' });
    const over = {
      ...LIVED,
      closedAt: at(20),
      summary: 'A worker hung.',
      entries: [...LIVED.entries, closed],
    };
    const note = incidentNote(over, WORDS);
    expect(note).toContain('- Status: resolved\n');
    expect(note).toContain(
      '- 10:20:00 UTC: Resolved. A worker hung.\n- _HH:MM_ UTC: Mitigated. _What_\n\n## At',
    );
  });

  it('stays a note whatever somebody has typed', () => {
    fc.assert(
      fc.property(incident, (given) => {
        const note = incidentNote({ ...given, title: 'A title' }, WORDS);
        const head = parse(note.slice(4, note.indexOf('\n---\n', 4))) as { title: string };
        expect(head.title).toBe('A title');
        expect(note.match(/^## (?:Timeline|At the end)$/gm)).toEqual(['## Timeline', '## At the end']);
      }),
    );
  });
});

describe('frontmatter of a record', () => {
  it('is read back as the texts that it was made of', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(text, { maxLength: 3 }),
        (title, ids) => {
          fc.pre(title.isWellFormed());
          const made = noteFrontmatter({
            title,
            ref: undefined,
            runbooks: ids.filter((one) => one.isWellFormed()),
          });
          expect(parse(made.slice(4, -4))).toEqual({
            title,
            runbooks: ids.filter((one) => one.isWellFormed()),
          });
        },
      ),
    );
  });

  it.each([
    'yes',
    'null',
    '12',
    '1e3',
    '0x1f',
    '',
    ' a',
    'a: b',
    'a #b',
    '# a',
    '- a',
    'Ein Lärm',
    '!x',
    '~',
    '.5',
    '1_000',
  ])('keeps %j a text', (title) => expect(parse(noteFrontmatter({ title }).slice(4, -4))).toEqual({ title }));
});

describe('ticks of an incident', () => {
  it('are those that were not taken away', () => {
    expect([...doneSteps(LIVED, SHOP)]).toEqual(['depth']);
    expect([...doneSteps(LIVED, 'another')]).toEqual([]);
  });

  it('began when their command was copied, or the step before was done', () => {
    const until = { entries: LIVED.entries.slice(0, 5) };
    expect(begunAt(until, { runbook: SHOP, step: 'depth' })).toBe(at(3));
    expect(begunAt({ entries: LIVED.entries.slice(0, 6) }, { runbook: SHOP, step: 'restart' })).toBe(at(5));
    expect(begunAt({ entries: [] }, { runbook: SHOP, step: 'restart' })).toBeUndefined();
  });
});

describe('what a severity demands', () => {
  const demands = { respondWithin: '15 minutes', updateEvery: '1 hour', tell: [] };
  it.each([
    [5, [], ['open', 'open']],
    [16, [], ['past', 'open']],
    [16, [made('x', 3)], ['done', 'open']],
    [17, [made('x', 16)], ['late', 'open']],
    [61, [made('x', 3)], ['done', 'past']],
    [61, [made('x', 3), made('y', 30, { kind: 'told' })], ['done', 'open']],
    [61, [made('x', 3), made('y', 30, { kind: 'told', isStruck: true })], ['done', 'past']],
  ] as const)('is known %d minutes after it began', (minute, entries, states) => {
    const dues = listDues({ ...BASE(), entries }, demands, new Date(at(minute)));
    expect(dues.map(({ state }) => state)).toEqual(states);
  });

  it('is nothing once it is over, or where nothing is written down', () => {
    expect(listDues({ ...BASE(), entries: [], closedAt: at(9) }, demands, new Date(at(99)))).toEqual([]);
    expect(listDues({ ...BASE(), entries: [] }, { tell: [] }, new Date(at(99)))).toEqual([]);
  });
});

describe('texts for others', () => {
  const now = new Date(at(30));
  it('tell a channel how it stands', () => {
    const template =
      '**Incident _date, YYYY-MM-DD_: _what is wrong_**\n\n- Severity: _which_\n- Since: _HH:MM_\n- Impact: _who_\n- Doing now: _what_\n- Next update: _HH:MM_\n';
    const dues = listDues(LIVED, { updateEvery: '1 hour', tell: [] }, now);
    expect(statusUpdate(LIVED, { template, now, dues })).toBe(
      '**Incident 2026-11-29: Checkout is slow**\n\n- Severity: SEV-2\n- Since: 10:00 UTC\n- Impact: _who_\n- Doing now: following “Slow checkout”, one step done\n- Next update: 11:00 UTC\n',
    );
  });

  it('tell the next on call what is open', () => {
    const template =
      '# Handoff _date, YYYY-MM-DD_\n\n## Open incidents\n\n_Links, or none_\n\n## Escalation\n\n_Name_\n';
    expect(handOver(LIVED, { template, now, contact: 'Ops: #ops' })).toBe(
      '# Handoff 2026-11-29\n\n## Open incidents\n\n- SEV-2: Checkout is slow, since 10:00 UTC, open\n  - Runbook `shop/slow`, Slow checkout: one step done\n  - 10:09 UTC: Mia: commander\n\n## Escalation\n\nOps: #ops\n',
    );
  });

  it('are in time order', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const times = inOrder(entries).map((one) => one.at);
        expect(times).toEqual([...times].sort());
      }),
    );
  });
});
