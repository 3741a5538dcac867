import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { findRepository } from './find-repository.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { guardGit } from './git-guard.ts';
import { programPath } from './program-path.ts';
import { neutralFolder } from './scratch-place.ts';

/** Something that git cannot do here, in words for whoever asked. */
export class GitProblem extends Error {
  override readonly name = 'GitProblem';
}

/** What a run of git left: its exit status and what it wrote. */
export interface GitAnswer {
  readonly status: number;
  readonly out: Buffer;
  readonly said: string;
}

/** The repository that a folder is in, and git to ask about it. */
export interface Repository extends RepositoryPlace {
  /**
   * Runs git at the top of the repository, reading only: paths are as seen from there. Whatever the repository's
   * own settings are, no program of theirs runs, nothing is fetched and nothing is written.
   * @throws GitProblem without git, and where git refuses because the repository belongs to somebody else
   */
  ask(args: readonly string[], input?: string): Promise<GitAnswer>;
}

/** The repository of a folder; undefined outside one. */
export async function openRepository(root: string): Promise<Repository | undefined> {
  const place = await findRepository(root);
  return place && { ...place, ask: (args, input) => runGit(place.top, args, input) };
}

/** Asks git for a person's own setting, outside any repository; undefined when it is not set. */
export async function personalSetting(name: string): Promise<string | undefined> {
  const { status, out } = await runGit(undefined, ['config', '--get', name]);
  return status === 0 ? out.toString('utf8').trim() : undefined;
}

/** Room for the log of a repository of a million changed files, and less than the longest text there can be. */
const MOST_BYTES = 500_000_000;

/** The only place that starts git. The repository is found by git's own search, which asks whose it is. */
async function runGit(top: string | undefined, args: readonly string[], input = ''): Promise<GitAnswer> {
  const program = programPath('git');
  if (program === undefined) throw new GitProblem('git is not on the PATH.');
  if (args.some((arg) => arg.includes('\0'))) throw new GitProblem('git takes no name with a NUL in it.');
  const { flags, environment } = guardGit(top, process.env);
  const child = spawn(program, [...flags, ...args], { cwd: top ?? neutralFolder(), env: environment });
  const ended = new Promise<number>((settle, fail) => {
    child.on('error', (cause) =>
      fail(new GitProblem(`git could not be started: ${cause.message}`, { cause })),
    );
    child.on('close', (status) => settle(status ?? 1));
  });
  child.stdin.on('error', () => undefined); // git may end before it has read everything
  child.stdin.end(input);
  const [status, out, heard] = await Promise.all([ended, readAll(child.stdout), text(child.stderr)]);
  if (out === undefined) throw new GitProblem(`git ${args[0] ?? ''} had more to say than can be read.`);
  const said = heard.trim();
  if (status !== 0 && /dubious ownership|is owned by someone else/.test(said) && top !== undefined)
    throw new GitProblem(
      `git does not read ${top}, which belongs to another user. If you trust it: git config --global --add safe.directory '${top}'`,
    );
  return { status, out, said };
}

async function readAll(stream: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined; // leaving the loop closes the pipe, which ends git
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parts of an answer to a `-z` command. */
export function splitZeros(out: Buffer): string[] {
  return out.toString('utf8').split('\0').slice(0, -1);
}
