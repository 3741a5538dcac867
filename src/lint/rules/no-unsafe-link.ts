import { decodeAddress, relativePath } from '../../runbook/links/link-paths.ts';
import { SAFE_SCHEMES } from '../../runbook/links/schemes.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';

export const noUnsafeLink: Rule = {
  id: 'no-unsafe-link',
  summary: 'Link only to addresses that cannot run anything',
  level: 'error',
  isFirm: true,
  check({ page, book, links }, report) {
    const isOther = isForeign(page, book);
    for (const { url, range } of page.links) {
      const target = links.resolve(page, url);
      if (target.kind !== 'unsafe') continue;
      const { scheme } = target;
      if (isOther && OF_PROGRAMS.has(scheme)) continue;
      // Grafana's shared pages have no frontmatter: the page that takes them in names the addresses.
      if (isOther && scheme === 'ref' && SHARED.test(page.path)) continue;
      const source = range ? page.text.slice(range.start.offset, range.end.offset) : '';
      const isAutolink = source === `<${url}>` && /^[A-Z]+:[A-Z]/.test(url);
      const here = scheme === 'file' ? fileHere(url, book.paths) : undefined;
      const meant = here && relativePath(page.path, here);
      report(messageOf({ url, scheme, isAutolink, meant }), range);
    }
  },
};

// What its system, or a program of the reader's, opens: MyST's inventories, pages of a browser, editors, mirrors.
const OF_PROGRAMS = new Set([
  'inv',
  'ws',
  'wss',
  'chrome',
  'about',
  'edge',
  'vscode',
  'obsidian',
  'zotero',
  'rsync',
  'ftp',
  'sftp',
  'git',
  'vnc',
  'mention',
  'x-apple.systempreferences',
]);

const SHARED = /(?:^|\/)shared\//;

interface Unsafe {
  readonly url: string;
  readonly scheme: string;
  /** Whether angle brackets alone make it a link, and capitals say that none was meant. */
  readonly isAutolink: boolean;
  /** The way from the page to the file of the book that a `file:` address names on its author's machine. */
  readonly meant: string | undefined;
}

/** More folders above a book nobody has. */
const MOST_FOLDERS = 20;

/** `docs/ssh.md` of `file:///home/ann/book/docs/ssh.md`: the longest end of it that is a file of the book. */
function fileHere(url: string, paths: ReadonlySet<string>): string | undefined {
  const parts = decodeAddress(url.slice('file:'.length).split(/[?#]/, 1)[0] ?? '')
    .split('/')
    .filter((part) => part !== '')
    .slice(-MOST_FOLDERS);
  return parts.map((_, at) => parts.slice(at).join('/')).find((path) => paths.has(path));
}

function messageOf({ url, scheme, isAutolink, meant }: Unsafe): string {
  if (meant !== undefined)
    return `Write \`${meant}\` in place of this address: \`file:\` leads to a machine of its author's.`;
  // Matches `localhost:9090/graph`; not `javascript:0`, whose rest is no port and path of a host.
  if (/^(localhost|[\w-]+(\.[\w-]+)+):\d+(\/|$)/.test(url))
    return `Write \`http://${url}\`: without \`http://\`, \`${scheme}:\` is taken for a scheme.`;
  // `<HH:MM:SS>`: angle brackets around letters and a colon make a link of Markdown's.
  if (isAutolink)
    return `Write \`\\<${url}>\`, or put it in backticks: Markdown takes it for a link to \`${scheme}:\`.`;
  return `Remove this link: \`${scheme}:\` is not followed, only ${[...SAFE_SCHEMES].join(', ')}.`;
}
