import { alertKey } from './alert-names.ts';
import { SECTIONS } from '../read/sections.ts';
import type { PageOutline } from '../read/outline.ts';

/** What a page is known by: enough to tell which alerts it is about. */
export interface KnownPage {
  readonly id: string;
  readonly title: string;
  /** The alerts that its frontmatter names. */
  readonly alerts: readonly string[];
  /** Its headings are read only of pages whose text has such a line. */
  readonly outline: Pick<PageOutline, 'hasTitleLine' | 'headingLines' | 'headings'>;
}

/** A standard section is about no alert, whatever an alert is called. */
const STANDARD: ReadonlySet<string> = new Set([
  'overview',
  'summary',
  ...Object.values(SECTIONS).flat().map(alertKey),
]);

/**
 * Tells the pages that are about an alert: those whose frontmatter names it; without such, those whose file or
 * title is its name; without these too, those with a heading that is. Spelling does not matter.
 */
export function alertPages<T extends KnownPage>(pages: Iterable<T>): (alert: string) => readonly T[] {
  const listed = new Map<string, Set<T>>();
  const called = new Map<string, Set<T>>();
  const headed = new Map<string, Set<T>>();
  const keysOf = remembered(headingKeys);
  for (const page of pages) {
    for (const name of page.alerts) put(listed, name, page);
    const names = namesOf.get(page) ?? readNames(page, keysOf);
    namesOf.set(page, names);
    for (const key of names.called) put(called, key, page);
    for (const key of names.headed) put(headed, key, page);
  }
  return (alert) => {
    const key = alertKey(alert);
    const own = listed.get(alert) ?? called.get(key);
    if (own) return [...own];
    // What looks like a heading may stand in a code block.
    return [...(headed.get(key) ?? [])].filter(({ outline }) =>
      outline.headings.some((text) => headingKeys(text).includes(key)),
    );
  };
}

interface PageNames {
  readonly called: readonly string[];
  readonly headed: readonly string[];
}

/** A page never changes, and the contract and the site both ask for its names. */
const namesOf = new WeakMap<KnownPage, PageNames>();

function readNames(page: KnownPage, keysOf: (heading: string) => readonly string[]): PageNames {
  const { hasTitleLine, headingLines } = page.outline;
  // The title of a page without one in its frontmatter is its first heading; asking for it would read the page.
  const title = hasTitleLine ? page.title : (headingLines[0] ?? '');
  return {
    called: [alertKey(fileName(page.id)), ...keysOf(title)],
    headed: headingLines.flatMap(keysOf),
  };
}

/** The pages of a book have the same headings again and again. */
function remembered(read: (heading: string) => readonly string[]): (heading: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (heading) => {
    const keys = known.get(heading) ?? read(heading);
    known.set(heading, keys);
    return keys;
  };
}

function put<T>(map: Map<string, Set<T>>, key: string, page: T): void {
  const known = map.get(key);
  if (key === '' || STANDARD.has(key)) return;
  if (known) known.add(page);
  else map.set(key, new Set([page]));
}

/** The last part of an id; of `KubeAPIDown/README`, the folder. */
function fileName(id: string): string {
  const parts = id.split('/');
  const last = parts.at(-1) ?? '';
  return /^_?(?:index|readme)$/i.test(last) ? (parts.at(-2) ?? last) : last;
}

/**
 * The names that a heading may be, as keys: `Alert Name: "KubeAPIDown"` is `kubeapidown`, and
 * `DiskFull / DiskFilling` is both, and each.
 */
export function headingKeys(heading: string): string[] {
  const bare = bareHeading(heading);
  const parts = bare.split(/[,/|&+]|\s(?:and|or)\s/).map((part) => part.trim());
  const isList = parts.length > 1 && parts.every((part) => /^[`"'*]*[\w:.-]+[`"'*]*$/.test(part));
  return [...new Set([bare, ...(isList ? parts : [])].map(alertKey))].filter((key) => key !== '');
}

/** What a heading calls by name: `KubeAPIDown` of `Alert Name: "KubeAPIDown" (critical)`. */
export function bareHeading(heading: string): string {
  return heading
    .replace(/\{#[^{}]*\}\s{0,9}$/, '')
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/^\s*alert(?:[ -]?name)?\s*:\s*/i, '')
    .replace(/\([^()]*\)\s{0,9}$/, '')
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim();
}
