import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { NO_FACTS } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { suppress } from '../../src/lint/suppress.ts';
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
