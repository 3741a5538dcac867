/**
 * Of several files that tell of one name, those that lie closest to a page: they have the most folders in common
 * with it, wherever these stand. A name like `redis` is one in every system of a repository.
 */
export function closestFiles(files: readonly string[], page: string): readonly string[] {
  if (files.length < 2) return files;
  const folders = new Set(page.split('/').slice(0, -1));
  const shared = files.map((file) => file.split('/').filter((part) => folders.has(part)).length);
  const most = Math.max(...shared);
  return files.filter((_, index) => shared[index] === most);
}
