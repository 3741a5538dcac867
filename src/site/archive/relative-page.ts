/**
 * A page of a site as it stands in an archive that is opened from a disk: every address of the site is relative to
 * the page, and names a file. Addresses of others, and what the page says, stay as they are.
 * @param html as Astro has drawn it, for a site at `/`
 * @param file the page's file, as in `runbooks/pilot/disk-full/index.html`
 */
export function relativePage(html: string, file: string): string {
  return mapTags(html, (tag) =>
    tag.replace(ADDRESS, (whole, before: string, address: string) =>
      address.startsWith('//') ? whole : before + relativeAddress(address, file),
    ),
  );
}

/** An address of the site, from one of its files: `/runbooks/?q=a` as `../runbooks/index.html?q=a`. */
export function relativeAddress(address: string, file: string): string {
  const end = address.search(/[?#]/);
  const [path, rest] = end < 0 ? [address, ''] : [address.slice(0, end), address.slice(end)];
  const up = '../'.repeat(file.split('/').length - 1);
  const target = path.endsWith('/') ? `${path}index.html` : path;
  return `${up}${target.slice(1)}${rest}`;
}

/** Attributes of a tag that hold an address of the site; `url=` stands in `<meta http-equiv="refresh">`. */
const ADDRESS = /(\s(?:href|src|action|data-forward)="|\scontent="0; url=)(\/[^"]*)/g;

/**
 * Changes the tags of a page, and nothing between them: what a page quotes of HTML stands there escaped.
 * @param html with attributes in double quotes, as it is drawn
 */
export function mapTags(html: string, change: (tag: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = html.indexOf('<', at);
    if (start < 0) break;
    const end = endOfTag(html, start);
    parts.push(html.slice(at, start), change(html.slice(start, end)));
    at = end;
  }
  return parts.join('') + html.slice(at);
}

/** After the `>` of a tag: a quoted attribute may hold another one. */
function endOfTag(html: string, start: number): number {
  let isQuoted = false;
  for (let at = start; at < html.length; at += 1) {
    const sign = html[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === '>' && !isQuoted) return at + 1;
  }
  return html.length;
}
