import { describe, expect, test } from 'vitest';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { bookInMemory } from '../book-in-memory.ts';

/** Findings of a book, each as `path:line  rule`. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const book = await bookInMemory(files);
  const facts = await gatherFacts(book);
  return lintBook(book, { rules, facts }).map(
    ({ path, line, level, ruleId }) => `${path}:${line} ${level} ${ruleId}`,
  );
}

const OURS =
  '---\ntitle: Ports\nkind: reference\nsummary: All ports.\nservice: web\nowner: ops\n---\n\n[a](a.md)\n';

describe('what a book has not adopted is said once', () => {
  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['a title and no more', { 'a.md': '---\ntitle: Disk full\n---\n' }, ['a.md:2 warning frontmatter-valid']],
    ['no frontmatter', { 'a.md': '# Disk full\n' }, ['a.md:1 warning frontmatter-valid']],
    [
      'keys of another system',
      { 'a.md': '---\ntitle: Disk full\nweight: 20\nbookHidden: true\nfoo: bar\n---\n' },
      ['a.md:2 warning frontmatter-valid'],
    ],
    [
      'a folder of such pages',
      { 'a.md': '# A\n', 'b.md': '---\ntitle: B\n---\n', 'c.mdx': '# C\n' },
      ['a.md:1 warning frontmatter-valid'],
    ],
    [
      'one page among those that have',
      { 'a.md': '# A\n', 'b.md': OURS, 'c.md': OURS.replace('Ports', 'Hosts') },
      ['a.md:1 warning frontmatter-valid'],
    ],
  ])('%s', async (_, files, expected) => {
    expect((await lint(files)).filter((said) => !said.includes('runbook-reachable'))).toEqual(expected);
  });
});

describe('in a folder that was written for another system', () => {
  const page = (...fences: string[]): string =>
    `# Disk full\n\n## Diagnosis\n\n${fences.map((code) => `\`\`\`bash\n${code}\n\`\`\`\n`).join('\n')}`;
  const fence = (language: string, code: string): string => `# A\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
  const own = (said: string[]): string[] => said.filter((one) => !one.endsWith('frontmatter-valid'));

  test.each<[string, string, string[]]>([
    [
      'the risk of its steps is one line, at the gravest',
      page('kubectl scale deploy web --replicas=2', 'kubectl delete pvc data', 'kubectl delete pvc logs'),
      [
        'a.md:10 warning risk-declared',
        'a.md:10 warning destroy-is-guarded',
        'a.md:6 warning change-has-rollback',
        'a.md:14 warning change-is-verified',
      ],
    ],
    [
      'what changes only the working folder is no risk',
      page('git add .', 'mkdir out', 'kubectl config use-context a'),
      [],
    ],
    [
      'the placeholders of a page are one warning',
      page('kubectl logs <pod>', 'kubectl describe pod <pod>', 'kubectl get pod <pod> -n <namespace>'),
      ['a.md:6 warning no-placeholder'],
    ],
    [
      'an example that is not finished is said once',
      page('kubectl get ...', 'helm list ...'),
      ['a.md:6 warning no-placeholder'],
    ],
    [
      'a variable without a value is one finding',
      page('kubectl get ns "$TENANT"', 'kubectl get pod -n "$TENANT"'),
      ['a.md:6 warning variable-declared'],
    ],
    [
      'several are one finding too',
      page('kubectl get ns "$TENANT"', 'kubectl get pod -n "$TENANT" "$POD"'),
      ['a.md:6 warning variable-declared'],
    ],
    [
      'what leaves nothing behind is not asked how it is undone',
      page('systemctl restart api', 'nginx -s reload', 'systemctl status api'),
      ['a.md:6 warning risk-declared'],
    ],
    [
      'an example of a password is none',
      page('curl -u admin:Admin123 http://localhost:8080/x', "password='pizza' ./register"),
      [],
    ],
    [
      'a page of another database is not judged',
      '# A\n\nOf CockroachDB.\n\n```sql\nSELECT a FROM b AS OF SYSTEM TIME c.d.e;\n```\n',
      [],
    ],
    [
      'a page of PostgreSQL is',
      '# A\n\nOf PostgreSQL.\n\n```sql\nSELECT a FROM b ORDER_BY c DESC;\n```\n',
      ['a.md:6 warning sql-parses'],
    ],
    [
      'a fence by the name of its command',
      fence('curl', 'curl -F a=@b https://c.example.org'),
      ['a.md:3 warning fence-language-known'],
    ],
    ["an answer with Python's NaN is left alone", fence('json', '{ "a": NaN }'), []],
    ['so is an object as mongosh prints it', fence('json', '{ acknowledged: true, deletedCount: 1 }'), []],
    ['a prompt that the site takes out is none', '# A\n\n```{.bash data-prompt="$"}\n$ ls -l\n```\n', []],
    [
      'a password that was hashed is none',
      page('GRUB2_PASSWORD=grub.pbkdf2.sha512.10000.32E5BAF2C2723B ./boot'),
      [],
    ],
    [
      'a password that everybody would try',
      '# A\n\n```bash\nexport VSPHERE_PASSWORD="admin!23"\nexport T_TOKEN=\'root@pam!capi\'\n```\n',
      [],
    ],
    [
      'a password of a server is one',
      page('curl -u admin:Admin123 https://10.20.0.7/x'),
      ['a.md:6 warning no-secret'],
    ],
    ['of a server that nobody has, none is', page('curl -u admin:Admin123 https://api.example.org/x'), []],
    [
      'a line that is to be changed may stand without its end',
      page('# change to 90\nif [ "$HOME" -gt 90 ]; then'),
      [],
    ],
    [
      'a construct that ends too early is a mistake',
      page('if true; then\n  ls\nfi\nfi'),
      ['a.md:9 warning shell-parses'],
    ],
    [
      'requests are no commands',
      page('POST /api/teams\n{ "name": "a" }'),
      ['a.md:5 warning fence-language-fits'],
    ],
    [
      'names and what they mean are no YAML',
      page('AO: Account operators\nRU: Restricted users'),
      ['a.md:5 warning fence-language-fits'],
    ],
    [
      'a comment below a command is no prompt of root',
      '# A\n\n```console\ntar xf a.tar\n\n# install the rest\nmake\n```\n',
      [],
    ],
    [
      'what is typed at another program is not judged',
      page('terraform console\n> local.rules\n> var.rules'),
      [],
    ],
    [
      'a line that stands for others',
      page('kops create cluster \\\n  ... (like usually)\n  --cloud a'),
      ['a.md:7 warning no-placeholder'],
    ],
    [
      'a comment between the lines of a command',
      page('docker run --rm \\\n  # all options\n  -w /srv \\\n  web:1 serve'),
      ['a.md:7 error shell-parses'],
    ],
    ['a comment below a command', page('docker run --rm web:1\n# then\nls'), []],
    [
      'what a container starts',
      page('docker create web:1 xtrabackup --backup'),
      [
        'a.md:6 warning change-has-rollback',
        'a.md:6 warning change-is-verified',
        'a.md:6 warning risk-declared',
      ],
    ],
    [
      'a flag of docker create itself',
      page('docker create --backup web:1'),
      [
        'a.md:6 warning change-has-rollback',
        'a.md:6 warning change-is-verified',
        'a.md:6 warning command-known',
        'a.md:6 warning risk-declared',
      ],
    ],
    [
      'a subcommand that the page explains',
      page('rabbitmq-streams add_super_stream a').replace(
        '## D',
        'Try `rabbitmq-streams add_super_stream`.\n\n## D',
      ),
      [],
    ],
    [
      'an assignment that holds a command',
      page('A=$(kubectl get pod \\\n  -l “app=b” -o name)'),
      ['a.md:7 error no-invisible-characters'],
    ],
    ['quotes of two kinds', page('ls -l “a b"'), ['a.md:6 error no-invisible-characters']],
    ['a file name behind the language is none of it', '# A\n\n```yaml:values.yaml\na: 1\n```\n', []],
    [
      'a time in angle brackets is no link',
      '# A\n\nThe log says <HH:MM:SS>.\n',
      ['a.md:3 warning no-unsafe-link'],
    ],
    ['a reference of settings is no YAML', fence('yaml', 'kind: A\nrules <[]Object> # a list\n- a: b'), []],
    ['nor are files of a folder', fence('yaml', 'base:\n  cluster.yaml # all of it\n  aws.yaml\nb: 1'), []],
    ['nor are labels and what chooses them', fence('yaml', 'env: a\n\nenv != production'), []],
    ['JSON below YAML is another file', fence('yaml', 'a: b\n\n# targets.json\n[\n  { "a": 1 }\n]'), []],
    [
      'a colon without a blank is a slip',
      fence('yaml', 'a:\n  secret:d\n    name: x'),
      ['a.md:5 warning yaml-parses'],
    ],
    ['a line too deep is one', fence('yaml', 'a:\n  - b: 1\n      c: 2'), ['a.md:5 error yaml-parses']],
    ['so is a quote in quotes', fence('yaml', 'a: "b "c" d"'), ['a.md:4 error yaml-parses']],
    [
      'what a block holds is not read',
      fence('yaml', 'a: |\n  not yaml (at) all\nb: "c "d"'),
      ['a.md:6 error yaml-parses'],
    ],
    ['a prompt above JSON', fence('json', '[root@web ~]# docker network inspect a\n[{ "a": 1 }]'), []],
    ['a ruler between JSON', fence('json', '{ "a": 1 }\n-----\n{ "b": 1 }'), []],
    ['values, one a line', fence('json', '42\n3.14'), []],
    ['JSON for programs that take comments', fence('json', '{\n  // all\n  "a": 1,\n}'), []],
    ['an output that zsh marks', fence('json', '[\n  { "a": 1 }\n]% '), []],
    ['a sign behind JSON', fence('json', '[\n  { "a": 1 }\n]#'), ['a.md:6 error json-parses']],
    ['settings of NATS', fence('yaml', "jwt: {\n    type: full\n    dir: './jwt'\n}"), []],
    ['a line that is pointed at', fence('yaml', '- from: [A DATE]   <----- add another\n  b: c'), []],
    [
      'a mark of direction in prose',
      '# A\n\nCopyright \u00a9\u200e 2021\n',
      ['a.md:3 warning no-invisible-characters'],
    ],
    ['a sentence that is turned', '# A\n\nCopyright \u202e 2021\n', ['a.md:3 error no-invisible-characters']],
    ['a formula', page('avg(Donors) < avg(Recipients) + limit'), ['a.md:6 warning shell-parses']],
    [
      'the secrets of a demonstration',
      page(
        'export A_PASSWORD=S3User.MinIO',
        'psql postgres://dbuser_app:DBUser.App@10.0.0.9/app',
        'nats a --password s3cr3t!',
      ),
      [],
    ],
    [
      'fields of lessons, which have kinds too',
      '---\nkind: lesson\nvolume: 1\nroute: a\nlabs: []\n---\n\n# A\n',
      [],
    ],
    ['names for entries', fence('json', '{ "events" : [metric1, metric2, ...] }'), []],
    [
      'a name where none is left out',
      fence('json', '{ "events" : [metric1] }'),
      ['a.md:4 error json-parses'],
    ],
    [
      'values of which one is cut',
      fence('json', '{\n  "a": 1,\n  ...\n}\n{\n  "b": "c"\n  "d": {\n    ...\n}'),
      [],
    ],
    [
      'what a program says, line by line',
      page('salloc: job 7 queued\nsalloc: job 7 has been allocated\nsalloc: Granted job 7'),
      ['a.md:5 warning fence-language-fits'],
    ],
    [
      'a flag that the page speaks of',
      page('prometheus --web.enable-some-receiver').replace(
        '## D',
        'Use `--web.enable-some-receiver`.\n\n## D',
      ),
      [],
    ],
    ['a flag that it does not', page('prometheus --web.enable-lifecycel'), ['a.md:6 error command-known']],
    ['where options go', page('ozone om [global options (optional)] --bootstrap'), []],
    ['a query with empty lines inside', fence('promql', 'sum(\n  up\n\n  + down\n)'), []],
    ['a query without its end', fence('promql', 'sum(up\n\nrate(a[5m])'), ['a.md:4 error promql-parses']],
    ['JSON for VS Code', fence('json', '{\n  "preLaunchTask": "b",\n}'), []],
    ['figures that were taken out', fence('json', '{ "asn": 00000, "a": 1 }'), []],
    ['figures that were not', fence('json', '{ "asn": 10 20, "a": 1 }'), ['a.md:4 error json-parses']],
    ['a log that ends in JSON', fence('json', '2026-01-31T12:00:00Z INFO\n{ "a": 1 }'), []],
    [
      'what a reference says of a parameter',
      fence(
        'yaml',
        'Parameter Sets: (All)\nDefault value: @()\nAccept pipeline input: False\nRequired: True',
      ),
      [],
    ],
    [
      'a value that no quotes hold',
      fence('yaml', 'required: true\nvalue: @()'),
      ['a.md:5 error yaml-parses'],
    ],
    ['JSON with a comma too many', fence('json', '{\n  "a": 1,\n}'), ['a.md:6 error json-parses']],
    ['what Docker prints', fence('dockerfile', '# docker images\nCONTAINER ID   IMAGE   COMMAND'), []],
    ['what may stand in a Dockerfile', fence('dockerfile', 'LABEL <key>=<value> <key>=<value> ...'), []],
    ['a slip in a Dockerfile', fence('dockerfile', 'FORM node:24'), ['a.md:4 warning dockerfile-parses']],
    ['a file that MkDocs puts in', fence('dockerfile', '--8<-- "docs/base"\nRUN ls'), []],
    ['one command or the other', page('systemctl status|show nginx'), []],
    ['the name of a command', page('kubectl logs'), []],
    ['the name of a flag', page('docker logs --since'), []],
    ['a flag without its value', page('docker logs web --since'), ['a.md:6 error command-known']],
    [
      'a command of which the most is left out',
      page('docker logs --since ...'),
      ['a.md:6 warning no-placeholder'],
    ],
    ['flags of a tool that is known in part', page('zypper lr -u && less -R a.log'), []],
    ['a slip in a tool that is known in part', page('dnf upgarde -y'), ['a.md:6 warning command-known']],
    ['flags that tar itself lacks', page("tar tf a.tar --include '*.sh'"), ['a.md:6 error command-known']],
    ['a command without its end', page('kubectl logs\nls'), ['a.md:6 warning command-known']],
    ['one with a flag and a value', page('kubectl logs -n web\nls'), ['a.md:6 error command-known']],
    [
      'a flag whose value another flag has taken',
      page('kubectl get --output --watch pods'),
      ['a.md:6 error command-known'],
    ],
    ['JSON that does not end', '# A\n\n```json\n{\n  "a": 1,\n  "b": 2\n```\n', ['a.md:6 error json-parses']],
    [
      'JSON of another kind',
      '# A\n\n```json\n{ "a": [b, c], "d": e }\n```\n',
      ['a.md:4 warning json-parses'],
    ],
    [
      'what is typed at MongoDB',
      page('> rs.initiate()\n> db.a.drop()'),
      ['a.md:5 warning fence-language-fits'],
    ],
    ['a picture', page('![a](docs/a(1).png)'), ['a.md:6 warning shell-parses']],
    ['a line of a Makefile', page('eval $$(ssh-agent -s)'), ['a.md:6 warning shell-parses']],
    ['what a template fills in', page("cd {{ config.folder|join('/') }}/x"), []],
    [
      'a prompt in brackets',
      page('(local machine) $ ssh web -R 1:$(hostname -i):2'),
      ['a.md:6 warning shell-parses'],
    ],
    ['settings of Groovy', fence('json', '// all\nparams {\n  a = 1\n}'), []],
    ['a line of a program', fence('yaml', '"host": ",".join(domains)'), []],
    [
      'tokens and passwords of examples',
      page('oc login --token=sha256~mine', 'mc alias set a http://a b --password=minioadmin123'),
      [],
    ],
    ['how a command is used', page('nmap [Scan Type(s)]'), []],
    ['words in brackets that say what goes there', page('git rebase -i topic~(number of commits)'), []],
    ['a question whether a program is there', page('command -v rsync >/dev/null || exit 1'), []],
    [
      'statements of which one is meant',
      fence('sql', 'GRANT|REVOKE ALL ON DATABASE a TO|FROM b;'),
      ['a.md:3 warning risk-declared'],
    ],
    ['attributes with commas, as Hugo has them', fence('sh {label="a",copy-lines="1"}', 'ls'), []],
    [
      'a key twice, without a value',
      fence('yaml', 'kind: A\nspec:\nspec:\n  a: 1'),
      ['a.md:6 error yaml-parses'],
    ],
    ['the name of a secret that is kept elsewhere', page('export TOKEN=secretref:sample'), []],
    ['a word of a script that is taken apart', page('esac'), []],
    ['the mark of a note', page('srun -n 2 \\ # (1)!\n  --mpi=pmix \\ # (2)!\n  ./app # (3)!'), []],
    [
      'a fence that ends with its page',
      '# A\n\n```mermaid\ngraph TD\n  a --> b\n',
      ['a.md:3 warning fence-closed'],
    ],
    [
      'a fence that swallows a heading',
      '# A\n\n```mermaid\ngraph TD\n\n## Steps\n',
      ['a.md:3 error fence-closed'],
    ],
    ['a mark that opens what it should close', '# A\n\n```\nls\n```%\n', ['a.md:3 error fence-closed']],
    [
      'a prompt is said once',
      page('$ kubectl get pods', '$ kubectl get nodes'),
      ['a.md:6 warning no-shell-prompt'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(own(await lint({ 'a.md': text })).sort()).toEqual(expected.sort());
  });

  test('the warning names what the reader has to fill in, each once, the first five of them', async () => {
    const names = ['pod', 'ns', 'node', 'pvc', 'svc', 'job', 'pod'].map(
      (name) => `kubectl get pod <${name}>`,
    );
    const book = await bookInMemory({ 'a.md': page(...names), 'b.md': page('kubectl get pod <pod>') });
    const messages = lintBook(book, { rules, facts: await gatherFacts(book), each: true })
      .filter(({ ruleId }) => ruleId === 'no-placeholder')
      .map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining('`<pod>`, `<ns>`, `<node>`, `<pvc>`, `<svc>` and 1 more.'),
      expect.stringMatching(/^Replace `<pod>` with a param/),
    ]);
  });

  test('a placeholder is an error among pages that have adopted the format', async () => {
    const files = {
      'a.md': page('kubectl logs <pod>'),
      'b.md': OURS,
      'c.md': OURS.replace('Ports', 'Hosts'),
    };
    expect(await lint(files)).toContain('a.md:6 error no-placeholder');
  });

  test('first pages of folders may have the same title, others are said', async () => {
    const files = {
      'a/index.md': '# Help\n',
      'b/README.md': '# Help\n',
      'c.md': '# Full\n',
      'd.md': '# Full\n',
    };
    expect(own(await lint(files))).toEqual(['c.md:1 warning title-unique']);
  });

  test('an unknown language is said where a known one was meant', async () => {
    const fence = (name: string): string => `\`\`\`${name}\nx\n\`\`\`\n`;
    const text = `# A\n\n${fence('alloy')}\n${fence('nohighlight')}\n${fence('promqll')}`;
    expect(own(await lint({ 'a.md': text }))).toEqual(['a.md:11 warning fence-language-known']);
  });
});

test('links that only another system can follow are one finding a book, and a line of a file is the file', async () => {
  const said = await lint({
    'docs/a.md': '# A\n\n[b](../../pkg/b.go) [c](../../pkg/c.go) [d](/static/d.png) [e](/static/e.png)\n',
    'docs/f.md': '# F\n\n[g](../../../g.md) [h](/h/) [i](./deploy.yaml:76) [j](./none.yaml:7)\n',
    'docs/deploy.yaml': 'a: 1\n',
  });
  expect(said.filter((one) => one.endsWith('link-resolves'))).toEqual([
    'docs/a.md:3 warning link-resolves',
    'docs/a.md:3 warning link-resolves',
    'docs/f.md:3 warning link-resolves',
  ]);
});

test('a link to a hidden file is no finding: nobody has looked there', async () => {
  const said = await lint({ 'a.md': '# A\n\n[b](.agents/b.md) [c](/.github/c.yml) [d](d.md)\n' });
  expect(said.filter((one) => one.endsWith('link-resolves')).sort()).toEqual(['a.md:3 error link-resolves']);
});

describe('SQL in a folder that was written for another system', () => {
  const sql = (code: string, around = ''): string => `# A\n\n${around}\n\n\`\`\`sql\n${code}\n\`\`\`\n`;
  const wrong = 'SELECT a FORM b;';
  const other = '\n```sql\nSELECT 1 FROM a WHERE b > NOW() - INTERVAL 1 HOUR;\n```\n';
  test.each<[string, string, string[]]>([
    ['may be of any database', sql(wrong), ['a.md:6 warning sql-parses']],
    [
      "is PostgreSQL's where its words are",
      sql(`${wrong}\nSELECT now()::date;`),
      ['a.md:6 error sql-parses'],
    ],
    [
      "is PostgreSQL's where the page speaks of that",
      sql(wrong, 'Open `psql`.'),
      ['a.md:6 error sql-parses'],
    ],
    [
      "is PostgreSQL's where the fence says so",
      sql(wrong).replace('```sql', '```postgres'),
      ['a.md:6 error sql-parses'],
    ],
    ['is another where the page speaks of another', sql(wrong, 'Log in to MySQL.'), []],
    [
      'is another where it makes what PostgreSQL has not',
      sql('CREATE SINK a FROM b WITH (c = 1);', '`psql`'),
      [],
    ],
    [
      'may have a slip in what it makes',
      sql('CREATE TABEL a (b int);', 'Open `psql`.'),
      ['a.md:6 warning sql-parses'],
    ],
    [
      'is a template of dbt',
      sql("{{ config(materialized='view') }}\nCREATE SOURCE {{ this }} (a int)", '`psql`'),
      [],
    ],
    ['is read below the line of the client', sql('psql shop\nCREATE EXTENSION a;', ''), []],
    [
      'is judged below the line of the client',
      sql('psql shop\nSELECT a FORM b;', ''),
      ['a.md:7 error sql-parses'],
    ],
    [
      'is another where names stand in brackets',
      sql('SELECT a FROM [b] CROSS APPLY c(d) AS e', '`psql`'),
      [],
    ],
    ['is another where its first word is', sql('RESHARD a b;', 'Open `psql`.'), []],
    [
      'may have a slip in its first word',
      sql('SELETC a FROM b;', 'Open `psql`.'),
      ['a.md:6 error sql-parses'],
    ],
    ['shows the form for any table', sql('CREATE INDEX a ON table (b, c)\nINCLUDE (d);', 'Open `psql`.'), []],
    [
      'may have a slip beside a table that is called one',
      sql('GRANT SELECT ON TABLE shop TO ops;\nSELETC a FROM b;', 'Open `psql`.'),
      ['a.md:7 warning sql-parses'],
    ],
    ['is another where a statement beside it is', sql(wrong, other), []],
    [
      'may be either where the page speaks of both',
      sql(wrong, `PostgreSQL, or else:\n${other}`),
      ['a.md:11 warning sql-parses'],
    ],
  ])('%s', async (_, text, expected) => {
    expect((await lint({ 'a.md': text })).filter((said) => said.endsWith('sql-parses'))).toEqual(
      expected.map((one) =>
        expect.stringMatching(new RegExp(`${one.replace(/^a.md:\\d+/, '^a.md:\\\\d+')}$`)),
      ),
    );
  });
});

test('a page that tells what was decided is not asked what its steps risk', async () => {
  const text = '# A\n\n## Diagnosis\n\n```bash\nkubectl delete pvc data\n```\n';
  const files = { 'docs/adr/0001-a.md': text, 'docs/runbooks/a.md': text.replace('# A', '# B') };
  expect((await lint(files)).filter((said) => /risk|guarded|rollback|verified/.test(said)).sort()).toEqual([
    'docs/runbooks/a.md:6 warning change-has-rollback',
    'docs/runbooks/a.md:6 warning change-is-verified',
    'docs/runbooks/a.md:6 warning destroy-is-guarded',
    'docs/runbooks/a.md:6 warning risk-declared',
  ]);
});

test('empty pages are said once, and pages to fill in not at all', async () => {
  const said = await lint({
    'a/README.md': '',
    'b/README.md': '\n',
    'c.md': '# C\n',
    'adr/template.md': '---\nstatus: {a | b, by [c](d.md)}\n---\n\n# T\n\n[x](XXX-title.md)\n',
    'd.md': '# D\n\n[x](../runbooks/YYYY-title.md) [y](none.md)\n',
    'SUMMARY.md': '# Summary\n\n- [Draft]()\n- [No]( )\n',
  });
  expect(said.filter((one) => !/title-unique|frontmatter/.test(one))).toEqual([
    'a/README.md:1 warning file-is-text',
    'd.md:3 warning link-resolves',
  ]);
});

test('what a page begins with is not lost in frontmatter without a word, and templates are no YAML', async () => {
  const said = await lint({
    'a.md': '---\n\nRead this: now: or never\n\n---\n\n# A\n',
    'b.md': '---\n# B\nOf: us\n---\n',
    'c.md': '---\n# a comment\ntitle: C\n---\n',
    'd.md': '---\n\n---\n\n# D\n',
    'archetypes/e.md': '---\ntitle: "{{ replace .Name "-" " " }}"\n---\n',
    'archetypes.md': '---\ntitle: "{{ replace .Name "-" " " }}"\n---\n',
  });
  expect(said.filter((one) => !/title-unique/.test(one))).toEqual([
    'a.md:1 warning frontmatter-valid', // that the book has no fields of ours
    'a.md:1 warning frontmatter-valid',
    'archetypes.md:2 error frontmatter-valid',
    'b.md:1 warning frontmatter-valid',
  ]);
});

test('a link to a colour is no heading that is missing', async () => {
  const said = await lint({ 'a.md': '# A\n\n![a](#F2F2F2) ![b](#fff) [c](#decade) [d](#dead)\n' });
  expect(said.filter((one) => one.endsWith('link-resolves')).sort()).toEqual([
    'a.md:3 warning link-resolves',
    'a.md:3 warning link-resolves',
    'a.md:3 warning link-resolves',
  ]);
});

test('a link by the name of a page alone is a warning: other systems know it wherever it is', async () => {
  const said = await lint({
    'a.md': '# A\n\n[b](b.md) [c](c.md) [d](d.md)\n',
    'x/b.md': '# B\n',
    'x/d.md': '# D\n',
    'y/d.md': '# E\n',
  });
  expect(said.filter((one) => one.endsWith('link-resolves'))).toEqual([
    'a.md:3 warning link-resolves',
    'a.md:3 error link-resolves',
    'a.md:3 error link-resolves',
  ]);
});

test('what looks like a catalogue of errors is not meant for opsbook', async () => {
  const page = (title: string): string =>
    `---\ntitle: ${title}\nerror_message: x\nseverity: High\nrecovery_time: 5 min\ntags: [a]\nrelated: ["B C"]\n---\n`;
  expect(await lint({ 'a.md': page('A'), 'b.md': page('B'), 'c.md': page('C') })).toEqual([
    'a.md:1 warning frontmatter-valid',
  ]);
});

test('a comment that is written as the address of a link is none', async () => {
  const said = await lint({ 'a.md': '# A\n\n[comment]: <> (made by a program)\n\n[x]: <>\n\nSee [x].\n' });
  expect(said.filter((one) => one.endsWith('link-resolves'))).toEqual(['a.md:5 error link-resolves']);
});

test('SQL of which PostgreSQL refuses a good part is not judged by PostgreSQL', async () => {
  const fence = (code: string): string => `\`\`\`sql\n${code}\n\`\`\`\n`;
  const wrong = fence('SELECT a FORM b;');
  const right = fence('SELECT a FROM b;');
  const said = async (wrongs: number, rights: number): Promise<number> => {
    const text = `# A\n\nOpen psql.\n\n${wrong.repeat(wrongs)}${right.repeat(rights)}`;
    return (await lint({ 'a.md': text })).filter((one) => one.endsWith('sql-parses')).length;
  };
  expect([await said(9, 20), await said(9, 90), await said(2, 0)]).toEqual([0, 9, 2]);
});
