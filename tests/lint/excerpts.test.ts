import { describe, expect, test } from 'vitest';
import { loadSql } from '../../src/lint/parsers/sql.ts';
import { findSecrets } from '../../src/lint/parsers/secrets.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { dockerfile } from '../../src/lint/parsers/dockerfile.ts';
import { json } from '../../src/lint/parsers/json.ts';
import { yaml } from '../../src/lint/parsers/yaml.ts';

describe('JSON: parts of files are read as such, mistakes are found', () => {
  test.each([
    ['dots for members', '{\n  "a": 1,\n  ...\n}'],
    ['dots for entries', '{ "a": [...], "b": [1, ...], "c": { ... } }'],
    ['dots for a value', '{ "a": ..., "b": … }'],
    ['dots in parentheses', '{\n  (...)\n  "run_list": [\n    (...)\n  ]\n}'],
    ['words between dots', '"a": {\n  ...existing fields...,\n  "b": 1\n}'],
    ['dots first', '...\n{ "a": 1 }\n...'],
    ['comments', '{\n  // the key\n  "a": 1, # of the team\n  /* rest */\n  "b": 2\n}'],
    ['a line of comment before it', '# The request\n{"a": 1}\n# The answer\n{"b": 2}'],
    ['dots for a name and its value', '{ "a": { "...": "..." }, "b": { "...": "..." } }'],
    ['nothing but a comment', '// Delete the stage with "type": "module"\n'],
    ['a member between comments', '// in devcontainer.json\n"a": "b",\n// no more of c'],
    ['an assignment', 'metadata = {\n  "a": "b"\n}'],
    ['placeholders', '{ "a": <number>, "<key>": "<value>", "c": {{ tls }}, "d": ${COUNT} }'],
    ['members alone', '"worker": {\n  "a": 1\n}'],
    ['members alone, with a comma after them', '"a": 1,\n"b": 2,'],
    ['entries of a list', '{ "a": 1 },\n{ "a": 2 }'],
    ['one value below the other', '{ "a": 1 }\n{ "a": 2 }\n[3]'],
    ["Kibana's console", 'GET /_cat/indices\n\nPOST /orders/_search\n{ "size": 1 }'],
    ['an answer of a server', 'HTTP/1.1 200 OK\n\n{ "a": 1 }'],
    ['alternatives', '{ "status": "success" | "error", "count": 0 }'],
    ['dots as a member', '{\n  "a": {\n    [...]\n    "b": 1\n  }\n}'],
    ['a comma before dots in a comment', '[\n  { "a": 1,\n    // ...\n  },\n  /* … */\n]'],
    ['what mongosh prints', "[\n  { _id: ObjectId('65'), x: 1 },\n]"],
    ["mongosh's keys and strings", "{\n  mode: 'AES256-CBC',\n  vault: { version: '4' }\n}"],
    ['a call of mongosh', 'db.runCommand({connectionStatus:1})'],
    ['the end of a part, with what it closes', '"a": {\n  "b": 1\n}}]\n}]'],
    ['the end of an entry', '    "b": 1\n  }\n},'],
    ['a comma first', ',\n{\n  "a": 1\n}'],
    ['a comma first, and a member', ',\n"a": {\n  "b": 1\n}'],
    ['the beginning of a member', '"a": "b",\n"properties": {'],
    ['an entry that goes on', '{\n  "a": {\n    "b": 1\n  },'],
    ['a comment that ends it', '"a": {\n  "b": 1\n},\n//...'],
    ['words after dots', '{\n  "a": {\n    ... swap both of the values below\n    "b": 1\n  }\n}'],
    ['an entry before dots and brackets', '{ "a": [\n  { "b": 1 },\n  ...\n  ]},\n...\n}'],
    ['a session', '$ vtctldclient GetRoutingRules\n{\n  "rules": []\n}'],
    ['a plan below its query', 'Query - select a from b;\nPlan -\n{ "a": 1 }'],
    ['a mistake that is shown', '// Bad\n{ "a": 1, }'],
    ['a name in braces for a value', '{"post_id": {step.post_id}, "b": {NAME}}'],
    ['a statement', 'create tenant test;'],
    ['an answer with its number', '422 Unprocessable Entity, details: {"a":1}'],
    ['words of another script', '阅读 配置\n{"a":1}'],
    ['JSON in quotes', '\'{"a": [1]}\''],
    ['settings of Logstash', 'input {\n  beats { port => 5044 }\n}'],
    ['a hash of Ruby', '{\n  "@version" => "1"\n}'],
    ['a command', 'curl -XGET "http://localhost:9200/_settings"'],
    ['lines of Jekyll', '[\n  {% raw %}\n  { "a": "{{ b }}" }\n  {% endraw %}\n]'],
    ['dots in a string, for entries', '[\n  { "a": 1 },\n  { "... more here ..." }\n]'],
    ['a comment that says what was left out', '{ "a": [\n  { "b": 1 }, // Trimmed items.\n], "c": 1 }'],
    ["Hugo's shortcodes in strings", '{"msg":"on 0.0.0.0:{{< port name="a" nojs="9091" >}}","t":1}'],
    [
      "what Go's templates may leave out",
      '[\n  { "a": 1 },\n  {{ if .Error }}\n  { "b": 2 }\n  {{ end }}\n]',
    ],
    ['dots around words', '"a": {\n  ...existing fields...,\n  "b": "c"\n}'],
    ['two dots on their line', '{\n  "a": { "b": 1 }\n  ..\n  "c": 2\n}'],
    ['JSON in a string', '\\"type\\": \\"a\\",\n...'],
    ['a message', 'Request failed: 500.\nContent: {"a":1}'],
    ['dots, slashes and bars in strings', '{ "a": "...", "b": "http://x | <y>" }'],
  ])('%s', (_, text) => {
    expect(json(text)).toBeUndefined();
  });

  test.each([
    ['a comma too many', '{ "a": 1, }', 'JSON says property name expected', '}'],
    ['a comma before a comment', '{ "a": 1, // no more\n}', 'JSON says property name expected', '}'],
    ['a comma too few', '{ "a": 1\n  "b": 2 }', 'JSON says comma expected', '"'],
    ['a bracket too few', '{ "a": [1, 2 }', 'JSON says comma expected', '}'],
    ['a bracket too many', '{ "a": 1 }}', 'JSON says end of file expected', '}'],
    ['a key without quotes', '{ a: 1 }', 'JSON says invalid symbol', 'a'],
    ['single quotes', "{ 'a': 1 }", 'JSON says invalid symbol', "'"],
    ['a mistake beside dots', '{\n  ...\n  "a" 1\n}', 'JSON says colon expected', '1'],
    ['a mistake in a part', '"a": {\n  "b" 1\n}}]', 'JSON says colon expected', '1'],
    ['a name for a value', '"a": Informational,\n"b": 1', 'JSON says invalid symbol', 'I'],
    ['quotes of Python in a part', '"a": {\'b\': 1},', 'JSON says invalid symbol', "'"],
    ['a mistake in the second value', '{ "a": 1 }\n{ "a": }', 'JSON says value expected', '}'],
  ])('%s', (_, text, reason, at) => {
    const fault = json(text);
    expect([fault?.reason, text.charAt(fault?.start ?? -1)]).toEqual([reason, at]);
  });
});

describe('YAML: parts of files and templates are read as such, mistakes are found', () => {
  test.each([
    ['two ways to write the same', 'spec:\n  a: 1\nspec:\n  a: 2\n'],
    ['parts of an address to fill in', 'a: [GCP_SA]@[PROJECT_ID].iam.example.com\n'],
    ["Terraform's directives", 'spec:\n    a:\n%{ if gpu }\n      - b\n    %{ endif }\n      - c\n'],
    ['dots for keys', 'spec:\n  ...\n  nodes: 1\n  [...]\n'],
    ['a mistake that is shown', '# Wrong - missing colon\nname skill\n\n# Correct\nname: skill\n'],
    [
      'a page below its frontmatter',
      '---\nname: a\n---\n\n# A\n\n## Steps\n\nGive clear, short ones.\n1. Run: it\n',
    ],
    ['what kubectl prints', 'Allowing:\n  To Port: 53/UDP\n  To Port: 53/TCP\n'],
    ['dots with blanks', 'a: 1\n. . .\n'],
    ['two dots', 'a:\n- b: 1\n..\n'],
    ['dots in a comment', 'kind: A\n\n# ...\n    spec:\n      a: 1\n'],
    ['a comment of Helm', '{{/*\nLabels\n*/}}\n{{- define "labels" -}}\na: {{ .a }}\nb: 1\n{{- end }}\n'],
    ['an action of Helm over two lines', '{{- define "a" -}}\n# prod\n{{- end\n\n -}}\n'],
    ['a value in quotes, as far left as its key', 'data:\n  a: "server {\n\n}"\nb: 1\n'],
    ['a prompt', '[root@web conf]# kubectl get svc\nName: a\n'],
    ['a command before the file', '$ vim a.yml\na: 1\n'],
    ['a list that explains', '- `image`: what is run\n- `port`: where\n'],
    ['a policy in Rego', '# the rule\ndeny[msg] {\n  input.kind == "Pod"\n}\n'],
    ['a command', 'kubectl patch kubevirt -p=\'[{"op": "add", "value": {\n  "a": {\n}}]\''],
    ['a command with its prompt', '$ kubectl apply -f a.yaml\nvm/a created: now\n'],
    ['a here-document', 'IP=<the ip>\nkubectl apply -f - <<EOF\nkind: Pod\nEOF\n'],
    [
      'a grammar',
      'tls:\n  # Suites.\n  [ suites:\n    [ - <string> ] ]\n\n  [ http2: <bool> | default = true ]\n',
    ],
    ['what is right below what is wrong', '# Wrong\ndeploy:\n  a: 1\n\n# Right\ndeploy:\n  a: 2\n'],
    ['two examples, each below a comment', '# Web\na: 1\nb: 2\n\n# Worker\n# and cron\nb: 3\n'],
    ['alternatives inside', 'a:\n  b: 1\n  # for others:\n  b: 2\n'],
    ['alternatives inside, apart', 'a:\n  b: 1\n\n  # Basic Auth\n  b: 2\n'],
    ['what stands below dots', 'kind: Cluster\n[...]\n  bootstrap:\n    a: 1\n'],
    ['names between at signs', 'size: @SIZE@\n'],
    ['another depth after dots', '[...]\n  sdc:\n    a: 1\n[...]\n- data: b\n  vg: c\n'],
    ['thirty aliases', `a: &a {b: 1}\n${Array.from({ length: 30 }, (_, at) => `k${at}: *a`).join('\n')}`],
    ['dots for a text', 'a:\n  config: | ...\n  ...\n'],
    [
      'a value at another depth below dots',
      'metadata:\n  a: "b"\n...\npodIP: 10.0.0.1\n  podIPs:\n  - ip: 10.0.0.1\n',
    ],
    ['dots before something', 'account: [...].example.org\n'],
    ['what was cut out', 'status:\n\n  <- snipped ->\n  a: 1\n'],
    ['settings of another system', '[callback]\na = 1\nb = 2\n'],
    ['JSON', '  "Type": "ethernet",\n  "Extra": {\n    "a": 1\n  },\n'],
    ['comments of JavaScript', '// the host\nhost: a\nspec:\n  // how many\n  nodes: 1\n'],
    [
      'templates and what they become',
      '{{ .Name | snakeCase }}  # my_name\n{{ .Name | kebabCase }}  # my-name\n',
    ],
    ['JSON in quotes, as far left as its key', 'spec:\n  config: \'{\n    "a": 1\n  }\'\n  b: 1\n'],
    ['JSON in quotes in an annotation', 'm:\n  hooks: \'[{"a": 1,\n  "b": 2}]\'\n  labels: {}\n'],
    ['a key in each branch', '{{ if .a }}\nv: 1\n{{ else }}\nv: 2\n{{ end }}\nkind: A\n'],
    ['two examples with their keys in quotes', '"app" : "ui"\n\n"app" : "as"\n'],
    ['a file that MkDocs puts in', 'a: 1\n  --8<-- "shared/b.yaml"\nc: 1\n'],
    ['two examples', 'labels:\n  a: 1\n\nlabels:\n  a: 2\n'],
    ['dots for entries', 'packages:\n  - name: a\n    ...\n    overrides: b\n  - ...\n'],
    ['dots with words', 'spec:\n  ... the rest as it is\n  nodes: 1\n'],
    ['two files', '# in config/a.yaml:\ningress:\n  a: 1\n\n# in config/b.yaml:\ningress:\n  b: 1\n'],
    ['a part that begins deeper', '   name: staging\n contexts:\n - context: a\n'],
    ['dots before and after', '...\nstatus:\n  ...\n  phase: x\n...\n'],
    [
      'a chart of Helm',
      'spec:\n  {{- if .Values.sso }}\n  sso:\n    - name: {{ .Values.name }}\n  {{- end }}\n',
    ],
    ['Jinja', '{% if tls %}\nport: {{ port }}\n{% endif %}\n'],
    ['templates in templates', "a:\n  - {{ '{{.region}}' }}a\n"],
    ["members of a program's object", "order: ['a', 'b'],\n"],
    ['Ansible', 'name: "{{ user }}"\npath: {{ home }}/x\n'],
    [
      'a reference of settings',
      '# How long.\n[timeout: <duration> | default = 1m]\n\n[labels: <list of strings> | default = []]\n',
    ],
  ])('%s', (_, text) => {
    expect(yaml(text)).toBeUndefined();
  });

  test.each([
    ['what is no directive', 'spec:\n  a:\n  - b\n %{ if gpu\n  c: 1\n'],
    ['a colon too few', 'spec:\n  ...\n  nodes\n  size: 1\n'],
    ['a key given twice', 'a: 1\na: 2\n'],
    ['quotes that are not closed', "a: 'x\nb: 'y'\n"],
    ['double quotes that are not closed', 'a: "x\nb: "y"\n'],
    ['a brace that is not closed', 'a: {b: 1\nc: 2\n'],
    ['a brace left of its key, and a slip inside', 'a:\n  b: {\n  c: d,\n  e: "f\n}\n'],
    ['a whole manifest that gives a key twice', 'kind: Pod\nspec: {}\n\nspec: {}\n'],
    ['a comma behind a list', 'a: [b],\nc: 1\n'],
    ['an indent', 'a:\n  b: 1\n c: 2\n'],
    ['a colon without a blank', '"a":"1.1:5"\n"b":"2"\n'],
    ['another depth far from dots', '...\na:\n  b: 1\n  c: 2\n d: 3\n e: 4\n f: 5\n'],
  ])('%s', (_, text) => {
    expect(yaml(text)).toBeDefined();
  });
});

describe('Dockerfile: a part needs no FROM', () => {
  test.each([
    ['one instruction', 'RUN npm ci\n', true],
    ['a port to fill in', 'FROM node:24\nEXPOSE <app-port>\n', true],
    ['a version to fill in', 'FROM shop/web:{latest version}\nUSER root\n', true],
    ['a version that a template fills in', 'FROM shop/web:{{site.version}}\nUSER root\n', true],
    ['words behind an image', 'FROM shop/web:1 latest version\n', false],
    ['a port that is none', 'FROM node:24\nEXPOSE port\n', false],
    ['dots', 'FROM node:24\n...\nRUN npm ci\n', true],
    ['a misspelt instruction', 'FROM node:24\nRUNN npm ci\n', false],
  ])('%s', (_, text, isRight) => {
    expect(dockerfile(text) === undefined).toBe(isRight);
  });
});

describe('SQL: other SQLs, sessions and parts are told from mistakes', () => {
  test.each([
    ['privileges', 'SELECT, PROCESS, REPLICATION CLIENT'],
    ['MySQL: an index and its table', 'drop index idx_name on workflows;'],
    ['MySQL: an index of a table', 'ALTER TABLE users ADD UNIQUE INDEX idx_email (email);'],
    ['MySQL: grants', "SHOW GRANTS FOR 'shop';"],
    ['MySQL: users', "CREATE USER 'shop'@'%' IDENTIFIED BY 'x';\nDROP USER 'shop';"],
    ['MySQL: a database', 'USE shop;'],
    ['a table that was printed', 'SELECT abs(-1);\n+---+\n| 1 |\n+---+'],
    ['values alone', '-- Floats\n10.78654\n-100.56'],
    ['an interval alone', "INTERVAL '6 minute'"],
    ['MySQL: a table', 'CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY);'],
    ['MySQL: grants on all tables', "GRANT ALL PRIVILEGES ON shop.* TO 'shop'@'%';"],
    ['MySQL: replicas', 'STOP SLAVE;\nSET GLOBAL read_only = 1;\nSHOW SLAVE STATUS\\G'],
    ['BigQuery', 'SELECT * FROM `shop.logs.2021` LIMIT 1'],
    ['a session of psql', 'shop=# select 1;\n ?column?\n----------\n        1'],
    ['a session of mysql', 'mysql> select 1;'],
    ['placeholders', 'select pg_cancel_backend(<pid>);\ncreate role a password $pw;'],
    ['dots', 'select * from a where id in (1, 2, ... );'],
    ['dots as a list', "select 1 where x in (\n  'a',\n  ...\n  'b'\n);"],
    ['an expression', 'SUM(CASE WHEN a BETWEEN 200 AND 499 THEN b ELSE 0 END) AS total'],
    ['CloudWatch Logs Insights', 'fields @timestamp, @message\n| filter @message like /x/'],
    ['what goes on from a line above', ') AS total,\n  "sum"(\n    a'],
    ['an entry of a list', "/* the others */\n'app_total_count'"],
    ['how a manual writes a command down', 'CLUSTER [VERBOSE] table_name [ USING index_name ]'],
    ['a query of Jira', 'project in (A, B)\n  AND resolution = Unresolved'],
    ['Vitess', 'SELECT * FROM user USE VINDEX (a) WHERE id in ::ids'],
    ['MySQL: a comment of a table', "create table a (id int) comment 'x'"],
    ['a prompt', '> SELECT @a;\n+---+'],
    ['a here-document', '$ cat <<EOF | mysql a\nCREATE;'],
    ['a session of mariadb', 'MariaDB> SHOW SLAVE STATUS\\G;'],
    ['what mysql printed', '                 Last_IO_Errno: 0\n                 Last_IO_Error: none\n'],
    ["MySQL's intervals", 'SELECT 1 FROM a WHERE b >= NOW() - INTERVAL 1 HOUR;'],
    ["Cosmos' params", 'SELECT * FROM c ORDER BY c.price OFFSET @offset LIMIT @limit'],
    ['params of a program', 'SELECT a FROM b WHERE c=? AND d IN (%s) AND e = ? LIMIT %(most)s;'],
    ["ClickHouse's functions", 'SELECT countIf(a = 1) FROM b FORMAT JSON'],
    ["SQL Server's words", 'SELECT TOP 5 * FROM sys.dm_exec_requests'],
    ["Oracle's views", 'SELECT * FROM v$session;'],
    ['what comes from an elision', "INSERT ... 'a', 500 \u2192 accepted\nINSERT ... 'b' \u2192 refused"],
    ['an index that is not written out', 'ALTER TABLE a ADD COLUMN b text;\nCREATE UNIQUE INDEX c ...'],
    ['a condition in brackets', "(a = 'x' AND b = c)\nOR (a = 'y')"],
    ['a sketch of a table', 'CREATE TABLE a (\n  id UUID PK,\n  b UUID FK \u2192 c.id NOT NULL\n);'],
    ["Kusto's pipes", 'requests\n| where success == false'],
    ['ClickHouse', 'SYSTEM STOP MERGES;'],
    ["ClickHouse's casts", "SELECT CAST('9.2', 'Decimal64(2)') AS a, CAST(b, 'Float64') AS c"],
    ["ClickHouse's parameters", 'CREATE OR REPLACE VIEW v AS SELECT 1 x WHERE x IN ({xx:Array(UInt32)});'],
    ["ClickHouse's frames", 'SHOW x;\n┌─name─┐\n│ a    │\n└──────┘'],
    ["MySQL's functions", "SHOW FUNCTION STATUS WHERE db='shop';"],
    ['MySQL: a variable and a comment', "# mine\nSET @a = 'b'"],
    ['Spark', 'SELECT *, current_timestamp() as a FROM b'],
    ["PgBouncer's console", 'RELOAD;'],
    ['a condition', "WHERE status = 'late'"],
  ])('%s', async (_, text) => {
    expect((await loadSql())(text)).toBeUndefined();
  });

  test.each([
    ['a star in DELETE', 'DELETE * FROM orders WHERE id = 1;'],
    ['a comma too many', 'SELECT a, FROM orders;'],
    ['a bracket too few', 'SELECT count(* FROM orders;'],
    ['a misspelt word', 'SELCT 1;'],
    ['a mistake after an elision', 'SELECT ... FROM a;\nDROP CONSTRAINT IF EXISTS b;'],
    ['a comma too few', "INSERT INTO a (b, c) VALUES ('x' '{}', 1, );"],
    ['a mistake beside an address', "SELECT a FORM b WHERE c = 'me@example.org';"],
    ['a mistake beside a placeholder', 'SELECT FROM WHERE id = <id>;'],
  ])('%s', async (_, text) => {
    expect((await loadSql())(text)).toBeDefined();
  });
});

describe('secrets: what shows where one goes is none', () => {
  test.each([
    ['a placeholder', 'mongodb://<user>:<pass>@localhost:27017', 0],
    ['a stand-in', 'postgresql://shop:a-secret-password@db/shop', 0],
    ['the name again', 'https://abc123:abc123@grafana.example.org/api', 0],
    ['crosses', 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX', 0],
    ['names in brackets', 'mongodb+srv://[USERNAME]:[PASSWORD]@[CLUSTER].mongodb.net/', 0],
    ['a host that is none', 'postgres://max:roach@host:port/db', 0],
    ['a word with my before it', 'postgres://shop:mydbpass@db/shop', 0],
    ['a word with super before it', 'postgres://shop:supersecret@db/shop', 0],
    ['a server that is left out', 'postgres://shop:hg82jdkw@...', 0],
    ['a server that is written out', 'postgres://shop:hg82jdkw@db.shop.io/shop', 1],
    ['a name in capitals', 'postgresql://mailman:DBPASS@db/shop', 0],
    ['a password by name', 'postgresql://postgres:MyPassword1!@db/shop', 0],
    ['a word with a zero', 'postgres://buildbot:passw0rd@10.0.0.5/buildbot', 0],
    ['a word with a zero and more', 'postgres://buildbot:passw0rdX7q2@10.0.0.5/buildbot', 1],
    ['a password', 'postgresql://shop:t8Gq2-fLw0z@db/shop', 1],
  ])('%s', async (_, text, found) => {
    const page = parseRunbook({ path: 'a.md', text: `# A\n\n${text}\n`, faults: [] }, 'a');
    expect((await findSecrets([page])).get('a.md')?.length ?? 0).toBe(found);
  });
});

test('looking for secrets leaves no marks behind', async () => {
  const page = parseRunbook({ path: 'a.md', text: '# A\n', faults: [] }, 'a');
  const before = performance.getEntries().length;
  await findSecrets([page]);
  expect(performance.getEntries().length).toBe(before);
});
