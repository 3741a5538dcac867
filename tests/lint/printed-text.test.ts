import { expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

test.each<[string, string, string[]]>([
  ['a menu of gpg', 'gpg --card-edit\ngpg/card> generate\n   (1) Signature key', []],
  ['a session of redis', 'redis-cli\n127.0.0.1:6379> slowlog get 10\n1) 1) (integer) 5100', []],
  [
    'the help of a program',
    'promtool --help\n      --region string   the region to use (default "eu")\n',
    ['warning shell-parses'],
  ],
  [
    'rows of a table',
    'pgb-console\n  S | shop | orders | idle | PRIMARY | 5432 | BOUNCER | 48064 |\n',
    ['warning shell-parses'],
  ],
  ['tests of Bats', '@test "answers" {\n  run curl a\n}\n', []],
  ['a quote that is not closed', 'kubectl describe pod deploy/web -n shop"', ['error shell-parses']],
])('%s', async (_, code, expected) => {
  const book = await bookInMemory({ 'a.md': `# A\n\n\`\`\`bash\n${code}\n\`\`\`\n` });
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  const own = found.filter(({ ruleId }) => /^(shell-parses|command-known|variable-declared)$/.test(ruleId));
  expect(own.map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual(expected);
});
