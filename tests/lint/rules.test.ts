import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { lintFacts } from '../../src/judge/lint-facts.ts';
import { reviewFacts } from '../../src/judge/rule-reviews.ts';
import { bookSearch } from '../../src/judge/book-search.ts';
import { worldFacts } from '../../src/judge/book-world.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import type { LintFacts } from '../../src/lint/facts.ts';
import { firmRuleIds } from '../../src/lint/firm.ts';
import { lintBook } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Book } from '../../src/runbook/book.ts';
import { runShellCheck } from '../../src/tools/shellcheck.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import { readWorld } from '../../src/world/world.ts';
import type { World } from '../../src/world/world.ts';
import { bookInMemory } from '../book-in-memory.ts';
import { EXTERNAL, RULE_BOOK } from './rule-book.ts';
import { readRulePage } from './rule-page.ts';
import type { Example } from './rule-page.ts';
import { withoutPlaces, withoutSuppressions } from './without-places.ts';

const folder = new URL('../../src/lint/rules/', import.meta.url);
const hasShellCheck = (await runShellCheck(['true'])) !== undefined;
const SILENT = { warn: () => undefined };
const SECTIONS = ['Reported', 'Accepted', 'When to ignore it'];

const filesEndingIn = (ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

describe('the rules', () => {
  const ids = rules.map(({ id }) => id);

  test('stand in the index by name', () => {
    expect(ids).toEqual([...ids].sort());
  });

  test('each have a file and a page of their own name', () => {
    expect(filesEndingIn('.ts').filter((name) => name !== 'index')).toEqual(ids);
    expect(filesEndingIn('.md')).toEqual(ids);
  });

  test('are firm where the list for the renderer says so', () => {
    expect([...firmRuleIds].sort()).toEqual(rules.filter(({ isFirm }) => isFirm).map(({ id }) => id));
  });

  test('find nothing in the book around the examples', async () => {
    const book = await bookInMemory(RULE_BOOK);
    expect(lintBook(book, { rules, facts: await factsOf(book) })).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = readRulePage(readFileSync(new URL(`${id}.md`, folder), 'utf8'));

  test('has a page with every part', () => {
    expect([page.title, ...page.sections]).toEqual([id, ...SECTIONS]);
    expect(page.why).not.toBe('');
    expect(page.reported).not.toEqual([]);
    expect(page.accepted).not.toEqual([]);
  });

  // ShellCheck is optional on every machine; without it there is nothing that its rule could pass on.
  const isMissing = id === 'shellcheck' && !hasShellCheck;
  const reports = isMissing
    ? 'reports the example on line %i (skipped: shellcheck is not on the PATH)'
    : 'reports the example on line %i';

  test.skipIf(isMissing).each(named(page.reported))(reports, async (_, example) => {
    expect(render(await judge(rule, await bookOf(example), example), example)).toBe(example.findings);
  });

  test.each(named(page.accepted))('accepts the example on line %i', async (_, example) => {
    expect(render(await judge(rule, await bookOf(example), example), example)).toBe('');
  });

  test.skipIf(isMissing).each(named(page.reported))(
    'says the same of the example on line %i when its lines end as on Windows',
    async (_, example) => {
      const files = Object.fromEntries(
        Object.entries(example.files).map(([path, text]) => [
          path,
          typeof text === 'string' ? text.replaceAll('\n', '\r\n') : text,
        ]),
      );
      const found = await judge(rule, await bookOf({ ...example, files }), { ...example, files });
      expect(render(found, example)).toBe(example.findings);
    },
  );

  test.each(named([...page.reported, ...page.accepted]))(
    'says the same of the example on line %i when no node has a place',
    async (_, example) => {
      const book = await bookOf(example);
      const unplaced = await judge(rule, withoutPlaces(book), example);
      expect(messages(unplaced)).toEqual(messages(await judge(rule, withoutSuppressions(book), example)));
    },
  );
});

function named(examples: readonly Example[]): [number, Example][] {
  return examples.map((example) => [example.line, example]);
}

function bookOf({ files }: Example): Promise<Book> {
  return bookInMemory({ ...RULE_BOOK, ...files });
}

/** All rules run, since whether a suppression silences anything is for the others to say. */
async function judge({ id }: Rule, book: Book, { files }: Example): Promise<Finding[]> {
  const asked = { book, paths: undefined, isVerbose: false, only: undefined };
  const facts = id === 'shellcheck' ? await lintFacts(asked, SILENT) : await factsOf(book, files);
  return lintBook(book, { rules, facts }).filter(({ ruleId }) => ruleId === id);
}

/** What the rules are told, without what only ShellCheck can say. */
async function factsOf(book: Book, files: Example['files'] = {}): Promise<LintFacts> {
  // The day of the examples; every page is about to be merged.
  const review = reviewFacts(book, { today: '2026-11-22', isInChange: () => true });
  return {
    ...(await gatherFacts(book)),
    search: await bookSearch(book),
    alerts: readContract(book),
    external: EXTERNAL,
    world: worldFacts(worldOf(files)),
    review,
  };
}

/** What the files of an example say is there: they are the whole repository. */
function worldOf(files: Example['files']): World {
  const paths = Object.keys(files);
  const texts = paths.map((path) => ({ path, text: String(files[path]) }));
  return readWorld({ files: texts, paths, settings: {}, book: '' });
}

function messages(findings: readonly Finding[]): string[] {
  return findings.map(({ path, message }) => `${path} ${message}`).sort();
}

function render(findings: readonly Finding[], { files }: Example): string {
  const [only, ...others] = Object.keys(files);
  return findings
    .map(({ path, line, column, level, message }) => {
      const isElsewhere = others.length > 0 || path !== only;
      return `${isElsewhere ? `${path}:` : ''}${line}:${column}  ${level}  ${message}`;
    })
    .join('\n');
}
