import { isPageFile, withoutEnding } from '../../runbook/links/page-file.ts';

/** A folder that holds runbooks, from the root; `.` is the root itself. */
export interface RunbookFolder {
  readonly folder: string;
  readonly pages: number;
}

/** A file of the repository, by its path from the root. */
export interface RepositoryText {
  readonly path: string;
  readonly text: string;
}

/** Names that say by themselves what a folder holds. Match `runbooks`, `SRE Playbooks`, `sop`; not `bookshop`. */
const NAMED = /(^|[-_ .])(run[-_ ]?books?|play[-_ ]?books?|sops?)($|[-_ .])/i;

/** Names that may hold runbooks, or programs and plans: one of their pages has to look like a runbook. */
const MAYBE = /^(ops|operations|on-?call|troubleshooting|procedures|incident-response|alerts)$/i;

/** Pages about a folder, which every folder may have. */
const ABOUT =
  /^(_?index|readme|summary|contributing|changelog|license|security|support|code_of_conduct|template|agents|claude|gemini)$/i;

/** Sections that runbooks have and other pages seldom. */
const TELLING = new Set([
  'meaning',
  'impact',
  'diagnosis',
  'mitigation',
  'resolution',
  'rollback',
  'escalation',
  'symptoms',
  'remediation',
  'troubleshooting',
]);

// Commands that run what is there, and not those that build a program; as a line of a fence has them.
const OPERATES =
  /^[ \t]{0,12}(?:[$#] )?(?:sudo )?(?:kubectl|oc|helm|systemctl|journalctl|service|docker|ssh|ansible|terraform|vault|psql|mysql|mongosh|redis-cli|etcdctl|rabbitmqctl|aws|az|gcloud|df|du|ps|ss|netstat|tail|lsblk|mount|rsync|zfs|pvs|lvs|iptables|nginx|apt|apt-get|yum|dnf|virsh|pct|qm|ceph|nmcli|openssl|crontab|useradd|chown|chmod)[ \t]/m;

const SAYS_SO = /\b(run ?books?|play ?books?|sop|standard operating procedure)\b/i;

/** Fewer pages with commands may be about anything. */
const FEWEST_NOTES = 3;

/**
 * Lists the folders that hold runbooks, the one with the most pages first. None lies in another.
 * @param linked paths of pages that alerts lead to
 */
export function findRunbooks(
  texts: readonly RepositoryText[],
  linked: ReadonlySet<string> = new Set(),
): RunbookFolder[] {
  const pages = texts.filter(
    ({ path }) => isPageFile(path) && (linked.has(path) || !ABOUT.test(nameOf(path))),
  );
  const meant = new Set([
    ...linked,
    ...pages
      .map(({ path }) => path)
      .filter((path) => NAMED.test(withoutEnding(path.split('/').at(-1) ?? ''))),
  ]);
  const telling = pages
    .filter((page) => meant.has(page.path) || looksLikeRunbook(page))
    .map(({ path }) => path);
  const named = new Set(pages.flatMap(({ path }) => firstFolder(path, NAMED) ?? []));
  const maybe = new Set(telling.flatMap((path) => firstFolder(path, MAYBE) ?? []));
  const led = linked.size > 0 ? commonFolder([...linked]) : '.';
  const known = [...named, ...maybe, ...(led === '.' ? [] : [led])];
  const elsewhere = telling.filter((path) => !known.some((folder) => isBelow(path, folder)));
  const paths = pages.map(({ path }) => path);
  const found = outermost([...known, ...foldersOf(elsewhere, paths, meant)]);
  return found.length === 0 ? findNotes(texts) : counted(found, paths);
}

/** Notes of whoever runs machines have no such names and no such sections: what tells them is their commands. */
function findNotes(texts: readonly RepositoryText[]): RunbookFolder[] {
  // Many a note is the README of a folder of its own.
  const pages = texts.filter(
    ({ path }) => isPageFile(path) && !(ABOUT.test(nameOf(path)) && !path.includes('/')),
  );
  const notes = pages.filter(operates).map(({ path }) => path);
  const paths = pages.map(({ path }) => path);
  return notes.length < FEWEST_NOTES ? [] : counted(foldersOf(notes, paths), paths);
}

/** All pages but those about their folder: for whoever knows better than their names and headings tell. */
export function loosePages(texts: readonly RepositoryText[]): RunbookFolder | undefined {
  const paths = texts
    .map(({ path }) => path)
    .filter((path) => isPageFile(path) && !ABOUT.test(nameOf(path)) && !path.startsWith('.'));
  return paths.length === 0 ? undefined : { folder: commonFolder(paths), pages: paths.length };
}

function counted(folders: readonly string[], paths: readonly string[]): RunbookFolder[] {
  return folders
    .map((folder) => ({ folder, pages: paths.filter((path) => isBelow(path, folder)).length }))
    .toSorted((a, b) => b.pages - a.pages || (a.folder < b.folder ? -1 : 1));
}

/** The folders that most pages of look like runbooks: as far up as that holds, and no further than it needs. */
function foldersOf(
  telling: readonly string[],
  pages: readonly string[],
  meant: ReadonlySet<string> = new Set(),
): string[] {
  const folders = new Set(telling.flatMap(foldersAbove));
  const fitting = [...folders].filter((folder) => {
    const own = telling.filter((path) => isBelow(path, folder));
    // One page that looks so is an accident, but where it says so itself, or is the only one at all.
    const isMeant = own.length > 1 || pages.length === 1 || own.some((path) => meant.has(path));
    return isMeant && own.length * 2 >= pages.filter((path) => isBelow(path, folder)).length;
  });
  return outermost(fitting).map((folder) => commonFolder(telling.filter((path) => isBelow(path, folder))));
}

/** Whether a page shows commands that look at machines, or change them. */
function operates({ text }: RepositoryText): boolean {
  return /^[ \t]*(?:```|~~~)/m.test(text) && OPERATES.test(text);
}

function looksLikeRunbook({ text }: RepositoryText): boolean {
  const headings = [...text.matchAll(/^#{1,4}[ \t]+(\S.*)$/gm)].map(([, title = '']) => title.trim());
  const [first = ''] = headings;
  const sections = new Set(headings.map((title) => title.toLowerCase()).filter((name) => TELLING.has(name)));
  return sections.size >= 2 || SAYS_SO.test(first);
}

/** The part of a path up to its first folder with such a name. */
function firstFolder(path: string, name: RegExp): string | undefined {
  const parts = path.split('/').slice(0, -1);
  const at = parts.findIndex((part) => name.test(part));
  return at < 0 ? undefined : parts.slice(0, at + 1).join('/');
}

/** The folders that a file lies in, from the root, `.`, down. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** The nearest folder that holds all of some files; `.` for the root. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths;
  const shared = foldersAbove(first).findLast((folder) => rest.every((path) => isBelow(path, folder)));
  return shared ?? '.';
}

/** Whether a file or folder lies in a folder. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function outermost(folders: readonly string[]): string[] {
  const all = [...new Set(folders)];
  return all.filter((folder) => !all.some((other) => other !== folder && isBelow(folder, other)));
}

function nameOf(path: string): string {
  return path.split('/').at(-1)?.split('.')[0] ?? '';
}
