import { describe, expect, test } from 'vitest';
import { fence, lintForeign as lint } from './lint-foreign.ts';

describe('a fence that is mostly something else than it is called', () => {
  const OUTPUT =
    '3 warning Call this fence `output` or `text`: it holds what a program printed, not commands.';
  test.each<[string, string, string[]]>([
    ['a session of Redis', fence('sh', 'shop-db:6379> GET (a\n(nil)'), [OUTPUT]],
    ['metrics as a server shows them', fence('sh', 'web_up{job="a"} 1\nweb_up{job="b"} 0'), [OUTPUT]],
    [
      'a log with YAML below it',
      fence(
        'sh',
        '2026/01/31 10:00:00 Making it\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  x: 1',
      ),
      [OUTPUT],
    ],
    [
      'YAML',
      fence('sh', '# a pod\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a'),
      ['3 warning Call this fence `yaml`: it holds YAML, not commands.'],
    ],
    ['headers', fence('sh', 'Content-Type: application/json\nAuthorization: Bearer x'), [OUTPUT]],
    ['what a server keeps', fence('sh', '# state\nversion: 2.1\nuuid:    9acf\nseqno:   15'), [OUTPUT]],
    [
      'settings of which one stands twice',
      fence('sh', 'server:\n  port: 1\n  allow: 10.0.0.0/8\n  allow: 10.1.0.0/8'),
      [OUTPUT],
    ],
    [
      'settings in columns, with some below others',
      fence('sh', 'a:   1\nb:   2\nc:\n  d: 3'),
      ['3 warning Call this fence `yaml`: it holds YAML, not commands.'],
    ],
    ['a statement at a prompt', fence('sh', 'app@db> SELECT (1'), [OUTPUT]],
    [
      'settings that come again for another',
      fence('sh', '# all\nUser-agent: a\nAllow: /\nUser-agent: b\nAllow: /c'),
      [OUTPUT],
    ],
    ['how a command of Redis is used', fence('sh', 'SET key value [NX | XX]'), []],
  ])('%s', async (_, text, said) => expect(await lint(text)).toEqual(said));
});

describe('a command whose next line lost its backslash', () => {
  const LOST =
    'Write `\\` at the end of this line: the command goes on below it, and a shell runs the line alone.';
  test.each<[string, string, string[]]>([
    ['flags below it', fence('sh', 'docker run -d\n  --name web a:1'), [`4 error ${LOST}`]],
    ['flags below dots', fence('sh', 'docker run -d\n  ...\n  --name web a:1'), [`4 error ${LOST}`]],
    ['nothing below it', fence('sh', 'docker run -d\nls'), ['4 warning Add `IMAGE`: `docker run` needs it.']],
    [
      'a flag without its value',
      fence('sh', 'docker logs web --since\n  --tail 3'),
      ['4 error Give `--since` its value: the line ends here without the `\\` that continues it.'],
    ],
  ])('%s', async (_, text, said) =>
    expect((await lint(text)).filter((one) => one.startsWith('4'))).toEqual(said),
  );
});

// Made up, and cut in two so that nobody takes it for one that was lost.
const AWS = `"SecretAccessKey": "xbnWUoNKgFxi+uv3${'RI9UgqP3tULQMdI+Hj+4psd4'}"`;

describe('what is left out, or stands for something', () => {
  test.each<[string, string, string[]]>([
    ['two dots in brackets', fence('yaml', 'a:\n  b: 1\n  [..]\nspec:\n  c: [..]'), []],
    [
      'a line without a colon',
      fence('yaml', 'a:\n  b: 1\n  [c]\nspec:\n  d: 1'),
      ['6 warning Write `key: value` here: this line has no colon and a space after it.'],
    ],
    [
      'names for numbers, and comments',
      fence('json', '[ // all\n  { "a": X1, "b": Y1 }, // first\n  { "id": "..." }\n]'),
      [],
    ],
    ['a name, where all is there', fence('json', '{ "a": X1 }'), ['4 error Put quotes around `X1`.']],
    [
      'marks of templates, and lines of them',
      fence('yaml', '<% if a %>\nb: <%= c %>\n<% end %>\nd: @e.f@\ng: %HOST%\nh: {{{ i }}}\nj: "1"'),
      [],
    ],
    [
      'such marks in JSON',
      fence('json', '{\n<% if a %>\n "a": {{{ b }}}, "c": <%= d %>, "e": @f@, "g": %host%\n<% end %>\n}'),
      [],
    ],
    [
      'a slip in a template',
      fence('json', '{ "a": <%= d %>, "b": 1 "c": 2 }'),
      ['4 error Write `,` before this.'],
    ],
    [
      'an entry of a list whose keys lost their indentation',
      fence('yaml', 'a:\n- name: c\nimage: d\n- name: e\nimage: f'),
      ['7 warning Indent what stands above like the entry that it belongs to: this `- ` begins another one.'],
    ],
    [
      'an entry of a list that is less deep than the one above it',
      fence('yaml', 'a:\n  b:\n    - name: c\n      d: e\n  - name: f\n    d: g'),
      ['8 error Indent this entry by 4 spaces, as the one above it: there the list began.'],
    ],
    [
      'a list below a value',
      fence('yaml', 'a:\n  b: c\n  - d'),
      ['6 warning Remove this list, or what stands there above it: a key takes the one or the other.'],
    ],
    ['JSON inside quotes of a shell', fence('json', `"a": {\n  "b": "'"$(base64 c)"'"\n}`), []],
    ['dots that stand first', fence('json', '{\n  "...",\n  "a": { "b": "{\\"c\\": 1}" }\n}'), []],
    ['dots that stand last', fence('json', '{\n  "a": { "b": 1 },\n  "..."\n}'), []],
    ['a token in two parts', fence('json', '{\n  "a": 1\n}.{\n  "b": 2\n}'), []],
    ['the name of a device', fence('sh', 'pkcs11:module-path=/a.so;token=smallstepper?pin-value=b'), []],
    [
      'a token',
      fence('sh', 'export TOKEN=smallstepper7Q'),
      [
        '4 warning Check this value (written out in `TOKEN`): if it is a real credential, remove it, revoke it, and ask for it with a secret param.',
      ],
    ],
    [
      'a long choice of values',
      fence('sh', `kopia policy set --global --compression=<none|${'deflate-best-speed|'.repeat(20)}zstd>`),
      [],
    ],
    ['what PostgreSQL printed', fence('sql', 'SELECT 1 FROM a;\n\nERROR: relation "a" is not there'), []],
    [
      'a slip below a statement',
      fence('sql', 'SELECT 1::int FROM a;\n\nSELETC 2;'),
      ['6 warning Fix this SQL, or call its fence `text`: PostgreSQL says syntax error at or near "SELETC".'],
    ],
    ['an address that the reader has', fence('sh', 'ssh root@<10.0.0.1>'), []],
    [
      'a file that is read, and none to write',
      fence('sh', 'sort <a.txt >'),
      [
        '4 warning Fix this command, or call the fence by what it holds: the shell expects a redirect target here.',
      ],
    ],
    ['a token that the reader has', fence('sh', "TOKEN='[CloudToken]'"), []],
    ['a switch of MySQL with a no', fence('sh', 'mariadb-dump --skip-comments a'), []],
    ['members that the reader has', fence('json', '{\n  "a": {\n    <your_fields>\n  }\n}'), []],
    [
      'comments, and a comma at the end',
      fence('json', '{\n  "a": 1, // one\n  "b": "https://c", // two\n}'),
      [],
    ],
    [
      'an address, and a comma at the end',
      fence('json', '{\n  "b": "https://c",\n}'),
      ['6 error Remove the comma before this `}`: JSON takes none there.'],
    ],
    ['dots on a line of their own in a list', fence('json', '{\n  "a": [\n    ...\n  ],\n  "b": 1\n}'), []],
    ['words for members', fence('json', '{\n  "a": [\n    {the entry as it was}, ...\n  ]\n}'), []],
    ['an object of JavaScript', fence('json', '{\n  a: [\n    { b: true, c: "d" }\n  ]\n}'), []],
    ['a bracket too many', fence('json', '{\n  "a": {\n    "b": 1\n  }\n}\n}'), ['9 error Remove this `}`.']],
    ['a bracket that is missing', fence('json', '{\n  "a": [1, 2\n}'), ['6 error Write `]` before this.']],
    ['a path that the reader has', fence('sh', 'docker run -v </path/to/a>:/a \\\n  --rm b:1'), []],
    [
      'a word that a mark cuts',
      fence('sh', 'docker run -e URL=http://a?b=c&d=e --rm b:1'),
      ['4 error Put quotes around this word: `&` in it ends the command.'],
    ],
    [
      'a command without its end, before another one',
      fence('sh', 'docker run --rm && ls'),
      ['4 error Add `IMAGE`: `docker run` needs it.'],
    ],
    ['a sketch of JSON', fence('json', '{\n  Journal1 : position1,\n  ...\n}'), []],
    [
      'a bare key, where nothing is left out',
      fence('json', '{\n  "a": 1,\n  Journal1 : 2\n}'),
      ['6 error Put quotes around `Journal1`.'],
    ],
    [
      'how a path is made',
      fence('sh', '{level1 (2 digits)}{level2 (4 digits)}'),
      ['4 warning Call this fence `text`, or by its own language: no shell reads what it holds.'],
    ],
    [
      'an entry of a list without its dash',
      fence('yaml', 'a:\n  - name: c\n    image: d\n    name: e'),
      ['7 warning Write `- ` before this `name`, if another entry begins here: it is already given above.'],
    ],
    [
      'a key twice, which is not the first',
      fence('yaml', 'a:\n  - name: c\n    image: d\n    image: e'),
      ['7 warning Remove the second `image`: it is already given above.'],
    ],
    [
      'what older versions of jq take',
      fence('sh', "jq 'leaf_paths' a.json"),
      ['4 warning Write `paths(scalars)` for `leaf_paths`: jq 1.8 no longer has it.'],
    ],
    [
      'a password that the page gives a user, and one that the product comes with',
      `${fence('sh', 'mysql -h db -u app -pMaGiCdB1 shop\ncurl -u admin:Clab123! https://10.0.0.1/api')}\n${fence('mysql', "CREATE USER 'app'@'%' IDENTIFIED BY 'MaGiCdB1';")}\nBy default, it is Clab123!.\n`,
      [],
    ],
    [
      'a password that nothing explains',
      fence('sh', 'mysql -h db -u app -pMaGiCdB1 shop'),
      [
        '4 warning Check this value (written out in `-p`): if it is a real credential, remove it, revoke it, and ask for it with a secret param.',
      ],
    ],
    [
      'the password of a server of nobody',
      fence('ini', 'proxy = https://batman:rocks@stats.mydomain.com/a'),
      [],
    ],
    [
      'the password of a server',
      fence('ini', 'proxy = https://batman:rocks@stats.shop-eu.com/a'),
      ['4 error Remove this credential (basicauth), revoke it, and ask for it with a secret param.'],
    ],
    [
      'keys that were lent for some hours',
      fence('json', `{\n${AWS},\n"SessionToken": "e",\n"Expiration": "2019-02-20T19:56:59Z"\n}`),
      [],
    ],
    [
      'keys that stay',
      fence('json', `{\n${AWS}\n}`),
      [
        '5 warning Check this value (aws): if it is a real credential, remove it, revoke it, and ask for it with a secret param.',
      ],
    ],
    [
      'the mark of the end behind the last line',
      '# A\n\n````yaml\na: 1\nb: "c"```\n````\n',
      ['5 error Write the ``` behind the last line on a line of its own.'],
    ],
    ['one setting, called JSON', fence('json', 'confidence: "high"'), []],
    ['one setting in two ways', fence('yaml', 'duration: 45s\nduration: 10m\nduration: 1h'), []],
    ['a choice of values', fence('yaml', 'a:\n  - b: c\n    d: e\n    [type: (regexp|string)]'), []],
    ['a digest in capitals', fence('sh', 'openssl dgst -SHA-256 a'), []],
    [
      'a slip in a flag',
      fence('sh', 'openssl dgst -hexx a'),
      ['4 error Replace `-hexx`: `openssl dgst` has no such flag. Did you mean `-hex`?'],
    ],
    [
      'settings of another program, called a shell',
      fence('sh', 'frontend web\n  bind 80\n  use-it if { var(a) -m str "b" }'),
      ['6 warning Call this fence `text`, or by its own language: no shell reads what it holds.'],
    ],
    [
      'tools that nobody here knows, and a quote that was lost',
      fence('sh', 'vtgetx --all\nvtsetx a b\nvtrunx --all ./a.out`'),
      ['6 warning Close this backtick: the text ends before it does.'],
    ],
    [
      'commands, of which one is broken',
      fence('sh', 'cd /srv\nls -l\nawk -f a.awk ("b")'),
      ['6 error Quote or remove `(`: the shell does not expect it here.'],
    ],
  ])('%s', async (_, text, said) => expect(await lint(text)).toEqual(said));
});
