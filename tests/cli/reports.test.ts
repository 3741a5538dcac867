import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { reporters } from '../../src/cli/reporters/index.ts';
import type { Format } from '../../src/cli/reporters/index.ts';
import type { Finding } from '../../src/runbook/finding.ts';

const TEXT = '# Disk\n\nAn é, a 𐐀, then <this>.\n';
/** What authors write ends up in messages and paths: marks of every format, line breaks, characters XML has no way to say. */
const FINDINGS: readonly Finding[] = [
  {
    ruleId: 'no-placeholder',
    level: 'error',
    message: 'Replace `<this>` & "that", 100 %: a::b,\n| \u0007 ]]> é.',
    path: 'content/runbooks/disk full, 100%/é&<b>.md',
    line: 3,
    column: 17,
    endLine: 3,
    endColumn: 23,
    url: 'https://example.org/rules/no-placeholder/',
  },
  {
    ruleId: 'fence-closed',
    level: 'warning',
    message: 'Close this fence.',
    path: 'a.md',
    line: 1,
    column: 1,
    endLine: 3,
    endColumn: 1,
    url: '/rules/fence-closed/',
  },
];

function render(format: Format, findings: readonly Finding[] = FINDINGS): string {
  return reporters[format]({ findings, files: 2, hasColour: false, textOf: () => TEXT });
}

function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/report-schemas/${name}`, import.meta.url)), 'utf8');
}

describe.each([
  ['with findings', FINDINGS],
  ['without', []],
])('a report %s is what its readers demand', (_, findings) => {
  test.each(['sarif', 'gitlab', 'rdjson'] as const)('%s', (format) => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const isValid = ajv.compile(JSON.parse(fixture(`${format}.schema.json`)) as object);
    isValid(JSON.parse(render(format, findings)));
    expect(isValid.errors).toBeNull();
  });

  test('junit', async () => {
    const xml = [{ fileName: 'report.xml', contents: render('junit', findings) }];
    const { errors } = await validateXML({ xml, schema: [fixture('junit.xsd')] });
    expect(errors).toEqual([]);
  });
});

test('GitHub reads one annotation a line, whatever stands in it', () => {
  expect(render('github')).toBe(
    '::error file=content/runbooks/disk full%2C 100%25/é&<b>.md,line=3,endLine=3,col=17,endColumn=23,title=no-placeholder::Replace `<this>` & "that", 100 %25: a::b,%0A| \u0007 ]]> é.\n' +
      '::warning file=a.md,line=1,endLine=3,title=fence-closed::Close this fence.\n',
  );
});

test.each([
  [10, 10, undefined],
  [11, 0, '1 finding more'],
  [12, 13, '5 findings more'],
])('GitHub is told of %i errors and %i warnings that it hides some', (errors, warnings, told) => {
  const [error, warning] = FINDINGS;
  const findings = [
    ...Array.from({ length: errors }, () => error),
    ...Array.from({ length: warnings }, () => warning),
  ].flatMap((finding) => finding ?? []);
  const lines = render('github', findings).trimEnd().split('\n');
  const notice = lines.find((line) => line.startsWith('::notice '));
  expect(lines).toHaveLength(errors + warnings + (told === undefined ? 0 : 1));
  if (told === undefined) expect(notice).toBeUndefined();
  else expect(notice).toContain(told);
});

test('reviewdog counts columns in bytes', () => {
  const { diagnostics } = JSON.parse(render('rdjson')) as {
    diagnostics: { location: { range: object } }[];
  };
  expect(diagnostics[0]?.location.range).toEqual({
    start: { line: 3, column: 20 },
    end: { line: 3, column: 26 },
  });
});

test('SARIF names a file by an address, and the rules that were broken once each', () => {
  const log = JSON.parse(render('sarif', [...FINDINGS, ...FINDINGS])) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number }[];
    }[];
  };
  const [run] = log.runs;
  const ids = run?.tool.driver.rules.map(({ id }) => id);
  expect(ids?.toSorted()).toEqual(['fence-closed', 'no-placeholder']);
  expect(run?.results.map(({ ruleId, ruleIndex }) => ids?.[ruleIndex] === ruleId)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(render('sarif')).toContain('content/runbooks/disk%20full%2C%20100%25/%C3%A9%26%3Cb%3E.md');
});

test('GitLab tells twins apart, and knows a finding again when lines above it move', () => {
  const prints = (findings: readonly Finding[]): string[] =>
    (JSON.parse(render('gitlab', findings)) as { fingerprint: string }[]).map(
      ({ fingerprint }) => fingerprint,
    );
  const moved = FINDINGS.map((finding) => ({ ...finding, line: finding.line + 7 }));
  expect(prints(moved)).toEqual(prints(FINDINGS));
  expect(new Set(prints([...FINDINGS, ...FINDINGS])).size).toBe(4);
});
