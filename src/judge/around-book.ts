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
  const lists = paths.filter((path) => /(?:^|\/)\.gitignore$/.test(path) && isNear(path.slice(0, -NAME)));
  const { files } = await readTexts(repositoryReader(repository), lists);
  const known = isCut ? [] : paths;
  return {
    around: { prefix, paths: new Set(known), ignores: ignoredFiles(files) },
    digest: hash('sha256', JSON.stringify([prefix, known, files])),
  };
}

const NAME = '.gitignore'.length;
