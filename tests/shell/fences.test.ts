import { describe, expect, test } from 'vitest';
import { classifyFence, endOfCommands } from '../../src/shell/classify.ts';
import { hasPrompts, otherSession, readConsole } from '../../src/shell/console.ts';
import { isKnownProgram } from '../../src/shell/programs.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';

const isCommand = (name: string): boolean => isKnownProgram(name, commonTools);

describe('what a fence holds', () => {
  test.each([
    ['shell', 'kubectl get pods | grep api'],
    ['shell', '# only a note'],
    [
      'session',
      'curl localhost:4141/metrics\n# HELP errors x\nerrors_total{job="a"} 3\nup_total{job="a"} 1\nfailed_total{job="a"} 0',
    ],
    ['promql', '# all of them\nsum(rate(errors_total{job="a"}[5m]))'],
    ['shell', 'NAMESPACE="<ns>"\nexport A=1'],
    ['shell', './deploy.sh --env prod'],
    ['shell', 'kubectl get pods (all of them)'],
    ['shell', 'export A=1\nshipit up\nshipit put a b\nshipit down --now\nshipit rm a'],
    ['http', 'POST /api/teams\n{ "name": "a" }'],
    ['http', '# all of them\nGET https://shop.example/orders HTTP/1.1'],
    ['http', 'POST /api/orders {"id": 1}'],
    ['http', 'PUT /api/orders/1 {\n  "id": 1\n}'],
    ['json', '"KERNEL": "apptainer exec --nv /x.simg bash"'],
    ['output', "man: can't set the locale; make sure $LC_* and $LANG are correct"],
    ['output', 'bind: No such file or directory\nunix_listener: cannot bind to path:\n'],
    ['output', 'sbatch: error: Batch script contains DOS line breaks\nsbatch: error: instead of UNIX ones'],
    ['yaml', 'name: my environment\nchannels:\n  - intel\nsummary: a few words only\n'],
    ['yaml', 'title: Web\nsummary: "a: b c d e"'],
    ['shell', 'source lib.sh\nlog_info "begin"\ncheck_disk /var\nrotate_key web\nlog_info "end"'],
    ['session', 'uptime\nlog_info "begin"\ncheck_disk /var\nrotate_key web\nfinish_it'],
    ['shell', 'GET -d https://shop.example/orders; ls'],
    ['output', 'AO: Account operators\nRU: Restricted users'],
    ['json', '{"a": [1, 2]}'],
    ['json', '{ "a": 1, ... }'],
    ['sql', 'SELECT count(*) FROM jobs;'],
    ['sql', '-- stuck\nUPDATE jobs SET state = 1 WHERE id = 2;'],
    ['promql', 'sum by(job) (rate(http_requests_total{code=~"5.."}[5m]))'],
    ['promql', 'up == 0'],
    ['promql', 'kube_pod_status_ready{condition="true"} == 0'],
    ['logql', '{app="api"} |= "error"'],
    ['yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x'],
    ['output', 'NAME     READY   STATUS    RESTARTS\napi-0    1/1     Running   0'],
    ['output', '2026-01-02T03:04:05Z error starting\n2026-01-02T03:04:06Z giving up'],
    ['output', 'Error: execution error at (a/b.tpl:15:3): no image'],
    ['output', '/ (root)\n├── kubepods.slice\n│   ├── ...\n└── system.slice'],
    ['session', 'ceph status\n  cluster:\n    id: 1\n    health: HEALTH_OK\n  services:\n    mon: 3'],
    ['session', 'kubectl get pods\nNAME    READY   STATUS\napi-0   1/1     Running'],
    ['session', "mysql -e 'show tables'\n+----+------+\n| Id | User |\n+----+------+"],
    ['session', "psql -c 'select 1'\n ?column?\n----------\n        1\n(1 row)"],
    ['shell', 'cat <<EOF\nNAME    READY   STATUS\nEOF'],
    ['shell', "echo '\n+----+----+\n'"],
    ['shell', 'kubectl get pods\nNAME  READY  AGE\nkubectl delete pod api-0'],
    ['shell', 'NAME=api kubectl get pods'],
    ['unknown', 'nessuscli2 agent info'],
    // What a server shows of metrics, what is printed at another prompt, a program: no query.
    ['output', '# TYPE up gauge\nweb_up{job="a"} 1\nweb_up{job="b"} 0.5 1700000000000'],
    ['promql', 'web_up{job="a"}\n* on (job) web_weight{job="b"}'],
    ['unknown', 'from a import *\nu = max(x, 3)\nplot(u)'],
    ['output', '2026-01-31 10:10:41,515 INFO max(a) of b\n2026-01-31 10:10:42,515 INFO sum(a) of b'],
    ['unknown', 'department_prices:<80'],
    ['promql', 'job:up:sum < 80'],
    ['promql', 'max(x{\n  job = "a"\n})'],
    ['unknown', 'SET key value [NX | XX] [GET]'],
    ['sql', 'SET ROLE app;'],
    ['sql', "SET work_mem = '1GB'"],
    ['session', 'source env.sh\nDisk-free 10\nCpu-load 5\nMem-free 3'],
    ['session', 'source env.sh\ndisk_free: 10\ncpu_load: 5\nmem_free: 3'],
    ['output', "man: can't set it\r\nman: is it there\r\n"],
    ['promql', 'web_up{path="/#/a"}'],
    // What only looks like one of these, or stands where another would.
    ['output', 'a: b: c (d'],
    ['output', 'man: can not set (the\nman: b c'],
    ['promql', '# note\nup == 0'],
    ['promql', "Xmyctl put a 'sum(a)'"],
    ['unknown', "myctl put a/b 'sum(a)'"],
    ['unknown', 'ask "SELECT sum(a)\nFROM b"'],
    ['promql', 'count_values("x", a{b="c"})'],
    ['unknown', 'x man: can not (set'],
    ['yaml', 'a: b c (d'],
    ['yaml', '"a": "b"\n"c": 1'],
    ['session', 'ls a\nb\nc\nd (e\nf\n./a\nfoo-bar a (\nbar_baz b\nqux-x c'],
    ['session', 'ls a\nb\nc\nd (e\nf\n. ./env\nfoo-bar a (\nbar_baz b\nx c'],
    ['shell', 'ls a\n<\nc\nd (e\nf\n. ./env\nfoo-bar a (\nbar_baz b\nx c'],
    ['json', '"user": "",\n"name": "a"'],
    ['logql', '{ a=~"b"}\n'],
    ['output', 'a  b  c'],
    ['output', 'A  B'],
    ['output', 'Error (x) a: b\nnosuch\nmore'],
    ['promql', 'count(a)'],
    ['session', 'ls\nNosuch a\nNosuch b\nNosuch c'],
    ['session', 'ls (a)\nfoo  bar\nfoo  baz\nqux a\nquux b'],
    [
      'session',
      'ceph status\n  cluster:\n  cluster:\n    id: 1\n    health: HEALTH_OK\n  services:\n    mon: 3',
    ],
    ['session', 'ls\n+--+'],
    ['session', 'w\nUSER  TTY  FROM'],
    ['session', 'ls a\n<\nc\nd (e\nf'],
    ['session', 'cat <<"E\nNAME  READY  AGE\nE'],
    ['session', 'ls\nfoo a\nbar $(foo b)\nqux c'],
    ['shell', 'ls (a)\nfoo\nfoo\nqux a\nquux b'],
    ['shell', 'ls\nx(1 row)'],
    ['shell', 'ls a\nb\nc\nd= (e\nf'],
    ['shell', '$X a'],
    ['shell', 'ls\n(1 row)x'],
    ['shell', 'ls\n"user": "",\n"name": "a"'],
    ['shell', "cat <<'NAME  READY  AGE'\nx\nNAME  READY  AGE"],
    ['unknown', 'a b:\n  c: ('],
    ['unknown', '"{"'],
    ['unknown', '- a: b (\n- c'],
    ['unknown', 'NAME  READY x('],
    ['unknown', 'nosuch <<E\nx\nE\n(1 row)'],
    ['unknown', 'a/b c'],
    ['unknown', './a%b'],
    ['unknown', 'Up == 0'],
    ['unknown', 'xPOST /a'],
    ['unknown', 'x INFO a'],
    ['unknown', 'a a  b  c'],
    ['unknown', 'x ├── a ('],
    ['unknown', '{\n{ "a": 1'],
    ['unknown', 'up == 0 and x'],
    ['unknown', 'x NAME  READY ('],
    ['unknown', '{\n-- note\nselect * from t'],
    ['yaml', 'groups:\n  rules: x\n  expr: x{a="b"}'],
    ['yaml', 'aO: b ('],
    ['yaml', 'xError: a'],
    ['yaml', 'a:\n  b:\n('],
  ])('is told: %s', (kind, text) => expect(classifyFence(text, { isCommand })).toBe(kind));

  test.each([
    ["psql -c 'select 1'\n ?column?\n----------\n(1 row)", "psql -c 'select 1'"],
    [
      'cd /srv\ncat <<EOF\nNAME   READY   AGE\nEOF\nNAME   READY   AGE',
      'cd /srv\ncat <<EOF\nNAME   READY   AGE\nEOF',
    ],
    ['kubectl get pods \\\n  -n prod\nNAME   READY   AGE', 'kubectl get pods \\\n  -n prod'],
    ['cd /srv\nshipit up\nkubectl get pods\nNAME  READY  AGE', 'cd /srv\nshipit up\nkubectl get pods'],
    ['nothing known\nhere', 'nothing known'],
    ['\n# a\n\nGET /a', ''],
    ['# a\nls\nGET /a', '# a\nls'],
    ['ls\na b\ncat <<E\nx\nE\n(1 row)', 'ls\na b\ncat <<E\nx\nE'],
    ['NAME  READY  AGE\nls', 'NAME  READY  AGE'],
    ['n=a <<E\nx\nE\n(1 row)', 'n=a <<E\nx\nE'],
    ['nosuch $(ls)\nnosuch $(ls)\n(1 row)', 'nosuch $(ls)'],
    [
      "nosuch <<E\nx\nE\n(1 row)\ncat <<'NAME  READY  AGE'\nx\nNAME  READY  AGE",
      "nosuch <<E\nx\nE\n(1 row)\ncat <<'NAME  READY  AGE'\nx\nNAME  READY  AGE",
    ],
  ])('what was printed begins below the commands: %j', (text, commands) => {
    expect(text.slice(0, endOfCommands(text, { isCommand })).trimEnd()).toBe(commands);
  });

  test('is a call of a program whose name is in capitals, as in the head of a table', () => {
    const judges = { isCommand: (name: string) => ['ls', 'GET'].includes(name) };
    expect(classifyFence('ls\nGET  READY  AGE', judges)).toBe('shell');
  });

  test('is told by the parsers that are handed in', () => {
    const accepts = { promql: (text: string) => text.includes('group_left') };
    expect(classifyFence('a * on (b) group_left() c', { isCommand, accepts })).toBe('promql');
    // Without any bracket these may as well be words.
    expect(classifyFence('see group_left there', { isCommand, accepts })).toBe('unknown');
    expect(classifyFence('SELECT 1', { isCommand, accepts: { sql: () => true } })).toBe('sql');
    expect(classifyFence('SELECT 1', { isCommand, accepts: { sql: () => false } })).toBe('unknown');
  });
});

describe('a terminal session', () => {
  const text = [
    '$ kubectl get pods \\',
    '>   -n prod',
    'NAME   READY',
    'api-0  1/1',
    '$ cat <<EOF',
    'hello',
    'EOF',
    'hello',
    'root@db-1:~# psql -c "SELECT',
    '> 1"',
    ' ?column?',
  ].join('\n');
  const session = readConsole(text, isCommand);

  test('is split into what was typed and what was printed', () => {
    expect(session.commands.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'kubectl get pods \\\n>   -n prod',
      'cat <<EOF\nhello\nEOF',
      'psql -c "SELECT\n> 1"',
    ]);
    expect(session.outputs.map(({ start, end }) => text.slice(start, end))).toEqual([
      'NAME   READY',
      'api-0  1/1',
      'hello',
      ' ?column?',
    ]);
  });

  test('gives its commands as a script of the same length and lines', () => {
    expect(session.script).toHaveLength(text.length);
    expect(session.script.split('\n').map((line) => line.trim())).toEqual([
      'kubectl get pods \\',
      '-n prod',
      '',
      '',
      'cat <<EOF',
      'hello',
      'EOF',
      '',
      'psql -c "SELECT',
      '1"',
      '',
    ]);
  });

  test.each([
    ['$ ls', true],
    ['user@host:~$ ls', true],
    ['[root@db1 ~]# ls', true],
    ['sh-4.4# ls', true],
    ['(venv) $ ls', true],
    ['[web-1] $ ls', true],
    ['[defaults] # a comment', false],
    ['ls\n# a comment', false],
    ['echo $HOME', false],
    ['$HOME/bin/run', false],
    ['x=1 # $ no', false],
  ])('%j shows a prompt: %s', (line, expected) => expect(hasPrompts(line)).toBe(expected));

  test("takes root's bare prompt only before a command", () => {
    const { commands } = readConsole('# systemctl restart nginx\n# now wait for it', isCommand);
    expect(commands).toHaveLength(1);
  });
});

describe("sessions of other programs are not the shell's", () => {
  test.each([
    ['mysql -u shop\nmysql> show tables;', 14],
    ['mongosh\n> rs.status()', 8],
    ['echo a \\\n> db.sql', undefined],
    ['a-db.shop:6379> SET b 1', 0],
    ['shop$> ZCOUNT a 1 (4', 0],
    ['shop> ls (', undefined],
    ['sftp host\nsftp> put a', 10],
    ['127.0.0.1:6379> GET a', 0],
    ['psql shop\nshop=# select 1;', 10],
    ['python3\n>>> import os', 8],
    ['gpg --edit-key a\ngpg> trust', 17],
    ['telnet mx 25\n220 mx.example.org ESMTP\nEHLO a', 13],
    ['cat a > b', undefined],
    ['echo x=#1', undefined],
    ['a && b\n> out.txt', undefined],
    ['cat <<EOF\n220 a\nEOF', undefined],
  ])('%j', (text, start) => expect(otherSession(text)).toBe(start));
});
