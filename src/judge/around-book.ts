import { hash } from 'node:crypto';
import { ignoredFiles } from '../runbook/links/ignored-files.ts';
import type { Around } from '../runbook/links/around.ts';
import { readTexts, repositoryReader } from '../tools/repository-files.ts';
import type { RepositoryFiles } from '../tools/repository-files.ts';

/** What stands around a book, and a digest of all that is known of it. */
export interface AroundBook {
  readonly around: Around;
  readonly digest: string;
}

/** Reads what the repository says of files that links may lead to: which there are, and which a build makes. */
export async function aroundBook(repository: RepositoryFiles): Promise<AroundBook> {
  const { prefix, paths, isCut } = repository;
  const isNear = (folder: string): boolean => prefix.startsWith(folder) || folder.startsWith(prefix);
  const asked = paths.filter((path) => READ.test(path) && isNear(path.slice(0, path.lastIndexOf('/') + 1)));
  const { files } = await readTexts(repositoryReader(repository), asked);
  const lists = files.filter(({ path }) => path.endsWith('.gitignore'));
  const findsByName = files.some(({ path, text }) => !path.endsWith('.gitignore') && BY_NAME.test(text));
  const known = isCut ? [] : paths;
  return {
    around: { prefix, paths: new Set(known), ignores: ignoredFiles(lists), findsByName },
    digest: hash('sha256', JSON.stringify([prefix, known, files])),
  };
}

const READ = /(?:^|\/)(?:\.gitignore|mkdocs\.ya?ml)$/;
// Plugins of MkDocs, as its settings list them.
const BY_NAME =
  /^[ \t]{0,9}-[ \t]{1,9}(?:roamlinks|ezlinks|ezlinked-wikilinks|obsidian-bridge|autolinks|autorefs|wikilinks)\b/m;
