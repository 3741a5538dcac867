import { describe, expect, test } from 'vitest';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { bookInMemory } from '../book-in-memory.ts';

/** Findings of a book, each as `path:line  rule`. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const book = await bookInMemory(files);
  const facts = await gatherFacts(book);
  return lintBook(book, { rules, facts }).map(
    ({ path, line, level, ruleId }) => `${path}:${line} ${level} ${ruleId}`,
  );
}

const OURS =
  '---\ntitle: Ports\nkind: reference\nsummary: All ports.\nservice: web\nowner: ops\n---\n\n[a](a.md)\n';

describe('what a book has not adopted is said once', () => {
  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['a title and no more', { 'a.md': '---\ntitle: Disk full\n---\n' }, ['a.md:2 warning frontmatter-valid']],
    ['no frontmatter', { 'a.md': '# Disk full\n' }, ['a.md:1 warning frontmatter-valid']],
    [
      'keys of another system',
      { 'a.md': '---\ntitle: Disk full\nweight: 20\nbookHidden: true\nfoo: bar\n---\n' },
      ['a.md:2 warning frontmatter-valid'],
    ],
    [
      'a folder of such pages',
      { 'a.md': '# A\n', 'b.md': '---\ntitle: B\n---\n', 'c.mdx': '# C\n' },
      ['a.md:1 warning frontmatter-valid'],
    ],
    [
      'one page among those that have',
      { 'a.md': '# A\n', 'b.md': OURS, 'c.md': OURS.replace('Ports', 'Hosts') },
      ['a.md:1 warning frontmatter-valid'],
    ],
  ])('%s', async (_, files, expected) => {
    expect((await lint(files)).filter((said) => !said.includes('runbook-reachable'))).toEqual(expected);
  });
});

describe('in a folder that was written for another system', () => {
  const page = (...fences: string[]): string =>
    `# Disk full\n\n## Diagnosis\n\n${fences.map((code) => `\`\`\`bash\n${code}\n\`\`\`\n`).join('\n')}`;
  const own = (said: string[]): string[] => said.filter((one) => !one.endsWith('frontmatter-valid'));

  test.each<[string, string, string[]]>([
    [
      'the risk of its steps is one line, at the gravest',
      page('kubectl scale deploy web --replicas=2', 'kubectl delete pvc data', 'kubectl delete pvc logs'),
      [
        'a.md:10 warning risk-declared',
        'a.md:10 warning destroy-is-guarded',
        'a.md:6 warning change-has-rollback',
        'a.md:14 warning change-is-verified',
      ],
    ],
    [
      'what changes only the working folder is no risk',
      page('git add .', 'mkdir out', 'kubectl config use-context a'),
      [],
    ],
    [
      'the placeholders of a page are one warning',
      page('kubectl logs <pod>', 'kubectl describe pod <pod>', 'kubectl get pod <pod> -n <namespace>'),
      ['a.md:6 warning no-placeholder'],
    ],
    [
      'an example that is not finished is said once',
      page('kubectl get ...', 'helm list ...'),
      ['a.md:6 warning no-placeholder'],
    ],
    [
      'a variable without a value is one finding',
      page('kubectl get ns "$TENANT"', 'kubectl get pod -n "$TENANT"'),
      ['a.md:6 warning variable-declared'],
    ],
    [
      'a prompt is said once',
      page('$ kubectl get pods', '$ kubectl get nodes'),
      ['a.md:6 warning no-shell-prompt'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(own(await lint({ 'a.md': text })).sort()).toEqual(expected.sort());
  });

  test('the warning names what the reader has to fill in, each once, the first five of them', async () => {
    const names = ['pod', 'ns', 'node', 'pvc', 'svc', 'job', 'pod'].map(
      (name) => `kubectl get pod <${name}>`,
    );
    const book = await bookInMemory({ 'a.md': page(...names), 'b.md': page('kubectl get pod <pod>') });
    const messages = lintBook(book, { rules, facts: await gatherFacts(book) })
      .filter(({ ruleId }) => ruleId === 'no-placeholder')
      .map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining('`<pod>`, `<ns>`, `<node>`, `<pvc>`, `<svc>` and 1 more.'),
      expect.stringMatching(/^Replace `<pod>` with a param/),
    ]);
  });

  test('a placeholder is an error among pages that have adopted the format', async () => {
    const files = {
      'a.md': page('kubectl logs <pod>'),
      'b.md': OURS,
      'c.md': OURS.replace('Ports', 'Hosts'),
    };
    expect(await lint(files)).toContain('a.md:6 error no-placeholder');
  });

  test('first pages of folders may have the same title, others are said', async () => {
    const files = {
      'a/index.md': '# Help\n',
      'b/README.md': '# Help\n',
      'c.md': '# Full\n',
      'd.md': '# Full\n',
    };
    expect(own(await lint(files))).toEqual(['c.md:1 warning title-unique', 'd.md:1 warning title-unique']);
  });

  test('an unknown language is said where a known one was meant', async () => {
    const fence = (name: string): string => `\`\`\`${name}\nx\n\`\`\`\n`;
    const text = `# A\n\n${fence('alloy')}\n${fence('nohighlight')}\n${fence('promqll')}`;
    expect(own(await lint({ 'a.md': text }))).toEqual(['a.md:11 warning fence-language-known']);
  });
});

test('links that only another system can follow are one finding a book, and a line of a file is the file', async () => {
  const said = await lint({
    'docs/a.md': '# A\n\n[b](../../pkg/b.go) [c](../../pkg/c.go) [d](/static/d.png) [e](/static/e.png)\n',
    'docs/f.md': '# F\n\n[g](../../../g.md) [h](/h/) [i](./deploy.yaml:76) [j](./none.yaml:7)\n',
    'docs/deploy.yaml': 'a: 1\n',
  });
  expect(said.filter((one) => one.endsWith('link-resolves'))).toEqual([
    'docs/a.md:3 warning link-resolves',
    'docs/a.md:3 warning link-resolves',
    'docs/f.md:3 error link-resolves',
  ]);
});

test('what looks like a catalogue of errors is not meant for opsbook', async () => {
  const page = (title: string): string =>
    `---\ntitle: ${title}\nerror_message: x\nseverity: High\nrecovery_time: 5 min\ntags: [a]\nrelated: ["B C"]\n---\n`;
  expect(await lint({ 'a.md': page('A'), 'b.md': page('B'), 'c.md': page('C') })).toEqual([
    'a.md:1 warning frontmatter-valid',
  ]);
});

test('a comment that is written as the address of a link is none', async () => {
  const said = await lint({ 'a.md': '# A\n\n[comment]: <> (made by a program)\n\n[x]: <>\n\nSee [x].\n' });
  expect(said.filter((one) => one.endsWith('link-resolves'))).toEqual(['a.md:5 error link-resolves']);
});
