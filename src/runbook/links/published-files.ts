/**
 * Files of a book that the site hands out as they are: pictures, and texts that a browser shows or saves.
 * Not those that a browser would run on the site's own address, such as HTML, XML, SVG and scripts.
 */
const PUBLISHED = new Set(
  (
    'png jpg jpeg gif webp avif bmp ico pdf txt log csv tsv json jsonl yaml yml toml md mdx ' +
    'sh sql promql patch diff har zip gz tgz'
  ).split(' '),
);

export function isPublished(path: string): boolean {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return ending !== undefined && PUBLISHED.has(ending);
}
