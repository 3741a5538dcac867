import { describe, expect, it } from 'vitest';
import { compareOutput, parseSample } from '../../src/run/expect.ts';
import { likeness } from '../../src/run/likeness.ts';
import { findLanguage } from '../../src/runbook/languages.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import type { Similarity } from '../../src/runbook/read/similarity.ts';

const read = (comment: string, fence = '```json', path = 'a.md') =>
  parseRunbook(
    {
      path,
      text: `# T\n\n\`\`\`azurecli-interactive\naz group show\n\`\`\`\n\nResults:\n\n${comment}\n\n${fence}\n{}\n\`\`\`\n`,
      faults: [],
    },
    'a',
  );

describe("Innovation Engine's expected_similarity", () => {
  it.each([
    ['<!-- expected_similarity=0.8 -->', 'a.md', { kind: 'ratio', least: 0.8 }],
    ['<!--expected_similarity="Foo \\w+"-->', 'a.md', { kind: 'pattern', source: 'Foo \\w+' }],
    ['{/* expected_similarity=1 */}', 'a.mdx', { kind: 'ratio', least: 1 }],
  ])('`%s` makes the fence below it a sample, in any language', (comment, path, similarity) => {
    for (const fence of ['```json', '```', '```text', '```output']) {
      const [step] = read(comment, fence, path).snippets;
      expect(step).toMatchObject({ isRunnable: true, expected: '{}', output: { similarity } });
    }
  });

  it.each(['2', 'high', '', '"(a"'])('`expected_similarity=%s` is a finding', (value) => {
    const { faults } = read(`<!-- expected_similarity=${value} -->`);
    expect(faults.map(({ message }) => message).join()).toMatch(/Change .*`expected_similarity`/);
  });

  const cases: [Similarity, string, string, boolean][] = [
    [{ kind: 'ratio', least: 0.8 }, 'Hello world', 'Hello World\n', true],
    [{ kind: 'ratio', least: 1 }, 'Hello world', 'Hello World\n', false],
    [{ kind: 'ratio', least: 1 }, 'a (glob)', 'a (glob)\n', true],
    [{ kind: 'ratio', least: 1 }, '{"a": 1, "b": [true]}', '{"b":[true],\n"a":1}', true],
    [{ kind: 'ratio', least: 0.6 }, '{"a": 1, "b": 2}', '{"a": 1, "c": 2}', false],
    [{ kind: 'pattern', source: 'Foo \\w+' }, 'Foo Bar', 'x\nsay Foo Baz!\n', true],
    [{ kind: 'pattern', source: 'Foo \\w+' }, 'Foo Bar', 'Fo Bar\n', false],
  ];
  it.each(cases)('%j: %j and %j', (similarity, sample, actual, isMatch) => {
    expect(compareOutput(parseSample(sample, similarity), actual).isMatch).toBe(isMatch);
    expect(compareOutput(parseSample(sample, similarity), actual, { exitStatus: 3 }).isMatch).toBe(false);
  });

  it('counts what is too long to compare as different', () => {
    expect(likeness('a'.repeat(20_000), 'a'.repeat(20_000))).toBe(0.5);
  });
});

it.each([
  ['azurecli', 'bash'],
  ['azurecli-interactive', 'bash'],
  ['bash-interactive', 'bash'],
  ['azurepowershell', 'powershell'],
  ['azurepowershell-interactive', 'powershell'],
])("Azure's `%s` is %s", (name, language) => {
  expect(findLanguage(name)?.name).toBe(language);
});
