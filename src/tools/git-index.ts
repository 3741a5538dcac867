import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GitProblem, splitZeros } from './git.ts';
import type { Repository } from './git.ts';

/** A file that git keeps, as its index knows it. */
export interface IndexEntry {
  /** From the top of the repository. */
  readonly path: string;
  /** As in `100644`. */
  readonly mode: string;
  readonly id: string;
  /** Left out of this work tree on purpose. */
  readonly isSparse: boolean;
  /** What the file looked like when git last read it, where that can be trusted. */
  readonly seen: SeenFile | undefined;
}

/** Times in nanoseconds. */
export interface SeenFile {
  readonly changed: bigint;
  readonly modified: bigint;
  readonly inode: bigint;
  /** Modulo 2^32, as git keeps it. */
  readonly size: bigint;
}

/** The files below the folder that was asked about; one in a conflict is left out. */
export async function readIndex(repository: Repository): Promise<IndexEntry[]> {
  const { ask, prefix, gitFolder } = repository;
  const list = ['ls-files', '-z', '-v', '--stage', '--full-name'];
  const where = ['--', prefix || '.'];
  const written = await stat(join(gitFolder, 'index'), { bigint: true }).catch(() => undefined);
  const { status, out, said } = await ask([...list, '--debug', ...where]);
  if (status !== 0) throw new GitProblem(`git could not list its files: ${said}`);
  const entries = readDebug(out.toString('utf8'), written?.mtimeNs ?? 0n);
  if (entries) return entries;
  // `--debug` is made for people: a git that writes it otherwise is read without, and every file is compared.
  return splitZeros((await ask([...list, ...where])).out).flatMap((head) => readHead(head, undefined));
}

/** Match `H 100644 <id> 0\tdocs/a.md`: `S` is left out on purpose, small letters are "assumed unchanged". */
const HEAD = /^([A-Za-z?]) (\d{6}) ([0-9a-f]+) (\d)\t(.*)$/s;

/** Match what `--debug` writes below a path: seconds and nanoseconds of both times, inode, size. */
const SEEN =
  /^ {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: [0-9a-f]+\n/;

/** @param written when the index was written: a file that is as new may have changed since, unseen */
function readDebug(text: string, written: bigint): IndexEntry[] | undefined {
  const parts = text.split('\0');
  const entries: IndexEntry[] = [];
  let head = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    const seen = SEEN.exec(part);
    if (!seen) return undefined;
    const [found, ...numbers] = seen;
    const [c = 0n, cn = 0n, m = 0n, mn = 0n, inode = 0n, size = 0n] = numbers.map(BigInt);
    const modified = m * 1_000_000_000n + mn;
    const isSure = modified < written;
    entries.push(
      ...readHead(head, isSure ? { changed: c * 1_000_000_000n + cn, modified, inode, size } : undefined),
    );
    head = part.slice(found.length);
  }
  return head === '' ? entries : undefined;
}

function readHead(head: string, seen: SeenFile | undefined): IndexEntry[] {
  const [, tag, mode = '', id = '', stage, path = ''] = HEAD.exec(head) ?? [];
  return stage === '0' ? [{ path, mode, id, isSparse: tag?.toUpperCase() === 'S', seen }] : [];
}
