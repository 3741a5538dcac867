import { hash } from 'node:crypto';
import { ignoredFiles, submoduleFolders } from '../runbook/links/ignored-files.ts';
import { readRedirects, REDIRECTS } from '../runbook/links/redirects.ts';
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
  const asked = paths.filter(
    (path) => (READ.test(path) || REDIRECTS.test(path)) && isNear(path.slice(0, path.lastIndexOf('/') + 1)),
  );
  const { files } = await readTexts(repositoryReader(repository), asked);
  const isIgnored = ignoredFiles(files.filter(({ path }) => path.endsWith('.gitignore')));
  const modules = submoduleFolders(files.find(({ path }) => path === '.gitmodules')?.text ?? '');
  const findsByName = files.some(({ path, text }) => /\.ya?ml$/.test(path) && BY_NAME.test(text));
  const known = isCut ? [] : paths;
  return {
    around: {
      prefix,
      paths: new Set(known),
      ignores: (path) => modules.some((folder) => `${path}/`.startsWith(folder)) || isIgnored(path),
      findsByName,
      redirects: readRedirects(files.filter(({ path }) => REDIRECTS.test(path))),
    },
    digest: hash('sha256', JSON.stringify([prefix, known, files])),
  };
}

const READ = /(?:^|\/)\.gitignore$|^\.gitmodules$/;

// Plugins of MkDocs, as its settings list them.
const BY_NAME =
  /^[ \t]{0,9}-[ \t]{1,9}(?:roamlinks|ezlinks|ezlinked-wikilinks|obsidian-bridge|autolinks|autorefs|wikilinks)\b/m;
