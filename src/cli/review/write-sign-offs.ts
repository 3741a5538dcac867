import { join } from 'node:path';
import { addPlaces, addSignOff, emptySignOffs } from '../../review/sign-off-lines.ts';
import type { Quarter } from '../../review/quarter.ts';
import { setReviewed } from '../../review/set-reviewed.ts';
import type { RunbookHead } from '../../runbook/read/head.ts';
import { reviewableText } from '../../runbook/read/reviewable-text.ts';
import type { SignOff } from '../../runbook/records/sign-offs.ts';
import { isInRepository } from '../../tools/git-files.ts';
import { rewriteText, writeNew } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';

interface Place {
  readonly root: string;
  /** The reviews folder, relative to the root. */
  readonly folder: string;
  readonly quarter: Quarter;
}

/** Adds sign-offs to the file of their quarter. @returns its path, relative to the root */
export function writeSignOffs(signOffs: readonly SignOff[], place: Place): Promise<string> {
  return changeFile(place, (text) =>
    signOffs.reduce<string | undefined>((so, one) => (so === undefined ? so : addSignOff(so, one)), text),
  );
}

/** Gives runbooks their places in the file of a quarter. @returns its path, relative to the root */
export function writePlaces(ids: readonly string[], place: Place): Promise<string> {
  return changeFile(place, (text) => addPlaces(text, ids));
}

async function changeFile(
  { root, folder, quarter }: Place,
  change: (text: string) => string | undefined,
): Promise<string> {
  const path = `${folder}/${quarter.id}.yaml`;
  const file = join(root, path);
  const changed = await rewriteText(file, (text) => change(text ?? emptySignOffs(quarter)), { inside: root });
  if (changed === 'left')
    throw new UsageError(
      `${path} is not as opsbook writes it. Fix what opsbook lint says of it; nothing was signed.`,
    );
  if (await isInRepository(root)) await writeAttributes(root, folder);
  return path;
}

/** Two people may begin a quarter's file on two branches: git then keeps the lines of both. */
async function writeAttributes(root: string, folder: string): Promise<void> {
  await writeNew(join(root, folder, '.gitattributes'), '*.yaml merge=union\n', { inside: root });
}

/** Sets the date in a runbook's frontmatter. @returns why it could not be set */
export async function writeReviewed(
  root: string,
  { path, text }: RunbookHead,
  day: string,
): Promise<string | undefined> {
  if (setReviewed(text, day) === undefined) return 'it has no frontmatter to hold `reviewed`';
  // Another sign-off may have set its date meanwhile; what was reviewed is still there.
  const isSame = (now: string): boolean => reviewableText(now) === reviewableText(text);
  const changed = await rewriteText(
    join(root, path),
    (now) => (now !== undefined && isSame(now) ? setReviewed(now, day) : undefined),
    { inside: root },
  );
  if (changed !== 'left') return undefined;
  return 'it is not plain UTF-8, or was changed just now';
}
