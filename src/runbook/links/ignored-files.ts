import { matchPattern, parsePattern } from '../owners/owner-pattern.ts';
import type { OwnerPattern } from '../owners/owner-pattern.ts';

interface Line {
  readonly pattern: OwnerPattern;
  readonly isTakenBack: boolean;
}

/**
 * Reads files called `.gitignore`: what git is told to leave out of a repository, a build makes there.
 * @returns whether a path, from the top of the repository, is left out
 */
export function ignoredFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): (path: string) => boolean {
  const all = files
    .map(({ path, text }) => ({ folder: path.slice(0, path.lastIndexOf('/') + 1), lines: linesOf(text) }))
    .sort((a, b) => a.folder.length - b.folder.length);
  return (path) => {
    let isIgnored = false;
    for (const { folder, lines } of all) {
      if (!path.startsWith(folder)) continue;
      for (const { pattern, isTakenBack } of lines)
        if (isIgnored === isTakenBack && matchPattern(pattern, path.slice(folder.length)))
          isIgnored = !isTakenBack;
    }
    return isIgnored;
  };
}

function linesOf(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((written) => {
    const line = written.trim();
    if (line === '' || line.startsWith('#')) return [];
    const isTakenBack = line.startsWith('!');
    // GitHub's owners are written in git's patterns, but for sets of letters, which few write here.
    const pattern = parsePattern(isTakenBack ? line.slice(1) : line, 'github');
    return typeof pattern === 'string' ? [] : [{ pattern, isTakenBack }];
  });
}

/** Reads `.gitmodules`: the folders, with `/` at their ends, that hold other repositories: their files are not here. */
export function submoduleFolders(text: string): string[] {
  return [...text.matchAll(/^[ \t]{0,20}path[ \t]{0,9}=[ \t]{0,9}([^\r\n]{1,400}?)[ \t\r]{0,9}$/gm)].map(
    ([, path = '']) => `${path}/`,
  );
}
