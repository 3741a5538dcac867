import { expect, test } from 'vitest';
import { parseRunbook } from '../../../src/runbook/read/parse.ts';
import { listUnfinished, saysUnfinished } from '../../../src/runbook/read/unfinished.ts';

const unfinished = (text: string): readonly string[] =>
  listUnfinished(parseRunbook({ path: 'disk.mdx', text, faults: [] }, 'disk'), {});

test('what a runbook of the format lacks, it is told to add', () => {
  const missing = unfinished('---\ntitle: Disk full\nkind: incident\n---\n\n## Diagnosis\n\nLook.\n');
  expect(missing.length).toBeGreaterThan(2);
  for (const sentence of missing) expect(sentence).toMatch(/^Add /);
  expect(missing.join('\n')).toContain('`summary`');
  expect(missing).toContain('Add the section `## Mitigation` or `## Resolution`.');
  expect(missing.join('\n')).not.toContain('Diagnosis');
});

test.each([
  ['a page of another system', '# Disk full\n\nLook.\n'],
  [
    'a page that is whole',
    '---\ntitle: Disk full\nkind: reference\nsummary: Room.\nservice: disk\nowner: ops\n---\n\nLook.\n',
  ],
])('%s lacks nothing', (_, text) => {
  expect(unfinished(text)).toEqual([]);
});

test('sections of a draft are not asked for', () => {
  expect(unfinished('---\ntitle: A\nkind: incident\nstatus: draft\n---\n').join('\n')).not.toContain(
    'section',
  );
});

test.each([
  ['frontmatter-valid', 'Add `owner`: the team that answers.', true],
  ['frontmatter-valid', 'Change `ownr` to `owner`.', false],
  ['section-required', 'Write `## Diagnosis` in place of `## Diagnostics`: an incident needs it.', false],
  ['link-resolves', 'Add the page.', false],
])('a finding of %s that says %j says that the page is unfinished: %s', (ruleId, message, expected) => {
  expect(saysUnfinished({ ruleId, message })).toBe(expected);
});
