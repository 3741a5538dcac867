import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import { bookInMemory } from '../book-in-memory.ts';
import type { Files } from '../book-in-memory.ts';

async function lint(files: Files, more: Partial<LintOptions> = {}): Promise<Finding[]> {
  const book = await bookInMemory(files);
  return lintBook(book, { rules, facts: await gatherFacts(book), ...more });
}

const fence = (language: string, code: string): string => `# A\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;

describe('an error on a page that has not adopted the format has a right form near it', () => {
  test.each<[string, string, string]>([
    ['a comma too many', fence('json', '{\n  "a": 1,\n}'), 'error json-parses'],
    ['two of them', fence('json', '{\n  "a": { "b": 1, },\n  "c": [1,\n  ],\n}'), 'error json-parses'],
    ['a comma that lacks', fence('json', '{\n  "a": 1\n  "b": 2\n}'), 'error json-parses'],
    ['a key that JSON does not take', fence('json', '{\n  a: "x",\n  "b": "y"\n}'), 'error json-parses'],
    ['a comma that YAML does not take', fence('yaml', '- a: "b",\n  c: [d]'), 'error yaml-parses'],
    [
      'a number that is none, and a comma',
      fence('json', '{\n  "a": 1,\n  "b": [1,],\n  "c": NaN\n}'),
      'warning json-parses',
    ],
    ['an escape that Go reads', fence('yaml', `a: "it\\'s"`), 'warning yaml-parses'],
    ['an escape that nothing reads', fence('yaml', 'a: "it\\ds"'), 'error yaml-parses'],
    ['a value with a colon in it', fence('yaml', 'a: took (at 3: 40s)\nb: 2'), 'error yaml-parses'],
    ['a block too deep', fence('yaml', 'a:\n  b: 1\n    c: 2\n    d: 3'), 'error yaml-parses'],
    [
      'numbers that the page explains',
      fence('yaml', 'a: [6]\n    b: "1000"\n    c: d [1]\ne: [2]\n    f: 1'),
      'warning yaml-parses',
    ],
    [
      'a heading with words more',
      '# A\n\n## Adjusting records (optional)\n\n[b](#adjusting-records)\n',
      'error link-resolves',
    ],
    ['a heading that is nowhere', '# A\n\n[b](#adjusting-records)\n', 'warning link-resolves'],
    ['a picture that is nowhere', '# A\n\n![b](shots/login.png)\n', 'error link-resolves'],
    ['a page that is nowhere, without its ending', '# A\n\n[b](broken-reference)\n', 'warning link-resolves'],
    ['a part of a page that has no such', '# A\n\n[b](a.md#adjusting)\n', 'warning link-resolves'],
    ['a page of the old site', '# A\n\n[b](/guide/b.md)\n', 'warning link-resolves'],
    ['no address', '# A\n\n[b]()\n', 'error link-resolves'],
    ['a fence of a list that is not closed', '# A\n\n- b\n  ```bash\n  ls\n- c\n', 'error fence-closed'],
    ['one whose code stands left of it', '# A\n\n- b\n  ```bash\nls\n  ```\n\n- c\n', 'warning fence-closed'],
    ['a command with half a quote', fence('bash', 'curl "https://example.org/x'), 'error shell-parses'],
    ['a sentence with half a quote', fence('bash', "install server's (new) key"), 'warning shell-parses'],
    ['a page of another folder', '# A\n\n[b](b/index.md)\n', 'error link-resolves'],
    ['a flag that is near another', fence('bash', 'kubectl get pods --namespce shop'), 'error command-known'],
  ])('%s', async (_, text, expected) => {
    const found = await lint({ 'a.md': text });
    const said = found.map(({ level, ruleId }) => `${level} ${ruleId}`);
    expect(said).toContain(expected);
  });

  test('a key that a page shows is an example where it says so, else a doubt; a token is none', async () => {
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7Vz1c9Qd8fX3bK2m\n'.repeat(8)}-----END RSA PRIVATE KEY-----`;
    const levels = async (text: string): Promise<string[]> =>
      (await lint({ 'a.md': text })).flatMap(({ ruleId, level }) => (ruleId === 'no-secret' ? [level] : []));
    expect(await levels(fence('text', key))).toEqual(['warning']);
    expect(await levels(`Example:\n\n${fence('text', key)}`)).toEqual([]);
    expect(await levels(fence('bash', `export T=ghp_${'aB3dE5fG7h'.repeat(4).slice(0, 36)}`))).toEqual([
      'error',
    ]);
  });

  test('a password that a program made is one; a word that somebody thought of is a doubt', async () => {
    const levels = async (password: string): Promise<string[]> => {
      const text = fence('bash', `psql postgres://app:${password}@db.internal.corp.net:5432/app`);
      return (await lint({ 'a.md': text })).flatMap(({ ruleId, level }) =>
        ruleId === 'no-secret' ? [level] : [],
      );
    };
    expect(await levels('x7Kd92mQz4Lp')).toEqual(['error']);
    expect(await levels('Bytebase.Meta2024')).toEqual(['warning']);
  });

  test('fences are closed whatever ends their lines, and a jq fence may hold the command that runs it', async () => {
    const said = async (text: string): Promise<string[]> =>
      (await lint({ 'a.md': text })).map(({ ruleId }) => ruleId).filter((id) => /fence-closed|jq/.test(id));
    expect(await said('# A\r\r```\rls\r```\r\rb\r')).toEqual([]);
    expect(await said('# A\r\r```\rls\r\rb\r')).toEqual(['fence-closed']);
    expect(await said(fence('jq', "curl -s host | jq -r '.a'"))).toEqual([]);
    expect(await said(fence('jq', '.a | map(('))).toEqual(['jq-parses']);
  });

  test("Jekyll reads a list's fence on to its closing line, and GitHub does not", async () => {
    const text = '# A\n\n1. b\n\n    ```ruby\na = 1\n```\n\n    c\n';
    const said = async (files: Files): Promise<string[]> =>
      (await lint(files)).flatMap(({ ruleId, level }) => (ruleId === 'fence-closed' ? [level] : []));
    expect(await said({ 'a.md': text })).toEqual(['warning']);
    expect(await said({ 'a.md': text, '_config.yml': 'title: A\n' })).toEqual([]);
  });

  test('a flag that is glued to its subcommand is told to stand apart; another name has its own nearest', async () => {
    const text = fence(
      'bash',
      'aws cloudformation delete-stack--stack-name a\naws cloudformation delete-stak',
    );
    const said = (await lint({ 'a.md': text })).filter(({ ruleId }) => ruleId === 'command-known');
    expect(said.map(({ message }) => /Did you mean.*/.exec(message)?.[0])).toEqual([
      'Did you mean `delete-stack --stack-name`?',
      'Did you mean `delete-stack`?',
    ]);
  });

  test.each<[string, string]>([
    [
      'master:\npersistence:\n  size: 1\ndata:\npersistence:\n  size: 2',
      '8 Indent `persistence`, if it belongs to `data` above it: beside that, it is already given.',
    ],
    ['a: 1\nb: 2\na: 3', '6 Remove the second `a`: it is already given above.'],
    ['x: 1\na:\na:\n  b: 1', '6 Remove the second `a`: it is already given above.'],
  ])('of a key that stands twice in %j is told where', async (yaml, expected) => {
    const said = (await lint({ 'a.md': fence('yaml', yaml) })).filter(
      ({ ruleId }) => ruleId === 'yaml-parses',
    );
    expect(said.map(({ line, message }) => `${line} ${message}`)).toEqual([expected]);
  });

  test.each<[string, string, string[]]>([
    [
      'code that lost its indent below the first lines of its fence',
      '# A\n\n1. b\n\n    ```sh\n    oc apply -f - <<EOF\nkind: Pod\nmetadata:\n    ```\n\n    c\n',
      ['7 Indent this code as far as its fence: the list ends here, and the fence with it.'],
    ],
    [
      'a fence of a list that nothing closes before the next point',
      '# A\n\n1. b\n\n   ```sh\n   ls\n\n2. c\n\n   ```\n   ls\n   ```\n',
      ['5 Close this fence: write ``` alone on the line below its code, which now goes on to the end.'],
    ],
    [
      'the end of a fence that nothing opens',
      '# A\n\nmkdir -p /srv/a\ntouch /srv/a/b\n\n```\n',
      ['6 Open a fence above the code that this line closes, or take the line away.'],
    ],
    [
      'the end of a fence in a list, at the left edge',
      '# A\n\n1. b\n\n   ```sh\n   ls\n```\n\n2. c\n',
      [
        '7 Indent this line as far as the fence that it was to close: the list ends here, and so it opens another.',
      ],
    ],
    [
      'a fence as deep as the code above it',
      '# A\n\n    Recovery\n\n    ```mermaid\nflowchart TD\n```\n\nThen go.\n',
      [
        '5 Take the indent of this fence away: four spaces make it a part of the code above, so that the line to close it opens another.',
      ],
    ],
    [
      'two backticks for three',
      '# A\n\nRun:\n\n``bash\nls\n```\n\nThen go.\n',
      ['5 Begin this fence with three backticks: it has two, so that the line to close it opens another.'],
    ],
    [
      'two backticks in a line, and a fence that nothing closes',
      '# A\n\nRun ``ls``:\n\n```\nls\n\nThen go.\n',
      ['5 Close this fence: write ``` alone on the line below its code, which now goes on to the end.'],
    ],
    [
      'what PowerShell draws below an error',
      '# A\n\n> Copy-App\nAt line:1 char:1\n+ Copy-App\n+ ~~~~~~~~\n    + CategoryInfo\n\n## B\n\nText.\n',
      [
        '6 Put what is printed here in a fence of its own: this line of tildes opens one, which goes on to the end.',
      ],
    ],
    [
      'a fence of tildes with a language',
      '# A\n\n~~~sh\nls\n\n## B\n\nText.\n',
      ['3 Close this fence: write ~~~ alone on the line below its code, which now goes on to the end.'],
    ],
  ])('an open fence is told by its cause: %s', async (_, text, expected) => {
    const said = (await lint({ 'a.md': text })).filter(({ ruleId }) => ruleId === 'fence-closed');
    expect(said.map(({ line, message }) => `${line} ${message}`)).toEqual(expected);
  });

  test('what is written for programs is no page, and no heading has a tag in its anchor', async () => {
    const text = '# A\n\n## `--api` <Badge text="v1" type="info"/>\n\n[b](#api) [c](#apo)\n';
    const said = (await lint({ 'a.md': text, 'AGENTS.md': text })).filter(
      ({ ruleId }) => ruleId === 'link-resolves',
    );
    expect(said.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'a.md Change `#apo`: `a.md` has no heading or step `#apo`.',
    ]);
  });

  test('no page that tells what was has errors', async () => {
    const text = fence('bash', 'kubectl get pods --namespce shop');
    const found = await lint({ 'docs/changelogs/2019.md': text, 'docs/a.md': text });
    const said = found.filter(({ ruleId }) => ruleId === 'command-known');
    expect(said.map(({ path, level }) => `${path} ${level}`)).toEqual([
      'docs/a.md error',
      'docs/changelogs/2019.md warning',
    ]);
  });

  test('a level that the settings give is the level', async () => {
    const files = {
      'opsbook.yaml': 'runbooks: docs\nrules:\n  link-resolves: error\n',
      'docs/a.md': '# A\n\n[b](b.md)\n',
    };
    const [said] = (await lint(files)).filter(({ ruleId }) => ruleId === 'link-resolves');
    expect(said?.level).toBe('error');
  });
});

describe('what is told of a fault', () => {
  test.each<[string, string, string]>([
    [
      'a file of the book, as one machine had it',
      '# A\n\n[a](file:///home/ann/book/a.md#a)\n',
      "warning no-unsafe-link 3 Write `a.md` in place of this address: `file:` leads to a machine of its author's.",
    ],
    [
      'no value before the next command',
      fence('bash', 'kubectl get pods --namespace; kubectl get nodes'),
      'error command-known 4 Give `--namespace` its value: `;` ends the command here.',
    ],
    [
      'no value before a pipe',
      fence('bash', 'kubectl get pods --namespace | sort'),
      'error command-known 4 Give `--namespace` its value: `|` ends the command here.',
    ],
    [
      'no value at the end of a substitution, in quotes',
      fence('bash', 'pods="$(kubectl get pods --namespace)"'),
      'error command-known 4 Give `--namespace` its value: `)` ends the command here.',
    ],
    [
      'no value before a file',
      fence('bash', 'kubectl get pods --namespace > pods.txt'),
      'error command-known 4 Give `--namespace` its value: the command ends here.',
    ],
    [
      'no value at the end of a line, before a comment',
      fence('bash', 'kubectl get pods --namespace # all'),
      'error command-known 4 Give `--namespace` its value: the line ends here. Was the `\\` that continues it lost?',
    ],
    [
      'a comma that is missing between braces',
      fence('yaml', 'kind: Deployment\nlabels: {\n  app: shop,\n  tier: web\n  zone: a\n}'),
      'error yaml-parses 7 Put a comma behind this: what stands in braces or brackets goes on below.',
    ],
    [
      'where a block stands too deep, its own line',
      fence('yaml', 'a:\n  - b: 1\n   c:\n   - d'),
      'error yaml-parses 6 Indent this line by 4 spaces, not by 3: it does not belong to the lines above.',
    ],
    [
      'a second key, where that begins',
      fence('yaml', 'a: 0\nc:\n  a: 1\n\nc:\n  b: 2'),
      'error yaml-parses 8 Remove the second `c`: it is already given above.',
    ],
    [
      'a long dash in SQL, where that stands',
      fence('sql', 'select now();\nselect lsn \u2013 {{primary}} as lag from pg_stat_replication;'),
      'warning sql-parses 5 Fix this SQL: a long dash stands here in the place of `-`.',
    ],
    [
      'what the author wrote in the place of a name',
      fence('sql', 'select a b {{c}} from pg_class;'),
      'error sql-parses 4 Fix this SQL: PostgreSQL says syntax error at or near "{{c}}".',
    ],
    [
      'a list below a value',
      fence('yaml', 'tls: []\n  - secret: a\n    hosts: [b]'),
      'warning yaml-parses 5 Remove this list, or what stands there above it: a key takes the one or the other.',
    ],
    [
      'marks of a test, which no shell reads',
      fence('bash', '[     SKIP ] ( 1/13) Skipping: more than 300 tasks (3072)'),
      'warning shell-parses 4 Call this fence `text`, or by its own language: no shell reads what it holds.',
    ],
    [
      'words in brackets behind a command',
      fence('bash', 'systemctl reboot (only on the first node)'),
      'warning shell-parses 4 Write `# (only on the first node)`: behind a command, a shell takes the brackets for its own.',
    ],
  ])('%s', async (_, text, expected) => {
    const found = await lint({ 'a.md': text });
    const said = found.map(({ level, ruleId, line, message }) => `${level} ${ruleId} ${line} ${message}`);
    expect(said).toContain(expected);
  });

  test.each<[string, string, string]>([
    [
      'a placeholder behind a `$` is no variable',
      'variable-declared',
      fence('bash', 'zfs send a@$<last-snap>'),
    ],
    ["what is typed in PHP's shell", 'shell-parses', fence('bash', 'php > foreach ($a as $b) {')],
    ['the name of what is to stand there', 'command-known', fence('bash', 'rclone subcommand a:b')],
    ['a plugin that nobody here knows', 'command-known', fence('bash', 'kubectl ko nbctl show')],
    ['a version that was printed', 'command-known', fence('bash', 'kind v0.11.1 go1.16.4')],
    ['how a command is used', 'shell-parses', fence('bash', 'etcdctl status (--endpoints=$E|--cluster)')],
    ['a space that is none, in a comment', 'no-invisible-characters', fence('bash', 'ls # a\u00A0b')],
    [
      "GitBook's anchor of a heading with a number",
      'link-resolves',
      '# A\n\n## 0. Set up\n\n[b](#id-0.-set-up)\n',
    ],
    [
      'a value to be filled in',
      'yaml-parses',
      fence('yaml', 'a:\n  - b: [HOST]\n    c: [PROTOCOL]://localhost:[PORT]'),
    ],
    [
      'a value with an example of it',
      'yaml-parses',
      fence('yaml', 'a:\n  - [domain] (e.g. example.org)\n  - b'),
    ],
    ['a program that is called JSON', 'json-parses', fence('json', '- (void)load {\n  [super load];\n}')],
    ['a command that is called SQL', 'sql-parses', fence('sql', ':~$ wpa_passphrase "a" "b"')],
    [
      'a flag that is gone, where something else follows',
      'command-known',
      fence('bash', 'kubectl version --short 2>/dev/null || kubectl version'),
    ],
    ['a mirror', 'no-unsafe-link', '# A\n\n[b](rsync://example.org/b)\n'],
    [
      'a query in a comment',
      'fence-language-fits',
      fence('bash', '# with the last count (50 of them)\nmytool --logs'),
    ],
    [
      "a system's own tool, to be filled in",
      'shell-parses',
      fence('bash', "printf 1 | <your system's clipboard>"),
    ],
    [
      'a flag before the subcommand',
      'command-known',
      fence('bash', 'cloudflared --config a.yml service install'),
    ],
    [
      'settings as a reference describes them',
      'yaml-parses',
      fence('yaml', 'a:\n  - [name: <string>]\n    [labels: <list of strings>]\n  b: c: d'),
    ],
    [
      'what a query tool is given',
      'fence-language-fits',
      fence('bash', "tempo-cli query a:3200 '{} | rate() by (b)' now"),
    ],
    ['another SQL by its own words', 'sql-parses', fence('sql', "BACKUP DATABASE [a] TO DISK = 'b';")],
    ['a number that is to be filled in', 'command-known', fence('bash', 'kill -TERM -PID')],
    [
      'queries, one below the other',
      'promql-parses',
      fence('promql', 'up{a="b"}\nrate(c{\n  d="e"\n}[5m])\nup'),
    ],
    ['a choice of values', 'yaml-parses', fence('yaml', 'a:\n  b: [low|high]-priority')],
    ['a list that is left out', 'json-parses', fence('json', '{\n  "a": [\n    "b",\n    "...",\n  ]\n}')],
    [
      'a fence that begins with another',
      'shell-parses',
      `# A\n\n\`\`\`\`sh\n\n\`\`\`nohighlight\na\n\`\`\`\`\n`,
    ],
    [
      'how a command is used, by its choices',
      'command-known',
      fence('bash', 'kubectl get (pods|services) [NAME]'),
    ],
    [
      'a function of a file that was read',
      'fence-language-fits',
      fence('bash', 'source lib.sh\nlog_info a\nput_up b\nput_up c\nlog_info d'),
    ],
    [
      'a function of another fence',
      'fence-language-fits',
      `${fence('bash', 'say_it() {\n  echo 1\n}')}\n\`\`\`bash\nls\nsay_it a\nput it\nsay_it b\n\`\`\`\n`,
    ],
    [
      'what is removed of its own making',
      'destroy-is-guarded',
      `${fence('bash', 'dir="$(mktemp -d)"\ngit clone https://example.org/a/shop.git\ncurl -LO https://example.org/x.tgz\nls > list.txt')}\n\`\`\`bash\nrm -rf "$dir/a" shop ./x.tgz\nrm list.txt\n\`\`\`\n`,
    ],
    ['what a fence that does not parse removes', 'destroy-is-guarded', fence('bash', 'rm -rf /srv/a "\nls')],
    [
      'a flag of the version that the page names',
      'command-known',
      `With Helm 2:\n\n${fence('bash', 'helm install --name a b/c')}\nWith Helm v3, \`helm install a b/c\`.\n`,
    ],
    [
      'a flag of the time of Tiller',
      'command-known',
      `${fence('bash', 'helm install --name a b/c')}\nIt asks tiller.\n`,
    ],
    [
      'a flag of an older release',
      'command-known',
      `On terraform 0.12:\n\n${fence('bash', 'terraform init -get-plugins=false')}`,
    ],
    [
      'the types of values',
      'json-parses',
      fence('json', '{\n  "status": "success",\n  "count": number,\n  "names": [string]\n}'),
    ],
    [
      'numbers in round brackets that the page explains',
      'yaml-parses',
      fence('yaml', `db:\n  private: true    (1)\n  mode: 'Auto'     (2)\nsteps: []${' '.repeat(60)}(3)`),
    ],
    [
      'what is left out of a command',
      'shell-parses',
      fence('bash', 'docker run -d (..) web -m 8222 --store'),
    ],
    [
      'settings in blocks without commas',
      'yaml-parses',
      fence('yaml', "resolver: {\n    type: full\n    # Where.\n    dir: './jwt'\n    limit: 1000\n}"),
    ],
    [
      'a brace that closes left of its key',
      'yaml-parses',
      fence('yaml', 'a:\n  b: {\n  c: d\n}\nlist: [\n"e"\n]'),
    ],
    ['stages that a grammar names', 'logql-parses', fence('logql', '{ app="a" | stage1 | stage2 }')],
    ['stages of a query', 'logql-parses', fence('logql', '{ app="a" } | stage1 | stage2')],
    ['a query of which a part is left out', 'logql-parses', fence('logql', '{ … | stage1 | stage2 }')],
    [
      'a value that is to be chosen',
      'promql-parses',
      fence('promql', 'sum(rate(a[5m])) or vector(reasonable_default)'),
    ],
    [
      'a sentence that is called YAML',
      'yaml-parses',
      fence('yaml', 'Note: this only works on Linux: use it there'),
    ],
    ['a comment that is written as an address', 'link-resolves', '# A\n\n[//]:b.md> (begins)\n\nText.\n'],
    ['gunzip, told again what it does', 'command-known', fence('bash', 'gunzip -d a.gz')],
    [
      'an address that Hugo fills in',
      'link-resolves',
      '# A\n\n[Set up][] now.\n\n[Set up]: {{< param "set_up" >}}\n',
    ],
  ])('nothing is said of %s', async (_, rule, text) => {
    const found = await lint({ 'a.md': text });
    expect(found.filter(({ ruleId }) => ruleId === rule)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a value without quotes', 'json-parses', fence('json', '{\n  "status": success,\n  "count": 1\n}')],
    ['a slip in a value', 'json-parses', fence('json', '{\n  "a": tru,\n  "type": "string"\n}')],
    ['a type where a key stands', 'json-parses', fence('json', '{\n  "a": 1,\n  string\n}')],
    ['a stage that there is not', 'logql-parses', fence('logql', '{ app="a" } | jsn | logfmt')],
    ['a metric where a number stands', 'promql-parses', fence('promql', 'vector(up)')],
    ['a folder of the machine', 'destroy-is-guarded', fence('bash', 'mkdir -p /srv/a\nrm -rf /srv/a')],
    ['a folder that was here', 'destroy-is-guarded', fence('bash', 'mkdir out\nls data\nrm -rf out data')],
    ['what is made later', 'destroy-is-guarded', fence('bash', 'rm -rf out\nmkdir out')],
    ['what a variable holds', 'destroy-is-guarded', fence('bash', 'dir=$(pwd)\nrm -rf "$dir"')],
    [
      'what a page only speaks of',
      'destroy-is-guarded',
      `All is in data.\n\n${fence('bash', 'rm -rf data')}`,
    ],
    [
      'a flag that is gone, where the page says no version',
      'command-known',
      fence('bash', 'helm install --name a b/c'),
    ],
    [
      'a flag that is gone, below a newer version',
      'command-known',
      `With Helm 2, ask Tiller. With Helm 3.1:\n\n${fence('bash', 'helm install --name a b/c')}`,
    ],
    [
      'a flag that is gone, beside another version',
      'command-known',
      `For Kubernetes 1.20:\n\n${fence('bash', 'helm install --name a b/c')}`,
    ],
    [
      'numbers in round brackets that do not count from one',
      'yaml-parses',
      fence('yaml', "db:\n  private: true    (7)\n  mode: 'Auto'     (2)"),
    ],
    ['brackets that hold a word', 'shell-parses', fence('bash', 'docker run -d (opts) web -m 8222 --store')],
    [
      'a list in brackets that lacks a comma',
      'yaml-parses',
      fence('yaml', 'kind: Deployment\nlabels: {\n  app: shop,\n  tier: web\n  zone: a\n}'),
    ],
    ['dots in a string', 'promql-parses', fence('promql', 'up{a="..."}} or vector(1)')],
  ])('but of %s, something is', async (_, rule, text) => {
    const found = await lint({ 'a.md': text });
    expect(found.filter(({ ruleId }) => ruleId === rule)).toHaveLength(1);
  });

  test("nor of parts that GitBook's list of pages names in its own way", async () => {
    const found = await lint({
      'SUMMARY.md': '# Pages\n\n* [A](a.md)\n  * [B](a.md#b-1)\n',
      'a.md': '# A\n',
    });
    expect(found.filter(({ ruleId }) => ruleId === 'link-resolves')).toEqual([]);
  });

  test('what tests read has no errors, and no folder is named for its first page', async () => {
    const text = '# A\n\n[b](./missing.md)\n[c](../c/index.md)\n';
    const found = await lint({ 'scripts/fixtures/a.md': text, 'docs/a.md': text, 'x/index.md': '# X\n' });
    const said = found.flatMap(({ ruleId, path, level, message }) =>
      ruleId === 'link-resolves' ? [`${path} ${level} ${message}`] : [],
    );
    expect(said).toEqual([
      'docs/a.md error Change `./missing.md`: there is no file `docs/missing.md`.',
      'docs/a.md error Change `../c/index.md`: there is no file `c/index.md`.',
      'scripts/fixtures/a.md warning Change `./missing.md`: there is no file `scripts/fixtures/missing.md`.',
      'scripts/fixtures/a.md warning Change `../c/index.md`: there is no file `scripts/c/index.md`.',
    ]);
  });

  test.each([
    ['its first word has a slip', "SELCT * FROM jobs WHERE state = 'stuck'"],
    ['a comment stands before all', '-- who waits\nSELECT * FORM jobs'],
    ['a comment never ends', '/* who waits\nSELECT * FROM jobs'],
  ])('SQL is SQL where %s', async (_, text) => {
    const found = await lint({ 'a.md': fence('sql', text) });
    expect(found.filter(({ ruleId }) => ruleId === 'sql-parses')).toHaveLength(1);
  });

  test('a condition of another language is told as that', async () => {
    const found = await lint({ 'a.md': fence('bash', 'if(info.type==Push.Finish)') });
    expect(
      found.filter(({ ruleId }) => ruleId === 'shell-parses').map(({ level, kind }) => `${level} ${kind}`),
    ).toEqual(['warning other-text']);
  });

  test('a token of a lesson is a doubt', async () => {
    const text = fence('text', ['ghp', '16C7e42F292c6912E7710c838347Ae178B4a'].join('_'));
    const found = await lint({ 'labs/03-login.md': text, 'ops/login.md': text });
    const said = found
      .filter(({ ruleId }) => ruleId === 'no-secret')
      .map(({ path, level }) => `${path} ${level}`);
    expect(said).toEqual(['labs/03-login.md warning', 'ops/login.md error']);
  });

  test('pages that begin with a part of that name have no title in common', async () => {
    const text = '---\ntags: [a]\n---\n\n## Introduction\n\nText.\n';
    const found = await lint({ 'ops/a.md': text, 'ops/b.md': text });
    expect(found.filter(({ ruleId }) => ruleId === 'title-unique')).toEqual([]);
  });

  test('a fence of a list that is closed left of it is one finding', async () => {
    const found = await lint({ 'a.md': '# A\n\n1. B\n   ```bash\n   ls\n```\n\nText.\n' });
    expect(found.filter(({ ruleId }) => ruleId === 'fence-closed').map(({ line }) => line)).toEqual([6]);
  });

  test('nor do later fences count that each line which closes opens from there on', async () => {
    const text = '# A\n\n- B\n  ```\n  ls\n```\n- C\n\n```\nls\n```\n\nText.\n';
    const linesOf = async (files: Files): Promise<number[]> =>
      (await lint(files)).flatMap(({ ruleId, line }) => (ruleId === 'fence-closed' ? [line] : []));
    expect(await linesOf({ 'a.md': text })).toEqual([6]);
    expect(await linesOf({ 'a.md': text, '_config.yml': 'theme: x\n' })).toEqual([]);
    expect(await linesOf({ 'a.md': `${text}\n1. D\n   ~~~\n   ls\n`, '_config.yml': 'theme: x\n' })).toEqual(
      [],
    );
  });

  test('a fence of Markdown that holds fences is told where it opens', async () => {
    const text = '# A\n\n```markdown\n# B\n\n```bash\nls\n```\n\n## C\n```\n\n## D\n\nText.\n';
    const found = (await lint({ 'a.md': text })).filter(({ ruleId }) => ruleId === 'fence-closed');
    expect(found.map(({ line, level, message }) => `${line} ${level} ${message.slice(0, 36)}`)).toEqual([
      '3 error Write this fence with four backticks',
    ]);
  });

  test('a query in settings makes no query of them', async () => {
    const rules = 'rules:\n  - alert: a\n    expr: b{c=~"d"}\n    note: |\n      One.\n      Two.';
    const found = await lint({ 'a.md': fence('bash', rules) });
    expect(found.map(({ message }) => message)).toContain(
      'Call this fence `yaml`: it holds YAML, not commands.',
    );
  });
});

describe('what many pages of another system have is said once', () => {
  const links = (count: number): Files =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `p${index}.md`,
        `# P${index}\n\n[b](broken-reference-${index})\n`,
      ]),
    );
  const ofLinks = (found: readonly Finding[]): string[] =>
    found.flatMap(({ ruleId, message }) => (ruleId === 'link-resolves' ? [message] : []));

  test('with the number of the others, and how to see each', async () => {
    const said = ofLinks(await lint(links(7)));
    expect(said).toEqual([
      'Change `broken-reference-0`: there is no file `broken-reference-0`. There are 6 more like it on 7 pages: `broken-reference-1`, `broken-reference-2`, `broken-reference-3`, `broken-reference-4`, `broken-reference-5`, `broken-reference-6`. `opsbook lint --rule link-resolves` shows each.',
    ]);
  });

  test('each is shown of a few, to whom names the rule or the page, and for what is fixed', async () => {
    expect(ofLinks(await lint(links(3)))).toHaveLength(3);
    expect(ofLinks(await lint(links(7), { only: new Set(['link-resolves']) }))).toHaveLength(7);
    expect(ofLinks(await lint(links(7), { paths: new Set(['p1.md']) }))).toHaveLength(1);
    expect(ofLinks(await lint(links(7), { each: true }))).toHaveLength(7);
  });

  test('what only this format has is counted where adopting it is spoken of', async () => {
    const page = (at: number): string =>
      `# P${at}\n\n\`\`\`bash\nkubectl get pod <pod-${at}>\nrm -rf a\n\`\`\`\n`;
    const pages = (count: number): Files =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}.md`, page(at)]));
    expect((await lint(pages(1))).length).toBeGreaterThan(3);
    expect((await lint(pages(3))).map(({ ruleId }) => ruleId)).toContain('risk-declared');
    expect((await lint(pages(4))).map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([
      'frontmatter-valid Add `kind`, `summary`, `service` and `owner` to the pages of this book: `opsbook import . --dry-run` shows what it would write. What only opsbook asks for, and what only the other system reads, is counted until then: `destroy-is-guarded` (4), `no-placeholder` (4), `risk-declared` (4). `opsbook lint --rule NAME` shows each place.',
    ]);
  });

  test("the guides of another system are pages like all others, and a book's own are its guides", async () => {
    const text = '# A\n\n```bash\n$ kubectl get pods\nNAME  READY\nweb   1/1\n```\n';
    const pages = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`content/guides/${name}.md`, text]));
    const errorsOf = (found: readonly Finding[]): number =>
      found.filter(({ level }) => level === 'error').length;
    expect(errorsOf(await lint({ 'index.md': '# Home\n', ...pages }))).toBe(0);
    expect(errorsOf(await lint({ 'opsbook.yaml': 'runbooks: content/runbooks\n', ...pages }))).toBe(4);
  });

  test('a sketch of JSON is counted where the book has pages enough, and a slip is said', async () => {
    const files = Object.fromEntries(['b', 'c', 'd', 'e'].map((name) => [`${name}.md`, `# ${name}\n`]));
    const said = async (code: string): Promise<string[]> =>
      (await lint({ 'a.md': fence('json', code), ...files })).map(
        ({ ruleId, message }) => `${ruleId} ${message.includes('`json-parses` (1)') ? 'counts' : 'says'}`,
      );
    expect(await said('{ "a": [text, text], "d": number }')).toEqual(['frontmatter-valid counts']);
    expect(await said('{ "a": [1, 2, "d": 3 }')).toContain('json-parses says');
  });

  test('how exact a step is, is a way to work: it is counted too', async () => {
    const text = '## Symptoms\n\nIt is slow.\n\n## Diagnosis\n\n1. Check the logs\n';
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [`runbooks/${name}.md`, `# ${name}\n\n${text}`]),
    );
    const found = await lint(files);
    expect(found.filter(({ ruleId }) => ruleId === 'step-is-vague')).toEqual([]);
    expect(found.find(({ kind }) => kind === 'not-adopted')?.message).toContain('`step-is-vague` (4)');
    const some = await lint({ 'runbooks/a.md': `# a\n\n${text}` });
    expect(some.filter(({ ruleId }) => ruleId === 'step-is-vague')).toHaveLength(1);
  });

  test('a mark of direction in words is a doubt, and what turns them is none', async () => {
    const files = { 'a.md': '# A\n\nSee Ops >\u200E Services.\n', 'b.md': '# B\n\nSee \u202Erun\u202C.\n' };
    const said = (await lint(files)).filter(({ ruleId }) => ruleId === 'no-invisible-characters');
    expect(said.map(({ path, level }) => `${path} ${level}`)).toEqual(['a.md warning', 'b.md error']);
  });

  test('what only the other system reads is counted there too, with its names', async () => {
    const marks = [
      '{{< alpha >}}',
      '<iframe src="https://example.org/a"></iframe>',
      '{{< beta >}}',
      '{{< alpha >}}',
    ];
    const files = Object.fromEntries(marks.map((mark, at) => [`content/p${at}.md`, `# P${at}\n\n${mark}\n`]));
    const found = await lint(files);
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['frontmatter-valid']);
    expect(found[0]?.message).toContain(
      'until then: `dialect-known` (3: `{{< alpha >}}`, `{{< beta >}}`), `component-known` (1: `<iframe>`).',
    );
    const each = await lint(files, { only: new Set(['dialect-known']) });
    expect(each.map(({ subject, places }) => `${subject} ${places}`)).toEqual([
      '{{< alpha >}} 2',
      '{{< beta >}} 1',
    ]);
  });

  test('what asks for an `output` fence, whichever rule says it, is counted there: this format has such fences', async () => {
    const session = fence('bash', '$ ls\na.txt\n$ date\nMon Nov 30');
    const printed = fence(
      'bash',
      'systemctl status a\n   Loaded: loaded (/etc/systemd/system/a.service; enabled)',
    );
    const prompt = fence('bash', '$ ls\n$ date');
    const pages = [session, printed, prompt, '# A\n'].map((text, at) => text.replace('# A', `# P${at}`));
    const found = await lint(Object.fromEntries(pages.map((text, at) => [`p${at}.md`, text])));
    expect(found.map(({ ruleId, kind }) => `${ruleId} ${kind}`)).toEqual([
      'frontmatter-valid not-adopted',
      'no-shell-prompt prompt',
    ]);
    expect(found[0]?.message).toContain('`no-shell-prompt` (1), `shell-parses` (1)');
  });

  test('findings that differ in kind are told apart, whatever their words are', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 5 }, (_, at) => [`p${at}.md`, `# P${at}\n\n[a](gone)\n[b](#nowhere)\n`]),
    );
    const found = (await lint(files)).filter(({ ruleId }) => ruleId === 'link-resolves');
    expect(found.map(({ kind, places }) => `${kind} ${places}`)).toEqual(['file 5', 'heading 5']);
    // Each of two kinds has fewer than there are mistakes of a book.
    const links = Array.from({ length: 8 }, (_, at) => `[a](Part${at}.md)\n[a](nowhere/lost${at}.pdf)\n`);
    const both = await lint({
      'a.md': `# A\n\n${links.join('\n')}`,
      ...Object.fromEntries(links.map((_, at) => [`part${at}.md`, `# Part ${at}\n`])),
    });
    const levels = both.filter(({ ruleId }) => ruleId === 'link-resolves').map(({ level }) => level);
    expect(levels).toEqual(Array.from({ length: 16 }, () => 'error'));
  });

  test('marks of the other system are one finding with the names of all', async () => {
    const found = await lint({ 'content/a.md': '# A\n\n{{< alpha >}}\n\n{{< beta >}}\n\n{{< gamma >}}\n' });
    const said = found.filter(({ ruleId }) => ruleId === 'dialect-known');
    expect(said).toHaveLength(1);
    expect(said[0]?.message).toContain('There are 2 more like it: `{{< beta >}}`, `{{< gamma >}}`.');
  });

  test('so are errors, from more than a dozen on', async () => {
    const headings = Array.from(
      { length: 13 },
      (_, index) => `guide-${String.fromCharCode(97 + index)}-reference`,
    );
    const slips = (count: number): Files => ({
      'a.md': `# A\n\n${headings
        .map((one) => `## ${one}\n\n[b](#${one}s)\n`)
        .slice(0, count)
        .join('\n')}`,
    });
    const levels = (found: readonly Finding[]): string[] =>
      found.flatMap(({ ruleId, level }) => (ruleId === 'link-resolves' ? [level] : []));
    expect(levels(await lint(slips(12)))).toEqual(Array.from({ length: 12 }, () => 'error'));
    expect(levels(await lint(slips(13)))).toEqual(['warning']);
  });

  test('many links to one file that is not there are one error, and to a second another', async () => {
    const pages: Files = {
      'a.md': '# A\n\n[b](guide.md) [c](other.md) [d](guide.md)\n\n## B\n\n[e](#c)\n',
      'b/c.md': '# C\n\n[b](../guide.md)\n\n[e](#c-d)\n',
    };
    const said = (found: readonly Finding[]): string[] =>
      found.flatMap(({ ruleId, level, path, line, message }) =>
        ruleId === 'link-resolves' && level === 'error' ? [`${path}:${line} ${message}`] : [],
      );
    expect(said(await lint(pages))).toEqual([
      'a.md:3 Change `guide.md`: there is no file `guide.md`. 2 more links name it. `opsbook lint --rule link-resolves` shows each.',
      'a.md:3 Change `other.md`: there is no file `other.md`.',
    ]);
    expect(said(await lint(pages, { each: true }))).toHaveLength(4);
    const many: Files = { 'a.md': `# A\n\n${'[b](guide.md) '.repeat(13)}\n` };
    expect(said(await lint(many))).toEqual([]);
  });

  test.each([
    [2, 'So is 1 more file.'],
    [3, 'So are 2 more files.'],
  ])('%i empty pages are one finding', async (number, expected) => {
    const empty = Object.fromEntries(Array.from({ length: number }, (_, at) => [`p${at}.md`, '\n']));
    const found = await lint({ 'a.md': '# A\n', ...empty });
    const said = found.flatMap(({ ruleId, message }) => (ruleId === 'file-is-text' ? [message] : []));
    expect(said).toEqual([`Write something or remove this file: it is empty. ${expected}`]);
  });

  test('pages that have adopted the format are told of each place', async () => {
    const adopted = '---\ntitle: P\nkind: reference\nsummary: All.\nservice: web\nowner: ops\n---\n\n';
    const files = Object.fromEntries(
      Object.entries(links(7)).map(([path, text]) => [path, `${adopted}${String(text)}`]),
    );
    expect(ofLinks(await lint(files))).toHaveLength(7);
  });
});

test('a picture of Hugo stands in `static/`, and what it makes pages of is none', async () => {
  const found = await lint({
    'content/en/a.md':
      '---\ntitle: A\n---\n\n{{< figure src="assets/a.png" >}}\n\nsee [b]({{< relref ref="b" >}})\n',
    'content/en/b.md': '---\ntitle: B\n---\n\nText.\n',
    'static/assets/a.png': 'x',
    'archetypes/default.md': '---\ntitle: C\n---\n\n[SOMETHING](SOMETHING.md)\n',
  });
  expect(found.filter(({ ruleId }) => ruleId === 'link-resolves')).toEqual([]);
});

test('a heading below an opening ruler is shown where what follows is no YAML', async () => {
  const found = await lint({
    'a.md': '---\n# Disk full\n\n> **Old (2020):** it is `a` now.\n\n---\n\nText.\n',
  });
  expect(found.filter(({ level }) => level === 'error')).toEqual([]);
});

describe('what a book of another system has its reason for', () => {
  test.each<[string, string, Files]>([
    ['a language that only its own system colours', 'fence-language-known', { 'a.md': fence('psv', 'a|b') }],
    ['a name that says there is no code', 'fence-language-known', { 'a.md': fence('nocode', 'a b') }],
    [
      'a flag cut short',
      'command-known',
      { 'a.md': fence('bash', 'iptables -t nat -A PREROUTING -j REDIRECT --to-port 80') },
    ],
    [
      'the beginning that all commands of a page have',
      'command-known',
      { 'a.md': fence('bash', 'kubectl --kubeconfig=<cluster>-kubeconfig') },
    ],
    [
      'what a program printed behind its name',
      'command-known',
      { 'a.md': fence('bash', 'minikube version: v1.29.0') },
    ],
    [
      'what is typed to a mail server',
      'command-known',
      { 'a.md': fence('bash', 'telnet mail 25\nhelo example.org\nMAIL FROM:<a@example.org>') },
    ],
    [
      'a command that was there in an older version',
      'command-known',
      {
        'docs/v3.5/a.md': fence('bash', 'kubectl version --short'),
        'docs/v3.6/b.md': '# B\n',
      },
    ],
    [
      'one beside the version that is still written',
      'command-known',
      {
        'docs/v1.9/a.md': fence('bash', 'kubectl version --short'),
        'docs/main/b.md': '# B\n',
      },
    ],
    [
      'one of a report of what happened',
      'command-known',
      { 'docs/reports/a.md': fence('bash', 'kubectl version --short') },
    ],
    ['a body that is left out', 'shell-parses', { 'a.md': fence('bash', 'for i in a b; do\n  # …\ndone') }],
    [
      'a function whose body is left out',
      'shell-parses',
      { 'a.md': fence('bash', 'function f() {\n  # body\n}') },
    ],
    ['a part of a script', 'shell-parses', { 'a.md': fence('bash', 'elif [ "$A" = b ]; then\n  ls\nfi') }],
    [
      'numbers that the page explains below',
      'yaml-parses',
      { 'a.md': fence('yaml', 'a: [1]\n  b: c [2]\n  d: [3]\n    e: f') },
    ],
    [
      'dots for what stands above',
      'yaml-parses',
      { 'a.md': fence('yaml', 'spec:\n...\n  a:\n  - b: 1\nstatus:\n  c: 2') },
    ],
    [
      'a log that is called JSON',
      'json-parses',
      { 'a.md': fence('json', '[jfrou] [WARN ] [main] - Missing required services: [jfmd]') },
    ],
    [
      'a character without width in what a service answered',
      'no-invisible-characters',
      { 'a.md': fence('json', '{\n  "note": ":flag:\u200B :other:"\n}') },
    ],
    [
      'a number as some countries print it',
      'no-invisible-characters',
      { 'a.md': fence('bash', 'smartctl --all /dev/sda # 2\u202F000\u202F398\necho 2\u202F000\u202F398') },
    ],
    [
      'a secret that says it is an example',
      'no-secret',
      { 'a.md': fence('bash', 'export TF_VAR_db_password="MySecretPassword123"') },
    ],
    [
      'one that says so in base 64',
      'no-secret',
      { 'a.md': fence('bash', 'export AWS_SECRET_ACCESS_KEY="bG9uZ2hvcm4tdGVzdC1zZWNyZXQta2V5"') },
    ],
    [
      'a flag that the page speaks of',
      'command-known',
      { 'a.md': fence('bash', 'crictl --runtime-endpoint\nexport CONTAINER_RUNTIME_ENDPOINT=a') },
    ],
    [
      'what a lesson makes, with other names beside it',
      'name-known',
      {
        'a.md': fence('bash', 'kubectl rollout status deployment/myapp-deployment'),
        'k/nginx.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: nginx-deployment\n',
      },
    ],
    [
      'one that its snippet calls an example',
      'no-secret',
      {
        'a.md': fence(
          'bash',
          '# DO NOT RUN, just an example\ndocker swarm join --token SWMTKN-1-24zvxeydjarchy7z68mdawichvf684qvf8zalx3rmwfgi6pzm3-4ftqn9n8v98kx3phfqjimtkzx 10.0.0.2:2377',
        ),
      },
    ],
    [
      'one of a server that is kept for documentation',
      'no-secret',
      { 'a.md': fence('json', '{ "url": "http://app:h8sKw0Qz7Lp2@192.0.2.129:45001" }') },
    ],
    [
      'a title that posts and changelogs have each time',
      'title-unique',
      {
        '_posts/2016-11-18-a.md': '---\ntitle: Notes\n---\n',
        '_posts/2016-11-30-a.md': '---\ntitle: Notes\n---\n',
        'docs/changelog/v4-1.md': '---\ntitle: Changes\n---\n',
        'docs/changelog/v4-2.md': '---\ntitle: Changes\n---\n',
      },
    ],
    ['a placeholder in two brackets', 'shell-parses', { 'a.md': fence('bash', 'cf push <<APP_NAME>> -i 2') }],
    [
      'a value that is asked for in words',
      'shell-parses',
      { 'a.md': fence('bash', 'PASSWORD=<your mysql password for user `a`>\nKEY=<the key>') },
    ],
    [
      'a fence that is not closed, by the shell too',
      'shell-parses',
      { 'a.md': '# A\n\n```bash\n    ls\n    ```\n\nText (words).\n' },
    ],
    [
      'a name in the place of a number',
      'json-parses',
      { 'a.md': fence('json', '{\n  "ts": SECONDS.MICROSECONDS,\n  "a": 1\n}') },
    ],
    [
      'a log with a line that is cut short',
      'json-parses',
      { 'a.md': fence('json', '{"a": 1, "b": {"c": 2}\n{"a": 2}\n{"a": 3}\n{"a": 4}') },
    ],
    [
      'values of one key to choose from',
      'yaml-parses',
      { 'a.md': fence('yaml', 'a.io/plane: one\na.io/plane: two\na.io/plane: three') },
    ],
    ['an empty part of other pages', 'file-is-text', { 'a.md': '# A\n', '_part.mdx': '' }],
    [
      'a flag that no manual has',
      'command-known',
      { 'a.md': fence('bash', 'pg_restore --clean --no-acl --no-owner -d a a.dump\npg_dumpall --no-acl') },
    ],
    [
      "MyST's inventories, and pages of a browser",
      'no-unsafe-link',
      { 'a.md': '# A\n\n[b](inv:dc#support:encrypt), [c](chrome://flags)\n' },
    ],
    ["docsify's first page", 'link-resolves', { 'a.md': '# A\n\n[b](#/)\n' }],
    [
      'an index of a field in a field',
      'link-resolves',
      { 'a.md': '# A\n\nWrite %{[fieldname1][fieldname2]}.\n' },
    ],
    [
      "GitBook's word for `&`",
      'link-resolves',
      { 'a.md': '# A\n\n[b](#domain-and-host)\n\n## Domain & Host\n' },
    ],
    [
      'an old address, which the site leads on from',
      'link-resolves',
      {
        'a.md': '# A\n\n[b](/old/b/)\n',
        'b.md': '---\ntitle: B\naliases: [/old/b/]\n---\n\nText.\n',
      },
    ],
    [
      'calls of a macro, and versions to fill in',
      'shell-parses',
      {
        'a.md': fence('bash', 'brew install <<app_name()>>\ndocker pull app:vX.Y.(Z-1)'),
        'b.md': fence('bash', 'docker pull app:vX.Y.(Z-1)'),
      },
    ],
    [
      'where a program was when it failed',
      'no-invisible-characters',
      { 'a.md': fence('text', 'at\u00a0<block>, C:\\app.psm1: line 5\nat run, C:\\app.psm1: line 9') },
    ],
    [
      'values to fill in between blanks',
      'shell-parses',
      {
        'a.md': fence('bash', 'kubectl create secret generic a --from-literal=b=<<The ID of your app>>'),
        'b.md': fence('bash', 'kubectl create secret generic a --from-literal=b=< access token >'),
        'c.md': fence('sh', './ethd keys sign-exit <0xpubkey>'),
      },
    ],
    [
      'an address of Ethereum',
      'no-secret',
      { 'a.md': fence('bash', 'L2_TOKEN_RATE_ORACLE=0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d0') },
    ],
    [
      'a comma before what is left out',
      'json-parses',
      { 'a.md': fence('json', '{\n  "a": 1,\n  // there may be\n  // more of these\n}') },
    ],
    [
      'settings of TypeScript',
      'json-parses',
      { 'a.md': fence('json', '{\n  "compilerOptions": {},\n  "include": [\n    "a.ts",\n  ],\n}') },
    ],
    [
      'addresses of sockets, and of the page that takes a part in',
      'no-unsafe-link',
      { 'a.md': '# A\n\n<wss://push.example.org/>\n', 'shared/b.md': '# B\n\n[c](ref:c)\n' },
    ],
    [
      'blanks that PowerShell takes',
      'no-invisible-characters',
      { 'a.md': fence('powershell', 'if (\u00a0$a) {\n\u00a0\u00a0b "c\u00a0d"\n}') },
    ],
    [
      'a message over several lines',
      'json-parses',
      { 'a.md': fence('json', '{\n  "a": 1,\n  "b": "The scope is locked.\n    Remove the lock."\n}') },
    ],
    [
      'a password that says that it is none',
      'no-secret',
      { 'a.md': fence('text', ['DB=postgres', '//app:not-really-a-password@10.1.2.3:5432/shop'].join(':')) },
    ],
    [
      'a statement to fill in',
      'sql-parses',
      { 'a.md': fence('sql', 'explain (analyze, buffers) <query>;\nselect pg_sleep(1);') },
    ],
    [
      'a session of a shell in a fence of SQL',
      'sql-parses',
      { 'a.md': fence('sql', '\u276f cat tables.sql\nselect 1 from pg_class;') },
    ],
    [
      "PowerShell's sessions by their name",
      'fence-language-known',
      { 'a.md': fence('pwsh-session', 'PS> mkdir a') },
    ],
    [
      'flags and subcommands that the help of a tool leaves out',
      'command-known',
      { 'a.md': fence('bash', 'ls | less -R\nrestic snapshots --last\npre-commit validate-config') },
    ],
    ['a page in two languages', 'title-unique', { 'a/a.de.md': '# Backup\n', 'a/a.en.md': '# Backup\n' }],
    [
      'the first page of a folder, that has the title of another one',
      'title-unique',
      {
        'a/README.md': '# A\n',
        'a/a.md': '# A\n',
        'a/CLAUDE.md': '# A\n',
        'b/c.md': '# C\n',
        'b/c.gotmpl.md': '# C\n',
      },
    ],
  ])('nothing is said of %s', async (_, rule, files) => {
    expect((await lint(files)).filter(({ ruleId }) => ruleId === rule)).toEqual([]);
  });

  test.each<[string, string, Files]>([
    ['a slip in a language', 'warning fence-language-known', { 'a.md': fence('bach', 'ls -l') }],
    ['two slips in a long one', 'warning fence-language-known', { 'a.md': fence('ShellSeasion', '$ ls') }],
    ['a command that is gone', 'warning command-known', { 'a.md': fence('bash', 'kubectl version --short') }],
    [
      'one of the newest version',
      'warning command-known',
      {
        'docs/v3.5/a.md': '# A\n',
        'docs/v3.6/b.md': fence('bash', 'kubectl version --short'),
      },
    ],
    [
      'a flag of another command',
      'error command-known',
      { 'docs/v1/a.md': fence('bash', 'kubectl get pods --namespce shop') },
    ],
    [
      'SQL in a fence of commands',
      'warning shell-parses',
      { 'a.md': fence('bash', 'mysql -u root\nselect host,user from user;') },
    ],
    [
      'a rule of NFS in a fence of commands',
      'warning shell-parses',
      { 'a.md': fence('bash', '/mnt/share  10.0.0.1(rw,sync)') },
    ],
    [
      'a loop that nothing ends',
      'warning shell-parses',
      { 'a.md': fence('bash', 'for i in a b; do kubectl get pods -n $i') },
    ],
    [
      'numbers in brackets that nobody counts',
      'warning yaml-parses',
      { 'a.md': fence('yaml', 'a: [6]\n    b: "1000"\n    c: d [1]\ne: [2]\n    f: 1') },
    ],
    [
      'a space that is none in a command',
      'error no-invisible-characters',
      { 'a.md': fence('bash', 'ls\u00A0-l') },
    ],
    [
      'a credential',
      'warning no-secret',
      { 'a.md': fence('bash', 'export K3S_TOKEN=K1019827f88b77cc5e1dce04d692d445c1015a578dafdc56aca829b2f') },
    ],
    [
      'a credential of a real address',
      'error no-secret',
      { 'a.md': fence('json', '{ "url": "http://app:h8sKw0Qz7Lp2@10.0.0.7:45001" }') },
    ],
    [
      'members of JSON in a fence of commands',
      'warning fence-language-fits',
      { 'a.md': fence('bash', '"user": "",\n"password": "",\n"port": 1') },
    ],
    [
      'labels in a fence of commands',
      'warning shell-parses',
      { 'a.md': fence('bash', 'traefik.enable=true\ntraefik.http.routers.a.rule=HostRegexp(`^.+$`)') },
    ],
    ['a key twice among others', 'warning yaml-parses', { 'a.md': fence('yaml', 'a: 1\nb: 2\na: 3') }],
    ['an empty page', 'warning file-is-text', { 'a.md': '# A\n', 'b.md': '' }],
    ['a scheme with a slip', 'warning no-unsafe-link', { 'a.md': '# A\n\n[b](kttps://k8s.io)\n' }],
    [
      'a bracket in a version',
      'error shell-parses',
      { 'a.md': fence('bash', 'docker pull --quiet app:v1.2.(3-1)') },
    ],
    [
      'a fence that begins in a fence',
      'error shell-parses',
      { 'a.md': '# A\n\n```bash\nls -l\n2. Then:\n```bash\nls -a\n```\n' },
    ],
    [
      'what kubectl describes, in a fence of commands',
      'warning fence-language-fits',
      {
        'a.md': fence(
          'bash',
          'Name:         web\nNamespace:    shop\nLabels:       <none>\nKind:         Pod',
        ),
      },
    ],
    [
      'a reference of Grafana that no page names',
      'warning no-unsafe-link',
      { 'a.md': '# A\n\n[c](ref:c)\n' },
    ],
    [
      'a blank in a path',
      'error no-invisible-characters',
      { 'a.md': fence('powershell', 'cd "C:\\Program\u00a0Files"') },
    ],
    [
      'a string that is not closed',
      'warning json-parses',
      { 'a.md': fence('json', '{\n  "a": "b,\n  "c": "d"\n}') },
    ],
    [
      'a password that does not',
      'error no-secret',
      { 'a.md': fence('text', ['DB=postgres', '//app:h8sKw0Qz7Lp2@10.1.2.3:5432/shop'].join(':')) },
    ],
    [
      'a mistake beside a statement to fill in',
      'error sql-parses',
      { 'a.md': fence('sql', 'explain (analyze, buffers) <query>;\nselect pg_sleep(1) form a;') },
    ],
    [
      'two pages of one language and title',
      'warning title-unique',
      { 'a/a.en.md': '# Backup\n', 'a/b.en.md': '# Backup\n' },
    ],
    ['two pages of one title', 'warning title-unique', { 'a/a.md': '# Slack\n', 'a/b.md': '# Slack\n' }],
  ])('%s is still said', async (_, expected, files) => {
    const said = (await lint(files)).map(({ level, ruleId }) => `${level} ${ruleId}`);
    expect(said).toContain(expected);
  });
});
