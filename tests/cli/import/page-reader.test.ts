import { expect, test } from 'vitest';
import { pageReader } from '../../../src/cli/import/page-reader.ts';

const source = (path: string, text: string) => ({ path, text, faults: [] });

test('a text is read once, under whatever path it is asked for', () => {
  const read = pageReader();
  const page = read(source('a.md', '# A\n'));
  expect(read(source('a.md', '# B\n')).title).toBe('B');
  expect(read(source('runbooks/a.md', '# A\n'))).toBe(page);
});

test('as MDX the same text is another page', () => {
  const read = pageReader();
  const text = '# A\n\n<Note>a</Note>\n';
  expect(read(source('a.mdx', text)).components).toHaveLength(1);
  expect(read(source('a.md', text)).components).toEqual([]);
});

test('only the latest texts are kept', () => {
  const read = pageReader();
  const page = read(source('a.md', '# A\n'));
  for (const title of ['B', 'C', 'D']) read(source('a.md', `# ${title}\n`));
  expect(read(source('a.md', '# A\n'))).not.toBe(page);
});
