import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../src/runbook/read/parse.ts';
import type { Runbook } from '../../../src/runbook/read/parse.ts';

const BASE = `title: Late orders
kind: incident
summary: Orders are late.
service: worker
owner: platform
severity: sev2`;

function parse(yaml: string, path = 'a.mdx'): Runbook {
  return parseRunbook({ path, text: `---\n${yaml}\n---\n`, faults: [] }, 'a');
}

/** `line:column message` of everything that is wrong. */
function say({ faults }: Runbook): string[] {
  return faults.map(({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`);
}

test('every field of a runbook is read', () => {
  const runbook = parse(`${BASE}
symptoms: [Customers ask]
errors: [max_retries=3 exhausted, /OOM/]
alerts: [OrdersLate]
params:
  QUEUE: { description: Redis list, default: orders, pattern: '[a-z]+' }
  POD: { description: The pod, label: pod }
  TOKEN: { description: Ask the vault, secret: true }
  LIMIT: { description: How many, default: 10, allow: [option, many] }
status: draft
reviewed: 2026-10-01
review-every: 90 days
watches: ['worker/**']
related: [other]
aliases: [/old/]
tags: [orders]`);
  const { text, tree, locate, headings, sections, snippets, links, components, html, ...others } = runbook;
  const { headingOf, snippetOf, outline, ...rest } = others;
  expect([outline.headings, outline.urls]).toEqual([[], []]);
  expect([text.length > 0, tree.type, typeof locate]).toEqual([true, 'root', 'function']);
  expect([headings, sections, snippets, links, components, html, ...headingOf, ...snippetOf].flat()).toEqual(
    [],
  );
  const plain = '[A-Za-z0-9._:/@-]+';
  const none = { default: undefined, label: undefined, isSecret: false, pattern: plain, allow: [] };
  expect(rest).toEqual({
    path: 'a.mdx',
    unread: [],
    id: 'a',
    title: 'Late orders',
    kind: 'incident',
    isKindDeclared: true,
    isForOpsbook: true,
    summary: 'Orders are late.',
    services: ['worker'],
    owner: 'platform',
    severity: 'sev2',
    symptoms: ['Customers ask'],
    errors: ['max_retries=3 exhausted', '/OOM/'],
    alerts: ['OrdersLate'],
    params: [
      { ...none, name: 'QUEUE', description: 'Redis list', default: 'orders', pattern: '[a-z]+' },
      { ...none, name: 'POD', description: 'The pod', label: 'pod' },
      { ...none, name: 'TOKEN', description: 'Ask the vault', isSecret: true },
      { ...none, name: 'LIMIT', description: 'How many', default: '10', allow: ['option', 'many'] },
    ],
    status: 'draft',
    reviewed: '2026-10-01',
    reviewEvery: '90 days',
    watches: ['worker/**'],
    related: ['other'],
    aliases: ['/old/'],
    tags: ['orders'],
    isMdx: true,
    hasFrontmatter: true,
    programs: [],
    suppressions: [],
    faults: [],
  });
});

describe('what is wrong is said at its place, and the rest is read', () => {
  test.each<[string, string, string[]]>([
    [
      'a field that does not exist',
      'symptom: [a]',
      ['8:1 Remove or rename `symptom`: a runbook has no such field. Did you mean `symptoms`?'],
    ],
    [
      'a field named like one of every object',
      'constructor: a',
      ['8:1 Remove or rename `constructor`: a runbook has no such field.'],
    ],
    [
      'a field named like a prototype',
      '__proto__: { kind: reference }',
      ['8:1 Remove or rename `__proto__`: a runbook has no such field.'],
    ],
    [
      'text where a list belongs',
      'symptoms: Customers ask',
      ['8:11 Change `symptoms`: it must be a list, not `Customers ask`.'],
    ],
    [
      'a number in a list of texts',
      'errors: [404, late]',
      ['8:10 Put quotes around `404`: `errors[0]` must be text.'],
    ],
    ['an empty entry', "symptoms: ['', late]", ['8:12 Change `symptoms[0]`: it must be given, not empty.']],
    [
      'a day that does not exist',
      'reviewed: 2026-02-30',
      ['8:11 Change `reviewed`: it must be a day that exists, not `2026-02-30`.'],
    ],
    [
      'a day in another order',
      'reviewed: 01.10.2026',
      ['8:11 Change `reviewed`: it must be a date like 2026-10-01, not `01.10.2026`.'],
    ],
    [
      'an interval that is none',
      'review-every: monthly',
      ['8:15 Change `review-every`: it must be an interval like `3 months`, not `monthly`.'],
    ],
    [
      'a status that is none',
      'status: drfat',
      ['8:9 Change `status`: it must be `draft`, not `drfat`. Did you mean `draft`?'],
    ],
    [
      'a param in lower case',
      'params: { queue: { description: a } }',
      ['8:11 Rename `queue`: names here are in UPPER_CASE.'],
    ],
    [
      'a param without a description',
      'params: { QUEUE: { default: a } }',
      ['8:11 Add `description` to `params.QUEUE`.'],
    ],
    [
      'a misspelt field of a param',
      'params: { QUEUE: { description: a, lable: b } }',
      ['8:36 Remove or rename `lable`: `params.QUEUE` has no such field. Did you mean `label`?'],
    ],
    [
      'a pattern that is none',
      "params: { QUEUE: { description: a, pattern: '(' } }",
      ['8:45 Change `params.QUEUE.pattern`, `(`: it is not a regular expression.'],
    ],
    [
      'a pattern that may take for ever',
      "params: { QUEUE: { description: a, pattern: '(a)\\1' } }",
      [
        '8:45 Change `params.QUEUE.pattern`, `(a)\\1`: look-around, back-references and large counts are not read, as they can take for ever.',
      ],
    ],
    [
      'a default that its pattern refuses',
      'params: { QUEUE: { description: a, default: a b } }',
      ['8:45 Change `params.QUEUE`: its default `a b` does not match its pattern `[A-Za-z0-9._:/@-]+`.'],
    ],
    [
      'a default that only begins as its pattern',
      "params: { QUEUE: { description: a, default: ab1, pattern: '[a-z]+' } }",
      ['8:45 Change `params.QUEUE`: its default `ab1` does not match its pattern `[a-z]+`.'],
    ],
    [
      'a key given twice',
      'alerts: [A]\nalerts: [B]',
      ['9:1 Remove the second `alerts`: it is already given above.'],
    ],
    [
      'a YAML tag',
      'tags: !!js/function [a]',
      ['8:7 Remove the YAML tag `!!js/function`: only plain values are read here.'],
    ],
    [
      'a YAML tag of the core',
      'tags: [!!binary aGk=]',
      ['8:8 Remove the YAML tag `!!binary`: only plain values are read here.'],
    ],
    [
      'an alias to nothing',
      'tags: [*important]',
      ['8:8 Put quotes around this value: `*` starts a YAML alias, and nothing is named `important`.'],
    ],
    [
      'an alias inside its own anchor',
      'tags: &t [*t]',
      ['8:11 Write the value out: `*t` stands inside what it names, which would never end.'],
    ],
    ['a quote that is not closed', 'tags: ["a]', ['9:1 Close the quotes of this value.']],
    [
      'a value in quotes that goes on at the left',
      'notice: "x\ny"',
      ['8:1 Remove or rename `notice`: a runbook has no such field.'],
    ],
    ['a tab', 'params:\n\tQUEUE: a', ['9:1 Indent with spaces: YAML takes no tabs.']],
    [
      'a value that starts with a mark',
      'tags: [@ops]',
      ['8:8 Put quotes around this value: YAML takes none that starts with `@`.'],
    ],
    [
      'a list on the line of its key',
      'tags: - a',
      ['8:7 Start this list on a line of its own: `- ` cannot follow a key.'],
    ],
  ])('%s', (_, yaml, messages) => {
    const runbook = parse(`${BASE}\n${yaml}`);
    expect(say(runbook)).toEqual(messages);
    expect([runbook.title, runbook.owner]).toEqual(['Late orders', 'platform']);
  });

  test('what fits of a list or a mapping is kept', () => {
    const runbook = parse(`${BASE}
errors: [404, late]
service: [worker, 5]
params:
  QUEUE: { description: Redis list }
  pod: { description: The pod }`);
    expect([runbook.errors, runbook.services, runbook.params.map(({ name }) => name)]).toEqual([
      ['late'],
      ['worker'],
      ['QUEUE'],
    ]);
  });
});

describe('frontmatter as a whole', () => {
  test.each<[string, string, string[]]>([
    ['empty', '---\n---\n', []],
    ['a comment alone', '---\n# to do\n---\n', []],
    ['a title alone', '---\ntitle: Late orders\n---\n', []],
    ['of Hugo', '---\ntitle: Late orders\nweight: 20\nstatus: ACTIVE\nparams: { a: 1 }\n---\n', []],
    [
      'with `kind` misspelt',
      '---\ntitle: Late orders\nkidn: incident\n---\n',
      ['Remove or rename `kidn`', 'Add `kind`', 'Add `summary`', 'Add `service`', 'Add `owner`'],
    ],
    ['with `kind` forgotten', '---\ntitle: a\nsummary: b\nservice: c\nowner: d\n---\n', ['Add `kind`']],
    ['a list', '---\n- a\n---\n', ['Write `key: value` lines here']],
    ['a word', '---\ndraft\n---\n', ['Write `key: value` lines here']],
    ['not closed', '---\ntitle: Late orders\n\nText.\n', ['Close the frontmatter']],
    ['two documents', '---\ntitle: a\n...\nb: c\n---\n', ['Remove this `---`']],
    ["closed as Pandoc's is", '---\ntitle: Late orders\n...\n\nText.\n\n---\n', []],
    ['dots in its text', '---\ntitle: Late orders\n\n... and so on\n', ['Close the frontmatter']],
    ['absent', 'Text.\n', []],
    ['below a blank line', '\n---\ntitle: a\n---\n', []],
  ])('%s', (_, text, starts) => {
    const { faults } = parseRunbook({ path: 'a.mdx', text, faults: [] }, 'a');
    expect(faults.map(({ message }, index) => message.slice(0, starts[index]?.length))).toEqual(starts);
    expect(faults.filter(({ ruleId }) => ruleId !== 'frontmatter-valid')).toEqual([]);
  });

  test.each([
    ['Windows line endings', BASE.replaceAll('\n', '\r\n'), '\r\n'],
    ['old Mac line endings', BASE.replaceAll('\n', '\r'), '\r'],
  ])('%s are read', (_, yaml, end) => {
    const text = ['---', yaml, 'symptom: a', '---', ''].join(end);
    const runbook = parseRunbook({ path: 'a.mdx', text, faults: [] }, 'a');
    expect([runbook.title, runbook.severity]).toEqual(['Late orders', 'sev2']);
    expect(say(runbook).map((said) => said.slice(0, 20))).toEqual(['8:1 Remove or rename']);
  });

  test.each([
    ['a title from the first heading', '# Orders are late\n', 'Orders are late'],
    ['a title from the file name', 'Text.\n', 'Late orders'],
  ])('without it: %s', (_, text, title) => {
    const path = 'runbooks/late-orders.md';
    expect(parseRunbook({ path, text, faults: [] }, 'late-orders').title).toBe(title);
  });

  test('without it, headings tell an incident from a page of reference', () => {
    const kind = (text: string) => parseRunbook({ path: 'a.md', text, faults: [] }, 'a').kind;
    expect([kind('## Diagnosis\n'), kind('## Ports\n')]).toEqual(['incident', 'reference']);
  });
});

describe('YAML that is made to hurt', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = 'abcdefgh'[index] ?? '';
      return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
    }),
  ].join('\n');

  test.each([
    ['aliases that unfold to billions', bomb, 'Write the values out'],
    ['braces inside braces', `a: ${'{'.repeat(10_000)}`, 'Nest this less'],
    ['brackets inside brackets', `a: ${'['.repeat(10_000)}`, 'Nest this less'],
    ['lists inside lists', `a:\n  ${'- '.repeat(10_000)}`, 'Nest this less'],
    ['keys inside keys', '? '.repeat(10_000), 'Nest this less'],
    [
      'ever deeper lines',
      Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'Nest this less',
    ],
    ['ten thousand keys', Array.from({ length: 10_001 }, (_, n) => `k${n}: v`).join('\n'), 'Split this YAML'],
  ])('%s is not read, and said', (_, yaml, start) => {
    const [fault] = parse(yaml).faults;
    expect(fault?.message.slice(0, start.length)).toBe(start);
  });
});

describe('a comment that was meant as text is said', () => {
  test.each<[string, string[]]>([
    [
      'summary: Node #3 is full',
      ['4:10 Put quotes around this value: ` #` starts a YAML comment, so only `Node` is read.'],
    ],
    [
      'summary: x\nsymptoms:\n  - Pod #3',
      ['6:5 Put quotes around this value: ` #` starts a YAML comment, so only `Pod` is read.'],
    ],
    [
      'summary: x\nerrors: [FATAL #1\n  ]',
      ['5:10 Put quotes around this value: ` #` starts a YAML comment, so only `FATAL` is read.'],
    ],
    ['summary: x # of the team', []],
    ['summary: "Node #3"', []],
    ['summary: Node#3', []],
    ['summary: x\n# a comment\nowner: y', []],
  ])('%j', (yaml, expected) => {
    const said = say(parse(`title: A\nkind: reference\n${yaml}`));
    expect(said.filter((one) => one.includes('Put quotes'))).toEqual(expected);
  });
});

test('a number is quoted as its author wrote it', () => {
  const said = say(parse(`${BASE}\nerrors: [1.10, 012, 0x1f, 1e3, 1_0, ~]`));
  expect(said.join('\n')).toMatch(/`1\.10`.*\n.*`012`.*\n.*`0x1f`.*\n.*`1e3`/);
});

test('a list in brackets may have tabs, as other readers take it', () => {
  const page = parse(`${BASE}\naliases: [\n\t/b,\n  /c,\n]`);
  expect(say(page)).toEqual([]);
  expect(page.aliases).toEqual(['/b', '/c']);
  expect(say(parse(`${BASE}\naliases:\n\t- /b`))).not.toEqual([]);
});

test('what an address leads to may be told behind it', () => {
  expect(say(parse(`${BASE}\naliases:\n  - ../a/ #/docs/a/`))).toEqual([]);
  expect(say(parse(`${BASE}\ntags:\n  - a #b`))).toHaveLength(1);
});

test('frontmatter below blank lines is read, each field in its place', () => {
  const text = `\n \n---\n${BASE}\nowner: web\n---\n\n# Heading\n`;
  const runbook = parseRunbook({ path: 'a.md', text, faults: [] }, 'a');
  expect([runbook.title, runbook.kind]).toEqual(['Late orders', 'incident']);
  expect(runbook.locate(['title'], 'key').start).toMatchObject({ line: 4, column: 1 });
  expect(runbook.headings[0]).toMatchObject({ text: 'Heading' });
  expect(say(runbook)[0]).toMatch(/^10:1 /);
});
