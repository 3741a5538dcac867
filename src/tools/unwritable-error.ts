/** A file that could not be written, for a reason that is nobody's mistake in the program: a full disk, a right that is missing. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';

  constructor(path: string, cause: unknown) {
    super(`${path} could not be written: ${reasonOf(cause)}. It is as it was.`, { cause });
  }
}

/** What a person can do something about, in words; the rest as the system says it. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write it, or to write into its folder',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk reported an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long for the file system',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  const words = REASONS[code];
  return words === undefined ? cause.message : `${words} (${code})`;
}
