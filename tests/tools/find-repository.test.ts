import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRepository } from '../../src/tools/find-repository.ts';
import { openRepository } from '../../src/tools/git.ts';
import { headCommit } from '../../src/tools/git-files.ts';
import { changesSince } from '../../src/tools/git-changes.ts';
import { makeRepository } from './repository.ts';
import type { Repository } from './repository.ts';

let one: Repository;
let top: string;
let scratch: string;

beforeEach(() => {
  one = makeRepository();
  one.write({ 'docs/ops/a.md': 'a\n' });
  one.commit();
  top = realpathSync(one.folder);
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-place-')));
});
afterEach(() => {
  one.remove();
  rmSync(scratch, { recursive: true });
});

describe('findRepository', () => {
  it('looks upward for `.git`', async () => {
    const gitFolder = join(top, '.git');
    expect(await findRepository(top)).toEqual({ top, gitFolder, prefix: '' });
    expect(await findRepository(join(top, 'docs/ops'))).toEqual({ top, gitFolder, prefix: 'docs/ops/' });
    expect(await findRepository(scratch)).toBeUndefined();
    expect(await findRepository(join(top, 'nowhere'))).toBeUndefined();
  });

  it('passes over a folder that only looks like a repository', async () => {
    cpSync(join(top, '.git'), join(top, 'docs'), { recursive: true });
    expect(await findRepository(join(top, 'docs/ops'))).toMatchObject({ top, prefix: 'docs/ops/' });
    expect(await headCommit(join(top, 'docs'))).toBe(one.git('rev-parse', 'HEAD').trim());
  });

  it.each([
    ['an empty folder', () => mkdirSync(join(top, 'docs/.git'))],
    ['an empty file', () => writeFileSync(join(top, 'docs/.git'), '')],
    ['a file that leads nowhere', () => writeFileSync(join(top, 'docs/.git'), 'gitdir: ../nowhere\n')],
    ['a file with more in it', () => writeFileSync(join(top, 'docs/.git'), 'x\ngitdir: ../.git\n')],
    ['a link that leads nowhere', () => symlinkSync('nowhere', join(top, 'docs/.git'))],
  ])('passes over a `.git` that is %s, as git does', async (_, make) => {
    make();
    expect((await findRepository(join(top, 'docs')))?.prefix).toBe('docs/');
  });

  it('reads the `.git` file of a worktree and of a submodule, and a link', async () => {
    one.git('worktree', 'add', '-q', '--detach', join(scratch, 'tree'));
    const tree = await findRepository(join(scratch, 'tree/docs'));
    expect(tree).toMatchObject({ top: join(scratch, 'tree'), prefix: 'docs/' });
    one.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', top, 'sub');
    const sub = await findRepository(join(top, 'sub'));
    expect(sub).toMatchObject({ top: join(top, 'sub'), gitFolder: join(top, '.git/modules/sub') });
    mkdirSync(join(scratch, 'linked'));
    symlinkSync(join(top, '.git'), join(scratch, 'linked/.git'));
    expect(await findRepository(join(scratch, 'linked'))).toMatchObject({ top: join(scratch, 'linked') });
  });

  it('sees through a symbolic link where the folder really is', async () => {
    symlinkSync(join(top, 'docs'), join(scratch, 'book'));
    expect(await findRepository(join(scratch, 'book/ops'))).toMatchObject({ top, prefix: 'docs/ops/' });
  });

  it('stops where the person said that git stops', async () => {
    const environment = { GIT_CEILING_DIRECTORIES: ['/elsewhere', join(top, 'docs')].join(delimiter) };
    expect(await findRepository(join(top, 'docs/ops'), environment)).toBeUndefined();
  });
});

describe('a repository', () => {
  it('is asked where its `.git` is, by git’s own search, which asks whose it is', async () => {
    const seen = join(scratch, 'seen');
    writeFileSync(join(scratch, 'git'), `#!/bin/sh\n{ pwd; echo "$@"; env; } > '${seen}'\n`);
    chmodSync(join(scratch, 'git'), 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = ['', '.', scratch].join(delimiter);
    process.env['GIT_DIR'] = join(scratch, 'other');
    try {
      await (await openRepository(join(top, 'docs')))?.ask(['log']);
    } finally {
      process.env['PATH'] = before;
      delete process.env['GIT_DIR'];
    }
    const [folder, words = '', ...variables] = readFileSync(seen, 'utf8').split('\n');
    expect(folder).toBe(top);
    expect(words).toContain('-c safe.bareRepository=explicit');
    expect(words).not.toContain('git-dir');
    expect(variables.filter((line) => /^GIT_(DIR|COMMON_DIR)=/.test(line))).toEqual([]);
  });

  it('holds no program that the PATH finds by `.` or by nothing', async () => {
    one.write({ git: `#!/bin/sh\ntouch '${scratch}/ran'\n` });
    chmodSync(join(top, 'git'), 0o755);
    const [path, folder] = [process.env['PATH'], process.cwd()];
    process.env['PATH'] = `:.:${path ?? ''}`;
    process.chdir(top);
    try {
      expect(await headCommit(top)).toHaveLength(40);
    } finally {
      process.chdir(folder);
      process.env['PATH'] = path;
    }
    expect(() => readFileSync(join(scratch, 'ran'))).toThrow('ENOENT');
  });

  it('has its files where `.git` is, whatever its settings say', async () => {
    one.git('config', 'core.worktree', scratch);
    writeFileSync(join(scratch, 'secret.md'), 'x');
    one.write({ 'new.md': 'n' });
    expect((await changesSince(top, 'HEAD')).files).toEqual([{ kind: 'added', path: 'new.md' }]);
  });

  it('tells its history as it was committed: no replacement, no graft, no broken commit-graph', async () => {
    const first = one.git('rev-parse', 'HEAD').trim();
    one.write({ 'docs/ops/a.md': 'b\n' });
    one.commit();
    const second = one.git('rev-parse', 'HEAD').trim();
    one.git('replace', second, first);
    writeFileSync(join(top, '.git/info/grafts'), `${second}\n`);
    mkdirSync(join(top, '.git/objects/info'), { recursive: true });
    writeFileSync(join(top, '.git/objects/info/commit-graph'), 'CGPH\u0001\u0001\u0004\u0000junk');
    expect((await changesSince(top, first)).files.map(({ path }) => path)).toEqual(['docs/ops/a.md']);
  });

  it.skipIf(process.getuid?.() !== 0)('of another user is not read (only root can make one)', async () => {
    for (const path of ['', '.git', '.git/config']) chownSync(join(top, path), 12345, 12345);
    const said = /belongs to another user.*git config --global --add safe\.directory/;
    await expect(changesSince(join(top, 'docs'), 'HEAD')).rejects.toThrow(said);
  });

  it('is compared with a branch that is named like an option, or like nothing at all', async () => {
    execFileSync('git', ['-C', top, 'update-ref', 'refs/heads/--output=x', 'HEAD']);
    await expect(changesSince(top, '--output=x')).rejects.toThrow(/not the name of a commit/);
    expect((await changesSince(top, 'refs/heads/--output=x')).files).toEqual([]);
    await expect(changesSince(top, 'a\0b')).rejects.toThrow(/NUL/);
  });
});
