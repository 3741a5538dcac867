import { withoutEnding } from './page-file.ts';
import type { Target } from './target.ts';
import { encodePath, relativePath } from './link-paths.ts';
import type { LinkIndex } from './link-index.ts';
import { toPlace } from './to-place.ts';
import { missing } from './target.ts';
import { splitOnce } from './written-link.ts';

/** `[[Disk full#Steps]]`: the page of that name, wherever it stands, or a file. */
export function toName(index: LinkIndex, from: string, wiki: string): Target {
  const [name = '', heading = ''] = splitOnce(wiki, '#');
  const key = withoutEnding(name).trim().toLowerCase();
  const [near, ...others] =
    name.trim() === '' ? [] : (index.byName().get(key.slice(key.lastIndexOf('/') + 1)) ?? []);
  const all = near ? [near, ...others] : [];
  const fits = all.filter(({ path }) => `/${withoutEnding(path).toLowerCase()}`.endsWith(`/${key}`));
  const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  const own = index.byPath.get(from);
  const place =
    name.trim() === '' ? own : (fits.find(({ path }) => folder(path) === folder(from)) ?? fits[0]);
  if (place) {
    const now = place.path === from ? '' : encodePath(relativePath(from, place.path));
    const anchor = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-');
    const url = anchor === '' ? now : `${now}#${anchor}`;
    const target = toPlace(index, place, {
      from,
      path: name,
      anchor,
      rest: anchor === '' ? '' : `#${anchor}`,
      url,
    });
    // Where the heading has another name now, the page is still the one that is meant.
    return target.kind === 'page'
      ? { ...target, because: 'old-site' }
      : { kind: 'page', path: place.path, anchor: '', address: place.address };
  }
  const file = index.old().file(from, `/${name.trim()}`);
  const address = file === undefined ? undefined : index.shown.get(file);
  if (address !== undefined) return { kind: 'site', address, anchor: '' };
  if (file !== undefined) return { kind: 'file', path: file };
  const nearest = (): string | undefined => undefined;
  return { ...missing(`no page is called \`${name.trim()}\``, nearest), doubt: 'elsewhere' };
}
