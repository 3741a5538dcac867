import { describe, expect, test } from 'vitest';
import { headingAnchor } from '../../../src/runbook/links/alert-anchor.ts';
import { alertPages, headingKeys } from '../../../src/runbook/links/alert-pages.ts';
import { bookInMemory } from '../../book-in-memory.ts';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  KubeAPIDown: ['kubeapidown'],
  'kube-api-down': ['kubeapidown'],
  'Kube API down': ['kubeapidown'],
  'Alert Name: "KubeAPIDown"': ['kubeapidown'],
  'Alert: `KubeAPIDown`': ['kubeapidown'],
  '[KubeAPIDown](https://example.com/x) {#down}': ['kubeapidown'],
  'KubeAPIDown (critical)': ['kubeapidown'],
  'DiskFull / DiskFilling': ['diskfulldiskfilling', 'diskfull', 'diskfilling'],
  'Disk is full and slow': ['diskisfullandslow'],
  '': [],
};

test.each(Object.entries(KEYS))('the heading %j may be the names %j', (heading, keys) => {
  expect(headingKeys(heading)).toEqual(keys);
});

describe('a page is about an alert', () => {
  const about = async (files: Readonly<Record<string, string>>, alert: string): Promise<string[]> => {
    const book = await bookInMemory(files);
    return alertPages(book.runbooks.values())(alert).map(({ id }) => id);
  };

  test.each([
    ['by its file', { 'kube/KubeAPIDown.md': '# What to do\n' }, ['kube/KubeAPIDown']],
    ['by its file in small letters', { 'kubeapidown.md': 'Look.\n' }, ['kubeapidown']],
    ['by its folder', { 'KubeAPIDown/README.md': '# What to do\n' }, ['KubeAPIDown/README']],
    ['by its title', { 'a.md': '---\ntitle: Kube API down\n---\n' }, ['a']],
    ['by its first heading', { 'a.md': '# Kube-API-Down\n' }, ['a']],
    ['by a heading', { 'a.md': '# All\n\n##### Alert Name: "KubeAPIDown"\n' }, ['a']],
    ['by a heading with a line below', { 'a.md': 'All\n===\n\nKubeAPIDown\n---\n' }, ['a']],
    [
      'by its frontmatter before any other',
      { 'a.md': '---\nalerts: [KubeAPIDown]\n---\n', 'kubeapidown.md': 'Look.\n' },
      ['a'],
    ],
    [
      'by its file before a heading',
      { 'a.md': '# All\n\n## KubeAPIDown\n', 'kubeapidown.md': '' },
      ['kubeapidown'],
    ],
    ['not by a comment in a script', { 'a.md': '# All\n\n```bash\n# KubeAPIDown\nls\n```\n' }, []],
    ['not by a word in a sentence', { 'a.md': '# All\n\n## When KubeAPIDown fires\n' }, []],
  ] as const)('%s', async (_, files, ids) => {
    expect(await about(files, 'KubeAPIDown')).toEqual(ids);
  });

  test('but a standard section is about no alert', async () => {
    expect(await about({ 'a.md': '# A\n\n## Diagnosis\n' }, 'Diagnosis')).toEqual([]);
  });
});

test('the anchor of an alert is that of its heading', () => {
  const headings = [
    { text: 'All', anchor: 'all', depth: 1 },
    { text: 'Alert Name: "KubeAPIDown"', anchor: 'alert-name-kubeapidown', depth: 5 },
  ];
  expect(headingAnchor(headings, 'KubeAPIDown')).toBe('alert-name-kubeapidown');
});
