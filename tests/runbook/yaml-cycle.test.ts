import { expect, test } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { readYaml } from '../../src/runbook/yaml/yaml.ts';
import { runCommand } from '../cli/run-command.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test.each([
  ['title: &a [*a]', { title: [] }, ['*a']],
  ['a: &a { b: &b { c: *a, d: *b } }', { a: { b: { c: '*a', d: '*b' } } }, ['*a', '*b']],
  ['&top a: 1\nb: &b { <<: *b }', { a: 1, b: { '<<': '*b' } }, ['*b']],
  ['a: &a [1]\nb: [*a, *a]', { a: [1], b: [[1], [1]] }, []],
  ['a: &a 1\nb: &a [*a]', { a: 1, b: [] }, ['*a']],
])('an alias to what it stands in is a fault, and ends nothing: %s', (text, data, names) => {
  const read = readYaml({ ruleId: 'x', text });
  expect(JSON.parse(JSON.stringify(read.data))).toEqual(data);
  expect(read.faults.map(({ message }) => message)).toEqual(
    names.map(
      (name) => `Write the value out: \`${name}\` stands inside what it names, which would never end.`,
    ),
  );
});

test.each([
  'title: &a [*a]',
  'service: &a [*a]',
  'alerts: &a [*a]',
  'symptoms: &a [Slow, *a]',
  'errors: &a { b: *a }',
  'owner: &a [*a]',
  'params: &a { X: *a }',
  'related: &a [*a]',
  'aliases: &a [*a]',
])('what hangs on such an alias is not told besides: %s', (line) => {
  const text = `---\nkind: guide\n${line}\n---\n\n# A\n`;
  const { faults } = parseRunbook({ path: 'a.md', text, faults: [] }, 'a');
  const own = faults.filter(({ range }) => range?.start.line === 3);
  expect(own.map(({ message }) => message.split(':')[0])).toEqual(['Write the value out']);
});

test('a book with such files is judged and searched', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-cycle-'));
  try {
    for (const path of ['teams.yaml', 'x.rules.yaml']) writeFileSync(join(folder, path), 'a: &a [*a]\n');
    writeFileSync(
      join(folder, 'a.md'),
      '---\ntitle: &a [*a]\nerrors: &b [*b]\n---\n\n## D\n\n```yaml\n&a [*a]\n```\n',
    );
    writeFileSync(join(folder, 'b.md'), '# Other page\n\n## Fix\n\nText.\n');
    const linted = await runCommand(['lint', '--root', '.'], { folder });
    expect([linted.status, linted.said]).toEqual([1, '']);
    expect(linted.out).toContain('a.md:2:12  error  Write the value out: `*a` stands inside what it names');
    expect(linted.out).toContain('b.md:1:1  ');
    expect((await runCommand(['find', 'other page', '--root', '.'], { folder })).out).toContain('Other page');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
