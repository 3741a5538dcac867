import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { tryLink } from '../../src/alerts/try-link.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { fits } from '../../src/runbook/schema/params.ts';
import { deliverToShell } from '../../src/runbook/values/deliver-values.ts';
import { bookInMemory } from '../book-in-memory.ts';

const HEAD = 'title: Queue\nkind: reference\nsummary: A queue.\nservice: worker\nowner: platform\n';
const BODY = '```bash {name=look risk=read}\necho "$X"\n```\n';

/** What is found in a page of these fields, as `rule: message`, and its params. */
async function read(
  fields: string,
  body = BODY,
): Promise<{ found: readonly string[]; params: readonly string[] }> {
  const book = await bookInMemory({ 'content/runbooks/page.mdx': `---\n${HEAD}${fields}\n---\n\n${body}` });
  const findings = lintBook(book, { rules, facts: await gatherFacts(book) });
  const [page] = book.runbooks.values();
  return {
    found: findings.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    params: (page?.params ?? []).map(({ name }) => name),
  };
}

describe('a hostile book gets findings, and does nothing', () => {
  test.each([
    ['an alias', 'params: { X: &a { description: a, default: b }, Y: *a }', undefined],
    ['an alias of itself', 'params: &a { X: *a }', 'frontmatter-valid'],
    ['an alias in a list', 'symptoms: [&a Tasks wait, *a]', undefined],
    ['a merge key', 'params:\n  X: { <<: { description: a, default: b } }', 'frontmatter-valid'],
    ['a tag of a type', 'params:\n  X: !!js/function "() => 1"', 'frontmatter-valid'],
    [
      'a key of every object',
      'params:\n  __proto__: { description: a, default: b }',
      'frontmatter-valid: Rename `params.__proto__`: no name here may be `__proto__`.',
    ],
    [
      'such a key further in',
      'params:\n  X: { description: a, __proto__: b }',
      'frontmatter-valid: Remove or rename `__proto__`: `params.X` has no such field.',
    ],
    ['a key twice', 'params:\n  X: { description: a }\n  X: { description: b }', 'frontmatter-valid'],
    [
      'a default that is a command',
      "params:\n  X: { description: a, default: '$(id)' }",
      'frontmatter-valid',
    ],
    [
      'a default of a template',
      "params:\n  X: { description: a, default: '{{ .Env.HOME }}' }",
      'frontmatter-valid',
    ],
    ['a default of backticks', "params:\n  X: { description: a, default: '`id`' }", 'frontmatter-valid'],
    [
      'a default that is an option',
      "params:\n  X: { description: a, default: '--all' }",
      'frontmatter-valid',
    ],
    [
      'a default that leaves its folder',
      "params:\n  X: { description: a, default: '../../etc' }",
      'frontmatter-valid',
    ],
    [
      'a pattern that a backtracking machine never ends',
      "params:\n  X: { description: a, pattern: '(a+)+b' }",
      undefined,
    ],
    ['a pattern that looks back', "params:\n  X: { description: a, pattern: '(a)\\1' }", 'frontmatter-valid'],
    ['a pattern of everything', "params:\n  X: { description: a, pattern: '.*', default: a }", undefined],
    [
      'a name that steers programs',
      'params:\n  BASH_ENV: { description: a, default: /tmp/x }',
      'frontmatter-valid',
    ],
    [
      'a default that turns text',
      'params:\n  X: { description: a, default: "a\\u202eb" }',
      'frontmatter-valid',
    ],
    [
      'a default that nobody sees',
      'params:\n  X: { description: a, default: "a\\u200bb" }',
      'frontmatter-valid',
    ],
    ['an alias of another page', "aliases: ['../../rules/x']", 'alias-valid'],
    ['a glob of many stars', "watches: ['*a*a*a*a*a*a*a*a*']", 'frontmatter-valid'],
    ['a value in a list', "related: ['$(id)']", 'link-resolves'],
  ])('%s', async (_, fields, rule) => {
    const { found } = await read(fields);
    if (rule === undefined) expect(found.filter((one) => one.startsWith('frontmatter-valid'))).toEqual([]);
    else expect(rule.includes(':') ? found : found.map((one) => one.split(':')[0])).toContain(rule);
  });

  test.each([
    ['a link with a line end', '[a](/runbooks/%0Aid)'],
    ['a link of a script', '[a](java%0Ascript:alert)'],
    ['a link with a null', '[a](../page%00.mdx)'],
    ['a link out of the book', '[a](..%2f..%2f..%2fetc/passwd)'],
    ['a picture out of the book', '![a](../../../../etc/passwd)'],
  ])('%s', async (_, body) => {
    const { found } = await read('params: {}', `${body}\n`);
    expect(found.some((one) => /^(?:link-resolves|no-unsafe-link)/.test(one))).toBe(true);
  });
});

// What stands in tables of ours is looked up by what authors write: no table has these of its own.
describe.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s, which every object has,',
  (name) => {
    const shell = `${name} --x -n ${name}; sudo ${name} -x; awk ${name}; kubectl ${name} ${name}/${name}; ${name}=1 ${name}; find . -${name}`;
    const fences = [
      ['bash', shell],
      ['promql', `${name}(a ${name} b) by (${name}) > 5`],
      ['logql', `{${name}="a"} | ${name} | ${name}="b"`],
      ['sql', `${name} ${name} FROM ${name}`],
      ['jq', `.${name} | ${name}`],
      ['cron', `@${name} ${name}`],
      [name, name],
    ].map(([language, code]) => `\`\`\`${language} {name=${name} ${name}=x}\n${code}\n\`\`\`\n`);
    const body = `<${name} ${name}="a">a</${name}>\n\n:::${name}\na\n:::\n\n{{< ${name} >}}\n\n[a](#${name})\n\n${fences.join('\n')}`;

    test.each([
      ['as names in a page', { 'content/runbooks/p.mdx': `---\n${HEAD}alerts: [${name}]\n---\n\n${body}` }],
      ['in a page of another system', { 'content/runbooks/p.md': `# A\n\n${body}` }],
      [
        'in settings',
        {
          'content/runbooks/p.mdx': `---\n${HEAD}---\n\n${body}`,
          'opsbook.yaml': `rules: { ${name}: off }\ncommands: { ${name}: { flags: [-a] } }\nsections: { ${name}: [A] }\n`,
        },
      ],
      [
        'in rules',
        {
          'content/alerts/a.rules.yaml': `groups:\n- name: a\n  rules:\n  - alert: ${name}\n    expr: up{${name}="a"} == 0\n    labels: { severity: ${name}, ${name}: x }\n    annotations: { ${name}: y, runbook_url: 'http://a.example/?a={{ $labels.${name} }}&b={{ .Labels.a | ${name} }}' }\n`,
        },
      ],
    ] as const)('ends nothing %s', async (_, files) => {
      const book = await bookInMemory(files);
      expect(lintBook(book, { rules, facts: await gatherFacts(book) }).length).toBeGreaterThan(0);
      for (const link of readContract(book).links) tryLink(link, {});
    });
  },
);

test.each([
  ['yaml', '- a\n-\u00a0b: c'],
  ['json', '{\u00a0"a": 1}'],
  ['sql', 'SELECT\u00a01 FROM a'],
  ['promql', 'rate(a\u200b[5m])'],
])('what nobody sees in %s is one finding', async (language, code) => {
  const { found } = await read('params: {}', `\`\`\`${language}\n${code}\n\`\`\`\n`);
  expect(
    found.filter((one) => /^(?:no-invisible|\w+-parses)/.test(one)).map((one) => one.split(':')[0]),
  ).toEqual(['no-invisible-characters']);
});

test('a command whose text is turned is a finding, and a key of every object is no param', async () => {
  const { found } = await read('params: {}', '```bash {name=look risk=read}\nls \u202e/etc\n```\n');
  expect(found.some((one) => one.startsWith('no-invisible-characters'))).toBe(true);
  const { params } = await read(
    'params:\n  __proto__: { description: a, default: b }\n  X: { description: a }',
  );
  expect(params).toEqual(['X']);
});

test('a value that would take a backtracking machine for ever is judged at once', async () => {
  const book = await bookInMemory({
    'content/runbooks/page.mdx': `---\n${HEAD}params:\n  X: { description: a, pattern: '(a+)+b' }\n---\n\n${BODY}`,
  });
  const [param] = [...book.runbooks.values()].flatMap(({ params }) => params);
  expect(param && fits(param, 'a'.repeat(50_000))).toBe(false);
  expect(param && fits(param, `${'a'.repeat(50_000)}b`)).toBe(true);
});

test.each(['PATH', 'IFS', 'LD_PRELOAD', 'BASH_ENV', 'PS4', 'GIT_SSH_COMMAND', 'NODE_OPTIONS'])(
  'a param that shadows %s is none, and nothing is put in its place',
  async (name) => {
    const { params } = await read(`params:\n  ${name}: { description: a, default: /tmp/planted }`);
    expect(params).toEqual([]);
    const script = `echo "$${name}"`;
    expect(deliverToShell(script, [], new Map([[name, '/tmp/planted']])).text).toBe(script);
  },
);
