import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NEW, planNew } from '../../scripts/new/plan-new.ts';
import type { Planned } from '../../scripts/new/planned.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Dialect } from '../../src/runbook/dialects/dialect.ts';
import { readLines } from '../../src/runbook/dialects/lines.ts';
import { bookInMemory } from '../book-in-memory.ts';
import { readRulePage } from '../lint/rule-page.ts';

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

function plan(...words: readonly string[]): Planned {
  const planned = planNew(words, read);
  if ('reason' in planned) throw new Error(planned.reason);
  return planned;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'opsbook-new-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a file that was planned exports, as if it stood in its place. */
async function load(path: string, text: string): Promise<Record<string, unknown>> {
  const file = join(folder, path.replaceAll('/', '_'));
  writeFileSync(file, text);
  return (await import(file)) as Record<string, unknown>; // an ES module is such a record
}

/** Lines of a text that another one has not. */
function added(planned: Planned, path: string): readonly string[] {
  const before = new Set((read(path) ?? '').split('\n'));
  return (planned.changed[path] ?? '').split('\n').filter((line) => !before.has(line));
}

describe('npm run new', () => {
  test.each<readonly [words: readonly string[], reason: string]>([
    [[], 'Say what is new: npm run new -- rule|command|dialect <id>'],
    [['rule'], 'Say what is new'],
    [['reporter', 'x'], 'Say what is new'],
    [['toString', 'x'], 'Say what is new'],
    [['rule', 'a', 'b'], 'Say what is new'],
    ...['No-X', '../x', 'a_b', '-a', 'a-', 'a--b', '1a', 'ä', 'a b', "a'b"].map(
      (id) => [['rule', id], `Choose another id than \`${id}\``] as const,
    ),
    [['rule', 'no-secret'], '`no-secret`: src/lint/rules/no-secret.ts is there already'],
    [['command', 'lint'], '`lint`: src/cli/commands/lint.ts is there already'],
    [['dialect', 'hugo'], '`hugo`: src/runbook/dialects/hugo.ts is there already'],
  ])('%j: %s', (words, reason) => {
    expect(planNew(words, read)).toEqual({ reason: expect.stringContaining(reason) });
  });

  test.each(Object.keys(NEW))('a %s that changes a file leaves every line of it', (kind) => {
    const { changed } = plan(kind, 'zebra-crossing');
    for (const [path, text] of Object.entries(changed)) {
      const now = text.split('\n');
      const lost = (read(path) ?? '').split('\n').filter((line) => !now.includes(line));
      expect(lost).toEqual([]);
    }
  });

  test.each(['aaa-first', 'no-question', 'zzz-last'])(
    'rule %s says what its page says, and stands by name',
    async (id) => {
      const planned = plan('rule', id);
      const made = Object.values(await load(`${id}.ts`, planned.created[`src/lint/rules/${id}.ts`] ?? ''));
      const [rule] = made as Rule[]; // its one export
      if (!rule) throw new Error('no rule');
      const page = readRulePage(planned.created[`src/lint/rules/${id}.md`] ?? '');
      expect([page.title, page.sections]).toEqual([id, ['Reported', 'Accepted', 'When to ignore it']]);
      for (const { files, findings } of [...page.reported, ...page.accepted]) {
        const book = await bookInMemory(files);
        const found = lintBook(book, { rules: [rule], facts: await gatherFacts(book) });
        const said = found.map((one) => `${one.line}:${one.column}  ${one.level}  ${one.message}`);
        expect(said.join('\n')).toBe(findings);
      }
      const index = planned.changed['src/lint/rules/index.ts'] ?? '';
      const ids = [...index.matchAll(/from '\.\/([a-z\d-]+)\.ts'/g)].map(([, name]) => name);
      expect(ids).toEqual([...rules.map((one) => one.id), id].sort());
      const list: readonly string[] =
        index.slice(index.indexOf('export const rules')).match(/^ {2}\w+,$/gm) ?? [];
      expect(
        list.indexOf(
          `  ${Object.keys(await load(`${id}.ts`, planned.created[`src/lint/rules/${id}.ts`] ?? ''))[0]},`,
        ),
      ).toBe(ids.indexOf(id));
    },
  );

  test('command stands before the last ones, with a test of its own', () => {
    const planned = plan('command', 'count-pages');
    expect(Object.keys(planned.created)).toEqual([
      'src/cli/commands/count-pages.ts',
      'tests/cli/count-pages.test.ts',
    ]);
    expect(added(planned, 'src/cli/command-table.ts').slice(0, 1)).toEqual(["  'count-pages': {"]);
    expect(plan('command', 'delete').created['src/cli/commands/delete.ts']).toContain('const deleteBook =');
  });

  test('dialect reads its mark outside of code', async () => {
    const planned = plan('dialect', 'wiki-farm');
    const made = await load('wiki-farm.ts', planned.created['src/runbook/dialects/wiki-farm.ts'] ?? '');
    const { sign, scan } = made['wikiFarm'] as Dialect; // as it is declared
    const text = 'a {wiki-farm:b} c\n\n```\n{wiki-farm:code}\n```\n';
    const lines = readLines(text);
    expect(sign.test(text)).toBe(true);
    const nothing = () => {
      throw new Error('not asked');
    };
    const source = {
      text,
      lines,
      isMdx: false,
      title: undefined,
      parse: nothing,
      parseBetween: nothing,
      parseCode: nothing,
      miss: nothing,
      placeOf: nothing,
    };
    expect(scan?.(source)).toEqual([{ start: 2, end: 15, words: 'b' }]);
    expect(added(planned, 'src/runbook/dialects/dialect.ts')).toEqual(["  'wiki-farm': 'Wiki Farm',"]);
    expect(planned.changed['src/runbook/dialects/index.ts']).toMatch(/COVERING[^;]*\n {2}wikiFarm,\n\];/);
    expect(added(planned, 'src/site/manual/dialects.mdx')[0]).toMatch(/^\| Wiki Farm \|/);
  });
});
