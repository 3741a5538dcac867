/**
 * Of several files that tell of one name, those that lie closest to a page: they have the most folders in common
 * with it, wherever these stand. A name like `redis` is one in every system of a repository.
 */
export function closestFiles(files: readonly string[], page: string): readonly string[] {
  const folders = new Set(page.split('/').slice(0, -1));
  return withMost(files, (file) => file.split('/').filter((part) => folders.has(part)).length);
}

/** The one file that lies closest to a path; of several, the one that has its first folders too. */
export function closestFile(files: readonly string[], path: string): string | undefined {
  const own = path.split('/').slice(0, -1);
  const start = (file: string): number => {
    const differs = file.split('/').findIndex((part, at) => part !== own[at]);
    return differs < 0 ? own.length : differs;
  };
  const closest = withMost(closestFiles(files, path), start);
  return closest.length === 1 ? closest[0] : undefined;
}

function withMost(files: readonly string[], count: (file: string) => number): readonly string[] {
  if (files.length < 2) return files;
  const counts = files.map(count);
  const most = Math.max(...counts);
  return files.filter((_, index) => counts[index] === most);
}
