/** Files in the folder of a path, and files of its name in other folders: what a slip can have been made of. */
export function nearby(path: string, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  return [...paths].filter((one) => {
    const own = one.slice(0, one.lastIndexOf('/') + 1);
    return own === folder || (one.endsWith(`/${name}`) && folder !== '');
  });
}
