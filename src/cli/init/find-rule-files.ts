import type { AlertRule } from '../../alerts/alert-rule.ts';
import { readAlertRules } from '../../alerts/read-rules.ts';
import { isPageFile } from '../../runbook/links/page-file.ts';
import { commonFolder, foldersAbove, isBelow } from './find-runbooks.ts';
import type { RepositoryText } from './find-runbooks.ts';

const RULE_FILE = /\.(ya?ml|rules)$/i;

/** Globs of the files that hold alert rules: a whole folder where it holds nothing else, single files elsewhere. */
export function findRuleFiles(texts: readonly RepositoryText[]): string[] {
  const files = texts.filter(({ path }) => RULE_FILE.test(path));
  const rules = files.filter(hasRules).map(({ path }) => path);
  const others = files.map(({ path }) => path).filter((path) => !rules.includes(path));
  // To the root come files of every kind.
  const holdsOnlyRules = (folder: string): boolean =>
    folder !== '.' && !others.some((path) => isBelow(path, folder));
  const whole = Map.groupBy(rules, (path) => foldersAbove(path).find(holdsOnlyRules));
  const globs = [...whole].flatMap(([outer, own]) => {
    if (outer === undefined) return own.map(literal);
    const folder = commonFolder(own);
    // More files may come to a folder of rules, and more folders where it has some.
    const depth = own.some((path) => path.slice(folder.length + 1).includes('/')) ? '**/*' : '*';
    const endings = new Set(own.map((path) => path.slice(path.lastIndexOf('.') + 1)));
    return [...endings].map((ending) => `${literal(folder)}/${depth}.${ending}`);
  });
  return globs.toSorted();
}

function hasRules(file: RepositoryText): boolean {
  return rulesOf(file).length > 0;
}

function rulesOf({ path, text }: RepositoryText): readonly AlertRule[] {
  // Quick, since a repository may have thousands of manifests.
  return text.includes('alert:') ? readAlertRules({ path, text, faults: [] }).rules : [];
}

/** Lists the pages of the repository that alerts lead to where the code is shown: `…/blob/main/docs/down.md#first`. */
export function findLinkedPages(texts: readonly RepositoryText[]): Set<string> {
  const files = texts.filter(({ path }) => RULE_FILE.test(path));
  const links = files.flatMap(rulesOf).flatMap(({ annotations }) => Object.values(annotations));
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
