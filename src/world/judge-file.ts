import type { NameUse } from '../shell/names/name-use.ts';
import type { NameVerdict } from '../shell/names/name-verdict.ts';
import { closestFiles } from '../runbook/links/closest-files.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import { isVariant } from './is-variant.ts';
import { nearby } from './nearby.ts';
import { slips } from '../shell/nearest.ts';
import type { World } from './world.ts';

/**
 * Says whether a path leads to a file of the repository. Readers stand at its top, at the book, or in a folder that
 * the page does not name: a path that ends as a file's does is that file.
 */
export function judgeFile({ name, within = '', isElsewhere }: NameUse, { paths, book }: World): NameVerdict {
  const path = normal(within === '' ? name : `${within}/${name}`);
  if (path === undefined || isElsewhere || paths.size === 0) return { status: 'unjudged' };
  // A step that went to another folder may have come back.
  // `runbooks/scripts/look.rb`: the folder that the repository was cloned into comes first.
  const places = [path, normal(`${book}/${path}`), normal(name), path.slice(path.indexOf('/') + 1)].filter(
    (place) => place !== undefined,
  );
  // Where in the repository the reader stands, or has gone to, nobody knows: a file of that name somewhere is enough.
  const own = places.find((place) => paths.has(place));
  const ending = own === undefined ? [path, normal(name) ?? path].map((one) => endingsIn(one, paths)) : [];
  const files = own === undefined ? (ending.find(({ length }) => length > 0) ?? []) : [own];
  if (files.length > 0)
    return { status: 'exists', files, at: files.slice(0, 1).map((one) => ({ path: one, line: 1 })) };
  if (places.some((place) => isFolder(place, paths))) return { status: 'exists', files: [], at: [] };
  // Whoever has gone to a folder that is not here is in another repository, or on a machine.
  if (within !== '' && ![within, normal(`${book}/${within}`) ?? within].some((one) => isFolder(one, paths)))
    return { status: 'unjudged' };
  if (places.some((place) => IS_MADE.test(place) && !isFolder(folderOf(place), paths)))
    return { status: 'unjudged' };
  // `secrets.yaml.template` is there to be copied, and filled in.
  if (places.some((place) => hasPattern(place, paths))) return { status: 'unjudged' };
  // A slip in the name of a file, in a folder that exists: of other paths nobody can say where they should be.
  const nearest = places
    .slice(0, -1)
    .map((place) => nearTo(place, paths))
    .find((near) => near !== undefined);
  if (nearest !== undefined)
    return {
      status: 'absent',
      isSure: isSlip(path, nearest),
      nearest,
      at: { path: nearest, line: 1 },
      known: [nearest],
    };
  // Of a name alone nobody knows the folder, nor what was meant.
  const alone = path.includes('/') || IS_COMMON.test(path) ? undefined : slipOfName(path, paths);
  if (alone !== undefined)
    return { status: 'absent', isSure: false, nearest: alone, at: { path: alone, line: 1 }, known: [alone] };
  const known = [...new Set(places.flatMap((place) => ofItsKind(place, paths)))];
  const last = nameOf(path);
  return known.length < 2 || IS_EXAMPLE.test(last) || (IS_DATA.test(last) && IS_PASSING.test(last))
    ? { status: 'unjudged' }
    : { status: 'absent', isSure: false, known: known.slice(0, 5) };
}

/** Whether the file that the missing one is made from lies beside it. */
function hasPattern(path: string, paths: ReadonlySet<string>): boolean {
  const at = path.lastIndexOf('.');
  const [stem, ending] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at)];
  return ['template', 'tmpl', 'tpl', 'example', 'sample', 'dist', 'j2'].some((word) =>
    [
      `${path}.${word}`,
      `${stem}.${word}${ending}`,
      `${stem}-${word}${ending}`,
      `${stem}_${word}${ending}`,
    ].some((one) => paths.has(one)),
  );
}

/** Folders of what is installed, built and written when something runs: git has nothing of it. */
const IS_MADE =
  /(?:^|\/)(?:\.?v?env|node_modules|bower_components|vendor|dist|build|out|output|target|bin|obj|tmp|temp|logs?|\.terraform|\.next|__pycache__|backups?|dumps?|artifacts?|reports?|coverage)(?:\/|$)/i;

/** `my-script.py`, `example.sh`: people show with such names what a file of the reader's would be called. */
const IS_EXAMPLE = /^(?:my|your|example|sample|foo|some|new)(?:[-_.]|$)/i;

/** What people write for the occasion and apply; not a program, which somebody wrote to be kept. */
const IS_DATA =
  /\.(?:ya?ml|json|jsonl|toml|ini|conf|cfg|env|txt|csv|sql|tfvars|tfplan|plan|pem|key|crt|cert|tar|gz|tgz|zip|dump|log)$/i;
const IS_PASSING =
  /(?:^|[-_.])(?:test|tmp|temp|custom|demo|debug|patch|local|override|backup|dump|restore|values|secrets?|credentials|key|cert|plan|output|result|report|user|users|pod|job)(?:[-_.]|\d|$)/i;

/** Whether one was probably typed for the other: same folders, and the names differ in a few letters. */
function isSlip(path: string, other: string): boolean {
  const [own, its] = [nameOf(path), nameOf(other)];
  return slips(own, its) <= Math.max(1, Math.min(3, Math.floor(its.length / 4)));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names that every project has, and every example: alone they say nothing of which file is meant. */
const IS_COMMON =
  /^(?:app|backup|config|configmap|data|deployment|dump|file|ingress|install|job|main|manifest|namespace|output|patch|pod|script|secret|service|settings|setup|test|values)\.\w{1,5}$/i;

/** Files with the same ending beside a path: a folder with several is where such files are kept. */
function ofItsKind(path: string, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const ending = /\.\w+$/.exec(path)?.[0];
  if (folder === '' || ending === undefined) return [];
  return [...paths].filter(
    (one) => one.startsWith(folder) && one.endsWith(ending) && !one.slice(folder.length).includes('/'),
  );
}

function nearTo(path: string, paths: ReadonlySet<string>): string | undefined {
  const others = nearby(path, paths).filter(
    (one) => isOfItsKind(path, one) && isNear(nameOf(path), nameOf(one)),
  );
  const nearest = findNearest(path, others);
  const isSameName = nearest !== undefined && nameOf(nearest) === nameOf(path);
  if (isSameName) return closestFiles(endingsIn(nameOf(path), paths), path)[0];
  return nearest === undefined || paths.has(nearest) ? nearest : endingIn(nearest, paths, path);
}

/**
 * Whether each word of a name is near that of the other: `restor-db.sh` and `restore-db.sh`. What `green-deployment.yaml`
 * and `redis-deployment.yaml` have in common makes neither of them the other. An ending may be another one.
 */
function isNear(name: string, other: string): boolean {
  const [own, its] = [name, other].map((one) =>
    one
      .toLowerCase()
      .replace(/\.\w+$/, '')
      .split(/[-_.]/),
  );
  if (!own || !its || own.length !== its.length) return true;
  return own.every((word, index) => {
    const there = its[index] ?? '';
    return slips(word, there) <= Math.max(1, Math.floor(Math.max(word.length, there.length) / 3));
  });
}

/** The file somewhere in the repository whose name is a slip or two away. */
function slipOfName(name: string, paths: ReadonlySet<string>): string | undefined {
  const ending = /\.\w+$/.exec(name)?.[0];
  if (ending === undefined || name.length < 6) return undefined;
  const names = [...paths]
    .filter((one) => one.endsWith(ending))
    .map((one) => one.slice(one.lastIndexOf('/') + 1));
  const nearest = findNearest(name, new Set(names));
  // `app1.sh` beside `app2.sh` is another of a row.
  if (nearest === undefined || isVariant(nearest, name) || !isSlip(name, nearest)) return undefined;
  return endingIn(nearest, paths, name) ?? nearest;
}

// The endings of pages.
const PAGE = /^\.(?:mdx?|rst|adoc|html)$/;

/** `docs/api-update` is no slip of `docs/api-reference.md`, nor `app-compose.yml` of `app-compose.md`: nobody types a page's name to run it. */
function isOfItsKind(path: string, other: string): boolean {
  const [own, its] = [path, other].map((one) => /\.\w+$/.exec(one)?.[0] ?? '');
  if (own !== '' && PAGE.test(its ?? '')) return PAGE.test(own ?? '');
  return own !== '' || !/^\.(?:mdx?|txt|ya?ml|json|rst|adoc|html|png|svg)$/.test(its ?? '');
}

/** Of several files that end like this, one that lies closest to the path that was written. */
function endingIn(end: string, paths: ReadonlySet<string>, written: string): string | undefined {
  return closestFiles(endingsIn(end, paths), written)[0];
}

/** Every file of that name: the folder of the page tells which is meant. */
function endingsIn(path: string, paths: ReadonlySet<string>): readonly string[] {
  return [...paths].filter((one) => one.endsWith(`/${path}`));
}

function isFolder(path: string, paths: ReadonlySet<string>): boolean {
  for (const one of paths) if (one.startsWith(`${path}/`)) return true;
  return false;
}

/** A path without `.` and `..`; undefined for one that leaves the repository. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
