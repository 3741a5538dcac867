import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { gradeQuery } from '../../src/shell/risk/query-risk.ts';
import { gradeMongoText } from '../../src/shell/risk/mongo-client.ts';
import { gradeRedisText } from '../../src/shell/risk/redis-client.ts';
import { assessRisk } from '../../src/shell/risk/risk.ts';
import { gradeSql } from '../../src/shell/risk/sql-risk.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';

describe('the risk of SQL', () => {
  test.each([
    ['SELECT 1', 'read'],
    ['-- DROP TABLE x\nSELECT 1', 'read'],
    ["SELECT 'DELETE FROM x'", 'read'],
    ["SELECT '--'; DROP TABLE x", 'destroy'],
    ["SELECT '/*'; DROP TABLE x; SELECT '*/'", 'destroy'],
    ["SELECT '/*'; DROP TABLE x", 'destroy'],
    ['COPY t TO STDOUT; COPY t FROM STDIN', 'change'],
    ['EXPLAIN ANALYZE SELECT 1', 'read'],
    ['EXPLAIN (ANALYZE, BUFFERS) DELETE FROM t', 'destroy'],
    ['BEGIN; SELECT 1; ROLLBACK;', 'read'],
    ['delete from t', 'destroy'],
    ['DELETE FROM t WHERE true', 'destroy'],
    ['DELETE FROM t WHERE id = 1', 'change'],
    ['WITH old AS (DELETE FROM t RETURNING *) SELECT * FROM old', 'destroy'],
    ['UPDATE t SET a = 1', 'destroy'],
    ['UPDATE t SET a = 1 WHERE b = 2', 'change'],
    ['SELECT * FROM t FOR UPDATE', 'read'],
    ['ALTER TABLE t DROP COLUMN a', 'destroy'],
    ['ALTER TABLE t ALTER a DROP NOT NULL', 'change'],
    ['CREATE INDEX CONCURRENTLY i ON t (a)', 'change'],
    ['VACUUM FULL t', 'change'],
    ['INSERT INTO t VALUES (1)', 'change'],
    ['COPY t TO STDOUT', 'read'],
    ['COPY t FROM STDIN', 'change'],
    ['SHOW max_connections', 'read'],
    ['\\dt+\n\\x', 'read'],
    ['REFRESH MATERIALIZED VIEW v', 'change'],
    ["\\copy t to program 'rm x'", 'change'],
    ["\\copy t to 'x.csv'", 'read'],
    ["SELECT 'DROP TABLE x' \\gexec", 'change'],
    ['\\set x `rm y`', 'change'],
    ['SELECT lo_import(1)', 'change'],
    ["SELECT load_extension('x')", 'change'],
    ["SELECT dblink('', 'DELETE FROM x')", 'change'],
    ['.shell rm x', 'change'],
    ['.tables\n', 'read'],
    ['.output x', 'change'],
    ['PRAGMA integrity_check', 'read'],
    ['PRAGMA writable_schema = ON', 'change'],
    ['SOURCE x.sql', 'change'],
    ['\\! rm x', 'change'],
    ['system rm x', 'change'],
    ['', 'read'],
    ['EXPLAIN SELECT pg_terminate_backend(1)', 'read'],
    ['EXPLAIN (VERBOSE) DELETE FROM t', 'read'],
    ['EXPLAIN ANALYZE SELECT pg_terminate_backend(1)', 'change'],
    ['DROP TABLE explain', 'destroy'],
    ['DELETE FROM explain', 'destroy'],
    ['GRANT ALTER, DROP ON shop.* TO app', 'change'],
    ["SELECT pg_drop_replication_slot('s')", 'destroy'],
    ['PURGE BINARY LOGS TO x', 'destroy'],
    ['RESET MASTER', 'destroy'],
    ['INSERT INTO purge VALUES (1)', 'change'],
    ['SELECT pragma FROM t WHERE a = 1', 'read'],
    ['SELECT a INTO copy FROM t', 'change'],
    ['DECLARE c CURSOR FOR SELECT a INTO b FROM t', 'read'],
    ['SELECT prepare s FROM t', 'read'],
    ['.schema main.log', 'read'],
    ['SELECT 1 \\! rm x', 'change'],
    ['\\x \\! rm x', 'change'],
    ['SELECT 1 \\g x.txt\nDROP TABLE t', 'destroy'],
    ['SELECT a\nFROM t\n\\x\nSELECT b\nFROM t', 'read'],
    ['SELECT `a` FROM `t`\\G', 'read'],
    ['SELECT 1 \\set x `rm y`', 'change'],
    ['SELECT `a` \\echo b', 'read'],
    ['PREPARE p AS DELETE FROM t; EXECUTE p', 'destroy'],
    ['PREPARE p (int) AS SELECT $1; EXECUTE p(1)', 'read'],
    ['PREPARE s FROM @sql; EXECUTE s', 'change'],
    ["EXECUTE IMMEDIATE 'DROP TABLE t'", 'change'],
    ['WITH a AS (SELECT 1) DELETE FROM t', 'destroy'],
    ['WITH a AS (UPDATE t SET b = 1 RETURNING *) SELECT * FROM a', 'destroy'],
    ['CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW SET NEW.a = 1', 'change'],
    ['UPDATE STATISTICS orders', 'change'],
    ['SET a = 1; UPDATE STATISTICS orders', 'change'],
    ['SELECT a FROM t WHERE deleted AND update', 'read'],
  ])('%s is %s', (sql, expected) => expect(gradeSql(sql)).toBe(expected));
});

describe('the risk of what mongosh reads', () => {
  test.each([
    ['show dbs\nuse shop', 'read'],
    ['db.orders.find({ state: "late (1)" }).sort({ at: -1 }).forEach(o => print(o._id))', 'read'],
    ['db.orders.aggregate([{ $match: { a: 1 } }])', 'read'],
    ['db.orders.aggregate([{ $out: "b" }])', 'change'],
    ['load("x.js")', 'change'],
    ['db["drop" + "Database"]()', 'change'],
    ['db.orders[name]()', 'change'],
    ['sh.stopBalancer()', 'change'],
    ['db.orders.validate({ repair: true })', 'change'],
    ['rs.status()', 'read'],
    ['print(1)', 'read'],
    ['db.orders.insertOne({})', 'change'],
    ['db.orders.count(), "done"', 'read'],
    ['db.orders.find({ note: "insert (late)" })', 'read'],
    ["/* it's */ db.orders.find()", 'change'],
    ["db.orders.find() // it's", 'read'],
    ["db.orders.find({ a: 'x' }) /* all */", 'read'],
    ["/it's/.test(a); touch('x')", 'change'],
    ["/* ' */ db.orders.insertOne({}) /* ' */", 'change'],
    ["db.orders.find({ a: /it's/ }); touch({ b: /it's/ })", 'change'],
    ['db.orders.find({ a: /late/, b: "x" })', 'read'],
    ["print(`it's`); touch(`'`)", 'change'],
    ['print(`a`)', 'change'],
    ['db.dropDatabase()', 'destroy'],
  ])('%s is %s', (text, expected) => expect(gradeMongoText(text)).toBe(expected));
});

describe('the risk of what redis-cli reads', () => {
  test.each([
    ['GET a', 'read'],
    ['127.0.0.1:6379> FLUSHALL', 'destroy'],
    ['127.0.0.1:6379[2]> GET a', 'read'],
    ['CLIENT x:1> KILL a', 'read'],
    ['"FLUSHALL"', 'destroy'],
    ['FLUSH"ALL"', 'change'],
    ['"FLUSH"ALL', 'change'],
    ['GET a\n\nFLUSHALL', 'destroy'],
    ['5 FLUSHALL', 'destroy'],
    ['x5 FLUSHALL', 'change'],
    ['5x FLUSHALL', 'change'],
    ['GET 5', 'read'],
    ['5', 'read'],
    ['', 'read'],
  ])('%j is %s', (text, expected) => expect(gradeRedisText(text)).toBe(expected));
});

describe('the risk of what a client is told', () => {
  test.each([
    ['psql', 'read'],
    ['psql --command "DROP TABLE t"', 'destroy'],
    ['psql -c "SELECT 1" -v x="DROP TABLE t"', 'read'],
    ['psql -c', 'read'],
    ['psql -f x.sql', 'change'],
    ['psql --file=x.sql', 'change'],
    ['psql < x.sql', 'change'],
    ['psql < /dev/null', 'read'],
    ['psql -c "SELECT 1" < x.sql', 'read'],
    ['cat x.sql | psql', 'change'],
    ['kubectl exec -i db-0 -- psql < x.sql', 'change'],
    ['cat <<EOF | psql\nDROP TABLE t;\nEOF', 'destroy'],
    ['cat <<EOF | psql\nSELECT 1;\nEOF', 'read'],
    ['cat x <<EOF | psql\nSELECT 1;\nEOF', 'change'],
    ['tail <<EOF | psql\nSELECT 1;\nEOF', 'change'],
    ['pg_dump a | psql b', 'change'],
    ['cat x.sql | psql <<< "SELECT 1"', 'read'],
    ['cat x.txt | redis-cli <<< "GET a"', 'read'],
    ['echo | psql', 'read'],
    ['echo -e "DROP TABLE t" | psql', 'destroy'],
    ['printf "DROP TABLE t" | psql', 'destroy'],
    ['cat ids | xargs -n1 redis-cli GET', 'read'],
    ['echo ids | xargs redis-cli', 'change'],
    ['mysql -e "DROP TABLE t"', 'destroy'],
    ['mysql --init-command="DROP TABLE t" -e "SELECT 1"', 'destroy'],
    ['mysql -f -e "SELECT 1"', 'read'],
    ['sqlite3 a.db "DROP TABLE t"', 'destroy'],
    ['sqlite3 -cmd "DROP TABLE t" a.db', 'destroy'],
    ['sqlite3 -init x.sql a.db', 'change'],
    ['sqlite3 "drop.db" "SELECT 1"', 'read'],
    ['pgcli -c "DROP TABLE t"', 'destroy'],
    ['pgcli "host=a dbname=b"', 'read'],
    ['pgcli -f x.sql', 'change'],
    ['pgcli --file x.sql', 'change'],
    ['cockroach sql --execute="DROP TABLE t"', 'destroy'],
    ['cockroach sql --execute "DROP TABLE t"', 'destroy'],
    ['cockroach sql -f x.sql', 'change'],
    ['cockroach sql --file x.sql', 'change'],
    ['clickhouse-client --query="DROP TABLE t"', 'destroy'],
    ['clickhouse-client -q "DROP TABLE t"', 'destroy'],
    ['clickhouse-client --queries-file x.sql', 'change'],
    ['sqlcmd -Q "DROP TABLE t"', 'destroy'],
    ['sqlcmd -S db -Q "SELECT 1"', 'read'],
    ['sqlcmd -i x.sql', 'change'],
    ['sqlcmd --input-file x.sql', 'change'],
    ['redis-cli', 'read'],
    ['redis-cli < x.txt', 'change'],
    ['redis-cli GET a < x.txt', 'read'],
    ['echo "GET a" | redis-cli', 'read'],
    ['redis-cli GET a <<< FLUSHALL', 'destroy'],
    ['valkey-cli FLUSHALL', 'destroy'],
    ...['bigkeys', 'memkeys', 'hotkeys', 'scan', 'stat', 'latency', 'latency-history', 'rdb dump.rdb'].map(
      (flag) => [`redis-cli x y --${flag}`, 'read'],
    ),
    ['redis-cli --eval x.lua', 'change'],
    ['redis-cli --pipe', 'change'],
    ['redis-cli --cluster info a:1', 'read'],
    ['redis-cli --cluster check a:1', 'read'],
    ['redis-cli --cluster add-node a:1 b:1', 'change'],
    ['redis-cli --cluster del-node a:1 x', 'destroy'],
    ['redis-cli --cluster create a:1 b:1', 'destroy'],
    ['mongosh', 'read'],
    ['mongosh --eval "rs.status()"', 'read'],
    ['mongosh --eval', 'read'],
    ['mongosh --host "drop("', 'read'],
    ['mongosh shop < x.js', 'change'],
    ['mongosh --eval "rs.status()" < x.js', 'read'],
    ['mongosh --eval < x.js', 'change'],
    ['mongosh shop x.js', 'change'],
    ['mongosh shop x.mongodb', 'change'],
    ['mongosh x.js.example.com/shop', 'read'],
    ['mongosh -f x', 'change'],
    ['mongosh --file x', 'change'],
    ['mongosh <<EOF\ndb.a.drop()\nEOF', 'destroy'],
    ['mongo shop --eval "db.a.drop()"', 'destroy'],
  ])('%j is %s', (text, expected) =>
    expect(assessRisk(parseScript(text), text, { catalogue: commonTools }).grade).toBe(expected),
  );

  test('a tool of a database that sends no SQL is not known by it', () => {
    const text = 'cockroach node drain 3';
    const { unknown } = assessRisk(parseScript(text), text, { catalogue: commonTools });
    expect(unknown.map(({ name }) => name)).toEqual(['cockroach']);
  });
});

describe('the risk of a query', () => {
  test.each([
    ['sql', 'DROP TABLE t', 'destroy'],
    ['redis', 'FLUSHALL', 'destroy'],
    ['mongodb', 'db.a.drop()', 'destroy'],
    ['nothing-harmful', 'anything', 'read'],
    ['cobol', 'DROP', undefined],
    [undefined, 'DROP', undefined],
  ])('of %s, %s, is %s', (by, text, expected) => expect(gradeQuery(by, text, gradeSql)).toBe(expected));
});

describe('a command that something else starts is judged as it is', () => {
  const graded = (text: string) =>
    assessRisk(parseScript(text), text, { catalogue: commonTools }).reasons.some(({ name }) => name === 'rm');

  test.each([
    ...['sudo', 'doas', 'time', 'env', 'nohup', 'exec', 'command', 'setsid', 'chronic', 'unbuffer'],
    ...['caffeinate', 'watch', 'xargs', 'timeout 5', 'timeout -- 5', 'nice', 'nice --', 'ionice', 'stdbuf'],
    ...[
      'chroot /mnt',
      'chrt 5',
      'taskset 1',
      'setarch i386',
      'prlimit',
      'setpriv',
      'choom',
      'linux32',
      'linux64',
    ],
    ...['x86_64', 'dbus-run-session', 'fakeroot', 'nsenter', 'unshare', 'flock /l', 'strace', 'systemd-run'],
    ...['systemd-inhibit', 'eval', 'parallel', 'ssh h', 'runuser -u u', 'busybox'],
    ...['docker exec c', 'docker run i', 'docker container exec c', 'docker container run i'],
    ...['docker compose exec c', 'docker compose run c', 'docker-compose exec c', 'docker-compose run c'],
    ...['podman exec c', 'podman run i', 'podman container exec c', 'podman container run i'],
    ...['nerdctl exec c', 'nerdctl run i', 'crictl exec c', 'kubectl exec p --', 'kubectl run p --'],
    ...['kubectl debug p --', 'oc exec p --', 'oc run p --', 'oc debug p --', 'oc rsh p', 'heroku run'],
    ...[
      'railway run',
      'aws-vault exec a --',
      'poetry run',
      'pipenv run',
      'uv run',
      'bundle exec',
      'op run --',
    ],
    ...['doppler run --', 'chamber exec a --', 'direnv exec .', 'gds aws a --'],
  ])('%s', (wrapper) => expect(graded(`${wrapper} rm -rf /srv`)).toBe(true));

  test.each([
    ...['bash -c', 'rbash -c', 'sh -c', 'zsh -c', 'dash -c', 'ksh -c', 'ash -c', 'su -c', 'runuser -c'],
    ...['flyctl ssh console -C', 'fly ssh console -C', 'gcloud compute ssh h --command', 'flock /l -c'],
  ])('%s', (wrapper) => expect(graded(`${wrapper} "rm -rf /srv"`)).toBe(true));
});

test.each([
  ...['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash', 'fish'].map((one): [string, string] => [
    `kubectl exec -it p -- ${one}`,
    'change',
  ]),
  ['sudo bash', 'read'],
  ['rsync -n a b', 'read'],
  ['make -n', 'read'],
  ['apt -s install a', 'read'],
  ['apt-get -s install a', 'read'],
  ['ansible-playbook --check a.yml', 'read'],
  ['ansible-playbook -C a.yml', 'read'],
  ['logrotate -d a', 'read'],
  ['git push -n', 'read'],
  ['cat < /dev/sda', 'read'],
  ['cat > /dev/sda', 'destroy'],
])('%j is %s', (text, expected) =>
  expect(assessRisk(parseScript(text), text, { catalogue: commonTools }).grade).toBe(expected),
);
