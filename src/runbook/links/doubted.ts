import { isPageFile, withoutEnding } from './page-file.ts';
import type { Missing, Target } from './target.ts';
import type { LinkIndex } from './link-index.ts';
import type { Link } from './written-link.ts';
import { isElsewhereInSite, isStaticOfSite } from './around.ts';
import { foldersOf, joinPath, pathInFolder } from './link-paths.ts';
import { isHidden } from './to-file.ts';
import { isRedirected } from './redirects.ts';
import { toRepository } from './to-repository.ts';

// Match `{{ base }}/x.md`, `adr/XXX-title.md`, `YYYY-MM-DD-incident.md`, `path/to/page.md`; and `adr/template.md`, `postmortem_template.md`.
const FILLED_IN = [
  /\{\{|\{%|<%|\$\{/,
  /(?:^|\/)(?:XXX|NNN|YYYY)[^/]{0,99}$/,
  /(?:^|\/)path\/to\//,
  /\{[A-Za-z][^{}]{0,60}\}/,
];
// Match `F2F2F2`, `fff`, `0af`; not `feed`, `decade`, which may be headings.
const COLOUR = /^(?:(?=[a-f]{0,8}\d)(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})|([a-f])\1{2}(?:\1{3})?)$/i;
// Matches `mobileconfig.php?only_email`: a program answers there, not a file.
const PROGRAM = /\.(?:php|cgi|aspx?|jsp|do)\?/i;
// Matches `auth/partials/login.md`, `_snippets/tip.md`, `_files/a.md`: what other pages take in, with the headings and links that they have.
const PART =
  /(?:^|\/)(?:_?(?:partials?|includes?|snippets?)|_(?:files?|shared|common|fragments?|parts?|blocks?))\//i;
// Matches `_tcp_ports.html.md.erb`, `_note.mdx`; not Hugo's `_index.md`, docsify's `_sidebar.md`.
const PART_PAGE = /(?:^|\/)_(?!index\.|sidebar\.|navbar\.|coverpage\.)[^/]{1,200}$/i;
// Matches `../v2.3/`, `version-1.x/`, `latest/`; not `v2beta.md`: other versions of the same pages.
const VERSION =
  /(?:^|\/)(?:v\d{1,4}|(?:v|version-)?\d{1,4}(?:\.(?:\d{1,4}|x)){1,2}|latest|stable|next|nightly)\//;
// Matches `api/Client.md`, `cli/app_start.md`, `reference/generated/kubectl.md`: what a tool writes from code, and nobody commits.
const GENERATED =
  /(?:^|\/)(?:_?generated|_?autosummary|autoapi|api|cli|cmd|apidocs?|javadoc|typedoc|godoc|rustdoc)\//i;
// Matches `../../04/30/disk-full/`, `../2023/02/disk-full/`: blogs make addresses of a page's date and title.
const DATED = /^(?:\.\.\/){1,9}(?:(?:19|20)\d\d\/)?(?:0[1-9]|1[0-2])\/(?:[0-3]\d\/)?[A-Za-z][\w-]{2,200}\/$/;
const FIRST_PAGE = /^(?:_?index|readme)$/;
const TEMPLATE_PAGE = /(?:^|[/_.-])templates?(?:[/_.-]|$)/i;

/** What a page of another system may mean that only that system knows. */
export function doubted(index: LinkIndex, target: Target, link: Link): Target {
  const place = index.byPath.get(link.from);
  if (target.kind !== 'missing' || !place?.isForeign) return target;
  if (isBesideBook(index, link) || isRedirected(index, link) || isReferredTo(index, link))
    return { kind: 'external' };
  if (target.instead !== undefined) return target;
  const doubt = doubtOf(index, link);
  if (doubt === 'outside') return toRepository(index, link) ?? { ...target, doubt };
  if (doubt !== undefined) return { ...target, doubt };
  const isPlain = !index.isBuilt() && !(place.hasHead?.() ?? false);
  const isName = /^[^/]+\.mdx?$/.test(link.path);
  const named = isName ? (index.byName().get(withoutEnding(link.path).toLowerCase()) ?? []) : [];
  if (named.length > 0 && index.around?.findsByName === true) return { ...target, doubt: 'elsewhere' };
  const isNamedElsewhere = named.length === 1 || (!isPlain && isThereFromAbove(index, link));
  return { ...target, isPlain, ...(isNamedElsewhere ? { isNamedElsewhere } : {}) };
}

/** Whether the site has it from another folder of the repository: another part of it, or its static files. */
function isBesideBook({ around }: LinkIndex, { path }: Link): boolean {
  if (!around || path === '') return false;
  return path.startsWith('/') ? isElsewhereInSite(around, path) : isStaticOfSite(around, path);
}

/** Whether Hugo's `ref` names a page of the site that stands beside the book, by the name of its file. */
function isReferredTo({ around, byPath }: LinkIndex, { from, path }: Link): boolean {
  if (!around || path === '' || path.startsWith('.') || byPath.get(from)?.refersTo?.(path) !== true)
    return false;
  const name = `/${withoutEnding(path).replace(/^\//, '').toLowerCase()}`;
  const ends = [`${name}.md`, `${name}/_index.md`, `${name}/index.md`];
  return [...around.paths].some((one) => ends.some((end) => `/${one.toLowerCase()}`.endsWith(end)));
}

/** Whether the same path leads to a file from a folder above, where a system may have the root of its site. */
function isThereFromAbove({ paths, around }: LinkIndex, { from, path }: Link): boolean {
  if (path === '') return false;
  const isThere = (folder: string): boolean => paths.has(pathInFolder(folder, path) ?? '');
  return (
    ['', ...foldersOf(from)].some(isThere) || (around?.paths.has(path.replace(/^(?:\.\/)+/, '')) ?? false)
  );
}

function doubtOf(index: LinkIndex, { from, path, anchor, url }: Link): Missing['doubt'] {
  if (PROGRAM.test(url) || PART.test(from) || PART_PAGE.test(from)) return 'template';
  if (FILLED_IN.some((form) => form.test(path)) || TEMPLATE_PAGE.test(from)) return 'template';
  // Docsify draws `![grey](#F2F2F2)` as that colour.
  if (path === '' && COLOUR.test(anchor)) return 'elsewhere';
  const target = path.startsWith('/') ? undefined : joinPath(from, path);
  if (target === undefined && !path.startsWith('/')) return 'outside';
  // A symbolic link that leads out of the book was not followed.
  if (index.unread?.some((one) => target === one || target?.startsWith(`${one}/`))) return 'outside';
  if (target === undefined ? /^\/\.\w/.test(path) : isHidden(target)) return 'hidden';
  if (target !== undefined && path !== '' && index.folders().has(target)) return 'folder';
  if (target !== undefined && isPublishedAlone(index, target)) return 'elsewhere';
  if (target !== undefined && isMadeByBuild(index, target)) return 'elsewhere';
  if (DATED.test(path) && (index.byPath.get(from)?.hasHead?.() ?? false)) return 'elsewhere';
  // `/releases/` of a folder that is one part of a site, and a label that a tool makes.
  const isLabel = index.hasBareLabels() && !/[/\\]/.test(path) && !isPageFile(path);
  return path.startsWith('/') || isLabel ? 'elsewhere' : undefined;
}

/** Whether it stands in a folder that other systems put beside the book's when they publish, and that is not here. */
function isPublishedAlone(index: LinkIndex, target: string): boolean {
  const isGone = (form: RegExp): boolean => {
    const found = form.exec(target);
    return found !== null && !index.folders().has(target.slice(0, found.index + found[0].length - 1));
  };
  if (isGone(VERSION)) return true;
  // A page of that name in another folder is what was meant.
  const name = withoutEnding(target.slice(target.lastIndexOf('/') + 1)).toLowerCase();
  return isGone(GENERATED) && (FIRST_PAGE.test(name) || !index.byName().has(name));
}

/** Whether git leaves it out of the repository. */
function isMadeByBuild({ around }: LinkIndex, target: string): boolean {
  return around?.ignores(`${around.prefix}${target}`) ?? false;
}
