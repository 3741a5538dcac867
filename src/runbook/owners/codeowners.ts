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
  /** What the forge passes over, or does not read as one would expect. */
  readonly faults: readonly OwnerFault[];
}

/** What is wrong with a line, and what to do. */
export interface OwnerFault {
  readonly line: number;
  /** Where it begins and ends in its line, from 0. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** GitHub reads nothing of a larger file. */
const LARGEST = 3 * 1024 * 1024;

// Matches `[Database]`, `^[Docs][2] @acme/writers`.
const SECTION = /^\^?\[([^\]\n]+)\](?:\[(\d+)\])?([ \t].*)?$/;

/** Reads a CODEOWNERS file by the rules of its forge. Sections make it one of GitLab, and so does its folder. */
export function parseCodeowners(path: string, text: string): Codeowners {
  const lines = text.length > LARGEST ? [] : text.replace(/^\uFEFF/, ' ').split('\n');
  const isOfGitlab = path.startsWith('.gitlab/') || (!path.startsWith('.github/') && lines.some(isSection));
  const dialect = isOfGitlab ? 'gitlab' : 'github';
  const rules: OwnerRule[] = [];
  const faults: OwnerFault[] = [];
  let section: Section = { name: '', owners: [] };
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const report = ({ from, to }: Span, message: string): void =>
      void faults.push({ line, from, to, message });
    const begun = isOfGitlab ? readSection(raw, report) : undefined;
    if (begun) section = begun;
    else {
      const rule = isOfGitlab ? readGitlabLine(raw, section, report) : readGithubLine(raw, report);
      if (rule) rules.push({ ...rule, line, section: section.name });
    }
  }
  if (text.length > LARGEST)
    faults.push({
      line: 1,
      from: 0,
      to: 0,
      message: 'Make this file smaller than 3 MB: GitHub reads no larger one.',
    });
  return { path, dialect, rules, faults };
}

interface Section {
  /** Without case: sections of one name are one. */
  readonly name: string;
  /** Who owns what names nobody in it. */
  readonly owners: readonly string[];
}

type Report = (at: Span, message: string) => void;
type Line = Pick<OwnerRule, 'pattern' | 'owners'>;

/** GitHub passes over a line in which anything is wrong. */
function readGithubLine(raw: string, report: Report): Line | undefined {
  const words = wordsOf(raw);
  // What follows a `#` is a comment here.
  const end = words.findIndex(({ text }) => text.startsWith('#'));
  const [first, ...given] = end < 0 ? words : words.slice(0, end);
  if (!first) return undefined;
  const pattern = readPattern(first, 'github', report);
  const wrong = given.find(({ text }) => !isOwner(text, 'github'));
  if (wrong) report(wrong, notOwner(wrong.text, 'github'));
  if (typeof pattern === 'string' || wrong) return undefined;
  return { pattern, owners: given.map(({ text }) => text) };
}

/** GitLab leaves out an owner that is none, and knows no comment behind one. */
function readGitlabLine(raw: string, section: Section, report: Report): Line | undefined {
  const [first, ...given] = wordsOf(raw);
  if (!first) return undefined;
  if (/^\^?\[/.test(raw.trim()) && !first.text.endsWith(']')) {
    report(
      first,
      'Close this heading, as in `[Docs]` or `^[Docs][2] @acme/writers`: GitLab reads it as a path.',
    );
    return undefined;
  }
  const pattern = readPattern(first, 'gitlab', report);
  const owners = ownersIn(given, report);
  if (typeof pattern === 'string') return undefined;
  if (owners.length > 0 || pattern.isNegated) return { pattern, owners };
  if (section.owners.length === 0)
    report(
      first,
      'Name an owner here, or begin the line with `!`: GitLab lets a change pass that nobody owns.',
    );
  return { pattern, owners: section.owners };
}

/** Owners behind a path or a heading of GitLab. */
function ownersIn(words: readonly Word[], report: Report): readonly string[] {
  const comment = words.findIndex(({ text }) => text.startsWith('#'));
  const [hash] = comment < 0 ? [] : words.slice(comment);
  if (hash) {
    const last = words.at(-1) ?? hash;
    report(
      { from: hash.from, to: last.to },
      'Put this comment on a line of its own: GitLab knows no comments after a path, and reads each `@name` in this one as an owner.',
    );
  }
  for (const [at, word] of words.entries())
    if (!isOwner(word.text, 'gitlab') && (comment < 0 || at < comment))
      report(word, notOwner(word.text, 'gitlab'));
  return words.map(({ text }) => text).filter((text) => isOwner(text, 'gitlab'));
}

/** A heading of GitLab: `[Docs]`, `^[Docs][2] @acme/writers`. */
function readSection(raw: string, report: Report): Section | undefined {
  const start = raw.length - raw.trimStart().length;
  const [whole, name, approvals, rest = ''] = SECTION.exec(raw.trim()) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const end = start + whole.length;
  const from = end - rest.length;
  if (approvals !== undefined && Number(approvals) < 1)
    report({ from: start, to: from }, 'Ask for one approval or more: GitLab takes `[0]` as one.');
  const shifted = wordsOf(rest).map((word) => ({ ...word, from: word.from + from, to: word.to + from }));
  return { name: name.trim().toLowerCase(), owners: ownersIn(shifted, report) };
}

function readPattern(word: Word, dialect: CodeownersDialect, report: Report): OwnerPattern | string {
  const read = parsePattern(word.text, dialect);
  if (typeof read === 'string') report(word, read);
  else if (/^@[\w.-]+(?:\/[\w.-]+)?$/.test(word.text))
    report(
      word,
      `Begin the line with a path, as in \`* ${word.text}\`: the first word of a line is always read as a path.`,
    );
  return read;
}

function notOwner(text: string, dialect: CodeownersDialect): string {
  const done = dialect === 'github' ? 'GitHub ignores the whole line' : 'GitLab ignores it';
  const role = dialect === 'gitlab' ? ', `@@maintainer`' : '';
  return `Write \`@name\`, \`@org/team\`${role} or an address in place of \`${text}\`, and a space in a path as \`\\ \`: ${done}.`;
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

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Word extends Span {
  readonly text: string;
}

/** Words of a line; a space behind `\` is part of its word. */
function wordsOf(line: string): Word[] {
  return [...line.matchAll(/(?:\\.|[^\s\\])+/g)].map(({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
  }));
}

/** Matches `@ada`, `@acme/platform`, `ada@example.org`, on GitLab `@group/sub/team`, `@@maintainer`; not `ada`. */
function isOwner(word: string, dialect: CodeownersDialect): boolean {
  const account = dialect === 'github' ? /^@[\w.-]+(?:\/[\w.-]+)?$/ : /^@@?[\w.-]+(?:\/[\w.-]+)*$/;
  return account.test(word) || /^[^\s@]+@[^\s@]+$/.test(word);
}
