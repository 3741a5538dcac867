import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { baseReader } from '../../src/tools/base-reader.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { changesSince } from '../../src/tools/git-changes.ts';
import { cloneOf, makeRepository } from './repository.ts';
import type { Repository } from './repository.ts';

const LONG = Array.from({ length: 20 }, (_, line) => `Line ${line} of a page.`).join('\n');

const made: Repository[] = [];
afterEach(() => made.splice(0).forEach((one) => one.remove()));

function repository(files: Readonly<Record<string, string>>): Repository {
  const one = makeRepository();
  made.push(one);
  one.write(files);
  one.commit();
  return one;
}

function cloned(from: Repository, ...flags: string[]): Repository {
  const one = cloneOf(from, ...flags);
  made.push(one);
  return one;
}

async function changes(root: string, ref: string): Promise<string[]> {
  const { files } = await changesSince(root, ref);
  return files.map(({ kind, path, from }) => `${kind} ${from === undefined ? '' : `${from} -> `}${path}`);
}

describe('changesSince', () => {
  it('lists what is committed, staged, on disk only, deleted and untracked', async () => {
    const one = repository({
      'a.md': 'a',
      'b.md': 'b',
      'c.md': 'c',
      'd.md': LONG,
      'same.md': 's',
      '.gitignore': 'x',
    });
    one.git('switch', '-q', '-c', 'topic');
    one.write({ 'a.md': 'a2' });
    one.commit();
    one.write({ 'b.md': 'b2', 'c.md': undefined, 'new page.md': 'n', x: 'ignored' });
    one.git('add', 'b.md');
    one.move('d.md', 'e/d.md');
    one.git('add', '-A', 'd.md', 'e');
    expect(await changes(one.folder, 'main')).toEqual([
      'changed a.md',
      'changed b.md',
      'deleted c.md',
      'renamed d.md -> e/d.md',
      'added new page.md',
    ]);
  });

  it('sees a move that git has not been told of', async () => {
    const one = repository({ 'old.md': LONG, 'other.md': 'o' });
    one.move('old.md', 'deep/new.md');
    one.write({ 'deep/new.md': `${LONG}\nOne more line.`, 'unlike.md': 'u', 'other.md': undefined });
    expect(await changes(one.folder, 'HEAD')).toEqual([
      'renamed old.md -> deep/new.md',
      'deleted other.md',
      'added unlike.md',
    ]);
  });

  it('compares with where the branch left the other, also after a merge', async () => {
    const one = repository({ 'a.md': 'a', 'b.md': 'b' });
    one.git('switch', '-q', '-c', 'topic');
    one.write({ 'a.md': 'mine' });
    one.commit();
    one.git('switch', '-q', 'main');
    one.write({ 'b.md': 'theirs' });
    one.commit();
    one.git('switch', '-q', 'topic');
    expect(await changes(one.folder, 'main')).toEqual(['changed a.md']);
    one.git('merge', '-q', '--no-edit', 'main');
    expect(await changes(one.folder, 'main')).toEqual(['changed a.md']);
    one.write({ 'b.md': 'theirs\nand mine' });
    expect(await changes(one.folder, 'main')).toEqual(['changed a.md', 'changed b.md']);
  });

  it('lists a file in a conflict once', async () => {
    const one = repository({ 'a.md': 'a' });
    one.git('switch', '-q', '-c', 'topic');
    one.write({ 'a.md': 'mine' });
    one.commit();
    one.git('switch', '-q', 'main');
    one.write({ 'a.md': 'theirs' });
    one.commit();
    expect(() => one.git('merge', '-q', 'topic')).toThrow();
    expect(await changes(one.folder, 'topic')).toEqual(['changed a.md']);
  });

  it('names paths as they are seen from a folder of the repository, and none outside it', async () => {
    const one = repository({ 'docs/a.md': 'a', 'docs/ä b.md': LONG, 'src/main.ts': 'x' });
    one.write({ 'docs/a.md': 'a2', 'docs/new.md': 'n', 'src/main.ts': 'y', 'top.md': 't' });
    one.move('docs/ä b.md', 'docs/ö b.md');
    expect(await changes(join(one.folder, 'docs'), 'HEAD')).toEqual([
      'changed a.md',
      'added new.md',
      'renamed ä b.md -> ö b.md',
    ]);
  });

  it('works in a shallow clone that reaches the merge base', async () => {
    const one = repository({ 'a.md': 'a' });
    one.git('switch', '-q', '-c', 'topic');
    one.write({ 'b.md': 'b' });
    one.commit();
    const clone = cloned(one, '--depth=2', '--no-single-branch', '--branch=topic');
    expect(await changes(clone.folder, 'origin/main')).toEqual(['added b.md']);
  });

  it('is not misled by what a hook sets for its own repository', async () => {
    const one = repository({ 'docs/a.md': 'a' });
    one.write({ 'docs/a.md': 'b' });
    process.env['GIT_DIR'] = join(one.folder, '.git');
    process.env['GIT_INDEX_FILE'] = '.git/index';
    try {
      expect(await changes(join(one.folder, 'docs'), 'HEAD')).toEqual(['changed a.md']);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_INDEX_FILE'];
    }
  });

  it('says how to deepen a clone that is too shallow', async () => {
    const one = repository({ 'a.md': 'a' });
    one.git('switch', '-q', '-c', 'topic');
    for (const text of ['b', 'c', 'd']) {
      one.write({ 'a.md': text });
      one.commit();
    }
    const clone = cloned(one, '--depth=1', '--no-single-branch', '--branch=topic');
    await expect(changesSince(clone.folder, 'origin/main')).rejects.toThrow(
      /shallow.*git fetch --unshallow origin/,
    );
  });

  it.each([
    [
      'nowhere',
      /`nowhere` is not a commit that this clone knows.*git fetch origin \+refs\/heads\/nowhere:refs\/remotes\/origin\/nowhere/,
    ],
    ['upstream/release', /git fetch upstream \+refs\/heads\/release:refs\/remotes\/upstream\/release/],
    ['--help', /`--help` is not the name of a commit/],
    ['', /`` is not the name of a commit/],
  ])('says what is wrong with the ref "%s"', async (ref, message) => {
    const one = repository({ 'a.md': 'a' });
    await expect(changesSince(one.folder, ref)).rejects.toThrow(message);
  });

  it('says that there is no commit yet', async () => {
    const one = makeRepository();
    made.push(one);
    await expect(changesSince(one.folder, 'main')).rejects.toThrow(/no commit yet/);
  });

  it('takes everything for new where a hook asks before the first commit', async () => {
    const one = makeRepository();
    made.push(one);
    one.write({ 'a.md': 'a', 'b.md': 'b' });
    one.git('add', 'a.md');
    expect(await changes(one.folder, 'HEAD')).toEqual(['added a.md', 'added b.md']);
  });

  it('says that a folder is in no repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-no-git-'));
    await expect(changesSince(folder, 'main')).rejects.toThrow(/is in no git repository/);
    rmSync(folder, { recursive: true });
  });

  it('says that two branches have nothing in common', async () => {
    const one = repository({ 'a.md': 'a' });
    one.git('switch', '-q', '--orphan', 'other');
    one.write({ 'b.md': 'b' });
    one.commit();
    await expect(changesSince(one.folder, 'main')).rejects.toThrow(/no commit in common/);
  });
});

describe('baseReader', () => {
  it('reads a book as it was before the change, hidden files left out', async () => {
    const one = repository({
      'a.md': 'a1',
      'b.md': 'b1',
      'gone.md': 'g1',
      'moved.md': LONG,
      '.hidden/x.md': 'h',
    });
    one.write({ 'a.md': 'a2', 'gone.md': undefined, 'new.md': 'n', '.hidden/x.md': undefined });
    one.move('moved.md', 'to/moved.md');
    const since = await changesSince(one.folder, 'HEAD');
    const { texts, paths } = await readBookFiles(baseReader(one.folder, since, folderReader(one.folder)));
    expect(paths).toEqual(['a.md', 'b.md', 'gone.md', 'moved.md']);
    expect(texts.map(({ text }) => text)).toEqual(['a1', 'b1', 'g1', LONG]);
  });
});
