import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real repository for one test. */
export interface Repository {
  readonly root: string;
  /** Runs git in it. @returns what it prints */
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  /** Commits everything. @returns the commit's hash */
  commit(message: string, by?: string, at?: string): string;
  remove(): void;
}

/** Makes an empty repository on `main`, whatever the settings of the machine. */
export function newRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'opsbook-git-'));
  const git = (...args: readonly string[]): string => runGit(root, args);
  git('init', '-q', '-b', 'main');
  return {
    root,
    git,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit(message, by = 'Ann', at = '2026-10-01T09:00:00Z') {
      git('add', '-A');
      runGit(root, ['commit', '-q', '--allow-empty', '-m', message], by, at);
      return git('rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runGit(root: string, args: readonly string[], by = 'Ann', at = '2026-10-01T09:00:00Z'): string {
  const email = `${by.toLowerCase()}@example.org`;
  return execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_NAME: by,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: by,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
    },
  });
}
