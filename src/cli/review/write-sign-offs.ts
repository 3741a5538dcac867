import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addPlaces, addSignOff, emptySignOffs } from '../../review/sign-off-lines.ts';
import type { Quarter } from '../../review/quarter.ts';
import { setReviewed } from '../../review/set-reviewed.ts';
import type { RunbookHead } from '../../runbook/read/head.ts';
import type { SignOff } from '../../runbook/records/sign-offs.ts';
import { isInRepository } from '../../tools/git-files.ts';
import { changeText, readIfThere, writeWhole } from '../../tools/write-file.ts';
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
  const before = await readIfThere(file);
  const text = change(before ?? emptySignOffs(quarter));
  if (text === undefined)
    throw new UsageError(
      `${path} is not as opsbook writes it. Mend what opsbook lint says of it; nothing was signed.`,
    );
  await mkdir(join(root, folder), { recursive: true });
  if (await isInRepository(root)) await writeAttributes(join(root, folder));
  if (before === undefined) await writeWhole(file, text);
  else if (text !== before && !(await changeText(file, before, text)))
    throw new UsageError(`${path} was changed by somebody else just now. Nothing was signed: try again.`);
  return path;
}

/** Two people may begin a quarter's file on two branches: git then keeps the lines of both. */
async function writeAttributes(folder: string): Promise<void> {
  const file = join(folder, '.gitattributes');
  if ((await readIfThere(file)) === undefined) await writeWhole(file, '*.yaml merge=union\n');
}

/** Sets the date in a runbook's frontmatter. @returns why it could not be set */
export async function writeReviewed(
  root: string,
  { path, text }: RunbookHead,
  day: string,
): Promise<string | undefined> {
  const to = setReviewed(text, day);
  if (to === undefined) return 'it has no frontmatter to hold `reviewed`';
  if (to === text || (await changeText(join(root, path), text, to))) return undefined;
  return 'it is not plain UTF-8, or was changed just now';
}
