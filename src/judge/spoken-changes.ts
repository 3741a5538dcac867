import { loadTools } from '../lint/facts.ts';
import { judgeNames } from '../lint/page-names.ts';
import type { PageName } from '../lint/page-names.ts';
import type { BookReview } from '../review/review-book.ts';
import type { SpokenChange } from '../review/spoken-change.ts';
import { watchedFiles } from '../review/watched.ts';
import type { BookFiles } from '../runbook/book.ts';
import { parseRunbook } from '../runbook/read/parse.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { wordIndex, wordsOf } from '../runbook/words/word-index.ts';
import { KIND_WORDS } from '../shell/names/name-use.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
import { listRepositoryFiles, readTexts, repositoryReader } from '../tools/repository-files.ts';
import { changeFinder, isSaidAlike } from '../world/changed-things.ts';
import type { ChangedThing } from '../world/changed-things.ts';
import { judgeName } from '../world/judge-name.ts';
import type { Thing } from '../world/thing.ts';
import { sourceOf, worldOf } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { readBookWorld } from './book-world.ts';
import { closestFiles } from '../runbook/links/closest-files.ts';
import { readFilesSince, sinceReviews } from './files-since-review.ts';
import type { FileSince, SinceReview } from './files-since-review.ts';
import { watchFinder } from './watched-since-review.ts';

/** The settings of a book, and what it remembers of its pages. */
interface SpeakingFiles {
  readonly reading: Pick<BookFiles['reading'], 'settings'>;
  readonly memory?: BookFiles['memory'];
}

/** What each runbook speaks of that has changed since its review, by id. */
export type SpokenChanges = ReadonlyMap<string, readonly SpokenChange[]>;

/**
 * Holds what the repository said when runbooks were reviewed against what it says now, as far as they speak of it or
 * watch it. Files are read only where commits after a review touched them, and pages only where they may speak of those.
 */
export async function findSpokenChanges(
  { root, files }: { readonly root: string; readonly files: SpeakingFiles },
  { reviews, trace }: BookReview,
): Promise<SpokenChanges> {
  const found = new Map<string, readonly SpokenChange[]>();
  if (trace.history.kind === 'none' || reviews.every(({ last }) => !last)) return found;
  const { settings } = files.reading;
  const repository = await listRepositoryFiles(root);
  const reader = repositoryReader(repository);
  const readNow = async (path: string): Promise<string | undefined> =>
    (await readTexts(reader, [path])).files[0]?.text;
  const world = once(() => readBookWorld(root, settings));
  const groups = sinceReviews(reviews, trace);
  const named = namedFiles(groups);
  const find = sourceOf(settings.world);
  const everybody = [...groups.keys()];
  const watches = watchFinder(groups, trace, settings.layout.reviews);
  // Changed files that describe things, and those that a page may name by their path or watches.
  const wanting = (path: string): readonly number[] =>
    find(path).length > 0 ? everybody : [...named(path).union(watches.groupsOf(path))];
  const sides = await readFilesSince(groups, { root, trace, wanting, readNow });
  const listChanges = changeLister(changeFinder(settings.world));
  const paths = new Set(repository.paths);
  for (const [index, since] of groups.entries()) {
    // A file that is there but cannot be read, such as one of many megabytes, is not gone.
    const touched = (sides[index] ?? []).filter(({ now, path }) => now !== undefined || !paths.has(path));
    const listed = listChanges(touched, ({ path }) => named(path).has(index));
    const changes = [...listed, ...(await droppedBy(touched, world))];
    for (const { runbook, watched } of since.reviews) {
      const isWatched = watched.length === 0 ? undefined : watches.isWatchedBy(runbook);
      const seen = isWatched === undefined ? [] : touched.filter(isWatched);
      if (seen.length === 0 && !changes.some((change) => mayBeNamed(change, runbook.text))) continue;
      const page = parseRunbook(
        { path: runbook.path, text: runbook.text, faults: [] },
        runbook.id,
        files.memory,
      );
      const tools = await loadTools({ settings }, page.snippets);
      const own = ofPage(page, changes, { tools, world: await world() });
      const more = watchedOf(page, seen, { own, prefix: trace.history.prefix });
      if (own.length + more.length > 0) found.set(runbook.id, [...own, ...more]);
    }
  }
  return found;
}

/** What migrations since then took away, although the file that made it has not changed. */
async function droppedBy(
  touched: readonly FileSince[],
  world: () => Promise<World>,
): Promise<readonly Change[]> {
  const migrations = new Map(
    touched.flatMap((file) => (/\.sql$/i.test(file.path) ? [[file.path, file] as const] : [])),
  );
  if (migrations.size === 0) return [];
  return (await world()).gone.flatMap((thing): Change[] => {
    const file = migrations.get(thing.path);
    return file?.before === undefined && file ? [{ thing, before: [], now: undefined, file }] : [];
  });
}

/** The files that a page watches and that now say something else, without those that it also names. */
function watchedOf(
  page: Runbook,
  files: readonly FileSince[],
  { own, prefix }: { readonly own: readonly SpokenChange[]; readonly prefix: string },
): readonly SpokenChange[] {
  const told = new Set(own.map(({ path }) => path));
  return files.flatMap((file): SpokenChange[] => {
    if (told.has(file.path)) return [];
    const [change] = asThing({ ...file, before: file.before ?? '' });
    if (!change) return [];
    const glob = page.watches.findIndex(
      (one) => watchedFiles(one, [file.path, file.pathBefore], prefix).length > 0,
    );
    return [toSpoken(change, page, page.locate(['watches', glob]).start.line)];
  });
}

/** One change, and the commits that made it. */
interface Change extends ChangedThing {
  readonly file: FileSince;
}

/**
 * Tells in which groups (by their places) a page may name a file by its path: those with the file's name in a text.
 */
function namedFiles(groups: readonly SinceReview[]): (path: string) => ReadonlySet<number> {
  const texts = groups.map(({ reviews }) => reviews.map(({ runbook }) => runbook.text).join('\n'));
  const find = wordIndex(texts);
  const known = new Map<string, ReadonlySet<number>>();
  return (path) => {
    const name = nameOf(path);
    const made =
      known.get(name) ?? new Set(find(wordsOf(name)).filter((place) => texts[place]?.includes(name)));
    known.set(name, made);
    return made;
  };
}

/**
 * Lists what files now say differently, and files that differ themselves; each file is compared once, however many
 * ask.
 */
function changeLister(
  findChanges: ReturnType<typeof changeFinder>,
): (files: readonly FileSince[], isNamed: (file: FileSince) => boolean) => readonly Change[] {
  const known = new WeakMap<FileSince, readonly Change[]>();
  const asOne = (file: FileSince): readonly Change[] => {
    const made = known.get(file) ?? asThing(file);
    known.set(file, made);
    return made;
  };
  return (files, isNamed) => {
    const changed = findChanges(files);
    const byPath = new Map(
      changed.length === 0
        ? []
        : files.flatMap((file) => [[file.pathBefore, file] as const, [file.path, file] as const]),
    );
    const things = changed.flatMap((change): Change[] => {
      const file = byPath.get(change.thing.path);
      return file ? [{ ...change, file }] : [];
    });
    return [...things, ...files.filter(isNamed).flatMap(asOne)];
  };
}

/** A file that commands call by its path. */
function asThing(file: FileSince): readonly Change[] {
  const { path, before, now } = file;
  if (before === undefined) return [];
  const [was, is] = [before, now].map((text) => text?.split(/\r?\n/));
  if (!was || (is && isSaidAlike(was, is))) return [];
  return [{ thing: { kind: 'file', name: path, path, line: 1 }, before: was, now: is, file }];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a text holds what a name is known by: for `worker@.service` and `scripts/restore.sh` only a part of it. */
function mayBeNamed({ thing: { kind, name } }: Change, text: string): boolean {
  const known = kind === 'file' ? nameOf(name) : kind === 'unit' ? (name.split(/[@.]/, 1)[0] ?? '') : name;
  return known !== '' && text.includes(known);
}

interface Told {
  readonly tools: Catalogue;
  readonly world: World;
}

/** The changes that a page speaks of, in the order in which it does. */
function ofPage(page: Runbook, changes: readonly Change[], { tools, world }: Told): readonly SpokenChange[] {
  const gone = changes.filter(({ now }) => now === undefined);
  const before = worldBefore(gone, world.book);
  const names = judgeNames(page, { tools, world: { judge: (use) => judgeName(use, world) } });
  const spoken = new Map<Change, number | undefined>();
  for (const name of names)
    for (const change of changesOf(name, { changes, gone, before, page: page.path }))
      if (!spoken.has(change)) spoken.set(change, name.at?.start.line);
  for (const [index, alert] of page.alerts.entries())
    for (const change of alertChanges(alert, changes, world))
      spoken.set(change, page.locate(['alerts', index]).start.line);
  const all = [...spoken].map(([change, line]) => ({ change, line }));
  // Where a page names a file and something that stands in it, the second is enough.
  const told = new Set(all.flatMap(({ change: { thing } }) => (thing.kind === 'file' ? [] : [thing.path])));
  return all
    .filter(({ change: { thing } }) => thing.kind !== 'file' || !told.has(thing.path))
    .map(({ change, line }) => toSpoken(change, page, line));
}

function alertChanges(name: string, changes: readonly Change[], world: World): readonly Change[] {
  const own = changes.filter(({ thing }) => thing.kind === 'alert' && thing.name === name);
  const files = (world.of('alert').get(name) ?? []).map(({ path }) => path);
  return isToldBefore(files, own) ? own : own.filter(({ isAdded }) => !isAdded);
}

interface Sought {
  readonly changes: readonly Change[];
  readonly gone: readonly Change[];
  readonly before: World;
  /** The path of the page. */
  readonly page: string;
}

function changesOf({ use, verdict }: PageName, { changes, gone, before, page }: Sought): readonly Change[] {
  const isThere = verdict.status === 'exists';
  const told = isThere ? verdict : judgeName(use, before);
  if (told.status !== 'exists') return [];
  const close = new Set(closestFiles(told.files, page));
  const among = isThere ? changes.filter(({ now }) => now !== undefined) : gone;
  const isKnown = isToldBefore(
    told.files,
    among.filter(({ thing }) => thing.kind === use.kind && thing.name === use.name),
  );
  return among.filter(
    ({ thing, isAdded }) =>
      (!isAdded || isKnown) &&
      thing.kind === use.kind &&
      // One statement may tell of several.
      (!/^(?:table|column)$/.test(use.kind) || thing.name === use.name) &&
      close.has(thing.path) &&
      told.at.some(({ path, line }) => path === thing.path && line === thing.line),
  );
}

/** Whether files told of a thing before others added to it: what is all new was not there for a page to speak of. */
function isToldBefore(files: readonly string[], changes: readonly Change[]): boolean {
  const added = new Set(changes.flatMap(({ isAdded, thing }) => (isAdded ? [thing.path] : [])));
  return files.some((path) => !added.has(path));
}

/** Things that are gone, as they were in the world before. */
function worldBefore(gone: readonly Change[], book: string): World {
  const things: readonly Thing[] = gone.map(({ thing }) => thing);
  const files = things.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  return worldOf({ things: things.filter(({ kind }) => kind !== 'file'), unread: [], paths: files, book });
}

function toSpoken(
  { thing, before, now, file }: Change,
  page: Runbook,
  line: number | undefined,
): SpokenChange {
  const { kind, type, name, path } = thing;
  const word = kind === 'file' ? '' : `${type ?? KIND_WORDS[kind]} `;
  const text = line === undefined ? '' : (page.text.split(/\r?\n/)[line - 1] ?? '').trim();
  const isSecret = type === 'secret' || [before, now ?? []].some(holdsSecret);
  const [latest] = file.commits;
  const first = file.commits.at(-1);
  return {
    name: `${word}${name}`,
    path,
    line: thing.line,
    before: isSecret ? HIDDEN : before,
    now: now && isSecret ? HIDDEN : now,
    said: line === undefined ? undefined : { line, text },
    commit: latest?.hash ?? '',
    author: latest?.author ?? '',
    since: (first?.at ?? '').slice(0, 10),
    on: (latest?.at ?? '').slice(0, 10),
  };
}

/** A manifest that is named or watched as a file may have the values of a secret in it. */
function holdsSecret(lines: readonly string[]): boolean {
  return lines.some((line) => /^\s*"?kind"?:\s*["']?Secret\b/.test(line));
}

/** The values of a secret are nothing to write anywhere else. */
const HIDDEN = ['(values of a secret are not shown)'];
