import { frontmatterPlace } from '../yaml/frontmatter-place.ts';

// Matches `slug: disk`, Docusaurus' `id: disk-full` and `old_paths:`; not `slugs: x`.
const FIELD = /^(?:permalink|slug|url|id|redirect_from|old_paths):(.*)/m;

/**
 * The addresses that a page of Jekyll, Hugo, Docusaurus or the Tech Docs Template gives itself in its frontmatter,
 * as keys: `/articles/deploy.html` is `articles/deploy`, and `slug: disk` of `ops/full.md` is `ops/disk`.
 */
export function formerAddresses({ path, text }: { readonly path: string; readonly text: string }): string[] {
  const place = frontmatterPlace(text);
  const head = place ? text.slice(place.start, place.end) : '';
  if (!FIELD.test(head)) return [];
  const found: string[] = [];
  let isList = false;
  for (const line of head.split('\n')) {
    const field = FIELD.exec(line)?.[1]?.trim();
    const entry: string | undefined =
      isList && line.trimStart().startsWith('- ') ? line.trimStart().slice(2) : undefined;
    isList = field === undefined ? entry !== undefined : field === '';
    const all = /^\[(.*)\]$/.exec(field ?? '')?.[1]?.split(',') ?? [field ?? entry ?? ''];
    for (const one of all) {
      const said = one.trim().replace(/^["']|["']$/g, '');
      // A pattern, as `/:categories/:title/`, is not filled in here.
      if (said !== '' && !/[:{[]/.test(said)) found.push(addressKey(said, path));
    }
  }
  return found.filter((key) => key !== '');
}

/** What an address, or a link that stands in a file, is known by. */
export function addressKey(address: string, from: string): string {
  const folder = from.split('/').slice(0, -1).join('/');
  const whole = address.startsWith('/') ? address : `${folder}/${address}`;
  const parts: string[] = [];
  for (const part of whole
    .toLowerCase()
    .replace(/\.html?$/, '')
    .split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (parts.at(-1) === 'index' ? parts.slice(0, -1) : parts).join('/');
}
