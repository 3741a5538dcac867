import type { Finding } from '../../runbook/finding.ts';
import type { Reporter } from './reporter.ts';

/** JUnit's XML as CI servers read it: a suite for each file, a failed case for each finding. */
export const junit: Reporter = ({ findings }) => {
  const byPath = Map.groupBy(findings, ({ path }) => path);
  const suites = [...byPath].map(([path, own]) => suite(path, own));
  const head = `<testsuites name="opsbook lint" tests="${Math.max(1, findings.length)}" failures="${findings.length}" errors="0">`;
  const clean =
    findings.length === 0
      ? [
          '  <testsuite name="book" tests="1" failures="0" errors="0"><testcase classname="book" name="no findings"/></testsuite>',
        ]
      : [];
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, ...clean, '</testsuites>', ''].join(
    '\n',
  );
};

function suite(path: string, findings: readonly Finding[]): string {
  const cases = findings.map(({ ruleId, level, message, line, column, url }) => {
    const name = `${ruleId} (${line}:${column})`;
    const text = `${path}:${line}:${column}  ${level}  ${message}\n${url}`;
    return `    <testcase classname="${escapeXml(path)}" name="${escapeXml(name)}"><failure type="${level}" message="${escapeXml(message)}">${escapeXml(text)}</failure></testcase>`;
  });
  const head = `  <testsuite name="${escapeXml(path)}" tests="${findings.length}" failures="${findings.length}" errors="0">`;
  return [head, ...cases, '  </testsuite>'].join('\n');
}

/** XML 1.0 has no way to write most control characters: they are shown as the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
