import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { annotateFile } from '../../src/alerts/annotate.ts';
import { readContract } from '../../src/alerts/contract.ts';
import { renderPatch } from '../../src/cli/render-patch.ts';
import { bookInMemory } from '../book-in-memory.ts';

const FULL = 'https://ops.example.com/alerts/OrdersLate/?pod={{ $labels.pod | urlquery }}';
const SETTINGS =
  'site: { url: "https://ops.example.com", repository: "https://git.example.com/a/b" }\nalerts: { elsewhere: ["https://wiki.example.com/kept"] }\n';
const RUNBOOK =
  '---\ntitle: Late\nalerts: [OrdersLate]\nparams:\n  POD: { description: The pod, label: pod }\n  KEY: { description: Secret, label: key, secret: true }\n---\n';

async function annotate(text: string) {
  const path = 'content/alerts/a.yaml';
  const book = await bookInMemory({
    'opsbook.yaml': SETTINGS,
    'content/runbooks/late.mdx': RUNBOOK,
    [path]: text,
  });
  const { links } = readContract(book);
  return annotateFile({ path, text, faults: [] }, links, {
    root: 'https://ops.example.com',
    annotations: ['runbook_url', 'runbook'],
  });
}

const rule = (lines: string): string =>
  `groups:\n  - name: a\n    rules:\n      - alert: OrdersLate\n        expr: up\n${lines}`;

/** What is there, and what is there with the link: all other bytes are the same. */
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  'a rule without annotations': [
    rule('        labels:\n            severity: sev1   # bad\n'),
    rule(
      `        labels:\n            severity: sev1   # bad\n        annotations:\n            runbook_url: '${FULL}'\n`,
    ),
  ],
  'a rule without labels': [rule(''), rule(`        annotations:\n          runbook_url: '${FULL}'\n`)],
  'annotations with a comment after them': [
    rule('        annotations:\n          summary: Late # or not\n        # the end\n'),
    rule(
      `        annotations:\n          summary: Late # or not\n          runbook_url: '${FULL}'\n        # the end\n`,
    ),
  ],
  'annotations in double quotes': [
    rule('        annotations:\n          "summary": "Late"\n'),
    rule(`        annotations:\n          "summary": "Late"\n          runbook_url: "${FULL}"\n`),
  ],
  'annotations in braces': [
    rule('        annotations: { summary: Late }\n'),
    rule(`        annotations: { summary: Late, runbook_url: '${FULL}' }\n`),
  ],
  'empty braces': [
    rule('        annotations: {}\n'),
    rule(`        annotations: { runbook_url: '${FULL}' }\n`),
  ],
  'annotations that are not there yet': [
    rule('        annotations:\n        labels: { a: b }\n'),
    rule(`        annotations:\n          runbook_url: '${FULL}'\n        labels: { a: b }\n`),
  ],
  'a folded text at the end, with blank lines below': [
    rule(
      '        annotations:\n          summary: >-\n            Late\n            and later\n\n\n  - name: b\n    rules: []\n',
    ),
    rule(
      `        annotations:\n          summary: >-\n            Late\n            and later\n          runbook_url: '${FULL}'\n\n\n  - name: b\n    rules: []\n`,
    ),
  ],
  'a text that keeps its blank lines': [
    rule('        annotations:\n          summary: |+\n            Late\n\n  - name: b\n    rules: []\n'),
    rule(
      `        annotations:\n          summary: |+\n            Late\n\n          runbook_url: '${FULL}'\n  - name: b\n    rules: []\n`,
    ),
  ],
  'no line break at the end': [
    rule('        annotations:\n          summary: Late'),
    rule(`        annotations:\n          summary: Late\n          runbook_url: '${FULL}'`),
  ],
  'a text that the file ends inside of': [
    rule('        annotations:\n          summary: Late\n          description: |\n            Very late'),
    rule(
      `        annotations:\n          runbook_url: '${FULL}'\n          description: |\n            Very late`,
    ).replace('annotations:\n', 'annotations:\n          summary: Late\n'),
  ],
  'an expression that the file ends inside of': [
    rule('').replace('        expr: up\n', '        expr: |\n          up'),
    rule('').replace(
      '        expr: up\n',
      `        annotations:\n          runbook_url: '${FULL}'\n        expr: |\n          up`,
    ),
  ],
  'a text without its last line break that the file ends inside of': [
    rule('        annotations:\n          description: >-\n            Very\n            late'),
    rule(
      `        annotations:\n          description: >-\n            Very\n            late\n          runbook_url: '${FULL}'`,
    ),
  ],
  'a link to a host that nobody can judge from here': [
    rule('        annotations: { runbook_url: "https://wiki.example.org/late" }\n'),
    rule('        annotations: { runbook_url: "https://wiki.example.org/late" }\n'),
  ],
  'a link to the file in the repository': [
    rule(
      '        annotations: { runbook_url: "https://git.example.com/a/b/tree/old/content/runbooks/late.mdx" }\n',
    ),
    rule(
      '        annotations: { runbook_url: "https://git.example.com/a/b/tree/old/content/runbooks/late.mdx" }\n',
    ),
  ],
  'a link to a file that is not in the repository': [
    rule('        annotations: { runbook_url: "https://git.example.com/a/b/tree/old/gone.mdx" }\n'),
    rule(`        annotations: { runbook_url: "${FULL}" }\n`),
  ],
  'Windows line endings': [
    rule('        annotations:\n          summary: Late\n').replaceAll('\n', '\r\n'),
    rule(`        annotations:\n          summary: Late\n          runbook_url: '${FULL}'\n`).replaceAll(
      '\n',
      '\r\n',
    ),
  ],
  'a link that leads nowhere': [
    rule(
      '        annotations:\n          runbook_url: https://ops.example.com/runbooks/gone/ # TODO\n          summary: Late\n',
    ),
    rule(`        annotations:\n          runbook_url: '${FULL}' # TODO\n          summary: Late\n`),
  ],
  'a link as a block text': [
    rule(
      '        annotations:\n          runbook_url: >-\n            https://ops.example.com/gone/\n          summary: Late\n',
    ),
    rule(`        annotations:\n          runbook_url: '${FULL}'\n          summary: Late\n`),
  ],
  'a link that is empty': [
    rule('        annotations:\n          runbook_url:\n          summary: Late\n'),
    rule(`        annotations:\n          runbook_url: '${FULL}'\n          summary: Late\n`),
  ],
  'a link under another name': [
    rule('        annotations: { runbook: "https://ops.example.com/gone/" }\n'),
    rule(`        annotations: { runbook: "${FULL}" }\n`),
  ],
  'a link to the right place that lacks a label': [
    rule(
      "        annotations:\n          runbook_url: 'https://ops.example.com/runbooks/late/?a=b#top'\n",
    ).replace('#top', ''),
    rule(
      `        annotations:\n          runbook_url: 'https://ops.example.com/runbooks/late/?a=b&pod={{ $labels.pod | urlquery }}'\n`,
    ),
  ],
  'a link into an allowed wiki': [
    rule('        annotations: { runbook_url: "https://wiki.example.com/kept/late" }\n'),
    rule('        annotations: { runbook_url: "https://wiki.example.com/kept/late" }\n'),
  ],
  JSON: [
    '{"groups":[{"name":"a","rules":[{"alert":"OrdersLate","expr":"up"}]}]}',
    `{"groups":[{"name":"a","rules":[{"alert":"OrdersLate","expr":"up", "annotations": { "runbook_url": "${FULL}" }}]}]}`,
  ],
  'an alert that no runbook names': [
    rule('').replace('OrdersLate', 'Other'),
    rule('').replace('OrdersLate', 'Other'),
  ],
  'a label that the expression drops': [
    rule('').replace('expr: up', 'expr: sum(up)'),
    rule(
      "        annotations:\n          runbook_url: 'https://ops.example.com/alerts/OrdersLate/'\n",
    ).replace('expr: up', 'expr: sum(up)'),
  ],
  "Grafana's rules": [
    'apiVersion: 1\ngroups:\n  - name: a\n    rules:\n      - title: OrdersLate\n        data: [{ model: { expr: up } }]\n        for: 5m\n',
    'apiVersion: 1\ngroups:\n  - name: a\n    rules:\n      - title: OrdersLate\n        data: [{ model: { expr: up } }]\n        for: 5m\n' +
      `        annotations:\n          runbook_url: 'https://ops.example.com/alerts/OrdersLate/?pod={{ index $labels "pod" | urlquery }}'\n`,
  ],
};

describe('the link is written, and every other byte stays, in', () => {
  test.each(Object.entries(FILES))('%s', async (_, [from, to]) => {
    expect((await annotate(from)).to).toBe(to);
  });

  test.each(Object.entries(FILES))('and a second time changes nothing: %s', async (_, [, to]) => {
    expect((await annotate(to)).written).toBe(0);
  });

  test.each(Object.entries(FILES))('and the diff does the same: %s', async (_, [from, to]) => {
    if (from !== to) expect(applyPatch(from, renderPatch('a.yaml', from, to))).toBe(to);
  });
});

test.each([
  ['shared by an anchor', rule('        annotations: &a { summary: Late }\n')],
  ['an alias', `x: &a { summary: Late }\n${rule('        annotations: *a\n')}`],
  ['in a ConfigMap', `kind: ConfigMap\ndata:\n  a.yaml: |\n${rule('').replace(/^(?=.)/gm, '    ')}`],
])('annotations that are %s are left alone, and it is said', async (_, text) => {
  const { to, left } = await annotate(text);
  expect(to).toBe(text);
  expect(left).toHaveLength(1);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

test.skipIf(!hasPromtool)(
  hasPromtool
    ? 'promtool takes the result'
    : 'promtool takes the result (skipped: promtool is not on the PATH)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-promtool-'));
    try {
      for (const [name, [, to]] of Object.entries(FILES)) {
        if (name.startsWith('Grafana')) continue;
        const file = join(folder, 'a.yaml');
        writeFileSync(file, to);
        const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], {
          encoding: 'utf8',
        });
        expect({ name, status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
          name,
          status: 0,
          said: '',
        });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
