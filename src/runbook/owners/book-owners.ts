import type { Fault } from '../finding.ts';
import { lineIndex } from '../read/source-text.ts';
import { ownersOf, parseCodeowners } from './codeowners.ts';
import type { OwnerRule } from './codeowners.ts';

/** A CODEOWNERS file as it stands in the repository of a book. */
export interface CodeownersText {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;
  /** The book's folder, as in `docs/ops/`; `''` for the top itself. */
  readonly prefix: string;
}

/** Who owns a file by CODEOWNERS. */
export interface FileOwner {
  /** The team of the book that is meant; undefined where none of its names is one of a team. */
  readonly team: string | undefined;
  /** What CODEOWNERS calls the owners; none where it says that nobody is. */
  readonly owners: readonly string[];
  /** Where: the file from the top of the repository, and the line. */
  readonly path: string;
  readonly line: number;
}

/** Tells who owns a file of the book, by its path from the book's root; undefined where no line matches it. */
export type BookOwners = (path: string) => FileOwner | undefined;

interface Named {
  readonly codeowners?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
}

/** Reads who owns the files of a book. @param teams by id, as in teams.yaml */
export function bookOwners(
  { path: file, text, prefix }: CodeownersText,
  teams: ReadonlyMap<string, Named>,
): BookOwners {
  const read = parseCodeowners(file, text);
  const known = new Map<OwnerRule, string | undefined>();
  const teamOf = (rule: OwnerRule): string | undefined => {
    if (!known.has(rule)) known.set(rule, findTeam(rule.owners, teams));
    return known.get(rule);
  };
  return (path) => {
    const rules = ownersOf(prefix + path, read);
    // GitLab's first section whose owner is a team of the book says who owns a page.
    const rule = rules.find((one) => teamOf(one) !== undefined) ?? rules[0];
    if (!rule) return undefined;
    return { team: teamOf(rule), owners: rule.owners, path: file, line: rule.line };
  };
}

/** The first owner that is a team: by the names it says it has, by its id, or as the one team of a person. */
function findTeam(owners: readonly string[], teams: ReadonlyMap<string, Named>): string | undefined {
  for (const owner of owners) {
    const same = (name: string): boolean => plain(name) === plain(owner);
    const named = [...teams].find(([, { codeowners }]) => codeowners?.some(same));
    if (named) return named[0];
    const slug = owner.includes('/') ? plain(owner).split('/').at(-1) : undefined;
    const byId = [...teams].find(([id, { codeowners }]) => codeowners === undefined && plain(id) === slug);
    if (byId) return byId[0];
    const own = [...teams].filter(([, { members }]) => members?.some(same));
    if (own.length === 1) return own[0]?.[0];
  }
  return undefined;
}

/** Forges tell accounts apart by their letters alone. */
function plain(name: string): string {
  return name.trim().toLowerCase().replace(/^@/, '');
}

/** What is wrong with the lines of CODEOWNERS, and where: its path as seen from the book. */
export function ownerFaults({ path: file, text, prefix }: CodeownersText): {
  readonly path: string;
  readonly fault: Fault;
}[] {
  const folders = prefix.split('/').length - 1;
  const path = file.startsWith(prefix) ? file.slice(prefix.length) : `${'../'.repeat(folders)}${file}`;
  const point = lineIndex(text);
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return parseCodeowners(file, text).faults.map(({ line, from, to, message }) => {
    const start = starts[line - 1] ?? 0;
    const range = { start: point(start + from), end: point(start + to) };
    return { path, fault: { ruleId: 'codeowners-valid', message, range } };
  });
}

interface Owned {
  readonly path: string;
  readonly owner: string | undefined;
}

/** The same page with the owner that CODEOWNERS gives it, where it names none; read no further than before. */
export function withOwner<T extends Owned>(page: T, owners: BookOwners | undefined): T {
  if (!owners || page.owner !== undefined) return page;
  const team = owners(page.path)?.team;
  if (team === undefined) return page;
  const properties = Object.getOwnPropertyDescriptors(page);
  // Every property as it was, and one value of the type that it has.
  return Object.defineProperties({}, { ...properties, owner: { value: team, enumerable: true } }) as T;
}
