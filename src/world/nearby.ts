/** Files that a path can have been meant to lead to: of its folder, wherever that is, and of its name in other folders. */
export function nearby(path: string, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const depth = path.split('/').length;
  const found = [...paths].flatMap((one) => {
    const own = one.slice(0, one.lastIndexOf('/') + 1);
    if (own === folder) return [one];
    if (folder === '') return [];
    if (own.endsWith(`/${folder}`) || one.endsWith(`/${name}`)) return [lastParts(one, depth)];
    return [];
  });
  return [...new Set(found)];
}

/** `infra/compose.yml` of `shop/infra/compose.yml` and 2. */
function lastParts(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}
