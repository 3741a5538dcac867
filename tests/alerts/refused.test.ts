import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { readAlertRules } from '../../src/alerts/read-rules.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { NO_FACTS } from '../../src/lint/facts.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

const group = (lines: string): string => `groups:\n  - name: g\n    rules:\n${lines}`;
const alert = (lines: string): string =>
  group(`      - alert: A\n${lines.replace(/^(?=.)/gm, '        ')}\n`);
const expr = (text: string): string => alert(`expr: ${JSON.stringify(text)}`);
const summary = (text: string): string =>
  alert(`expr: up\nannotations: { summary: ${JSON.stringify(text)} }`);
const label = (text: string): string => alert(`expr: up\nlabels: ${text}`);

/** Files with one fault each, which Prometheus 2 and 3 refuse alike. */
const REFUSED: Readonly<Record<string, string>> = {
  'a group without a name': 'groups:\n  - rules: []\n',
  'two groups of one name': 'groups:\n  - { name: g, rules: [] }\n  - { name: g, rules: [] }\n',
  'an unknown field beside the groups': 'groups: []\nrules: []\n',
  'an unknown field of a group': 'groups:\n  - { name: g, intervall: 1m, rules: [] }\n',
  'a doubled field of a group': 'groups:\n  - name: g\n    name: h\n    rules: []\n',
  'an interval that is none': 'groups:\n  - { name: g, interval: soon, rules: [] }\n',
  'labels of a group as a list': 'groups:\n  - { name: g, labels: [a], rules: [] }\n',
  'labels of a group as a text': 'groups:\n  - { name: g, labels: a, rules: [] }\n',
  'a label of a group that is a list': 'groups:\n  - { name: g, labels: { a: [b] }, rules: [] }\n',
  'a doubled label of a group': 'groups:\n  - { name: g, labels: { a: b, a: c }, rules: [] }\n',
  'the label of the metric for a group': 'groups:\n  - { name: g, labels: { __name__: c }, rules: [] }\n',
  'rules that are no list': 'groups:\n  - name: g\n    rules: { alert: A, expr: up }\n',
  'a rule that is a text': group('      - up\n'),
  'an unknown field of a rule': alert('expr: up\nsumary: x'),
  'a doubled field of a rule': alert('expr: up\nexpr: up'),
  'an alert with `record`': alert('record: b\nexpr: up'),
  'a rule that is neither': group('      - expr: up\n'),
  'an alert without an expression': alert('for: 5m'),
  'a recording rule without an expression': group('      - record: a:b\n'),
  'a recording rule with the alert of a merge': group(
    '      - &c { alert: A, expr: up == 0 }\n      - { <<: *c, record: a:b }\n',
  ),
  'an alert with the record of a merge': group(
    '      - &c { record: a:b, expr: up }\n      - { <<: *c, alert: A }\n',
  ),
  'a recording rule with `for`': group('      - { record: a:b, expr: up, for: 5m }\n'),
  'a recording rule with annotations': group('      - { record: a:b, expr: up, annotations: { a: b } }\n'),
  'a recording rule with a broken expression': group('      - { record: a:b, expr: "sum(up" }\n'),
  'a selector as the name of a metric': group('      - { record: "a{b=c}", expr: up }\n'),
  'units of `for` in the wrong order': alert('expr: up\nfor: 30m1h'),
  '`for` as a bare number': alert('expr: up\nfor: 5'),
  '`for` below nothing': alert('expr: up\nfor: -5m'),
  '`for` with a blank': alert('expr: up\nfor: 1h 30m'),
  '`keep_firing_for` that is none': alert('expr: up\nkeep_firing_for: long'),
  'a label without a name': label('{ "": c }'),
  'labels that a text is merged into': label('{ <<: a }'),
  'the label of the metric': label('{ __name__: c }'),
  'a doubled label': label('{ a: b, a: c }'),
  'labels as a list': label('[a, b]'),
  'a label that is a list': label('{ a: [b] }'),
  'a label that is a mapping': label('{ a: { b: c } }'),
  'annotations that are a text': alert('expr: up\nannotations: late'),
  'a template that does not end': summary('{{ $labels.x }'),
  'a template that begins twice': summary('{{ $labels.x {{ $value }}'),
  'a variable that is not there': summary('{{ $label.x }}'),
  'a function that is not there': summary('{{ $value | humanise }}'),
  'a block without its end': summary('{{ if $labels.x }}late'),
  'an end too many': summary('late {{ end }}'),
  'an else outside of a block': summary('{{ else }}'),
  'an empty action': summary('{{ }}'),
  'a parenthesis that does not end': summary('{{ humanize ($value }}'),
  'a variable after its block': summary('{{ range query "up" }}{{ $x := . }}{{ end }}{{ $x }}'),
  'a string that does not end': summary('{{ reReplaceAll "a $value }}'),
  'a template in a label': label(`{ a: "{{ $x }}" }`),
  'an expression that ends early': expr('sum(up'),
  'a parenthesis too many': expr('sum(up))'),
  'an instant vector where a range belongs': expr('rate(x) > 1'),
  'a range where an instant vector belongs': expr('sum(x[5m])'),
  'a range that is compared': expr('x[5m] > 1'),
  'one argument of two': expr('histogram_quantile(x) > 1'),
  'two arguments of one': expr('rate(x[5m], 2) > 1'),
  'no argument': expr('abs() > 1'),
  'a string where a number belongs': expr('vector("1")'),
  'a number where a string belongs': expr('label_replace(x, 1, "a", "b", "c")'),
  'a function of nobody': expr('ratee(x[5m]) > 1'),
  'an aggregation of a number': expr('sum(1)'),
  'an aggregation without its number': expr('topk(x)'),
  'an aggregation of two vectors': expr('sum(x, y)'),
  'a selector of everything': expr('{}'),
  'a selector that takes the empty label': expr('{a=""}'),
  'a selector that takes everything by pattern': expr('{a=~".*"}'),
  'a metric that is named twice': expr('x{__name__="y"}'),
  'a range of nothing': expr('rate(x[0m]) > 1'),
  'a range with units in the wrong order': expr('rate(x[30m1h]) > 1'),
  'a range without a length': expr('rate(x[]) > 1'),
  'an escape that there is not': expr('x{a=~"a\\.b"} > 1'),
  'a pattern that does not end': expr('x{a=~"(a"} > 1'),
  'a pattern that looks ahead': expr('x{a=~"(?!b).*c"} > 1'),
  'a pattern that repeats nothing': expr('x{a=~"*b"} > 1'),
  'a pattern that refers back': expr('x{a=~"(a)\\\\1"} > 1'),
  'a pattern that quotes without an end': expr('x{a=~"\\\\Qb"} > 1'),
  'a string that the line ends': expr('x{a="b}'),
  'a label without an operator': expr('x{a}'),
  'a label without quotes': expr('x{a=b}'),
  'a comparison of two numbers': expr('1 > 2'),
  'a set of numbers': expr('x and 1'),
  '`bool` behind a sum': expr('x + bool 1'),
  'a matching of numbers': expr('x + on(a) 1'),
  'a grouping in a set': expr('x and on(a) group_left(b) y'),
  'a label matched and brought': expr('x * on(a) group_left(a) y'),
  '`offset` behind a function': expr('rate(x[5m]) offset 5m > 1'),
  '`offset` twice': expr('x offset 5m offset 5m'),
  '`offset` before the range': expr('rate(x offset 5m [5m])'),
  '`@` of a name': expr('x @ y'),
  'an operator without its right side': expr('x >'),
  'two operators': expr('x > > 1'),
  'a range of a sum': expr('rate((x + y)[5m])'),
  'a subquery of a range': expr('rate(x[5m][1h:])'),
  'a comma too many': expr('label_join(x, "a", "b",)'),
  'a single equals sign': expr('x = 1'),
  'an ampersand': expr('x && y'),
  'a template in an expression': expr('x > {{ $limit }}'),
  'a percent sign at the end': expr('x > 90%'),
  'a limit that is no number': 'groups:\n  - { name: g, limit: few, rules: [] }\n',
  'a limit that is a list': 'groups:\n  - { name: g, limit: [5], rules: [] }\n',
  'a limit without a limit': 'groups:\n  - { name: g, limit: .inf, rules: [] }\n',
  'an interval of two zeros': 'groups:\n  - { name: g, interval: 00, rules: [] }\n',
  'a `for` of less than nothing': alert('expr: up\nfor: -0'),
  'rules outside of a group': 'rules:\n  - { alert: A, expr: up }\n',
  'another version of YAML': '%YAML 1.2\n---\ngroups: []\n',
  'a limit in quotes': 'groups:\n  - { name: g, limit: "5", rules: [] }\n',
  'groups that are no list': 'groups: { name: g, rules: [] }\n',
  'groups that are a text': 'groups: g\n',
  'a group that is a text': 'groups:\n  - g\n',
  'a group that is a list': 'groups:\n  - [g]\n',
  'a list of rules alone': '- { alert: A, expr: up }\n',
  'a text alone': 'up == 0\n',
  'a group for groups': 'group:\n  - { name: g, rules: [] }\n',
  'groups with a capital': 'Groups: []\n',
  'groups twice': 'groups: []\ngroups: []\n',
  'an alias of nothing': 'groups:\n  - { name: g, rules: *gone }\n',
  'a text that is merged': group('      - { <<: a, alert: A, expr: up }\n'),
  '`for` longer than time': alert('expr: up\nfor: 9999999999y'),
  'two points in a template': summary('{{ $labels..x }}'),
  'a point at the end in a template': summary('{{ $labels. }}'),
  'a field that begins with a digit': summary('{{ $labels.1x }}'),
  'three variables of a range': summary('{{ range $a, $b, $c := query "up" }}{{ end }}'),
  'variables of a range without a comma': summary('{{ range $i $a := query "up" }}{{ end }}'),
  'a comma behind the variables of a range': summary('{{ range $a, := query "up" }}{{ end }}'),
  'a field of a text': summary('{{ "a".b }}'),
  'two variables outside of a range': summary('{{ $a, $b := 1 }}'),
  'a block that is given nothing': summary('{{ block "x" }}{{ end }}'),
  'a template defined inside of a block': summary('{{ if true }}{{ define "x" }}{{ end }}{{ end }}'),
  'a text in single quotes': summary("{{ printf '%.2f' $value }}"),
  'a comment behind a blank': summary('{{ /* why */ }}'),
  'an `else if` of a range': summary('{{ range query "up" }}{{ else if true }}{{ end }}'),
  'a function of consoles only': summary('{{ tmpl "x" . }}'),
  'arithmetic in a template': summary('{{ $value * 100 }}'),
  'a function of Helm': summary('{{ $labels.x | default "none" }}'),
  'YAML that does not close': 'groups:\n  - name: "g\n',
  'tabs for indents': 'groups:\n\t- name: g\n',
};

/** Files that Prometheus loads, though something in them looks odd. */
const TAKEN: Readonly<Record<string, string>> = {
  'no group': 'groups: []\n',
  nothing: '',
  'a group without rules': 'groups:\n  - name: g\n',
  'rules of one name': group(
    '      - { alert: A, expr: up, labels: { a: b } }\n      - { alert: A, expr: up == 0 }\n',
  ),
  'a merged rule':
    'groups:\n  - name: g\n    rules:\n      - &a\n        alert: A\n        expr: up\n        labels: &l { a: b }\n      - <<: *a\n        alert: B\n        labels: { <<: *l, c: d }\n',
  'a quoted text that goes on below its key':
    'groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: up\n        annotations:\n          summary: "one\n          two"\n',
  'numbers and truths as labels': label('{ a: 1, b: true, c: 1.5 }'),
  'an empty `record` of an alert': alert('expr: up\nrecord: ""'),
  'nothing for a recording rule to raise': group(
    '      - { record: a, expr: up, for: 0s, annotations: {} }\n',
  ),
  'two groups that only a blank tells apart':
    'groups:\n  - { name: g, rules: [] }\n  - { name: "g ", rules: [] }\n',
  'a rule of nothing': group('      -\n'),
  'a limit with a line in it': 'groups:\n  - { name: g, limit: 1_000, rules: [] }\n',
  'an empty `alert` of a recording rule': group('      - { record: a, alert: "", expr: up }\n'),
  'two groups of one name in a pattern': expr('x{a=~"(?P<n>b)|(?P<n>c)"} > 1'),
  'a limit': 'groups:\n  - { name: g, limit: 5, rules: [] }\n',
  'a comment alone': '# none yet\n',
  'letters of any language': summary('{{ $labels.größe }}'),
  'an empty `for`': alert('expr: up\nfor:'),
  'no time at all': alert('expr: up\nfor: 0s'),
  'an expression that is a number': alert('expr: 1'),
  'all of a template': summary(
    '{{- /* why */ -}}{{ $x := index $labels "a-b" }}{{ with query "up" }}{{ range $i, $e := . }}{{ $e | value | printf "%.2f" }}{{ else }}-{{ end }}{{ end }}{{ if and (gt $value 1.5) (eq $labels.a "}}") }}{{ $x | toUpper | urlquery }}{{ else if not true }}b{{ end }}{{ define "t" }}x{{ end }}{{ template "t" . }}',
  ),
  'a pipe to nowhere': summary('{{ $value | }}'),
  'braces of text': summary('{ "a": 1 } }} {'),
  'metrics that are called like keywords': expr('sum by (by, on) (by) / offset + on(bool) group_left() avg'),
  'a power of a negative': expr('-x ^ 2 > -1e3'),
  infinities: expr('x < +Inf and x > -inf or x != NaN'),
  'all the strings': expr(`x{a="\\"\\\\x",b='c\\'',d=~\`e\\.f\`} > 1`),
  subqueries: expr(
    'max_over_time(rate(x[5m])[1h:1m] offset 1h) > 1 and x[5m:] @ end() '.replace('and x[5m:] @ end() ', ''),
  ),
  'modifiers anywhere': expr('sum(x offset -5m @ start()) without (a,) > bool 1'),
  'a comment': alert('expr: |\n  x # why\n  > 1'),
};

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

async function judgeAll(text: string, alerts = '{}') {
  const book = await bookInMemory({
    'opsbook.yaml': `site: { title: T }\nalerts: ${alerts}\n`,
    'content/alerts/a.rules.yaml': text,
  });
  const facts = { ...NO_FACTS, alerts: readContract(book) };
  return lintBook(book, { rules, facts }).filter(({ ruleId }) => ruleId === 'alert-rules-valid');
}

const judge = async (text: string, alerts?: string) =>
  (await judgeAll(text, alerts)).filter(({ level }) => level === 'error');

describe('what Prometheus refuses is one finding:', () => {
  test.each(Object.entries(REFUSED))('%s', async (_, text) => {
    const found = await judge(text);
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^[A-Z][^]*[.?]$/)]);
  });
});

describe('what only Prometheus 3 knows:', () => {
  test.each([
    [
      'labels of a group',
      'groups:\n  - { name: g, labels: { team: shop }, rules: [] }\n',
      'Prometheus 2 knows none',
    ],
    ['a label with a point', label('{ service.name: c }'), 'Rename `service.name`: a label has letters'],
    ['a label with a hyphen', label('{ a-b: c }'), 'Rename `a-b`'],
    [
      'a label of a group with a hyphen',
      'groups:\n  - name: g\n    rules:\n      - { alert: A, expr: up, labels: { 1a: c } }\n',
      'Rename `1a`',
    ],
    ['an annotation with a hyphen', alert('expr: up\nannotations: { run-book: c }'), 'an annotation has'],
    ['a metric with a blank', group('      - { record: "a b", expr: up }\n'), 'a metric has'],
    ['a metric in quotes', expr('{"my.metric", a="b"} > 1'), 'no name in quotes'],
    ['a label in quotes', expr('x{"service.name"="b"} > 1'), 'no name in quotes'],
    ['a label in quotes to group by', expr('sum by ("service.name") (x) > 1'), 'no name in quotes'],
    ['a range without a unit', expr('rate(x[300]) > 1'), 'a duration with its unit here, like `300s`'],
    ['an offset without a unit', expr('x offset 300 > 1'), 'a duration with its unit'],
    ['a number in groups', expr('x > 1_000'), 'no `_` in a number'],
    ['a time in words', expr('x @ 5m > 1'), 'no duration for a number'],
    ['the time of now', summary('{{ now }}'), 'only Prometheus 3 has the function `now`'],
    ['a duration', summary('{{ toDuration 5 }}'), 'toDuration'],
    ['a value of an address', summary('{{ urlQueryEscape $labels.a }}'), 'urlQueryEscape'],
  ])('%s', async (_, text, said) => {
    expect(await judge(text)).toEqual([]);
    expect(await judge(text, '{ dialect: metricsql, prometheus: 2 }')).toEqual([]);
    const found = await judge(text, '{ prometheus: 2 }');
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(said)]);
  });
});

test.each([
  ['a label with a hyphen', label('{ a-b: c }'), 'by ("a-b")'],
  [
    'an annotation with a hyphen',
    alert('expr: up\nannotations: { run-book: c }'),
    'index .Annotations "run-book"',
  ],
  ['a metric with a blank', group('      - { record: "a b", expr: up }\n'), '{"a b"}'],
])('%s is of little use in Prometheus 3 too', async (_, text, use) => {
  const found = await judgeAll(text);
  expect(found.map(({ level, message }) => [level, message])).toEqual([
    ['warning', expect.stringContaining(`only in quotes can it be used, as in \`${use}\``)],
  ]);
  expect(await judgeAll(text, '{ dialect: metricsql }')).toEqual([]);
});

describe('of a file without a rule is said what it is:', () => {
  test.each([
    [
      'an SLO of Pyrra',
      'apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\n',
      'that Pyrra makes of this SLO',
    ],
    [
      'an SLO of Sloth',
      'version: prometheus/v1\nservice: shop\nslos: []\n',
      'as `sloth generate` writes them',
    ],
    [
      'a Deployment',
      'apiVersion: apps/v1\nkind: Deployment\n',
      'an object of Kubernetes (`kind: Deployment`)',
    ],
    ['a PrometheusRule', 'kind: PrometheusRule\nspec: {}\n', '`kind: PrometheusRule` without `spec.groups`'],
    ['Alertmanager', 'route: { receiver: a }\nreceivers: []\n', 'the settings of Alertmanager'],
    ['values', 'a: 1\nb: 2\nc: 3\nd: 4\n', 'a file of `a`, `b`, `c` and more'],
    ['a list', '- { name: a, type: b }\n', 'a list of mappings with `name` and `type`'],
    ['an empty list', '[]\n', 'an empty list'],
  ])('%s', async (_, text, said) => {
    const found = await judgeAll(text);
    expect(found.map(({ level, message, line, column }) => [level, message, line, column])).toEqual([
      ['warning', expect.stringContaining(said), 1, 1],
    ]);
  });
  test('and nothing, where it lies outside the book', () => {
    const { faults } = readAlertRules({ path: '../a.yaml', text: 'password: x\n', faults: [] });
    expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/: it holds none\.$/)]);
  });
  test.each([
    '',
    '# none yet\n',
    'groups: []\n',
    'kind: Kustomization\n',
    'rule_files: [a]\ntests: []\n',
    'apiVersion: 1\npolicies: []\n',
  ])('nothing of %j', async (text) => {
    expect(await judgeAll(text)).toEqual([]);
  });
});

test.each(['vlogs', 'graphite'])("an expression of vmalert's for %s is not judged", async (type) => {
  const rule = group('      - { alert: A, expr: "env: prod | stats count() c" }\n');
  expect(await judge(rule.replace('name: g', `name: g\n    type: ${type}`))).toEqual([]);
  expect(await judge(rule)).toHaveLength(1);
});

test('labels of a group are those of its rules, whose own go first', () => {
  const text =
    'groups:\n  - name: g\n    labels: { team: shop, severity: page }\n    rules:\n      - { alert: A, expr: up, labels: { severity: ticket } }\n';
  const [found] = readAlertRules({ path: 'a.yaml', text, faults: [] }).rules;
  expect(found?.labels).toEqual({ team: 'shop', severity: 'ticket' });
});

describe('what Prometheus loads is no finding:', () => {
  test.each(Object.entries(TAKEN))('%s', async (_, text) => {
    expect(await judge(text)).toEqual([]);
  });
});

test.skipIf(!hasPromtool)(
  hasPromtool
    ? 'promtool says the same of all of them'
    : 'promtool says the same of all of them (skipped: promtool is not on the PATH)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-promtool-'));
    try {
      const check = (files: Readonly<Record<string, string>>): string => {
        const paths = Object.values(files).map((text, at) => {
          const path = join(folder, `${at}.yaml`);
          writeFileSync(path, text);
          return path;
        });
        const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', ...paths], { encoding: 'utf8' });
        return `${stdout}\n${stderr}`;
      };
      const names = (said: string, files: object, word: string): (string | undefined)[] =>
        said
          .split('Checking ')
          .filter((part) => part.includes(word))
          .map((part) => Object.keys(files)[Number(/(\d+)\.yaml/.exec(part)?.[1])]);
      expect(names(check(REFUSED), REFUSED, 'SUCCESS')).toEqual([]);
      expect(names(check(TAKEN), TAKEN, 'SUCCESS')).toEqual(Object.keys(TAKEN));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

describe('a fault stands where it is:', () => {
  const rule = (lines: string): string => group(`      - alert: A\n${lines}`);
  test.each([
    ['plain', rule('        expr: sum(ratee(x[5m])) > 1\n'), '5:19'],
    ['in double quotes', rule('        expr: "x{a=\\"b\\"} > ratee(x)"\n'), '5:29'],
    ['in single quotes', rule("        expr: 'x{a=\"''\"} > ratee(x)'\n"), '5:28'],
    ['in a block', rule('        expr: |\n          x > 1\n          and ratee(x)\n'), '7:15'],
    ['in a folded block', rule('        expr: >-\n          x > 1\n\n          and ratee(x)\n'), '8:15'],
    ['on a second line', rule('        expr: x > 1\n          and ratee(x)\n'), '6:15'],
    [
      'in a template',
      rule(
        '        expr: up\n        annotations:\n          s: >\n            late:\n            {{ $label.x }}\n',
      ),
      '9:16',
    ],
    [
      'in a ConfigMap',
      'kind: ConfigMap\ndata:\n  a.yaml: |\n    groups:\n      - name: g\n        rules:\n          - alert: A\n            expr: x > ratee(x)\n',
      '8:23',
    ],
  ])('%s', async (_, text, place) => {
    const found = (await judge(text)).filter(({ message }) => /ratee|\$label/.test(message));
    expect(found.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  });
});
