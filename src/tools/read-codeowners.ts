import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeownersText } from '../runbook/owners/book-owners.ts';
import { findRepository } from './find-repository.ts';
import { readPlainFile } from './plain-file.ts';

/** Where forges look for it; GitHub looks into its own folder first, GitLab last. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** GitHub reads no larger one. */
const LARGEST = 3 * 1024 * 1024;

/** The CODEOWNERS of the repository that a folder is in; of a folder in none, its own. */
export async function readCodeowners(root: string): Promise<CodeownersText | undefined> {
  const found = await findRepository(root);
  const top = found?.top ?? (await realpath(root));
  for (const path of PLACES) {
    const bytes = await readPlainFile(join(top, path), LARGEST);
    if (bytes) return { path, text: bytes.toString('utf8'), prefix: found?.prefix ?? '' };
  }
  return undefined;
}
