import { join, relative } from 'node:path';
import { printable } from '../../runbook/words/printable.ts';
import { findRepository } from '../../tools/find-repository.ts';
import { isThere } from '../../tools/find-root.ts';
import { writeNew } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { findPackage } from './find-package.ts';
import { githubSignOffs, gitlabSignOffs } from './sign-off-jobs.ts';

/** Where GitHub looks for it. */
const WORKFLOW = '.github/workflows/opsbook-sign-offs.yml';

/** Writes the workflow that signs what was approved; for GitLab, whose pipeline is one file, it is printed. */
export async function writeSignOffJobs(root: string, isDry: boolean, terminal: Terminal): Promise<void> {
  const found = await findRepository(root);
  if (!found) throw new UsageError('--sign-offs is for a git repository: this folder is in none.');
  const { top, prefix } = found;
  const { install } = await findPackage(root, top);
  const place = { root: prefix.replace(/\/$/, '') || '.', install };
  if (isThere(join(top, '.gitlab-ci.yml'))) {
    terminal.print(`\nPut this into .gitlab-ci.yml, which is left as it is:\n\n${gitlabSignOffs(place)}`);
    if (!isThere(join(top, '.github'))) return;
  }
  const path = join(top, WORKFLOW);
  const shown = printable(relative(terminal.folder, path));
  const isNew = isDry ? !isThere(path) : await writeNew(path, githubSignOffs(place));
  terminal.print(
    isNew
      ? `${shown}${isDry ? ': would be written' : ''}\n`
      : `${shown}: left alone, there is such a file.\n`,
  );
}
