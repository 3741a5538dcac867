import { describe, expect, test } from 'vitest';
import type { Book } from '../../src/runbook/book.ts';
import { listPages } from '../../src/runbook/book.ts';
import { loadBook } from '../../src/runbook/read/load.ts';
import { bookInMemory } from '../book-in-memory.ts';
import type { Files } from '../book-in-memory.ts';

const SERVICE = 'name: Worker\nsystem: shop\nowner: platform\ndescription: Sends orders.\n';

/** `path line:column message` of everything that is wrong with files that are no pages. */
function say({ faults }: Book): string[] {
  return faults.map(({ path, fault: { message, range } }) => {
    return `${path} ${range ? `${range.start.line}:${range.start.column}` : '-'} ${message}`;
  });
}

describe('the files of a book', () => {
  const where = async (files: Files) => {
    const book = await bookInMemory(files);
    return {
      runbooks: [...book.runbooks.keys()],
      guides: [...book.guides.keys()],
      templates: [...book.templates.keys()],
      services: [...book.services.keys()],
      teams: [...book.teams.keys()],
      severities: [...book.severities.keys()],
      alerts: book.alertRules.map(({ path }) => path),
    };
  };
  const empty = {
    runbooks: [],
    guides: [],
    templates: [],
    services: [],
    teams: [],
    severities: [],
    alerts: [],
  };
  const standard: Files = {
    'content/runbooks/shop/orders.mdx': '',
    'content/runbooks/a b.md': '',
    'content/runbooks/notes.txt': '',
    'content/guides/start.mdx': '',
    'content/templates/incident.md': '',
    'content/services/worker.yaml': SERVICE,
    'content/services/eu/queue.yml': SERVICE,
    'content/teams.yaml': 'platform: { name: Platform }\n',
    'content/severities.yaml': 'sev1: { title: SEV1, meaning: Down. }\n',
    'content/alerts/shop.rules.yaml': '',
    'content/alerts/readme.md': '',
    'README.md': '',
  };
  const found = {
    runbooks: ['a b', 'shop/orders'],
    guides: ['start'],
    templates: ['incident'],
    services: ['eu/queue', 'worker'],
    teams: ['platform'],
    severities: ['sev1'],
    alerts: ['content/alerts/shop.rules.yaml'],
  };

  test.each<[string, Files, object]>([
    ['stand in content', standard, found],
    ['stand in content of a book with settings', { ...standard, 'opsbook.yaml': '' }, found],
    [
      'are all Markdown of a folder that knows nothing of opsbook',
      { 'README.md': '', 'docs/disk.md': '', 'docs/x.MD': '' },
      { ...empty, runbooks: ['README', 'docs/disk', 'docs/x'] },
    ],
    [
      'stand where the settings say',
      {
        'opsbook.yaml':
          'runbooks: ./docs/\nservices: catalog\nguides: docs/guides\nteams: docs/teams.yml\nalerts: { rules: ["rules/*.yml"] }\n',
        'docs/disk.md': '',
        'docs/guides/start.md': '',
        'docs/teams.yml': 'platform: { name: Platform }\n',
        'catalog/worker.yaml': SERVICE,
        'rules/a.yml': '',
        'content/runbooks/other.md': '',
      },
      {
        ...empty,
        runbooks: ['disk'],
        guides: ['start'],
        services: ['worker'],
        teams: ['platform'],
        alerts: ['rules/a.yml'],
      },
    ],
    [
      'may share one folder',
      {
        'opsbook.yaml':
          'runbooks: .\nservices: .\nteams: teams.yaml\nseverities: levels.yaml\nalerts: { rules: ["*.rules"] }\n',
        'disk.md': '',
        'disk.rules': '',
        'worker.yaml': SERVICE,
        'worker.yaml.bak': SERVICE,
        'teams.yaml': 'platform: { name: Platform }\n',
        'levels.yaml': 'sev1: { title: SEV1, meaning: Down. }\n',
      },
      {
        ...{ ...empty, runbooks: ['disk'], services: ['worker'], teams: ['platform'], severities: ['sev1'] },
        alerts: ['disk.rules'],
      },
    ],
    ['are none in an empty folder', {}, empty],
  ])('%s', async (_, files, expected) => {
    expect(await where(files)).toEqual(expected);
  });
});

describe('twins', () => {
  test.each<[string, Files, string[]]>([
    [
      'of a page',
      { 'content/runbooks/a.md': '', 'content/runbooks/a.mdx': '' },
      ['content/runbooks/a.mdx - Rename this file: `content/runbooks/a.md` has the same id, `a`.'],
    ],
    [
      'of a service',
      { 'content/runbooks/a.md': '', 'content/services/a.yaml': SERVICE, 'content/services/a.yml': SERVICE },
      ['content/services/a.yml - Rename this file: `content/services/a.yaml` has the same id, `a`.'],
    ],
  ])('%s are reported, and the first is kept', async (_, files, messages) => {
    const book = await bookInMemory(files);
    expect([say(book), listPages(book).map(({ path }) => path)[0]]).toEqual([
      messages,
      Object.keys(files)[0],
    ]);
  });
});

describe('opsbook.yaml', () => {
  test.each<[string, string, string[]]>([
    ['that is empty', '', []],
    [
      'that leaves the root',
      'runbooks: ../x\nguides: /etc\nteams: ~/teams.yaml\nservices: a/../../b\n',
      [
        '1:11 Change `runbooks`: `../x` is not a folder or file inside the book.',
        '4:11 Change `services`: `a/../../b` is not a folder or file inside the book.',
        '2:9 Change `guides`: `/etc` is not a folder or file inside the book.',
        '3:8 Change `teams`: `~/teams.yaml` is not a folder or file inside the book.',
      ],
    ],
    [
      'that leaves the root on Windows',
      "runbooks: 'C:\\x'\nguides: '..\\x'\n",
      [
        '1:11 Change `runbooks`: `C:\\x` is not a folder or file inside the book.',
        '2:9 Change `guides`: `..\\x` is not a folder or file inside the book.',
      ],
    ],
    [
      'with alert rules outside',
      'alerts: { rules: [/etc/*.yaml, a/../../*.yaml, ~/a.yaml] }\n',
      [
        '1:19 Change `alerts.rules`: `/etc/*.yaml` is not a path from the book, like `../rules/*.yaml`.',
        '1:32 Change `alerts.rules`: `a/../../*.yaml` is not a path from the book, like `../rules/*.yaml`.',
        '1:48 Change `alerts.rules`: `~/a.yaml` is not a path from the book, like `../rules/*.yaml`.',
      ],
    ],
    [
      'with alert rules outside, in settings that are not understood',
      'alerts: { rules: [../*.yaml, a.yaml] }\nguides: ../outside\n',
      [
        '2:9 Change `guides`: `../outside` is not a folder or file inside the book.',
        '1:19 Fix the rest of this file first: `../*.yaml` leads out of the book, and is read only when the settings have no other fault.',
      ],
    ],
    [
      'with a greedy glob',
      'alerts: { rules: ["*a*a*a*a*a*a*a*"] }\n',
      ['1:19 Split `*a*a*a*a*a*a*a*`: a glob has at most 6 stars and 200 characters.'],
    ],
    [
      'with an address of many stars',
      'alerts: { addresses: ["https://*a*a*a*a*.example.com/"] }\n',
      [
        '1:23 Change `alerts.addresses[0]`: it must be an address with at most three `*`, not `https://*a*a*a*a*.example.com/`.',
      ],
    ],
    [
      'with settings that do not exist',
      'site: { titel: a, ulr: b }\nrunbok: a\n',
      [
        '2:1 Remove or rename `runbok`: opsbook.yaml has no such field. Did you mean `runbooks`?',
        '1:9 Remove or rename `titel`: `site` has no such field. Did you mean `title`?',
        '1:19 Remove or rename `ulr`: `site` has no such field. Did you mean `url`?',
      ],
    ],
    [
      'with an address that is none',
      'site: { url: "javascript:alert(1)", base: ops }\n',
      [
        '1:14 Change `site.url`: it must be a full http(s) address, not `javascript:alert(1)`.',
        '1:43 Change `site.base`: it must be a path that starts with /, not `ops`.',
      ],
    ],
    ['that is a list', '- a\n', ['1:1 Write `key: value` lines here: this YAML is not a mapping.']],
    [
      'that is broken',
      'site: {\n',
      ['2:1 Fix the YAML: flow map in block collection must be sufficiently indented and end with a }.'],
    ],
  ])('%s', async (_, settings, messages) => {
    const book = await bookInMemory({ 'opsbook.yaml': settings, 'content/runbooks/a.md': '# A\n' });
    expect(say(book)).toEqual(messages.map((message) => `opsbook.yaml ${message}`));
    expect([...book.runbooks.keys()]).toEqual(['a']);
  });

  test('fills every gap', async () => {
    const { settings } = await bookInMemory({
      'opsbook.yaml': 'site: { base: /ops/, repository: https://a.example/b/ }\n',
    });
    const { locate, ...rest } = settings;
    expect(locate(['site', 'base']).start).toEqual({ line: 1, column: 15, offset: 14 });
    expect(rest).toEqual({
      isAdopted: true,
      alerts: {
        annotations: ['runbook_url', 'runbook'],
        brief: 'runbook_brief',
        withoutRunbook: [],
        levels: {},
        severities: {},
        labels: [],
        elsewhere: [],
        raisedElsewhere: [],
        nameFiles: [],
        addresses: [],
        dialect: 'promql',
        prometheus: 3,
      },
      title: 'Runbooks',
      url: undefined,
      base: '/ops',
      repository: 'https://a.example/b',
      branch: 'main',
      manual: true,
      order: 'steps',
      language: 'en',
      dialects: undefined,
      layout: {
        runbooks: 'content/runbooks',
        services: 'content/services',
        guides: 'content/guides',
        incidents: 'content/incidents',
        reviews: 'content/reviews',
        templates: 'content/templates',
        teams: 'content/teams.yaml',
        severities: 'content/severities.yaml',
        alertRules: ['content/alerts/**/*.{yaml,yml}'],
      },
      systems: {},
      commands: {},
      dashboards: undefined,
      hasCodeowners: false,
      offline: 100_000_000,
      links: expect.anything(),
      review: { every: '3 months', soon: '14 days', grace: '14 days', yearStart: 1, maySignOwn: false },
      sectionWords: {},
      rules: {},
      verify: {},
      world: {},
    });
  });
});

test('one bad file leaves the others known', async () => {
  const book = await bookInMemory({
    'content/runbooks/binary.md': Uint8Array.of(1, 0, 2),
    'content/runbooks/good.md': '# Good\n',
    'content/services/bad.yaml': 'name: [\n',
    'content/services/odd.yaml': `${SERVICE}nmae: x\n`,
    'content/services/none.yaml': Uint8Array.of(1, 0, 2),
    'content/services/worker.yaml': SERVICE,
    'content/severities.yaml': Uint8Array.of(1, 0, 2),
    'content/teams.yaml': 'platform: { name: Platform }\nbad: { nmae: x }\nworse: 5\nnone:\nnone:\n',
  });
  expect([...book.runbooks.keys(), ...book.services.keys(), ...book.teams.keys()]).toEqual([
    'binary',
    'good',
    'bad',
    'none',
    'odd',
    'worker',
    'platform',
    'bad',
    'worse',
    'none',
  ]);
  expect(book.teams.get('bad')?.name).toBe('bad');
  expect(say(book).map((said) => said.split(' ').slice(0, 4).join(' '))).toEqual([
    'content/teams.yaml 4:6 Remove the',
    'content/teams.yaml 2:8 Remove or',
    'content/teams.yaml 2:1 Add `name`:',
    'content/teams.yaml 3:8 Change `worse`:',
    'content/teams.yaml 4:1 Add `name`:',
    'content/services/bad.yaml 2:1 Fix the',
    'content/services/none.yaml 1:1 Remove this',
    ...['`name`', '`system`', '`owner`', '`description`'].map(
      (field) => `content/services/none.yaml 1:1 Add ${field}:`,
    ),
    'content/services/odd.yaml 5:1 Remove or',
    'content/severities.yaml 1:1 Remove this',
  ]);
  expect(book.teams.get('bad')?.locate(['nmae']).start.line).toBe(2);
});

test('what could not be read is said, and every page is listed', async () => {
  const paths = ['content/guides/g.md', 'content/runbooks/a.md', 'content/templates/t.md'];
  const refused = [{ path: 'content/runbooks/led.md', message: 'Replace this symbolic link by a file.' }];
  const book = await loadBook({
    list: () => Promise.resolve({ paths, refused }),
    read: () => Promise.resolve(new TextEncoder().encode('# A\n')),
  });
  expect(say(book)).toEqual(['content/runbooks/led.md - Replace this symbolic link by a file.']);
  expect(listPages(book).map(({ path }) => path)).toEqual([
    'content/runbooks/a.md',
    'content/guides/g.md',
    'content/templates/t.md',
  ]);
});

test('a team says where its fields stand', async () => {
  const book = await bookInMemory({
    'opsbook.yaml': '',
    'content/teams.yaml': 'shop:\n  name: Shop\nplatform:\n  name: Platform\n',
  });
  const at = (path: readonly string[]) => book.teams.get('platform')?.locate(path)?.start;
  expect([at(['name']), at([])]).toMatchObject([
    { line: 4, column: 9 },
    { line: 4, column: 3 },
  ]);
});

test.each([
  ['', false],
  ['dialect: mkdocs\n', false],
  ['dialect: github\n', true],
])('a page is read in the dialects that %j says', async (settings, isText) => {
  const text = '!!! note\n    See this.\n';
  const book = await bookInMemory({ 'opsbook.yaml': settings, 'content/runbooks/a.md': text });
  expect(book.runbooks.get('a')?.tree.children[0]?.type === 'paragraph').toBe(isText);
});

test('what could not be read is said where it may be of the book, and only there', async () => {
  const text =
    'runbooks: docs\nguides: guides\ntemplates: forms\nservices: catalog\nreviews: signed\nincidents: past\nteams: who.yaml\nseverities: bad.yaml\nalerts: { rules: ["rules/*.yaml"] }\n';
  const own = ['docs/a', 'guides', 'forms/a.md', 'catalog/a', 'signed', 'past/a', 'who.yaml', 'bad.yaml'];
  const others = ['rules/a.yaml', 'opsbook.yaml'];
  const refused = [...own, ...others, 'src/a', 'docs2', 'other.yaml'].map((path) => ({
    path,
    message: 'Unread.',
  }));
  const book = await loadBook({
    list: () => Promise.resolve({ paths: ['opsbook.yaml'], refused }),
    read: () => Promise.resolve(Buffer.from(text)),
  });
  expect(book.faults.map(({ path }) => path)).toEqual([...own, ...others]);
});

test('a page without a title of its own is called as its file, not as the first of its parts', async () => {
  const book = await bookInMemory({
    'job-limits.md': 'Text.\n\n## Per job\n\na\n\n## Per user\n',
    'disk.md': '## Disk full\n\n### Steps\n\na\n\n### More\n',
    'web.md': '# Web down\n\n## A\n\n## B\n',
  });
  const titles = [...book.runbooks.values()].map(({ path, title }) => `${path} ${title}`);
  expect(titles.sort()).toEqual(['disk.md Disk full', 'job-limits.md Job limits', 'web.md Web down']);
});
