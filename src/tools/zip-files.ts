import { zipSync } from 'fflate';

/** Files in one archive, the same bytes whenever it is made. @param files contents by their paths; texts are UTF-8 */
export function zipFiles(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const contents = Object.fromEntries([...files].map(([path, text]) => [path, Buffer.from(text)]));
  // The earliest day that an archive can say.
  return zipSync(contents, { mtime: new Date(1980, 0, 1), level: 9 });
}
