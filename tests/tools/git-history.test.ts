import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { traceHistory } from '../../src/review/trace.ts';
import { readHistory } from '../../src/tools/git-history.ts';
import { newRepository } from './git-repository.ts';
import type { Repository } from './git-repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = newRepository();
});
afterEach(() => repository.remove());

/** `subject by author: path, path<former` of every commit, newest first. */
async function say(root = repository.root): Promise<string[]> {
  const { commits } = await readHistory(root);
  return commits.map(({ subject, author, files }) => {
    const names = files.map(({ path, from }) => (from === undefined ? path : `${path}<${from}`));
    return `${subject} by ${author}: ${names.join(', ')}`;
  });
}

const LONG = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');

describe('the history of a repository', () => {
  test('has commits with their authors, times and files, whatever these are called', async () => {
    repository.write('a b/ü "x".md', 'one');
    repository.commit('First\n\nand more', 'Ann', '2026-10-01T09:00:00+02:00');
    repository.write('a b/ü "x".md', 'two');
    repository.write('new\nline.md', '');
    repository.commit('Second', 'Bob');
    expect(await say()).toEqual(['Second by Bob: a b/ü "x".md, new\nline.md', 'First by Ann: a b/ü "x".md']);
    const { commits, kind } = await readHistory(repository.root);
    expect(kind).toBe('complete');
    expect(Date.parse(commits[1]?.at ?? '')).toBe(Date.parse('2026-10-01T07:00:00Z'));
    expect(commits[0]?.parents).toEqual([commits[1]?.hash]);
  });

  test('follows a file through two renames, and tells it from a new one of the old name', async () => {
    repository.write('one.md', LONG);
    repository.commit('Write one');
    repository.git('mv', 'one.md', 'two.md');
    repository.commit('Call it two');
    repository.write('one.md', 'another');
    repository.commit('Write another one');
    repository.git('mv', 'two.md', 'three.md');
    repository.write('three.md', `${LONG}more\n`);
    repository.commit('Call it three');
    const { byPath, formerNames } = traceHistory(await readHistory(repository.root));
    const subjects = (path: string) => byPath.get(path)?.map(({ subject }) => subject);
    expect(subjects('three.md')).toEqual(['Call it three', 'Call it two', 'Write one']);
    expect(subjects('one.md')).toEqual(['Write another one']);
    expect(formerNames.get('three.md')).toEqual(['two.md', 'one.md']);
  });

  test('has the commits of a merged branch once, and of the merge only what it changed itself', async () => {
    repository.write('a.md', 'a\n');
    repository.write('b.md', 'b\n');
    repository.commit('Base');
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('a.md', 'side\n');
    repository.commit('Side', 'Bob');
    repository.git('checkout', '-q', 'main');
    repository.write('a.md', 'main\n');
    repository.commit('Main');
    expect(() => repository.git('merge', '-q', 'side')).toThrow(/./);
    repository.write('a.md', 'both\n');
    repository.commit('Merge with a conflict', 'Cy');
    repository.git('checkout', '-q', '-b', 'clean', 'main~1');
    repository.write('b.md', 'clean\n');
    repository.commit('Clean', 'Bob');
    repository.git('checkout', '-q', 'main');
    repository.git(
      '-c',
      'user.name=Ann',
      '-c',
      'user.email=a@b',
      'merge',
      '-q',
      '--no-ff',
      '-m',
      'Merge',
      'clean',
    );
    expect((await say()).sort()).toEqual([
      'Base by Ann: a.md, b.md',
      'Clean by Bob: b.md',
      'Main by Ann: a.md',
      'Merge by Ann: ',
      'Merge with a conflict by Cy: a.md',
      'Side by Bob: a.md',
    ]);
  });

  test('says that a clone is shallow', async () => {
    for (const number of [1, 2, 3]) {
      repository.write('a.md', String(number));
      repository.commit(`Commit ${number}`);
    }
    const clone = join(repository.root, 'clone');
    repository.git('clone', '-q', '--depth', '2', `file://${repository.root}`, clone);
    const { kind, commits } = await readHistory(clone);
    expect([kind, commits.length]).toEqual(['shallow', 2]);
  });

  test('of a book in a folder covers the code beside it', async () => {
    repository.write('docs/opsbook.yaml', '');
    repository.write('services/worker.ts', '');
    repository.commit('All');
    const { prefix, commits } = await readHistory(join(repository.root, 'docs'));
    expect([prefix, commits[0]?.files.map(({ path }) => path)]).toEqual([
      'docs/',
      ['docs/opsbook.yaml', 'services/worker.ts'],
    ]);
  });

  test('has authors as they committed, and beside that who they are by a mailmap of the work tree', async () => {
    repository.write('a.md', 'a');
    repository.commit('First', 'Ann');
    repository.write('.mailmap', 'Zed <zed@example.org> Ann <ann@example.org>\n');
    const { commits } = await readHistory(repository.root);
    expect(commits.map(({ author, email, mapped }) => ({ author, email, mapped }))).toEqual([
      {
        author: 'Ann',
        email: 'ann@example.org',
        mapped: { author: 'Zed', email: 'zed@example.org' },
      },
    ]);
  });

  test('is none where git does not read the repository, with what it said', async () => {
    repository.write('a.md', 'a');
    repository.commit('First');
    repository.write('.git/config', '[core\n');
    const { kind, because } = await readHistory(repository.root);
    expect([kind, because]).toEqual(['none', expect.stringMatching(/^git said: fatal: bad config line 1 /)]);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'is none in a repository of another user (only root can make one)',
    async () => {
      repository.write('a.md', 'a');
      repository.commit('First');
      chownSync(repository.root, 12345, 12345);
      chownSync(join(repository.root, '.git'), 12345, 12345);
      const { kind, because } = await readHistory(repository.root);
      expect([kind, because]).toEqual([
        'none',
        expect.stringContaining('belongs to another user. If you trust it: git'),
      ]);
    },
  );

  test('is none without a commit, and none outside a repository', async () => {
    const none = { kind: 'none', prefix: '', commits: [] };
    expect(await readHistory(repository.root)).toEqual(none);
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-no-git-'));
    expect(await readHistory(folder)).toEqual(none);
    rmSync(folder, { recursive: true });
  });
});
