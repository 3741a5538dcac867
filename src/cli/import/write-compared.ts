import { join } from 'node:path';
import { changeFile } from '../../tools/change-file.ts';
import { readBytes } from '../../tools/named-file.ts';
import { UsageError } from '../command.ts';

/** What stands where an import would write. */
export interface Compared {
  /** What each file held; undefined where there was none. */
  readonly before: ReadonlyMap<string, Buffer | undefined>;
  readonly same: readonly string[];
  readonly different: readonly string[];
}

/** @param files by path, what each is to hold */
export async function compareFiles(root: string, files: ReadonlyMap<string, Buffer>): Promise<Compared> {
  const same: string[] = [];
  const different: string[] = [];
  const before = new Map<string, Buffer | undefined>();
  for (const [path, content] of files) {
    const bytes = await readBytes(join(root, path));
    before.set(path, bytes);
    if (bytes) (bytes.equals(content) ? same : different).push(path);
  }
  return { before, same, different };
}

/** @throws UsageError where a file holds something else, and nobody said that it may go */
export function refuseOverwriting(different: readonly string[], isForced: boolean): void {
  if (different.length === 0 || isForced) return;
  const [first] = different;
  const others = different.length > 1 ? ` and ${different.length - 1} more` : '';
  throw new UsageError(
    `\`${first}\`${others} would be written over: nothing was written. --force writes over what is there.`,
  );
}

/** Writes over nothing but what was compared. */
export async function writeCompared(
  root: string,
  files: ReadonlyMap<string, Buffer>,
  before: Compared['before'],
): Promise<void> {
  for (const [path, content] of files) {
    const expected = before.get(path);
    const isExpected = (now: Buffer | undefined): boolean =>
      now === undefined ? expected === undefined : now.equals(expected ?? content);
    const changed = await changeFile(join(root, path), (now) => (isExpected(now) ? content : undefined), {
      inside: root,
    });
    if (changed === 'left')
      throw new UsageError(
        `\`${path}\` was written by somebody else just now, and was left alone: import again.`,
      );
  }
}
