import { describe, expect, test } from 'vitest';
import { ownersOf, parseCodeowners } from '../../../src/runbook/owners/codeowners.ts';

function owners(path: string, text: string, file = '.github/CODEOWNERS'): string[] {
  return ownersOf(path, parseCodeowners(file, text)).flatMap((rule) => rule.owners);
}

describe('a pattern of GitHub', () => {
  test.each([
    // A name without `/` is looked for in every folder.
    ['*', 'a/b/c.md', true],
    ['*.md', 'a/b/c.md', true],
    ['*.md', 'a/b.md/c.txt', true],
    ['*.md', 'a/b.mdx', false],
    ['README.md', 'a/README.md', true],
    ['README.md', 'a/readme.md', false],
    ['apps', 'x/apps/y/z.md', true],
    ['apps/', 'x/apps/y/z.md', true],
    ['apps/', 'x/apps', false],
    // With one at the start or in the middle it is from the top.
    ['/apps/', 'apps/y.md', true],
    ['/apps/', 'x/apps/y.md', false],
    ['docs/pilot', 'docs/pilot/a/b.md', true],
    ['docs/pilot', 'x/docs/pilot/a.md', false],
    ['/docs/pilot.md', 'docs/pilot.md', true],
    // `docs/*` is no deeper than `docs`.
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['/*', 'a.md', true],
    ['/*', 'a/b.md', false],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*/b.md', 'docs/a/b.md', true],
    ['docs/*/b.md', 'docs/a/x/b.md', false],
    // `**` is any number of folders, none too.
    ['**/logs', 'build/logs/a.txt', true],
    ['**/logs', 'logs/a.txt', true],
    ['docs/**', 'docs/a/b.md', true],
    ['docs/**', 'docs', false],
    ['/docs/**', 'docs/a/b.md', true],
    ['/docs/**', 'x/docs/a.md', false],
    ['docs/**/logs/', 'docs/a/logs/b.txt', true],
    ['docs/**/logs/', 'docs/logs', false],
    ['/build/logs/', 'build/logs/a/b.txt', true],
    ['/build/logs/', 'x/build/logs/a.txt', false],
    ['apps/github', 'apps/github/a.md', true],
    ['apps/github', 'apps/github-old/a.md', false],
    ['docs/**/b.md', 'docs/b.md', true],
    ['docs/**/b.md', 'docs/x/y/b.md', true],
    ['docs/**/b.md', 'docs/x/y/c.md', false],
    ['**', 'a/b.md', true],
    // A star stays in its folder, a question mark is one character.
    ['a*z', 'abcz', true],
    ['a*b*z', 'a-b-b-z', true],
    ['docs/a*z.md', 'docs/ab/z.md', false],
    ['?.md', 'a.md', true],
    ['?.md', 'ab.md', false],
    ['my\\ docs/', 'my docs/a.md', true],
    ['\\*.md', '*.md', true],
    ['\\*.md', 'a.md', false],
    ['/', 'a.md', false],
  ])('%s and %s: %s', (pattern, path, isMatched) => {
    expect(owners(path, `${pattern} @ada\n`)).toEqual(isMatched ? ['@ada'] : []);
  });

  test('is no slower for many stars', () => {
    const path = `docs/${'a'.repeat(5_000)}.txt`;
    expect(owners(path, `${'*a'.repeat(60)}*.md @ada\n`)).toEqual([]);
    expect(owners('a/'.repeat(500), `${'**/a/'.repeat(60)}b @ada\n`)).toEqual([]);
  });
});

describe('a file of GitHub', () => {
  test('goes by the last line that matches, whether it names owners or none', () => {
    const text = '* @all\n/docs/ @docs @ada\n# a comment\n/docs/open/   # nobody\n*.ts @code # why\n';
    expect(owners('a.md', text)).toEqual(['@all']);
    expect(owners('docs/a.md', text)).toEqual(['@docs', '@ada']);
    expect(owners('docs/open/a.md', text)).toEqual([]);
    expect(owners('docs/open/a.ts', text)).toEqual(['@code']);
  });

  test('passes over what GitHub passes over, and says why', () => {
    const text = '!docs @a\n[ab].md @a\n\\#x @a\na.md ada\n/b.md ada@example.org\r\n';
    const { faults, rules } = parseCodeowners('CODEOWNERS', text);
    expect(faults.map(({ line, from, to }) => [line, from, to])).toEqual([
      [1, 0, 5],
      [2, 0, 7],
      [3, 0, 3],
      [4, 5, 8],
    ]);
    expect(rules.map(({ line, owners: own }) => [line, own])).toEqual([[5, ['ada@example.org']]]);
  });
});

describe('a file of GitLab', () => {
  const text =
    '* @all\n[Database] @dba\n/db/\n/db/README.md @docs\n^[Docs][2]\n*.md @writers\ndocs/* @flat\n[Rest]\n*.x @x\n!/db/a.x\n/db/ @y\n';
  test.each([
    ['a.ts', ['@all']],
    ['db/a.ts', ['@all', '@dba', '@y']],
    ['db/README.md', ['@all', '@docs', '@writers', '@y']],
    // Without `/` at its start a pattern is looked for in every folder, and `docs/*` is no deeper than `docs`.
    ['x/docs/a.txt', ['@all', '@flat']],
    ['x/docs/y/a.txt', ['@all']],
    // What a section leaves out, no later line takes in again.
    ['db/a.x', ['@all', '@dba']],
  ])('%s belongs, section by section, to %j', (path, expected) => {
    expect(owners(path, text, 'CODEOWNERS')).toEqual(expected);
  });
});

describe('what is wrong in a file of GitLab is said, and read as GitLab reads it', () => {
  test.each([
    ['* @a # and @b', ['@a', '@b'], [5, 13]],
    ['* @a b @c', ['@a', '@c'], [5, 6]],
    ['[X] @d\na.md', ['@d'], undefined],
    ['[X] @d @e\na.md', ['@d', '@e'], undefined],
    ['[X] @d\na.md @x', ['@x'], undefined],
    // Sections of one name, in whatever letters, are one: its last line counts.
    ['[X] @d\na.md\n[x] @f\n*.md', ['@f'], undefined],
    ['[X] @d\na.md\n[Y]\n*.md @e', ['@d', '@e'], undefined],
    ['[X][2] @d\n/', ['@d'], undefined],
    ['[X] @d\n!a.md\na.md', [], undefined],
    ['[X][0] @d\na.md', ['@d'], [0, 6]],
    ['[X] d\na.md @a', ['@a'], [4, 5]],
    ['^[X][2]\na.md', [], [0, 4]],
    ['[X\na.md @a', ['@a'], [0, 2]],
    ['!b.md\na.md @a/b/c @@owner', ['@a/b/c', '@@owner'], undefined],
    ['  a.md  @a  ', ['@a'], undefined],
    ['\ta.md\t@a\r', ['@a'], undefined],
  ])('%s', (text, expected, at) => {
    const { faults, rules } = parseCodeowners('.gitlab/CODEOWNERS', text);
    expect(ownersOf('a.md', { rules }).flatMap((rule) => rule.owners)).toEqual(expected);
    expect(faults.map(({ from, to }) => [from, to])).toEqual(at ? [at] : []);
  });
});
