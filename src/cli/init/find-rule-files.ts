import { readAlertRules } from '../../alerts/read-rules.ts';
import type { RepositoryText } from './find-runbooks.ts';

const RULE_FILE = /\.(ya?ml|rules)$/i;

/** Globs of the files that hold alert rules: a whole folder where it holds nothing else, single files elsewhere. */
export function findRuleFiles(texts: readonly RepositoryText[]): string[] {
  const files = texts.filter(({ path }) => RULE_FILE.test(path));
  const rules = new Set(files.filter(hasRules).map(({ path }) => path));
  const folders = Map.groupBy(rules, folderOf);
  const globs = [...folders].flatMap(([folder, own]) => {
    const all = files.filter(({ path }) => folderOf(path) === folder);
    // More files may come to a folder of rules. To the root come files of every kind.
    if (folder === '' || all.length > own.length) return own.map(literal);
    const endings = new Set(own.map((path) => path.slice(path.lastIndexOf('.') + 1)));
    return [...endings].map((ending) => `${literal(folder)}/*.${ending}`);
  });
  return globs.toSorted();
}

function hasRules({ path, text }: RepositoryText): boolean {
  // Quick, since a repository may have thousands of manifests.
  return text.includes('alert:') && readAlertRules({ path, text, faults: [] }).rules.length > 0;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A glob that names one path: what means something to a glob stands as any one character. */
function literal(path: string): string {
  return path.replaceAll(/[[\]{}()!+@?*\\]/g, '?');
}
