import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTree } from '../../../src/runbook/read/grammar.ts';
import { readContent } from '../../../src/runbook/read/page.ts';
import type { PageContent } from '../../../src/runbook/read/page.ts';
import { parseRunbook } from '../../../src/runbook/read/parse.ts';
import { RUNME_ATTRIBUTES } from '../../../src/runbook/read/snippet.ts';

function read(text: string): PageContent {
  return readContent(parseTree(text, false).tree, text);
}

function fence(info: string): PageContent {
  return read(`\`\`\`${info}\ntrue\n\`\`\`\n`);
}

test('a snippet is all that its fence says', () => {
  const { snippets } = read(
    '## Do it\n\n- ```bash {name=restart risk=change env=docker timeout=10s}\n  docker restart a\n  ```\n',
  );
  expect(snippets).toEqual([
    {
      name: 'restart',
      language: 'bash',
      code: 'docker restart a',
      attributes: { name: 'restart', risk: 'change', env: 'docker', timeout: '10s' },
      risk: 'change',
      env: 'docker',
      isRunnable: true,
      isOutput: false,
      range: { start: { line: 3, column: 3, offset: 12 }, end: { line: 5, column: 6, offset: 94 } },
      codeLine: 4,
      codeColumn: 3,
      section: 'do-it',
      expected: undefined,
    },
  ]);
});

describe('the opening line of a fence', () => {
  test.each<[string, string, Record<string, string>]>([
    ['', '', {}],
    ['bash', 'bash', {}],
    ['BASH', 'bash', {}],
    ['bash title="of another tool"', 'bash', {}],
    ['bash {name=a}', 'bash', { name: 'a' }],
    ['bash{name=a}', 'bash', { name: 'a' }],
    ['{name=a}', '', { name: 'a' }],
    ['bash { name=a   verify }', 'bash', { name: 'a', verify: 'true' }],
    ['bash {verify=false}', 'bash', { verify: 'false' }],
    ['bash {confirm="Really drop it?"}', 'bash', { confirm: 'Really drop it?' }],
    ['bash {confirm=\'Say "yes"\'}', 'bash', { confirm: 'Say "yes"' }],
    ['bash {cwd=/srv/a-b_c.d}', 'bash', { cwd: '/srv/a-b_c.d' }],
    ['bash {"name":"a","verify":true}', 'bash', { name: 'a', verify: 'true' }],
    ['bash { "name": "a b" }', 'bash', { name: 'a b' }],
    ['bash {}', 'bash', {}],
  ])('%j', (info, language, attributes) => {
    const { snippets, faults } = fence(info);
    expect([snippets[0]?.language, snippets[0]?.attributes, faults]).toEqual([language, attributes, []]);
  });

  const fix = (attributes: string): string =>
    `Fix the attributes \`${attributes}\`: write \`{name=value flag}\`, with quotes around values that hold spaces.`;

  test.each<[string, string[]]>([
    ['bash {name=a', [fix('{name=a')]],
    ['bash {name=a} b', [fix('{name=a} b')]],
    ['bash {=a}', [fix('{=a}')]],
    ['bash {name=}', [fix('{name=}')]],
    ['bash {name="a}', [fix('{name="a}')]],
    ['bash {confirm=Really drop it?}', [fix('{confirm=Really drop it?}')]],
    ['bash {"name":}', [fix('{"name":}')]],
    ['bash {nmae=a}', ['Remove or rename `nmae`: fences have no such attribute. Did you mean `name`?']],
    ['bash {constructor=a}', ['Remove or rename `constructor`: fences have no such attribute.']],
    ['bash {name}', ['Give `name` a value, as in `name=queue-depth`.']],
    ['bash {name=""}', ['Give `name` a value, as in `name=queue-depth`.']],
    ['bash {risk=safe}', ['Change `risk`: it must be `read`, `change` or `destroy`, not `safe`.']],
    ['bash {timeout=10}', ['Change `timeout`: it must be a duration like `10s` or `2m`, not `10`.']],
    ['bash {verify=yes}', ['Change `verify`: it is a flag, alone or with `true` or `false`, not `yes`.']],
    [
      'bash {risk=reda timeout=x}',
      [
        'Change `risk`: it must be `read`, `change` or `destroy`, not `reda`. Did you mean `read`?',
        'Change `timeout`: it must be a duration like `10s` or `2m`, not `x`.',
      ],
    ],
  ])('%j is wrong', (info, messages) => {
    const { faults } = fence(info);
    expect(faults.map(({ message }) => message)).toEqual(messages);
    expect(faults.map(({ range }) => [range?.start.column, range?.end.column])).toEqual(
      messages.map(() => [1, info.length + 4]),
    );
  });
});

test.each([
  ['bash', true],
  ['sh', true],
  ['console', true],
  ['sql', true],
  ['promql', true],
  ['bash {ignore}', false],
  ['output', false],
  ['yaml', false],
  ['', false],
])('a fence of %j is to run: %s', (info, isRunnable) => {
  expect(fence(info).snippets[0]?.isRunnable).toBe(isRunnable);
});

describe('what a command should print', () => {
  const sh = (attributes: string): string => `\`\`\`sh {${attributes}}\ntrue\n\`\`\`\n\n`;
  const output = (text: string, attributes = ''): string =>
    `\`\`\`output ${attributes && `{${attributes}}`}\n${text}\n\`\`\`\n\n`;

  test.each<[string, string, (string | undefined)[]]>([
    ['stands right below it', sh('name=a') + output('1'), ['1']],
    ['belongs to the nearer of two', sh('name=a') + sh('name=b') + output('1'), [undefined, '1']],
    ['belongs to the named one', sh('name=a') + sh('name=b') + output('1', 'of=a'), ['1', undefined]],
    [
      'belongs to every variant of the named one',
      sh('name=a env=docker') + sh('name=a env=kubernetes') + output('1', 'of=a'),
      ['1', '1'],
    ],
    [
      'may differ for a variant',
      sh('name=a env=docker') +
        sh('name=a env=kubernetes') +
        output('1', 'of=a') +
        output('2', 'of=a env=kubernetes'),
      ['1', '2'],
    ],
    [
      'is not taken from below another fence',
      `${sh('name=a')}\`\`\`yaml\na: 1\n\`\`\`\n\n${output('1')}`,
      [undefined, undefined],
    ],
    [
      'is not taken from below an example',
      sh('name=a') + sh('name=b ignore') + output('1'),
      [undefined, undefined],
    ],
    ['is not taken from another section', `${sh('name=a')}## Next\n\n${output('1')}`, [undefined]],
    ["is nobody's with a name that is not there", sh('name=a') + output('1', 'of=b'), [undefined]],
    ['is the first of two', sh('name=a') + output('1', 'of=a') + output('2', 'of=a'), ['1']],
  ])('%s', (_, text, expected) => {
    const { snippets } = read(text);
    expect(snippets.filter(({ isOutput }) => !isOutput).map((snippet) => snippet.expected)).toEqual(expected);
  });
});

describe('attributes of Runme', () => {
  const manual = readFileSync(join(import.meta.dirname, '../../../src/site/manual/verifying.mdx'), 'utf8');
  const table = manual.slice(manual.indexOf('| Runme | here |')).split('\n\n')[0] ?? '';
  const rows = table
    .split('\n')
    .slice(2)
    .flatMap((row) => {
      const [, names = '', here = ''] = row.split('|');
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, here.trim()] as const);
    });

  test.each(rows)('`%s` is as the manual says: %s', (name, here) => {
    const isFlag = /^(interactive|background|excludeFromRunAll)$/.test(name);
    const said = fence(`bash {${name}=${isFlag ? 'true' : 'x'}}`).faults;
    const wanted = here.startsWith('not') ? ['warning'] : [];
    expect(said.map(({ level }) => level)).toEqual(wanted);
  });

  test('are all in that table', () => {
    const told = rows.map(([name]) => name);
    expect(Object.keys(RUNME_ATTRIBUTES).filter((name) => !told.includes(name))).toEqual([]);
  });
});

describe('attributes of other systems are no mistake on pages of theirs', () => {
  const said = (front: string, info: string): number =>
    parseRunbook(
      { path: 'runbooks/a.md', text: `${front}# A\n\n\`\`\`${info}\nls\n\`\`\`\n`, faults: [] },
      'a',
    ).faults.filter(({ ruleId }) => ruleId === 'snippet-valid').length;

  test.each([
    ['sh {class=disable-copy}', 0],
    ['sh {linenos=table,hl_lines=["8","15-17"]}', 0],
    ['sh {1,3-5}', 0],
    ['sh {.copy}', 0],
    ['sh {nmae=a}', 1],
    ['sh {name=a class=x}', 1],
    ['sh {risk=destory}', 1],
    ['sh {confirm=Really drop it?}', 1],
  ])('%s', (info, others) => {
    expect(said('', info)).toBe(others);
    expect(said('---\ntitle: A\nkind: procedure\n---\n', info)).toBe(1);
  });
});
