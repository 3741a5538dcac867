import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { NO_FACTS } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { suppress, suppressInYaml } from '../../src/lint/suppress.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { bookInMemory } from '../book-in-memory.ts';
import { RULE_BOOK } from './rule-book.ts';

const FRONT = (service: string): string => `---
title: Late orders
kind: reference
summary: Orders are late.
${service}
owner: platform
---
`;

/** `line rule` of what is found. */
async function lint(text: string, ending = 'mdx'): Promise<string[]> {
  const book = await bookInMemory({ ...RULE_BOOK, [`content/runbooks/a.${ending}`]: text });
  // Nothing leads to a page whose only service is unknown, which is not what is tested here.
  const tried = rules.filter(({ id }) => id !== 'runbook-reachable');
  return lintBook(book, { rules: tried }).map(({ line, ruleId }) => `${line} ${ruleId}`);
}

describe('a comment in the text reaches', () => {
  const ignore = '{/* opsbook-ignore link-resolves: it is made at night */}';
  test.each<[string, string, string[]]>([
    ['the next line', `${ignore}\n[a](x.md)\n`, []],
    ['over blank lines', `${ignore}\n\n\n[a](x.md)\n`, []],
    ['to the end of the paragraph', `${ignore}\n\n[a](x.md)\nand\n[b](y.md)\n`, []],
    ['to the end of a list', `${ignore}\n\n- a\n- [b](x.md)\n\n  [c](y.md)\n`, []],
    ['to the end of a table', `${ignore}\n\n| a |\n|---|\n| [b](x.md) |\n`, []],
    ['to the end of a component', `${ignore}\n\n<Note>\n\n[b](x.md)\n\n</Note>\n`, []],
    ['not beyond the block', `${ignore}\n\n[a](x.md)\n\n[b](y.md)\n`, ['12 link-resolves']],
    [
      'not what stands above',
      `[a](x.md)\n\n${ignore}\n`,
      ['10 suppression-valid', '8 link-resolves'].reverse(),
    ],
    [
      'no other rule',
      `${ignore}\n\n[a](javascript:x)\n`,
      ['10 no-unsafe-link', '8 suppression-valid'].reverse(),
    ],
  ])('%s', async (_, text, found) => {
    expect(await lint(FRONT('service: worker') + text)).toEqual(found);
  });
});

describe('a comment in the frontmatter reaches', () => {
  const ignore = '# opsbook-ignore service-known: it arrives on Monday';
  test.each<[string, string, string[]]>([
    ['the next line', `${ignore}\nservice: queue`, []],
    ['the whole list', `${ignore}\nservice:\n  - worker\n  - queue`, []],
    ['a list that is not indented', `${ignore}\nservice:\n- worker\n- queue`, []],
    ['one entry of a list', `service:\n  - worker\n  ${ignore}\n  - queue`, []],
    [
      'not the field after',
      `${ignore}\ntags: [a]\nservice: queue`,
      ['5 suppression-valid', '7 service-known'],
    ],
  ])('%s', async (_, yaml, found) => {
    expect(await lint(FRONT(yaml))).toEqual(found);
  });
});

describe('a comment silences nothing', () => {
  test.each<[string, string, string[]]>([
    [
      'without a reason',
      '{/* opsbook-ignore link-resolves */}\n[a](x.md)\n',
      ['8 suppression-valid', '9 link-resolves'],
    ],
    ['without a rule', '{/* opsbook-ignore: a */}\n[a](x.md)\n', ['8 suppression-valid', '9 link-resolves']],
    [
      'for a rule that does not exist',
      '{/* opsbook-ignore link-resolve: a */}\n[a](x.md)\n',
      ['8 suppression-valid', '9 link-resolves'],
    ],
    [
      'for a firm rule',
      '{/* opsbook-ignore no-expression: a */}\n{b}\n',
      ['8 suppression-valid', '9 no-expression'],
    ],
    ['where nothing is wrong', '{/* opsbook-ignore link-resolves: a */}\nb\n', ['8 suppression-valid']],
  ])('%s', async (_, text, found) => {
    expect(await lint(FRONT('service: worker') + text)).toEqual(found);
  });
});

test('a comment of HTML works in Markdown', async () => {
  const text = '<!-- opsbook-ignore link-resolves: it is made at night -->\n\n[a](x.md)\n';
  expect(await lint(FRONT('service: worker') + text, 'md')).toEqual([]);
});

const SILENCED = '{/* opsbook-ignore link-resolves: a */}\n[a](x.md)\n\n';

test('many comments each silence their own finding', async () => {
  expect(await lint(FRONT('service: worker') + SILENCED.repeat(200))).toEqual([]);
});

test('twice as many comments take twice as many looks at findings', () => {
  /** How often a finding is asked where it is, in a page of so many comments. */
  const looks = (comments: number): number => {
    let count = 0;
    const text = SILENCED.repeat(comments);
    const page = parseRunbook({ path: 'a.mdx', text, faults: [] }, 'a');
    const findings = page.links.map(({ range }): Finding => {
      const place = { column: 1, endLine: range?.end.line ?? 0, endColumn: 1, url: '' };
      const what = { ruleId: 'link-resolves', level: 'error', message: '', path: 'a.mdx' } as const;
      const line = range?.start.line ?? 0;
      return {
        ...what,
        ...place,
        get line() {
          count += 1;
          return line;
        },
      };
    });
    expect(suppress(page, { findings, rules, active: rules }).findings).toEqual([]);
    return count;
  };
  // The logarithm of sorting and of looking up is the rest; every comment with every finding would be four times as many.
  expect(looks(400) / looks(200)).toBeLessThan(2.5);
});

test('a comment above an alert rule silences its findings and no other', async () => {
  const rule = (name: string): string => `      - alert: ${name}\n        expr: up\n`;
  const book = await bookInMemory({
    'opsbook.yaml': '',
    'content/alerts/a.yaml': `groups:\n  - name: a\n    rules:\n      # opsbook-ignore alert-has-runbook: nobody is paged\n${rule('Quiet')}\n${rule('Loud')}      # opsbook-ignore alert-known: never here\n${rule('Last')}`,
  });
  const tried = rules.filter(({ id }) => id !== 'book-has-pages');
  const findings = lintBook(book, { rules: tried, facts: { ...NO_FACTS, alerts: readContract(book) } });
  expect(findings.map(({ path, line, ruleId }) => `${path}:${line} ${ruleId}`)).toEqual([
    'content/alerts/a.yaml:8 alert-has-runbook',
    'content/alerts/a.yaml:10 suppression-valid',
    'content/alerts/a.yaml:11 alert-has-runbook',
  ]);
});

/** A finding on every line of a text. */
function everyLine(text: string, ruleId = 'link-resolves'): Finding[] {
  return text.split(/\r?\n/).map((_, at) => {
    const place = { line: at + 1, column: 1, endLine: at + 1, endColumn: 2 };
    return { ...place, ruleId, level: 'error', message: '', path: 'a.yaml', url: '' };
  });
}

describe('a comment in the head of a page, or below it, silences', () => {
  const own = 'opsbook-ignore link-resolves: it is made at night';
  test.each<[string, string, number[]]>([
    ['a field and no other', `---\n# ${own}\na: 1\nb:\n  - c\n---\n`, [1, 2, 4, 5, 6, 7]],
    ['a field to the end of the head', `---\n# ${own}\na:\n  - b\n  - c\n---\nd\n`, [1, 2, 6, 7, 8]],
    ['a list that is not indented', `---\n# ${own}\na:\n- b\n- c\nd: 1\n---\n`, [1, 2, 6, 7, 8]],
    [
      'no entry of an outer list',
      `---\na:\n  - b:\n      # ${own}\n      c: 1\n  - d\n---\n`,
      [1, 2, 3, 4, 6, 7, 8],
    ],
    ['no field with a dash in it', `---\n# ${own}\na: 1\nb: c - d\n---\n`, [1, 2, 4, 5, 6]],
    ['a paragraph', `a\n\n<!-- ${own} -->\n\nb\nc\n\nd\n`, [1, 2, 3, 4, 7, 8, 9]],
    ['a line below no head', `<!-- ${own} -->\n\na\n`, [1, 2, 4]],
    ['nothing at the end', `a\n\n<!-- ${own} -->\n\n`, [1, 2, 3, 4, 5]],
  ])('%s', (_, text, lines) => {
    const page = parseRunbook({ path: 'a.md', text, faults: [] }, 'a');
    const { findings } = suppress(page, { findings: everyLine(text), rules, active: rules });
    expect(findings.map(({ line }) => line)).toEqual(lines);
  });
});

describe('a comment in a file of YAML silences', () => {
  const ignore = '# opsbook-ignore link-resolves: it is made at night';
  /** The lines whose finding stays, with how many comments are wrong, where every line has one. */
  const stays = (text: string, ruleId = 'link-resolves'): readonly [number[], number] => {
    const left = suppressInYaml(text, { findings: everyLine(text, ruleId), rules, active: rules });
    return [left.findings.map(({ line }) => line), left.faults.length];
  };

  test.each<[string, string, number[], number]>([
    ['nothing, where there is none', 'a: 1\nb: 2', [1, 2], 0],
    ['the entry below it', `a: 1\n${ignore}\nb: 2\nc: 3`, [1, 2, 4], 0],
    ['that of the first line', `${ignore}\na: 1\nb: 2`, [1, 3], 0],
    ['with all that is indented', `- x\n${ignore}\n- a:\n    b: 1\n\n    c: 2\n- d`, [1, 2, 7], 0],
    ['over blank lines', `${ignore}\n\n\na: 1\n  b\nc: 3`, [1, 2, 3, 6], 0],
    ['over one blank line', `${ignore}\n\na: 1\nb: 2`, [1, 2, 4], 0],
    ['to the end of the file', `${ignore}\na:\n  b: 1\n  c: 2`, [1], 0],
    ['nothing at the end of the file', `a: 1\n${ignore}`, [1, 2], 1],
    ['nothing at its end, over blank lines', `a: 1\n${ignore}\n\n`, [1, 2, 3, 4], 1],
    ['what each of two has below it', `${ignore}\na: 1\nb: 2\n${ignore}\nc: 3`, [1, 3, 4], 0],
    ['with line ends of Windows', `x: 1\r\n${ignore}\r\na:\r\n  b: 1\r\nc: 2`, [1, 2, 5], 0],
  ])('%s', (_, text, lines, faults) => expect(stays(text)).toEqual([lines, faults]));

  test('nothing of another rule', () => {
    expect(stays(`${ignore}\na: 1`, 'link-address')).toEqual([[1, 2], 1]);
  });

  test('nothing of a rule that was not asked, and is not told so', () => {
    const active = rules.filter(({ id }) => id !== 'link-resolves');
    expect(suppressInYaml(`${ignore}\na: 1`, { findings: [], rules, active }).faults).toEqual([]);
    expect(suppressInYaml(`${ignore}\na: 1`, { findings: [], rules, active: rules }).faults).toHaveLength(1);
  });
});

test.each([
  ['{/* opsbook-ignore: a */}', 'Name the rule'],
  ['{/* opsbook-ignore link-resolve: a */}', 'Rename `link-resolve`'],
  ['{/* opsbook-ignore no-expression: a */}', 'Remove this comment and fix the page'],
  ['{/* opsbook-ignore link-resolves */}', 'Say why after a colon'],
  ['{/* opsbook-ignore link-resolves: a */}', 'finds nothing below it'],
])('of %s is said: %s', (comment, said) => {
  const page = parseRunbook({ path: 'a.mdx', text: `${comment}\n\nb\n`, faults: [] }, 'a');
  const { faults } = suppress(page, { findings: [], rules, active: rules });
  expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
});
