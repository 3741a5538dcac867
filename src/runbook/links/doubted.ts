import { isPageFile, withoutEnding } from './page-file.ts';
import type { Missing, Target } from './target.ts';
import type { LinkIndex } from './link-index.ts';
import type { Link } from './written-link.ts';
import { joinPath } from './link-paths.ts';
import { isHidden } from './to-file.ts';

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
// Matches `auth/partials/login.md`, `_snippets/tip.md`: what other pages take in, with the headings that they have.
const PART = /(?:^|\/)_?(?:partials?|includes?|snippets?)\//i;
const TEMPLATE_PAGE = /(?:^|[/_.-])templates?(?:[/_.-]|$)/i;

/** What a page of another system may mean that only that system knows. */
export function doubted(index: LinkIndex, target: Target, link: Link): Target {
  if (target.kind !== 'missing' || target.instead !== undefined) return target;
  if (!index.byPath.get(link.from)?.isForeign) return target;
  const doubt = doubtOf(index, link);
  if (doubt !== undefined) return { ...target, doubt };
  const isName = /^[^/]+\.mdx?$/.test(link.path);
  const named = isName ? (index.byName().get(withoutEnding(link.path).toLowerCase()) ?? []) : [];
  return named.length === 1 ? { ...target, isNamedElsewhere: true } : target;
}

function doubtOf(index: LinkIndex, { from, path, anchor, url }: Link): Missing['doubt'] {
  if (PROGRAM.test(url) || (path === '' && PART.test(from))) return 'template';
  if (FILLED_IN.some((form) => form.test(path)) || TEMPLATE_PAGE.test(from)) return 'template';
  // Docsify draws `![grey](#F2F2F2)` as that colour.
  if (path === '' && COLOUR.test(anchor)) return 'elsewhere';
  const target = path.startsWith('/') ? undefined : joinPath(from, path);
  if (target === undefined && !path.startsWith('/')) return 'outside';
  if (target === undefined ? /^\/\.\w/.test(path) : isHidden(target)) return 'hidden';
  if (target !== undefined && path !== '' && index.folders().has(target)) return 'folder';
  // `/releases/` of a folder that is one part of a site, and a label that a tool makes.
  const isLabel = index.hasBareLabels() && !/[/\\]/.test(path) && !isPageFile(path);
  return path.startsWith('/') || isLabel ? 'elsewhere' : undefined;
}
