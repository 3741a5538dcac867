import type { RulesReading } from '../../alerts/alert-rule.ts';
import { readAlertRules } from '../../alerts/read-rules.ts';
import { isPageFile } from '../../runbook/links/page-file.ts';
import { commonFolder, foldersAbove, isBelow } from './find-runbooks.ts';
import type { RepositoryText } from './find-runbooks.ts';

const RULE_FILE = /\.(ya?ml|rules)$/i;

/**
 * Globs of the files that hold alert rules: as few as say them all and no file of another kind. A glob names a folder
 * and how its files end, as in `rules/**\/*.yaml` or `deploy/*.alerts.yml`, so that it holds for files to come; what
 * none fits is named by itself.
 */
export function findRuleFiles(texts: readonly RepositoryText[]): string[] {
  const files = texts.filter(({ path }) => RULE_FILE.test(path));
  const rules = files.filter((file) => readRules(file).rules.length > 0).map(({ path }) => path);
  const others = files.filter((file) => !rules.includes(file.path) && !isAlike(file)).map(({ path }) => path);
  const groups = Map.groupBy(
    rules.flatMap((path) => groupsOf(path).map((group) => ({ ...group, path }))),
    ({ folder, ending }) => `${folder}\n${ending}`,
  );
  const fitting = [...groups.values()]
    .filter(([first]) => first && !others.some((path) => isIn(path, first)))
    .map((members) => members.map(({ path, ending }) => ({ path, ending })));
  const globs: string[] = [];
  let left = new Set(rules);
  while (left.size > 0) {
    const covers = fitting.map((members) => members.filter(({ path }) => left.has(path))).filter(isShared);
    const most = covers.reduce((best, one) => (isBetter(one, best) ? one : best), []);
    const [first] = most;
    if (!first) break;
    globs.push(
      globOf(
        most.map(({ path }) => path),
        first.ending,
      ),
    );
    left = left.difference(new Set(most.map(({ path }) => path)));
  }
  return [...globs, ...[...left].map(literal)].toSorted();
}

/** Whether a glob says more than a path would: it has several files, or whatever comes to a folder of its own. */
function isShared(members: readonly { ending: string }[]): boolean {
  return members.length > 1 || /^\.\w+$/.test(members[0]?.ending ?? '');
}

/** More files by one glob; of as many, by the shorter ending, which holds for more files to come. */
function isBetter(one: readonly { ending: string }[], best: readonly { ending: string }[]): boolean {
  if (one.length !== best.length) return one.length > best.length;
  return (one[0]?.ending.length ?? 0) < (best[0]?.ending.length ?? 0);
}

/** A list of objects, the description of a chart: they stand beside rules, and nobody minds them. */
const BESIDE = /(?:^|\/)(?:kustomization|Chart)\.ya?ml$/;

/** What a glob of rules may name, too: recorded rules, rules that only a template tells, tests of promtool. */
function isAlike(file: RepositoryText): boolean {
  const { path, text } = file;
  if (BESIDE.test(path) || (/^rule_files:/m.test(text) && /^tests:/m.test(text))) return true;
  return (
    readRules(file).recordings.length > 0 ||
    /^[ \t-]{0,40}alert:.{0,200}\n(?:.*\n)?[ \t]{0,40}expr:/m.test(text)
  );
}

/** Which files a glob could name besides this one. */
interface FileGroup {
  readonly folder: string;
  /** As in `.yaml`, `.alerts.yaml`, `-rules.yaml`, or `/rules.yaml`. */
  readonly ending: string;
}

/** To the root come files of every kind: there is no group of it. */
function groupsOf(path: string): FileGroup[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // `.yaml`, `-rules.yaml`, and `/rules.yaml`, which is all of the name.
  const endings = [...`/${name}`.matchAll(/[/._-]/g)].map(({ index }) => `/${name}`.slice(index));
  return foldersAbove(path)
    .slice(1)
    .flatMap((folder) =>
      endings.filter((ending) => /\.\w+$/.test(ending)).map((ending) => ({ folder, ending })),
    );
}

function isIn(path: string, { folder, ending }: FileGroup): boolean {
  return isBelow(path, folder) && path.endsWith(ending);
}

function globOf(paths: readonly string[], ending: string): string {
  const folder = commonFolder(paths);
  const isDeep = paths.some((path) => path.slice(folder.length + 1).includes('/'));
  const file = ending.startsWith('/') ? literal(ending.slice(1)) : `*${literal(ending)}`;
  return `${literal(folder)}/${isDeep ? '**/' : ''}${file}`;
}

const readings = new WeakMap<RepositoryText, Pick<RulesReading, 'rules' | 'recordings'>>();

function readRules(file: RepositoryText): Pick<RulesReading, 'rules' | 'recordings'> {
  const known = readings.get(file);
  if (known) return known;
  const { path, text } = file;
  // Quick, since a repository may have thousands of manifests.
  const hasSome = text.includes('alert:') || text.includes('record:');
  const reading = hasSome ? readAlertRules({ path, text, faults: [] }) : { rules: [], recordings: [] };
  readings.set(file, reading);
  return reading;
}

/** Lists the pages of the repository that alerts lead to where the code is shown: `…/blob/main/docs/down.md#first`. */
export function findLinkedPages(texts: readonly RepositoryText[]): Set<string> {
  const files = texts.filter(({ path }) => RULE_FILE.test(path));
  const links = files
    .flatMap((file) => readRules(file).rules)
    .flatMap(({ annotations }) => Object.values(annotations));
  const led = new Set(links.flatMap((link) => /^https?:\/\/[^\s?#]{1,500}/.exec(link)?.[0] ?? []));
  const pages = texts.map(({ path }) => path).filter(isPageFile);
  // The longest first: `down.md` at the top is not `docs/down.md`.
  const longest = pages.toSorted((one, other) => other.length - one.length);
  return new Set(
    [...led].flatMap((link) => longest.find((path) => link.endsWith(`/${encodeURI(path)}`)) ?? []),
  );
}

/** A glob that names one path: what means something to a glob stands as any one character. */
function literal(path: string): string {
  return path.replaceAll(/[[\]{}()!+@?*\\]/g, '?');
}
