import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository of a test, in a temporary folder. */
export interface Repository {
  readonly folder: string;
  git(...args: string[]): string;
  /** Writes files; undefined removes one. */
  write(files: Readonly<Record<string, string | undefined>>): void;
  move(from: string, to: string): void;
  commit(message?: string): void;
  remove(): void;
}

const IDENTITY = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];

/** Makes an empty repository whose branch is `main`. */
export function makeRepository(): Repository {
  const repository = repositoryIn(mkdtempSync(join(tmpdir(), 'opsbook-git-')));
  repository.git('init', '-q', '-b', 'main');
  return repository;
}

/** A clone of another repository, as `git clone` with these flags makes it. */
export function cloneOf({ folder }: Repository, ...flags: string[]): Repository {
  const clone = repositoryIn(mkdtempSync(join(tmpdir(), 'opsbook-clone-')));
  clone.git('clone', '-q', ...flags, `file://${folder}`, '.');
  return clone;
}

function repositoryIn(folder: string): Repository {
  const git = (...args: string[]): string =>
    execFileSync('git', [...IDENTITY, ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    folder,
    git,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        if (content === undefined) {
          rmSync(join(folder, path));
          continue;
        }
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
    move(from, to) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      renameSync(join(folder, from), join(folder, to));
    },
    commit(message = 'change') {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
