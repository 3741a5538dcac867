import { LAST, NEEDED } from './manifest.ts';
import type { ListedFile, OfflineManifest } from './manifest.ts';

/**
 * What is kept of a site, in this order, as far as its limit goes: what every page needs, pages of the services that
 * were visited, the rest, and pages about opsbook itself.
 * @param visited ids of services
 */
export function chooseFiles(
  { files, groups, limit }: OfflineManifest,
  visited: ReadonlySet<string>,
): readonly ListedFile[] {
  const rankOf = ({ group }: ListedFile): number => {
    if (group === NEEDED) return 0;
    if (group === LAST) return 3;
    return visited.has(groups[group] ?? '') ? 1 : 2;
  };
  let room = limit;
  return files
    .map((file) => ({ file, rank: rankOf(file) }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ file, rank }) => {
      // Without what every page needs there is no page.
      if (rank > 0 && file.size > room) return [];
      room -= file.size;
      return [file];
    });
}
