/**
 * What a text says, by its lines: without comments, without blanks at their ends, and without what every release
 * writes anew: tags and digests of images, checksums, versions of charts.
 */
export function sayings(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !/^\s*(?:#(?!!)|\/\/|-- )/.test(line) && line.trim() !== '')
    .filter((line) => !OF_RELEASES.test(line))
    .map((line) => withoutTag(line.trimEnd()));
}

// `app.kubernetes.io/version: "1.2"`, `checksum/config: ab12`, `newTag: v2`; not `apiVersion: apps/v1`.
const OF_RELEASES =
  /^\s*(?:-\s+)?["']?(?:app\.kubernetes\.io\/version|helm\.sh\/chart|chart|newTag|digest|checksum\/[\w.-]+)["']?\s*:/;

/** `image: registry:5000/shop/api:1.4@sha256:…` without its tag and digest. */
function withoutTag(line: string): string {
  const at = /^\s*(?:-\s+)?["']?image["']?\s*:\s*/.exec(line)?.[0].length;
  if (at === undefined) return line;
  const image = line.slice(at).replace(/["']/g, '').split('@')[0] ?? '';
  const tag = image.indexOf(':', image.lastIndexOf('/') + 1);
  return line.slice(0, at) + (tag < 0 ? image : image.slice(0, tag));
}
