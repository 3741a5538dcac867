import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeAlmanac, readErrors, readLines } from '../../scripts/almanac.ts';
import { measureLines } from '../../scripts/bench-almanac.ts';
import { ALMANAC, BELOW_PROGRAMS } from '../../src/almanac/almanac.ts';
import { openAlmanac, recognise, spellings } from '../../src/search/recognise.ts';
import { CODE_KINDS } from '../../src/search/error-codes.ts';
import { EVERYDAY_LINES } from './everyday-lines.ts';

const errors = readErrors();
const almanac = openAlmanac(ALMANAC);
/** How the kinds of codes are written. */
const WRITTEN: Readonly<Record<string, (code: string) => string>> = {
  exit: (code) => `container exited with code ${code}`,
  http: (code) => `upstream answered with HTTP ${code}`,
  sqlstate: (code) => `SQLSTATE[${code}]: something`,
  mysql: (code) => `ERROR ${code} (HY000): something`,
  signal: (code) => `terminated by signal ${code}`,
  grpc: (code) => `rpc error, grpc-status: ${code}`,
  any: (name) => `shop.Broken${name}: something`,
};

const CODE = new RegExp(`^(${CODE_KINDS.join('|')}):(\\S+)$`);

/** What a text looks like in a log. */
function written(text: string, example: string | undefined): string {
  const [, kind = '', code = ''] = CODE.exec(text) ?? [];
  return WRITTEN[kind]?.(code) ?? (/[…#]/.test(text) ? (example ?? '') : text);
}

describe('a file of errors', () => {
  const HEAD = 'software: Shop\nsource: https://shop.example/ (1)\n';

  it('has one error a line, between comments and blank lines', () => {
    const lines = `# Errors of the shop.\n${HEAD}\ncart … gone | no cart\tThe cart is gone\tcart\tcart 7 gone\n`;
    expect(readLines('shop.tsv', lines)).toEqual([
      {
        place: 'scripts/almanac/shop.tsv:5',
        texts: ['cart … gone', 'no cart'],
        software: 'Shop',
        source: 'https://shop.example/ (1)',
        meaning: 'The cart is gone',
        words: 'cart',
        example: 'cart 7 gone',
      },
    ]);
  });

  it.each([
    ['# carts are gone\tCarts are gone\tcart', 'a text that begins with # or …, which is never found'],
    ['… of the cart\tThe cart is gone\tcart', 'a text that begins with # or …, which is never found'],
    ['no cart | # carts gone\tCarts are gone\tcart', 'a text that begins with # or …, which is never found'],
    ['no cart\tThe cart is gone', 'no meaning or no words'],
    ['no cart', 'no meaning or no words'],
  ])('is refused for the line %s, with its place', (line, fault) => {
    expect(() => readLines('shop.tsv', `${HEAD}${line}\n`)).toThrow(
      `scripts/almanac/shop.tsv:3 has ${fault}: ${line}`,
    );
  });
});

describe('the table', () => {
  it('is made of its files', () => {
    expect(ALMANAC).toEqual(JSON.parse(JSON.stringify(makeAlmanac(errors))));
  });

  it.each(errors)('$place has its parts in their form', ({ texts, software, source, meaning, words }) => {
    expect(software).not.toBe('');
    expect(source).toMatch(/^https:\/\/\S+ \(.+\)$/);
    expect(meaning).toMatch(/^\p{Lu}[^.]{10,150}[^.\s]$|^etcd|^nginx|^systemd/u);
    expect(words).toMatch(/^\S+(?: \S+){0,8}$/);
    for (const text of texts) expect(text).toMatch(/^[^\s|](?:[^|]*[^\s|])?$/);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is small enough to be loaded on use: 60 KB compressed, without the sources', () => {
    const shard = { ...ALMANAC, sources: [], of: ALMANAC.of.map(([software]) => [software]) };
    expect(gzipSync(JSON.stringify(shard), { level: 9 }).length).toBeLessThan(60_000);
  });

  it('has all software that stands below programs', () => {
    expect([...BELOW_PROGRAMS].filter((name) => !ALMANAC.software.includes(name))).toEqual([]);
  });

  it('has each text once', () => {
    const texts = errors.flatMap(({ texts }) => texts.flatMap((text) => spellings(text.toLowerCase())));
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it.each(errors)('$place is found by each of its texts', ({ place, texts, example, meaning }) => {
    const looked = texts.filter((text) => !/[…#]/.test(text)).map((text) => written(text, example));
    for (const line of [...looked, ...(example === undefined ? [] : [example])]) {
      const found = recognise(almanac, line).map((one) => one.meaning);
      expect([place, line, found]).toEqual([place, line, expect.arrayContaining([meaning])]);
    }
    if (texts.some((text) => /[…#]/.test(text)))
      expect([place, example]).toEqual([place, expect.any(String)]);
  });
});

describe('recognise', () => {
  it.each(EVERYDAY_LINES)('says nothing to %s', (line) => {
    expect(recognise(almanac, line)).toEqual([]);
  });

  it.each([
    ['failed to reserve container name', 'failed to reserve container name "a": in use'],
    ['unable to reserve container name', 'ERROR unable to reserve container name "a"'],
    ["couldn't reserve container name", "ERROR couldn't reserve container name"],
    ['could not reserve container name', 'level=error msg="could not reserve container name"'],
  ])('knows %s, however a program says that it failed', (text, line) => {
    expect(recognise(almanac, line)[0]).toMatchObject({ text, isGeneral: false });
  });

  it.each([
    ['ERROR shop.cart: failed to connect', ['A connection could not be made']],
    ['ERROR shop.cart: failed to connect, exit code 137', ['The process was killed, most often for memory']],
    ['INFO shop.cart: failed to connect, next try in 5 s', []],
    [
      'Caused by: java.lang.OutOfMemoryError: Java heap space',
      ['The program has used all the heap that it may'],
    ],
    ['panic in shop: acme.CartGoneError: no cart', ['A program met an error; its name or text says which']],
  ])('says of %s what any program may say only where nothing better is known', (line, meanings) => {
    expect(recognise(almanac, line).map(({ meaning }) => meaning)).toEqual(meanings);
  });

  it.each([
    ['ERROR "GET /cart HTTP/1.1" 404 12', 1],
    ['INFO "GET /cart HTTP/1.1" 404 12', 0],
    ['2026-02-03 04:05:06, Info    shop    Failed to start upload', 0],
    ['time=2026 level=info msg="failed to connect, next try"', 0],
    ['[2026/02/03] [error] [in_tail] Cannot read info from: /var/log/shop.log', 1],
    ['{"error":{"code":150,"description":"Failed to load package info"}}', 1],
    ['INFO "GET /cart HTTP/1.1" 502 12', 1],
    ['info: received SIGTERM, shutting down', 0],
    ['checkout keeps getting 502 on payment', 1],
    ['what does 502 mean', 1],
    ['shop returns 503 again', 1],
    ['the job gets 500 rows', 0],
  ])('takes %s for %i errors: a calm line tells of no mistakes of clients', (line, count) => {
    expect(recognise(almanac, line)).toHaveLength(count);
  });

  // What the almanac said of these was not so: a text that is too short, or a sentence that knows more than it.
  it.each([
    ['InnoDB: Operating system error number 28.', 'damaged'],
    ['[InnoDB] Plugin initialization aborted with error not found.', 'Grafana'],
    ['MongoError: not master and slaveOk=false', 'The write'],
    ['"type": "urn:ietf:params:acme:error:malformed",', 'yours'],
    ['fatal: The remote end hung up unexpectedly', 'does not go on'],
    ['service(imap-login): command startup failed, throttling for 2 secs', 'account'],
    ['libbpf: load bpf program failed: Permission denied', 'file or folder'],
    ['read udp 10.0.1.122:50483->10.0.1.110:1434: i/o timeout', 'DNS'],
    ['Post "http://db:8086/query": net/http: request canceled while waiting for connection', 'image'],
    ['http: proxy error: context canceled', 'certificate'],
    ['curl: (7) Failed to connect to shop port 80: Could not connect to server', 'database'],
    ['stream error: stream ID 3; INTERNAL_ERROR; received from peer', 'broker'],
    ['SocketException: Connection reset', 'replica set'],
    ['Could not resolve dependencies for project shop', 'DNS'],
    ['E: Signature verification failed for the package list', 'login'],
    ['perf: interrupt took too long (2501 > 2500), lowering the rate', 'memory'],
    ['Attempting to register node" node="a"', 'does not reach'],
    ['level=info msg="Head GC completed" duration=1.2s', 'Samples'],
    ["RuntimeError: can't start new thread", 'library'],
    ['jdbc:mysql://db/shop?autoReconnect=true', 'MongoDB'],
    ['*** buffer overflow detected ***: terminated', 'Log lines'],
    ['openai.AuthenticationError: invalid api key', 'Grafana'],
    ['http: TLS handshake error from 10.0.0.1:5476: read: permission denied', 'cipher'],
    ['Error: OCI runtime error: crun: unknown version specified', 'does not handle'],
    ['level=error msg="Error reading from wire 10.0.0.1:14366"', 'rights'],
    ['Transaction rolled back because it has been marked as rollback-only', 'copies'],
    ['shop.c:1:10: fatal error: shop.h: No such file or directory', 'does not handle'],
    ['[WARNING] celery.worker.consumer: consumer: Connection to broker lost.', 'task'],
    ['WARNING C-0x7f: shop/shop@10.0.0.1:63996 pooler error: pgbouncer cannot connect to server', 'free'],
    ["systemd[1]: shop.service: Failed with result 'protocol'.", 'signal'],
    ['msg="provisioning" error="exec: \\"docker-machine\\": executable file not found in $PATH"', 'image'],
    ['hdfs.LeaseRenewer: Failed to renew lease for [DFSClient_1] for 51 seconds', 'who leads'],
    ['2015-10-18 18:09:50,511 ERROR [RMCommunicator] ERROR IN CONTACTING RM.', 'HTTP'],
    ['SELECT returned 500 rows', 'HTTP'],
    ['kernel: EDAC MC: Ver: 3.0.0', 'memory'],
    ['the shop moved 12 files', 'Redis'],
    ['oauth2: cannot fetch token: 403 Forbidden', 'pod'],
    ['no master IPs were listed in storage', 'leader'],
    ['osd: Failed to register data paths of column family', 'full'],
    ['docker: Error response from daemon: Address already in use.', 'Another process'],
    ['3507:X # -failover-abort-no-good-slave master shop 10.0.0.1 6379', 'lost its primary'],
    ['io.netty.handler.timeout.ReadTimeoutException: null', 'replicas'],
    ['Could not resolve reference: Could not resolve pointer: /definitions/Cart', 'image'],
    ["Module not found: Error: Can't resolve './cart' in '/shop'", 'host'],
    ['audit: type=1400 audit(1): apparmor="STATUS" operation="profile_load"', 'security'],
    ['fatal: not a git repository; git ended, exit code 128', 'no exit code'],
    ["** server can't find shop.example: SERVFAIL", 'does not know it'],
    ['HTTP error 412: PRECONDITION_FAILED', 'queue'],
    ['health check for peer a could not connect: json: bad value', 'leader'],
    ['failed to start containerd task "shop": context canceled', 'Docker engine'],
    ['UPGRADE FAILED: "shop" has no deployed releases', 'The first install'],
    ['nginx: [emerg] open() "/run/nginx.pid" failed (2: No such file or directory)', 'at that address'],
    ['shop: datasource: table not found', 'Grafana'],
    ['HTTP 400 ValidationError: No updates are to be performed.', 'not valid'],
    ["Unrecoverable error: WorkerLostError('Could not start worker processes',)", 'while it had a task'],
    ["shop@127.0.0.1:5433 got packet '1' from server when not linked", 'could not give'],
    ['Code: 499, e.displayText() = DB::Exception: no such key', 'client went away'],
    ["close-reason, code=504, text='CHANNEL_ERROR - second channel.open seen'", 'proxy waited'],
    ['Azure: Code="TooManyRequests" Message="wait"', 'registry'],
    ['raise ValidationError(_("cart is empty"))', 'manifest'],
    ['alert: error rate exceeded 5 %', 'AWS'],
    ['shop: a slowdown of the cart was seen', 'fewer requests'],
    ['OutOfMemory while the cart was read', 'room for a pod'],
    ['failed to allocate a port for shop', 'memory'],
    ['Migration failed after 12 seconds', 'again and again'],
    ['AlreadyClosedException: this IndexReader is closed', 'broker'],
    ['LOG S-0x7f: shop/shop@10.0.0.5:5432 closing because: server lifetime over (age=3600s)', 'pool could'],
    ['LOG: background worker "launcher" (PID 33) exited with exit code 1', 'error of its own'],
    ['mount: /mnt: must be superuser to use mount.', 'database'],
    ['Unknown host key for shop.example', 'resolved'],
    ['the cart checks whether the file exists', 'already'],
    ['item 7 is duplicate in the cart', 'nginx'],
    ['cron: getpwnam() failed - user shop unknown', 'nginx'],
    ['Lambda: function shop does not exist', 'types'],
    ['route pattern not matched, next one is tried', 'parser'],
    ['systemd[9]: Failed to chown socket at step GROUP: No such process', 'process is not there'],
    ["[net] getaddrinfo(host='shop.example', err=15): Out of memory", 'enough memory'],
    ['Worker (pid:21) was sent SIGKILL! Perhaps out of memory?', 'enough memory'],
    ['Could not resolve proxy.shop.example', 'of the proxy'],
    ['Generating a self-signed certificate for shop.example', 'does not trust'],
    ['[INFO] plugin/kubernetes: waiting for Kubernetes API', 'reports an error'],
    ['Unrecognized name: cart at [1:8]', 'certificate'],
    ['Error: PEM routines::bad password read', 'holds no certificate'],
    ['cart.db: wrong version number 7', 'TLS'],
    ['lookup shop on 10.0.0.10:53: read udp 10.0.0.1:5->10.0.0.10:53: i/o timeout', 'servers behind it'],
    ['{"city":"Provo","state":"UT","flags":"NR"}', 'Envoy'],
    ['nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', 'is wrong'],
    ['Slack said: user_not_found', 'login'],
    ['proxy error: shop is closed', 'Go:'],
    ['copied 1,550 5.1% 2.0 MB/s', 'mail'],
    ['query_wait_timeout = 120', 'waited'],
    ['FATAL: could not open file "base/1/2": Permission denied', 'file of the database is missing'],
    ['ERROR: cache lookup failed for relation 16402', 'index'],
    ['ERROR: temporary file size exceeds temp_file_limit (1024kB)', 'lock'],
    ['[WARNING] raft: heartbeat timeout reached, starting election', 'Consul'],
    ['level=info msg="gossip not settled" polls=0 before=0 now=1', 'Alertmanager'],
    ['level=info msg="instance not found in ring, adding with no tokens"', 'healthy'],
    ['INFO - Task exited with return code 0', 'failed'],
    ['shop terminated with exit code 0', 'error'],
    ['level=info msg="Remote storage resharding" from=1 to=2', 'Figures'],
    ['level=info msg="shim disconnected" id=1a2b', 'runtime'],
    ['WARNING: Connection pool is full, discarding connection: shop', 'no connection'],
    ['could only be replicated to 0 nodes instead of minReplication', 'Airflow'],
    ['failed to compute cache key: failed to copy: httpReadSeeker: failed open', 'copy is not in'],
    ['Error: creating container storage: no room', 'Terraform'],
    ['Failed to publish events: temporary bulk send failure', 'Fluentd'],
    ['limits_config: max_query_length: 721h', 'query'],
    ['nvme nvme0: Shutdown timeout set to 8 seconds', 'disk'],
    ['shop1: State: degraded, Jobs: 0 queued', 'array or pool'],
    ['traps: shop[12] trap invalid opcode ip:7f0 sp:7ff', 'Linux: A program used'],
    ['EXT4-fs warning (device sda1): checktime reached', 'read-only'],
    ['running xfs_repair -n /dev/sdb1', 'read-only'],
    ['connect ETIMEDOUT 10.0.0.1:5432', 'the code says why'],
    ['java.io.IOException: Connection reset by peer', 'starting something'],
    ['tar: Unexpected EOF in archive', 'Go:'],
    ['Uncaught TypeError: cart is null', 'PHP'],
    ['The task includes an option with an undefined variable.', 'PHP'],
    ['javax.validation.ConstraintViolationException: cart must not be null', 'database'],
    ['UnhandledPromiseRejectionWarning: Unhandled promise rejection.', 'ended'],
    ['Max retries exceeded with url: /cart', 'several tries'],
    ['Cannot create thread: cart P2024 is full', 'database'],
  ])('does not say of %s what it does not tell: %s', (line, wrong) => {
    const said = recognise(almanac, line).map(({ software, meaning }) => `${software}: ${meaning}`);
    expect(said.join('; ')).not.toContain(wrong);
  });

  // No events: what is denied, a name, a path, a setting, advice, or a request that went well.
  it.each([
    'DiskPressure False Mon, 03 Feb 2026 KubeletHasNoDiskPressure',
    '"oomkilled": false,',
    'shop : ok=3 changed=0 unreachable=0 failed=0',
    'backup of /var/log/enospc/shop.log done',
    'scrub done, no data corruption',
    'the cart is made if not found',
    'client with read timeout=30 made',
    'loaded module shop.rejected-orders',
    'shop is up. Check whether the port is unreachable',
    '10.0.0.1 - - "GET /carts/refused HTTP/1.1" 200 12',
    'DEBUG "GET /carts?page=2&status=500 HTTP/1.1" 200 12',
  ])('says nothing of what did not happen: %s', (line) => {
    expect(recognise(almanac, line)).toEqual([]);
  });

  it.each([
    [
      'setup failed for shop: could not connect: no such host is in the table: missing key',
      ['DNS has no such name'],
    ],
    [
      'ERROR setup failed for shop: could not open the cart',
      ['Something could not be loaded, read or opened'],
    ],
    [
      'Error response from daemon: network shop: port is already allocated',
      [
        'Another container or process has the port',
        'The Docker engine refused what was asked; the text after it says why',
      ],
    ],
    [
      'nginx: [emerg] host not found in upstream "shop" in /etc/nginx/nginx.conf:3',
      [
        'nginx cannot resolve the name of the server behind it',
        'nginx could not start or take its configuration; the text after it says why',
      ],
    ],
    [
      'shop.CartException: cart is locked by another',
      ['A lock or something else that is needed could not be had'],
    ],
    [
      'init: shop main process (5069) terminated with status 2',
      ['The program was called wrongly, or ended with an error of its own'],
    ],
  ])('says of %s the end of the chain, and last what only says where to read on', (line, meanings) => {
    expect(recognise(almanac, line).map(({ meaning }) => meaning)).toEqual(meanings);
  });

  // What a software says of itself, then what is below it, then codes and names; in one chain the last is the cause.
  it.each([
    ['java.net.ConnectException: Connection refused', 'Connection refused'],
    ['javax.net.ssl.SSLException: alert: handshake_failure', 'handshake_failure'],
    ['FailedAttachVolume  Multi-Attach error for volume "a"', 'Multi-Attach error'],
    ['gRPC config stream closed: 14, no healthy upstream', 'no healthy upstream'],
    ['Server shop is DOWN, reason: Layer4 timeout', 'Layer4 timeout'],
    ['Scrape failed" err="context deadline exceeded"', 'Scrape failed'],
    ['upstream timed out (110: Connection timed out)', 'upstream timed out'],
    ['Readiness probe failed: connection refused', 'Readiness probe failed'],
    ['MountVolume.SetUp failed for volume: exit status 1', 'MountVolume.SetUp failed'],
    ['CrashLoopBackOff, last exit code 137', 'exit code 137'],
    ['open /shop: permission denied: exit status 1', 'permission denied'],
    ['Caused by: HttpClientErrorException: 405 Method Not Allowed', '405 Method Not Allowed'],
  ])('says of %s first what tells the cause', (line, first) => {
    const [said, ...more] = recognise(almanac, line).map(({ text }) => text);
    expect(said).toBe(first);
    expect(more).not.toEqual([]);
  });

  it.each([
    [
      'shop.Main: Error creating bean\n\tat shop.Main(Main.java:3)\nCaused by: java.sql.SQLException: a\n\tat a\n' +
        'Caused by: java.net.ConnectException: Connection refused\n\tat b\nCaused by: java.io.IOException: Broken pipe',
      ['Broken pipe', 'Connection refused'],
    ],
    [
      'Traceback (most recent call last):\n  File "/shop/cart.py", line 3, in load\n    raise Missing("no such file or directory")\n' +
        'Refused: connection refused by the cart',
      ['connection refused', 'no such file or directory'],
    ],
    ['shop: a broken pipe\nshop: the host is there: no route to host', ['no route to host', 'broken pipe']],
    ['shop: the host is there: no route to host\nshop: a broken pipe', ['no route to host', 'broken pipe']],
    [
      'Traceback (most recent call last):\n  File "/shop/cart.py", line 3, in load\n    open_cart()\nCartLost: the cart was rolled back',
      ['Traceback (most recent call last)'],
    ],
  ])('takes the last of a trace for the cause, and the longest text of several lines: %j', (paste, texts) => {
    const found = recognise(almanac, paste).map(({ text }) => text);
    expect(found.slice(0, texts.length)).toEqual(texts);
  });

  it('knows most lines of errors that people paste', () => {
    const lines = readFileSync(new URL('error-lines.tsv', import.meta.url), 'utf8');
    const measured = measureLines(lines);
    const missed = measured.filter(({ meanings }) => meanings.length === 0).map(({ line }) => line);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(measured.length * 0.12);
  });

  it.each([
    [
      'web.service: Main process exited, code=exited, status=1/FAILURE',
      'The program ended with an error of its own',
    ],
    [
      'web.service: Main process exited, code=killed, status=9/KILL',
      'The process was killed and could not clean up',
    ],
  ])('reads %s by what ended it', (line, meaning) => {
    expect(
      recognise(almanac, line)
        .map((one) => one.meaning)
        .join('; '),
    ).toContain(meaning);
    expect(
      recognise(almanac, line)
        .map((one) => one.meaning)
        .join('; '),
    ).not.toContain('terminal was closed');
  });
});
