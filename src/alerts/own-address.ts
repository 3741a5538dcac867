import { alertAddress } from '../runbook/links/alert-names.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import { trimMarksEnd } from '../runbook/words/trim-marks.ts';

/** Where a site is published: its address without a slash at the end, as in `https://ops.example.com/runbooks`. */
export function siteRoot(url: string, base: string): string {
  const path = base === '/' ? '' : base;
  return trimMarksEnd(new URL(`${path}/`, url).href, '/');
}

/** The full address of an alert's page. */
export function fullAlertAddress(name: string, root: string): string {
  return `${root}${alertAddress(name)}`;
}

/** The path on the book's own site that a full address names, as in `/runbooks/x/`; undefined when it is another site. */
export function sitePath(address: URL, { url, base }: Settings): string | undefined {
  if (url === undefined) return undefined;
  const root = new URL(siteRoot(url, base));
  // `http` and `https` of one host are one site.
  if (address.host !== root.host) return undefined;
  const folder = trimMarksEnd(root.pathname, '/');
  if (address.pathname === folder) return '/';
  return address.pathname.startsWith(`${folder}/`) ? address.pathname.slice(folder.length) : undefined;
}

/** Ways in which code hosts write the address of a file: GitHub, GitLab, Gitea and Forgejo, Bitbucket. */
const FILE_PAGE = /^\/(?:-\/)?(?:blob|tree|raw|edit|src\/branch|src)\/(.+)$/;

/** The path with its branch that an address behind a repository's own names: `main/a.md` of `/blob/main/a.md`. */
export function filePath(path: string): string | undefined {
  return FILE_PAGE.exec(path)?.[1];
}

/** The path in the repository that a full address names, on whatever branch; undefined when it is another place. */
export function repositoryPath(address: string, { repository, branch }: Settings): string | undefined {
  const root = repository?.replace(/\.git$/i, '');
  if (root === undefined || !address.toLowerCase().startsWith(`${root.toLowerCase()}/`)) return undefined;
  const rest = FILE_PAGE.exec(address.slice(root.length))?.[1];
  if (rest === undefined) return undefined;
  if (rest.startsWith(`${branch}/`)) return rest.slice(branch.length + 1);
  return rest.slice(rest.indexOf('/') + 1);
}
