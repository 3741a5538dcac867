import { expect, test } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { askedBy } from '../../src/site/asked-values.ts';

interface Case {
  readonly what: string;
  readonly code: string;
  /** Name, and the text that a value replaces. */
  readonly places: readonly (readonly [name: string, text: string])[];
}

const cases: readonly Case[] = [
  { what: 'angle brackets', code: 'kubectl -n <namespace> get pods', places: [['NAMESPACE', '<namespace>']] },
  {
    what: 'one placeholder in several places',
    code: 'kubectl -n <ns> get pod <pod-name>\nkubectl -n <ns> logs x',
    places: [
      ['NS', '<ns>'],
      ['POD_NAME', '<pod-name>'],
      ['NS', '<ns>'],
    ],
  },
  { what: 'a template', code: 'ssh {{ host }} uptime', places: [['HOST', '{{ host }}']] },
  {
    what: 'a variable that nothing sets',
    code: 'psql -h "$DB_HOST" -c "select 1"',
    places: [['DB_HOST', '$DB_HOST']],
  },
  {
    what: 'both, in one line',
    code: 'psql -h <db-host> -d "$DB_NAME"',
    places: [
      ['DB_HOST', '<db-host>'],
      ['DB_NAME', '$DB_NAME'],
    ],
  },
  { what: 'a variable that the page sets', code: 'DB_HOST=a; psql -h "$DB_HOST"', places: [] },
  { what: 'what every shell has', code: 'ls "$HOME"', places: [] },
  { what: 'a secret', code: 'curl -H "Auth: <token>" https://x.example.com -u "$DB_PASSWORD"', places: [] },
  { what: 'a redirection', code: 'sort < in > out', places: [] },
];

const page = (code: string, head = ''): ReturnType<typeof parseRunbook> =>
  parseRunbook({ path: 'a.md', text: `${head}# A\n\n\`\`\`bash\n${code}\n\`\`\`\n`, faults: [] }, 'a');

test.each(cases)('a page without frontmatter asks by $what', ({ code, places }) => {
  const parsed = page(code);
  const { params, places: placesOf } = askedBy(parsed);
  const [snippet] = parsed.snippets;
  const found = (snippet ? placesOf(snippet) : []).map(({ name, range }) => [
    name,
    code.slice(range.start, range.end),
  ]);
  expect(found).toEqual(places);
  expect(params.map(({ name }) => name)).toEqual([...new Set(places.map(([name]) => name))]);
});

test('a page that has adopted the format asks for nothing but its params', () => {
  const adopted = page('kubectl -n <namespace> get pods', '---\nkind: incident\n---\n');
  expect(askedBy(adopted).params).toEqual([]);
});
