import { matchPattern, parsePattern } from './owner-pattern.ts';
import type { CodeownersDialect, OwnerPattern } from './owner-pattern.ts';

/** One line of a CODEOWNERS file that names owners, or that takes them away. */
export interface OwnerRule {
  readonly pattern: OwnerPattern;
  /** `@ada`, `@acme/platform`, `ada@example.org`; none says that nobody owns what it matches. */
  readonly owners: readonly string[];
  /** The line, from 1. */
  readonly line: number;
  /** The section of GitLab that it stands in; `''` above the first. */
  readonly section: string;
}

/** A CODEOWNERS file, read. */
export interface Codeowners {
  /** From the top of the repository. */
  readonly path: string;
  readonly dialect: CodeownersDialect;
  readonly rules: readonly OwnerRule[];
  /** Lines that the forge passes over, with what is wrong with each. */
  readonly passedOver: readonly { readonly line: number; readonly because: string }[];
}

/** GitHub reads nothing of a larger file. */
const LARGEST = 3 * 1024 * 1024;

// Matches `[Database]`, `^[Docs][2] @acme/writers`.
const SECTION = /^\^?\[([^\]\n]+)\](?:\[\d+\])?([ \t].*)?$/;

/** Reads a CODEOWNERS file by the rules of its forge. Sections make it one of GitLab, and so does its folder. */
export function parseCodeowners(path: string, text: string): Codeowners {
  const lines = text.length > LARGEST ? [] : text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const isOfGitlab = path.startsWith('.gitlab/') || (!path.startsWith('.github/') && lines.some(isSection));
  const dialect = isOfGitlab ? 'gitlab' : 'github';
  const rules: OwnerRule[] = [];
  const passedOver: { line: number; because: string }[] = [];
  let section = '';
  let standard: readonly string[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const [, name, rest = ''] = (dialect === 'gitlab' && SECTION.exec(line)) || [];
    if (name !== undefined) {
      section = name.trim().toLowerCase();
      standard = wordsOf(rest).filter(isOwner);
      continue;
    }
    if (line === '' || line.startsWith('#')) continue;
    const [pattern = '', ...given] = wordsOf(line);
    const wrong = given.find((owner) => !isOwner(owner));
    const read = parsePattern(pattern, dialect);
    // GitLab leaves a wrong owner out; GitHub passes over the whole line.
    if (typeof read === 'string') passedOver.push({ line: index + 1, because: read });
    else if (wrong !== undefined && dialect === 'github')
      passedOver.push({
        line: index + 1,
        because: `\`${wrong}\` is no owner: write \`@name\`, \`@org/team\` or an address`,
      });
    else {
      const owners = given.filter(isOwner);
      rules.push({ pattern: read, owners: owners.length > 0 ? owners : standard, line: index + 1, section });
    }
  }
  if (text.length > LARGEST) passedOver.push({ line: 1, because: 'it is larger than 3 MB' });
  return { path, dialect, rules, passedOver };
}

function isSection(line: string): boolean {
  return SECTION.test(line.trim());
}

/**
 * Who owns a file: by its last rule that matches it, in each section of its own.
 * @param path from the top of the repository, without `/` at its start
 */
export function ownersOf(path: string, { rules }: Pick<Codeowners, 'rules'>): readonly OwnerRule[] {
  const bySection = new Map<string, OwnerRule>();
  const without = new Set<string>();
  for (const rule of rules) {
    if (without.has(rule.section) || !matchPattern(rule.pattern, path)) continue;
    // What a section leaves out once, no later line of it takes in again.
    if (rule.pattern.isNegated) without.add(rule.section);
    bySection.delete(rule.section);
    if (!rule.pattern.isNegated) bySection.set(rule.section, rule);
  }
  return [...bySection.values()];
}

/** Words of a line up to its comment; a space behind `\` is part of its word. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const end = words.findIndex((word) => word.startsWith('#'));
  return end < 0 ? words : words.slice(0, end);
}

/** Matches `@ada`, `@acme/platform`, `@group/sub/team`, `@@maintainer`, `ada@example.org`; not `ada`. */
function isOwner(word: string): boolean {
  return /^@@?[\w.-]+(?:\/[\w.-]+)*$/.test(word) || /^[^\s@]+@[^\s@]+$/.test(word);
}
