import { expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

test.each<[string, string, string[]]>([
  ['flags before their subcommand', 'kubectl -it exec web -- sh', []],
  ['a plugin by the name of its program', 'kubectl node_shell web', []],
  ['an older name of a flag', 'minikube start --vm-driver=none', ['warning command-known']],
  [
    'what a mount printed',
    'mount | grep /mnt\n/dev/vdb on /mnt type ocfs2 (ro,relatime)',
    ['warning shell-parses'],
  ],
  ['PowerShell by its name', "pwsh -Command '\nGet-Item a\n'\nkubectl gte pods", ['error command-known']],
  ['a flag that a comment explains', 'date -s    # sets the time', []],
  ['a flag whose value was lost', 'helm uninstall web -n', ['error command-known']],
  ['a command as a sentence has it', 'scp(options)', ['warning shell-parses']],
  ['the name of what belongs there', 'journalctl -p priority', []],
  ['a value that is none', 'journalctl -p eror', ['error command-known']],
  ['how a command is used', 'command [option(s)] [argument(s)]', []],
  [
    'what traceroute prints',
    'traceroute web\ntraceroute to web (10.0.0.1), 30 hops max, 40 byte packets',
    ['warning shell-parses'],
  ],
  [
    'what kubectl printed',
    'kubectl run a --image=b\npod/a created (server dry run)',
    ['warning shell-parses'],
  ],
  [
    'a log',
    'grep ddl a.log\n/var/log/a.log:2021.05.04 12:41:28.9 [ 5 ] {} <Debug> B: done (ALTER TABLE c)',
    ['warning shell-parses'],
  ],
  [
    'what a library needs',
    'otool -L a\n\t/usr/lib/libssl.3.dylib (compatibility version 3.0.0, current version 3.0.0)',
    ['warning shell-parses'],
  ],
  ['PowerShell by its folder', 'mkdir -p $env:appdata\\a; Invoke-WebRequest -Uri b', []],
  ['a slip in a flag with one dash', 'find /srv -typ f', ['warning command-known']],
  ['a path without its end', "kubectl get pod a -o jsonpath='{.items[0}'", ['error command-known']],
  ['a path without braces', 'kubectl get pod a -o jsonpath=.status.phase', ['error command-known']],
  [
    'paths that are whole',
    `kubectl get pod a -o jsonpath='{range .items[?(@.a=="}")]}{.b}{"\\n"}{end}' && oc get a -o=jsonpath="{.data['a\\.b']}"`,
    [],
  ],
  ['a namespace that was lost', 'kubectl get cm a -n -o yaml', ['error command-known']],
  ['what a task starts', "nomad alloc exec a bash -c 'ls'", []],
  ['a slip in Ceph', 'ceph auth get-or-crate client.a', ['warning command-known']],
  ['a session of OceanBase', 'obclient [(none)]> SELECT MAX(a) FROM b WHERE c = 1;', []],
  [
    'a prompt before brackets',
    'db01$ (crontab -l; echo "0 4 * * * /x") | crontab -',
    ['warning shell-parses'],
  ],
  ['a menu of gpg', 'gpg --card-edit\ngpg/card> generate\n   (1) Signature key', []],
  ['a session of redis', 'redis-cli\n127.0.0.1:6379> slowlog get 10\n1) 1) (integer) 5100', []],
  [
    'the help of a program',
    'promtool --help\n      --region string   the region to use (default "eu")\n',
    ['warning shell-parses'],
  ],
  [
    'rows of a table',
    'pgb-console\n  S | shop | orders | idle | PRIMARY | 5432 | BOUNCER | 48064 |\n',
    ['warning shell-parses'],
  ],
  ['what git prints', 'git submodule update\n  modified:   docs/a (new commits)', ['warning shell-parses']],
  ['remotes of git', 'origin  https://example.org/a.git (fetch)', ['warning shell-parses']],
  ['a message', 'Protocol error (Network.getResponseBody): evicted', ['warning shell-parses']],
  [
    'a message with half a quote',
    'The domain x is not resolvable. Add it to your hosts file."',
    ['warning shell-parses'],
  ],
  ['options and what they mean', '--blocksize=4k (default)', ['warning shell-parses']],
  ['the prompt of another program', '[zk: localhost:2181(CONNECTED) 0] create /a', ['warning shell-parses']],
  ['XML', '<property>\n<name>a.b</name>\n</property>', ['warning shell-parses']],
  ['what apt prints', 'sudo apt install qemu\nFetched 24 kB in 1s (33 kB/s)', ['warning shell-parses']],
  [
    'advice of git',
    'no changes added to commit (use "git add" and/or "git commit -a")',
    ['warning shell-parses'],
  ],
  ['a name that is drawn', 'vault status\n / ____(_)___  ____ _/ /  / ___/', ['warning shell-parses']],
  ['a session of parted', 'parted /dev/sdb\n(parted) mklabel gpt  # (all of it)', []],
  [
    'a region to fill in, for a file that is written',
    'cat <<EOF\nV=$(aws ec2 describe-volumes --region <region>)\nEOF',
    [],
  ],
  ['a menu', '[ 0 ] - all\n[ 3 ] - Mail (/var/vmail)', ['warning shell-parses']],
  ['a caveat below a drawing', 'CAVEATS:\n\\\n |  This plugin needs:', ['warning shell-parses']],
  ['alternatives to fill in', 'firewall-cmd --add-port=<25|143>:proto=<tcp|udp>', []],
  ['a pipe between files', 'sort <in|uniq>out', []],
  ['statements of MySQL', 'use mysql;\nselect Host,User from user ;', []],
  ['a flag and what it means', 'uniq -c：counts lines', []],
  ['a script of its own', './aws/install --update', []],
  ['the tool of that name', 'install --updat a b', ['warning command-known']],
  ['more words from xargs', 'ls | xargs -l sudo systemctl stop', []],
  ['a flag cut short, as GNU has it', 'ls --recurs --human a', []],
  ['a plugin of kubectl', 'kubectl neat get pod', []],
  ['a plugin of their own', 'kubectl shopctl get pod', []],
  ['a subcommand that another one is near', 'kubectl descrbe pod', ['error command-known']],
  ['a version', 'mount.nfs 1.41.3 (12-Oct-2008)', ['warning shell-parses']],
  ['a call of another language', "db.Find(1)('x')", ['warning shell-parses']],
  ['names to fill in', 'touch FILE(S)\nmv FILE(S) FOLDER', []],
  ['a selector without quotes', 'kubectl get pods -l app in (web,api)', ['error shell-parses']],
  ['a tool of their own', 'ourctl sync --target "web', ['warning shell-parses']],
  ['a quote that a line above opens', 'A="x\nchmod 600 "$A"', ['warning shell-parses']],
  ['a line that goes on', 'kubectl get pods \\\n  -l app in (web)', ['warning shell-parses']],
  ['a prompt of their machines', 'ncn-s00(1/2/3)# ceph -ws', ['warning shell-parses']],
  ['a file to fill in', 'cray cfs update <name> --file <./example.json>', []],
  ['dots in brackets', 'openstack flavor create (...) --ephemeral 100 (...)', []],
  ['tests of Bats', '@test "answers" {\n  run curl a\n}\n', []],
  ['a quote that is not closed', 'kubectl describe pod deploy/web -n shop"', ['error shell-parses']],
])('%s', async (_, code, expected) => {
  const book = await bookInMemory({ 'a.md': `# A\n\n\`\`\`bash\n${code}\n\`\`\`\n` });
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  const own = found.filter(({ ruleId }) => /^(shell-parses|command-known|variable-declared)$/.test(ruleId));
  expect(own.map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['cmdlets', 'mkdir -p a\\b\nExpand-Archive .\\a.zip\nrmdir .\\a -R', ['warning fence-language-fits']],
  ['a variable of PowerShell', '$env:DISPLAY="a"', ['warning fence-language-fits']],
  [
    'a command above the YAML that it printed',
    'shopctl group list\ngroups:\n  all:\n    - ann\n    - bob',
    ['warning fence-language-fits'],
  ],
  [
    'YAML below what root types',
    '# kubectl get pod web -o yaml\nkind: Pod\nmetadata:\n  name: web',
    ['warning fence-language-fits'],
  ],
  ['a file of nsswitch', 'passwd: files\ngroup: files\nhosts: files dns', ['warning fence-language-fits']],
  ['YAML', 'groups:\n  all:\n    - ann\n    - bob', ['warning fence-language-fits']],
  ['cmdlets beside commands of Linux', 'dig a.example.org\n# Windows:\nGet-DnsClientServerAddress', []],
  [
    'an answer of HTTP',
    'HTTP/1.1 204 OK\nServer: web/1.0\nX-Version: v2\nX-Build: b\nX-Id: a',
    ['warning fence-language-fits'],
  ],
  ['a file whose name looks like a cmdlet', 'cat Install-Guide.md\nkubectl get pods', []],
])('the language that fits: %s', async (_, code, expected) => {
  const book = await bookInMemory({ 'a.md': `# A\n\n\`\`\`bash\n${code}\n\`\`\`\n` });
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  const own = found.filter(({ ruleId }) => /^(fence-language-fits|shell-parses|command-known)$/.test(ruleId));
  expect(own.map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual(expected);
});

test.each([
  [
    'ftp -n host << commands.txt',
    'Write `<` for `<<`: to read the file `commands.txt`, and no lines up to that word.',
  ],
  ['cat <<EOF\na', 'Close this here-document: no line below is just `EOF`.'],
])('what is to be done about a here-document without an end: %s', async (code, expected) => {
  const book = await bookInMemory({ 'a.md': `# A\n\n\`\`\`bash\n${code}\n\`\`\`\n` });
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  expect(found.flatMap(({ ruleId, message }) => (ruleId === 'shell-parses' ? [message] : []))).toEqual([
    expected,
  ]);
});
