import { describe, expect, test } from 'vitest';
import { findPlaceholders, maskPlaceholders } from '../../src/shell/placeholders.ts';

const found = (text: string): readonly string[] => findPlaceholders(text).map((one) => one.text);

describe('placeholders', () => {
  test.each<[string, string[]]>([
    ['kubectl logs <pod-name> -n <ns>', ['<pod-name>', '<ns>']],
    ['kubectl cp <local file path/name> a:/tmp', ['<local file path/name>']],
    ['curl https://<host>/health', ['<host>']],
    ['NAME="<value of label>"', ['<value of label>']],
    ['rm -i </path/to/file>', ['</path/to/file>']],
    ['docker compose logs [service]', ['[service]']],
    ['ansible [web] -m ping', ['[web]']],
    ['rbd ls [--namespace <ns>]', ['[--namespace <ns>]']],
    ['curl https://x.org/teams/{teamId}/jobs', ['{teamId}']],
    ['kubectl get pod {pod-name}', ['{pod-name}']],
    ['export TOKEN=YOUR_TOKEN', ['YOUR_TOKEN']],
    ['ssh your-host', ['your-host']],
    ['redis-cli -a "your-access-key"', ['your-access-key']],
    ['aws ec2 describe-instances --instance-ids i-xxxxxxxx', ['xxxxxxxx']],
    ['curl -u admin:XXX x.org', ['XXX']],
    ['docker compose ... up -d worker', ['...']],
    ['TOKEN="..."', ['...']],
    ['kubectl get pods …', ['…']],
    ['cat <<EOF\nname: <service>\nEOF', ['<service>']],
    ['helm uninstall web -n < namespace> ', ['< namespace>']],
    ['oc <command> <--flags>\noc help', ['<command>', '<--flags>']],
    ['velero install \\\n  <....>', ['<....>']],
    ['kubectl create secret generic a --from-file=b=</path/to/key>', ['</path/to/key>']],
    ['plugins=(<other plugins> git)', ['<other plugins>']],
    ['adm add-mail <group> <address@example.org>', ['<group>', '<address@example.org>']],
  ])('are found in %s', (text, expected) => expect(found(text)).toEqual(expected));

  test.each([
    "FileNotFoundError: [Errno 2] No such file or directory: '/a'",
    '[ -f x ] && [[ $a < $b ]]',
    'nginx: [emerg] bind() failed\n10:02:11 [crit] 7#7: open() failed',
    './run.sh\n[INFO] started\n[error] stopped',
    '[web]\nhost1\n  [web-all] \nhost2',
    'if (( a < b && c > d )); then :; fi',
    'sort <in.txt >out.txt',
    'sort <in>out',
    'sort < in > out',
    'sort < in >\\\nout',
    'a=</in>out',
    'From: Ann <ann@example.org>',
    'diff <(ls a) <(ls b)',
    'cat <<EOF\nhello\nEOF',
    "cat <<-'END'\n\thello\n\tEND",
    'tr <<< word a b',
    "echo '<html><body>x</body></html>'",
    'curl -d "<note><to>x</to></note>" x.org',
    'git commit --author "A B <a@b.org>"',
    "kubectl get pods | grep '<none>'",
    'ls [abc]* file[0-9].txt',
    "grep -E '^[a-z]+[[:space:]]' f",
    "jq '.items[] | {name: .metadata.name, n: [.spec]}' f",
    "jq '{name}' f",
    "docker ps --format '{{.Names}}'",
    "kubectl get pod x -o jsonpath='{.status.phase}'",
    'cp a.{txt,md} b/{1..3}/',
    'echo ${NAME} ${NAME:-x}',
    'curl -w "%{http_code}" x.org',
    'git show stash@{0} HEAD@{upstream}',
    'find . -exec rm {} \\;',
    'ls | xargs -I{file} cp {file} /tmp',
    'mktemp /tmp/job.XXXXXX',
    'go test ./...',
    'git diff main...HEAD',
    'echo "Loading..."',
    '# replace <name> with yours ...',
    "perl -ne 'print while <STDIN>'",
    "awk '$1 < 5 && $2 > 3' f",
    "grep -P '(?<year>\\d{4})' f",
    'echo "$YOUR_TOKEN"',
    'YOUR_TOKEN=abc ./run',
    'up{job="x"}',
    'f() { ls; }',
    "cat <<'EOF'\ndo <not> edit\nEOF",
  ])('are not seen in %s', (text) => expect(found(text)).toEqual([]));

  test('are masked without moving anything', () => {
    const text = 'curl <the host>/x';
    expect(maskPlaceholders(text, findPlaceholders(text))).toBe('curl __________/x');
  });
});
