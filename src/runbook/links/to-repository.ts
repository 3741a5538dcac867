import { closestFile } from './closest-files.ts';
import { fromTop } from './around.ts';
import type { Around } from './around.ts';
import type { LinkIndex } from './link-index.ts';
import { relativePath } from './link-paths.ts';
import type { Target } from './target.ts';
import { missing } from './target.ts';
import type { Link } from './written-link.ts';

/**
 * What a link of another system's page leads to that leaves the book: a file of the repository is there for who reads
 * the page beside the code. One that its folder lacks is missing whatever makes the site; of anything else, nobody can tell.
 */
export function toRepository(index: LinkIndex, { from, path }: Link): Target | undefined {
  const { around } = index;
  const target = around && fromTop(around, from, path);
  if (!around || around.paths.size === 0) return undefined;
  if (target === undefined) return tooFarUp(around, from, path);
  const folders = index.foldersAround();
  if (folders.has(target) || target === '' || around.paths.has(target) || around.paths.has(`${target}.md`))
    return { kind: 'external' };
  const folder = target.slice(0, Math.max(0, target.lastIndexOf('/')));
  const isSaid = /\.\w{1,8}$/.test(target) && (folder === '' || folders.has(folder));
  if (!isSaid || around.ignores(target)) return undefined;
  const meant = (): string | undefined => {
    const name = `/${target.slice(target.lastIndexOf('/') + 1)}`;
    const found = [...around.paths].filter((one) => `/${one}`.endsWith(name));
    const nearest = closestFile(found, target);
    return nearest && relativePath(`${around.prefix}${from}`, nearest);
  };
  return missing(`the repository has no file \`${target}\``, meant);
}

/** A file of the repository by a path with too many `../`, which leads out of that too. */
function tooFarUp({ paths, prefix }: Around, from: string, path: string): Target | undefined {
  const file = path.replace(/^(?:\.\.\/)+/, '');
  if (!/\.\w{1,8}$/.test(file) || !paths.has(file)) return undefined;
  return missing(`\`${path}\` leads out of the repository`, () => relativePath(`${prefix}${from}`, file));
}
