import { describe, expect, test } from 'vitest';
import { fence, lintForeign as lint } from './lint-foreign.ts';

describe('advice that fits the fault', () => {
  test.each<[string, string, string[]]>([
    [
      'a prompt of another kind',
      fence('sh', '(venv) > pip install mkdocs'),
      ['4 warning Remove the prompt `(venv) >`, or call this fence `console`: no shell reads it.'],
    ],
    [
      'a line of dashes between documents',
      fence('yaml', 'a:\n  b: 1\n---------\nc: 2'),
      ['6 warning Write `---` here: three dashes, no more, part two documents.'],
    ],
    [
      'a key where a value belongs',
      fence('yaml', '- name: a\n  fail: msg: not supported'),
      [
        '5 error Put quotes around this value, or `msg:` on a line of its own below its key: a colon and a space start another mapping.',
      ],
    ],
    [
      'a name between backticks',
      fence('sh', 'ansible-playbook a.yaml -t `pgsql`'),
      [
        '4 warning Remove the backticks around `pgsql`: a shell runs what stands between them, and knows no such command.',
      ],
    ],
    [
      'a command that is mistyped',
      fence('sh', 'kubctl get pods -A'),
      ['4 warning Check `kubctl`: no such command is known. Did you mean `kubectl`?'],
    ],
    [
      'a flag that several subcommands have',
      fence('sh', 'docker pull a:1 --no-cache'),
      ['4 warning Remove or replace `--no-cache`: it is a flag of other subcommands, not of `docker pull`.'],
    ],
    [
      'a flag that one subcommand has',
      fence('sh', 'kubectl get pods --replicas 3'),
      ['4 warning Remove or replace `--replicas`: it is a flag of `kubectl scale`, not of `kubectl get`.'],
    ],
    [
      'a subcommand that is not there',
      fence('sh', 'kubectl create daemonset web --image=a'),
      ['4 warning Replace `daemonset`: `kubectl create` has no such subcommand.'],
    ],
    [
      'a subcommand that is mistyped',
      fence('sh', 'kubectl create deploymnt web --image=a'),
      ['4 warning Replace `deploymnt`: `kubectl create` has no such subcommand. Did you mean `deployment`?'],
    ],
    ['flags of a plugin', fence('sh', "helm unittest -f 'a.yaml' chart"), []],
    ['a language of another kind', fence('saml', '<a/>'), []],
    [
      'a language that is mistyped',
      fence('ymal', 'a: 1'),
      [
        '3 warning Change the language `ymal`: no language has that name, so nothing judges, colours or runs this; `text` is for plain text. Did you mean `yaml`?',
      ],
    ],
    ['a query, and what it tells', fence('promql', 'up == 0 → the server is down'), []],
    [
      'a query that is not closed',
      fence('promql', 'rate(up[5m] → a rate'),
      ['4 warning Fix this PromQL: the query ends where `)` is expected.'],
    ],
    [
      'a server of a variable',
      fence('sh', 'kenv=a\nargocd app list --server <server-of-${kenv}>\n\nls -l'),
      [],
    ],
    ['a part as it was, and is to be', fence('yaml', '# Before:\nurl: a\nurl: b\n\n# After:\nurl: c'), []],
    ['one way against the other', fence('yaml', 'a:\n  b: 1 # fast\n  # vs.\n  b: 2'), []],
    [
      'a key that is there twice',
      fence('yaml', 'a:\n  b: 1 # fast\n  # slow\n  b: 2'),
      ['7 error Remove the second `b`: it is already given above.'],
    ],
    [
      'another notation, its colons in a column',
      fence('yaml', 'template: a\n      on: system.cpu\n  lookup: average'),
      [],
    ],
    [
      'expressions of another system',
      fence('yaml', 'warn: ($status < $WARNING) ? ($this > 80) : ($this > 50)'),
      [],
    ],
    [
      'a key that stands too deep',
      fence('yaml', 'tls:\n  key: a\n    crt: b'),
      [
        '5 error Indent the line below like this one, or take this value out: a key holds a value or the lines below it.',
      ],
    ],
    ['spaces of a drawing', fence('mermaid', 'graph TD\n\u00a0 A-->B'), []],
    [
      'spaces of a file',
      fence('ini', '[a]\nb\u00a0= 1'),
      ['5 warning Write ` `: there is a space of another kind here (U+00A0).'],
    ],
  ])('%s', async (_, text, said) =>
    expect((await lint(text)).filter((one) => !one.includes('Declare what'))).toEqual(said),
  );
});

const TEXT = 'Call this fence `text`, or by its own language: no shell reads what it holds.';

describe('what another notation is, and what a slip is', () => {
  test.each<[string, string, string[]]>([
    [
      'a comma that is lost before an empty line',
      fence('yaml', '{\n  "a": "b"\n\n  "c": "d",\n  "e": 1\n}'),
      ['5 error Put a comma behind this: what stands in braces or brackets goes on below.'],
    ],
    [
      'members of an object, described',
      fence('yaml', '{\n  type: String (required)\n  range: String (optional)\n}'),
      [],
    ],
    [
      'a key of a list that stands too deep',
      fence('yaml', 'a:\n- "b"\n  c: d\ne: f'),
      ['6 error Do not indent this line: it does not belong to the lines above.'],
    ],
    [
      'an indented `---`',
      fence('yaml', '  a:\n    b: c\n  ---\n  d: e'),
      ['6 warning Do not indent this `---`: only at the start of its line it parts two documents.'],
    ],
    [
      'words with a colon among them',
      fence('yaml', `plugin:\n  rules:\n    - Engine On\n    - Rule A "@b" "msg:'c',d:'Found: %{E}'"`),
      ['7 error Put quotes around the whole value: a colon and a space inside it start another mapping.'],
    ],
    [
      'a value that begins with a sign',
      fence('yaml', 'a: %b'),
      ['4 error Put quotes around this value: YAML takes none that starts with `%`.'],
    ],
    [
      'quotes that do not end',
      fence('yaml', 'a:\n  b: "c\n  d: e\nf: g'),
      ['5 error Close the quotes of this value.'],
    ],
    ['two values, each with what it does', fence('yaml', 'match: a ## any\nmatch: b ## some'), []],
    [
      'a key twice, without a word of it',
      fence('yaml', 'match: a\nport: 1\nmatch: b'),
      ['6 warning Remove the second `match`: it is already given above.'],
    ],
    [
      'settings of a program',
      fence('sh', '{\ntype\t= UNLISTED\nprotocol\t= tcp\nuser\t= root'),
      [`7 warning ${TEXT}`],
    ],
    [
      'a brace that is not closed',
      fence('sh', 'a() {\n  kubectl get pods -n web'),
      ['5 warning End this `brace group` with `}`.'],
    ],
    ['a command of a template', fence('sh', "rackup -p <%= p('port') %> -q"), []],
    [
      'a bracket in a command',
      fence('sh', 'kubectl get pods -l (app) -n web'),
      ['4 error Quote or remove `(`: the shell does not expect it here.'],
    ],
    ['flags alone', fence('sh', '--providers.constraints=Label(a)\n# ...'), []],
    [
      'one way of a use, or another',
      fence('sh', 'sensuctl install <A> (<NAME>:<VERSION> | --url <URL>) <FLAGS>'),
      [],
    ],
    ['routes of a server', fence('sh', 'main: * -> "https://main.example.org";'), []],
    [
      'a rule that failed',
      fence('sh', 'make: *** [Makefile:909: a.o] Error 1'),
      ['3 warning Call this fence `output` or `text`: it holds what a program printed, not commands.'],
    ],
    [
      'what a server was sent',
      fence('sh', '# nc -l 9000\nGET / HTTP/1.1\nHost: a'),
      [
        '3 warning Move what the command prints to an `output` fence, or show the prompts and call this one `console`.',
      ],
    ],
    [
      'JSON above a log',
      fence('sh', '{"a": ["b"]}\nINFO[0000] Started'),
      ['3 warning Call this fence `output` or `text`: it holds what a program printed, not commands.'],
    ],
    [
      'JSON alone',
      fence('sh', '{"a": ["b"]}\n{"a": []}'),
      ['3 warning Call this fence `json`: it holds JSON, not commands.'],
    ],
    ['a quantity', fence('json', '5s'), []],
    ['a number that is cut', fence('json', '{ "a": 5s }'), ['4 error Remove this `s`.']],
    [
      'a colon behind a value',
      fence('yaml', 'groups:\n  - group: admin: # all\n    on: true'),
      ['5 error Remove the colon behind `admin`, or put `admin:` on a line of its own below its key.'],
    ],
    ['a language that another name is near', fence('conn', 'oracle://a'), []],
    [
      'a line to close a fence that stands left of it',
      '# A\n\n* ```text\n  a\n```\n* b\n',
      [
        '5 error Indent this line as far as the fence that it was to close: the list ends here, and so it opens another.',
      ],
    ],
    [
      'code that stands left of its fence, by tabs',
      '# A\n\n4. b\n\n\t```text\n  c\n  d\n  ```\n\n\te\n',
      ['5 warning Indent this code as far as its fence: the list ends here, and the fence with it.'],
    ],
    [
      'a request',
      fence('sh', 'GET / HTTP/1.1\nHost: a'),
      ['3 warning Call this fence `http`: it holds requests, not commands.'],
    ],
  ])('%s', async (_, text, said) =>
    expect((await lint(text)).filter((one) => !one.includes('has to fill in'))).toEqual(said),
  );
});

const SQL = 'CREATE EXTENSION a;\n\n-- rules\n';

describe('a sketch is no slip', () => {
  test.each<[string, string, string[]]>([
    [
      'dots for a value, with lines below',
      fence('yaml', '- name: a\n  helm: ...  # another\n    chart:\n      name: b'),
      [],
    ],
    [
      'a value with lines below',
      fence('yaml', '- name: a\n  helm: b  # another\n    chart:\n      name: b'),
      ['6 error Indent this line by 2 spaces, not by 4: it does not belong to the lines above.'],
    ],
    ['a table without its statement', fence('sql', `${SQL}alert_rules (\n  id uuid PRIMARY KEY\n);`), []],
    [
      'a statement that is mistyped',
      fence('sql', `${SQL}CREATE TABEL alert_rules (\n  id uuid PRIMARY KEY\n);`),
      ['7 warning Fix this SQL, or call its fence `text`: PostgreSQL says syntax error at or near "TABEL".'],
    ],
    [
      'types of what is answered',
      fence('yaml', 'response:\n  token: "jwt"\n  user: { id, name, roles[] }'),
      [],
    ],
    [
      'values to choose from',
      fence('yaml', 'request:\n  type: "Plants" | "Packages"\nresponse:\n  n: 42'),
      [],
    ],
    [
      'requests one below the other',
      fence(
        'yaml',
        '# POST /a\nrequest:\n  b: 1\nresponse:\n  c: 2\n\n# GET /d\nquery:\n  e: 1\nresponse:\n  f: 1',
      ),
      [],
    ],
    ['ways of a matrix', fence('yaml', 'task:\n  matrix:\n    image: a\n    image: b'), []],
    [
      'a star for a value',
      fence('yaml', 'images:\n  - glob: *\nname: a'),
      ['5 warning Put quotes around this `*`: YAML takes it for the name of something given above.'],
    ],
    [
      'a loop of Python',
      fence(
        'sh',
        'import podman\n\nwith podman.Client() as client:\n    for c in client.list():\n        print(c)',
      ),
      ['6 warning Call this fence `text`, or by its own language: no shell reads what it holds.'],
    ],
    [
      'a loop without its `do`',
      fence('sh', 'for c in a b c\n  echo "$c"\ndone'),
      ['5 warning Write `do` here: the shell expects it.'],
    ],
    [
      'an address between marks',
      fence(
        'sh',
        'curl -L <https://raw.githubusercontent.com/open-cluster-management-io/OCM/main/solutions/setup-dev-environment/local-up.sh> | bash',
      ),
      [
        '4 warning Remove `<` and `>` around this address: a shell takes them for files to read and write.',
        '4 warning Save and read what `curl` fetches before `bash` runs it.',
      ],
    ],
  ])('%s', async (_, text, said) => expect(await lint(text)).toEqual(said));
});
