import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { applyFixes } from '../../src/lint/fix.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import { bookInMemory } from '../book-in-memory.ts';
import { RULE_BOOK } from './rule-book.ts';

const PATH = 'content/runbooks/page.mdx';

async function lintPage(text: string, only?: ReadonlySet<string>): Promise<readonly Finding[]> {
  const book = await bookInMemory({ ...RULE_BOOK, [PATH]: text });
  const facts = await gatherFacts(book, new Set([PATH]));
  return lintBook(book, { rules, facts, ...(only ? { only } : {}), paths: new Set([PATH]) });
}

async function fix(text: string, ruleId: string): Promise<string> {
  return applyFixes(text, await lintPage(text, new Set([ruleId]))).text;
}

const page = (front: string, code: string): string =>
  `---\ntitle: Queue\n${front}---\n\n## Diagnosis\n\n\`\`\`bash\n${code}\n\`\`\`\n`;

describe('a placeholder', () => {
  test.each([
    ['kubectl logs <pod-name>', 'kubectl logs "$POD_NAME"', 'POD_NAME: { description: "Pod name" }'],
    ['curl https://<host>/x', 'curl https://"$HOST"/x', 'HOST: { description: "Host" }'],
    ['curl "https://<host>/x"', 'curl "https://$HOST/x"', 'HOST: { description: "Host" }'],
    ['echo "<pod>s"', 'echo "${POD}s"', 'POD: { description: "Pod" }'],
    ['curl x.org/{teamId}', 'curl x.org/"$TEAM_ID"', 'TEAM_ID: { description: "TeamId" }'],
    ['TOKEN=YOUR_TOKEN ./run', 'TOKEN="$TOKEN" ./run', 'TOKEN: { description: "YOUR TOKEN" }'],
  ])('in %s becomes a param', async (before, after, param) => {
    expect(await fix(page('', before), 'no-placeholder')).toBe(page(`params:\n  ${param}\n`, after));
  });

  test('joins the params that are there, in their own indentation', async () => {
    const front = 'params:\n    QUEUE: { description: The queue }\ntags: [x]\n';
    expect(await fix(page(front, 'redis-cli LINDEX "$QUEUE" <index>'), 'no-placeholder')).toBe(
      page(
        `params:\n    INDEX: { description: "Index" }\n${front.slice(8)}`,
        'redis-cli LINDEX "$QUEUE" "$INDEX"',
      ),
    );
  });

  test('that stands twice is one param', async () => {
    expect(
      await fix(page('', 'kubectl -n <ns> get pods && kubectl -n <ns> top pods'), 'no-placeholder'),
    ).toBe(
      page(
        'params:\n  NS: { description: "Ns" }\n',
        'kubectl -n <ns> get pods && kubectl -n <ns> top pods'.replaceAll('<ns>', '"$NS"'),
      ),
    );
  });

  test.each([
    "echo '<pod>'",
    'echo XXX',
    'docker compose ... up',
    'cat <<EOF\n<pod>\nEOF',
    'echo <a sentence about what to put here>',
  ])('in %s is left to a person', async (code) =>
    expect(await fix(page('', code), 'no-placeholder')).toBe(page('', code)),
  );
});

test('prompts go where nothing but commands stands in the fence', async () => {
  expect(await fix(page('', '$ ls \\\n>   -l\n$ pwd'), 'no-shell-prompt')).toBe(page('', 'ls \\\n  -l\npwd'));
  expect(await fix(page('', '$ ls\na.txt'), 'no-shell-prompt')).toBe(page('', '$ ls\na.txt'));
});
