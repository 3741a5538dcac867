import { describe, expect, it, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { allowing } from '../../src/shell/quote.ts';
import { listSqlPlaces } from '../../src/shell/sql-places.ts';
import { MEANINGS, unaskedMeaning } from '../../src/shell/value-meaning.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

test('the meanings that a param may allow', () => {
  expect(MEANINGS).toEqual(['option', 'at', 'parent', 'command', 'many']);
});

describe('what a value means wherever it stands', () => {
  it.each([
    ['--all', 'option'],
    ['-F/tmp/x', 'option'],
    ['-', 'option'],
    ['a\n-rf', 'option'],
    [' -rf', 'option'],
    ['@/etc/passwd', 'at'],
    ['file:///etc/passwd', 'at'],
    ['fileb://x', 'at'],
    ['FILE:///x', 'at'],
    ['..', 'parent'],
    ['../../..', 'parent'],
    ['a/..', 'parent'],
    ['a/../b', 'parent'],
    ['..%2f..%2fetc', 'parent'],
    ['%2e%2e/x', 'parent'],
    ['%252e%252e/x', 'parent'],
    ['..\\x', 'parent'],
    ['..;/x', 'parent'],
  ])('%j: %s', (value, meaning) => {
    expect(unaskedMeaning(value)?.meaning).toBe(meaning);
    expect(unaskedMeaning(value, MEANINGS)).toBeUndefined();
  });

  it.each(['42', 'api-7', 'a..b', '...', 'a/b', '/var/log', 'x@y', 'profile:1', 'a-', '1.2.3'])(
    'nothing but itself: %s',
    (value) => {
      expect(unaskedMeaning(value)).toBeUndefined();
    },
  );
});

/** A command, a value, and whether the value may be put in. */
const PLACES: readonly (readonly [script: string, value: string, isTaken: boolean])[] = [
  ['"$V" scripts/check.py', 'rm', false],
  ['$V', 'rm', false],
  ['sudo $V', 'reboot', false],
  ['ssh host $V', 'reboot', false],
  ['ssh $V uptime', 'db-1', true],
  ['less "$V"', '+!reboot', false],
  ['vim "$V"', '+!reboot', false],
  ['less "$V"', '/var/log/syslog', true],
  ['kubectl exec web-0 -- cat "$V"', '/etc/hosts', true],
  ['kubectl delete -- pod "$V"', 'a/b', false],
  ['kubectl exec redis-0 -- $V', 'reboot', false],
  ['xargs $V', 'rm', false],
  ['FOO=1 $V', 'rm', false],
  ['/opt/$V/run.sh', 'x', false],
  ['bash "$V"', 'x.sh', false],
  ['bash -c "$V"', 'reboot', false],
  ['source ./$V', 'x', false],
  ['python3 $V', 'x.py', false],
  ['python3 -m $V', 'http.server', false],
  ['psql -c "$V"', 'x', false],
  ['psql -f "$V"', 'x.sql', false],
  ['awk "$V" f', 'x', false],
  ['awk -v x="$V" 1 f', 'x', true],
  ['sed -n "$V" f', 'p', false],
  ['sed -n 1p "$V"', 'f', true],
  ['redis-cli $V', 'FLUSHALL', false],
  ['redis-cli -h "$V" PING', 'redis-0', true],
  ['redis-cli KEYS "$V"', '*', false],
  ['redis-cli GET "$V"', 'a*', true],
  ['kubectl $V pods', 'delete', false],
  ['docker compose $V', 'down', false],
  ['sudo systemctl $V nginx', 'stop', false],
  ['systemctl restart "$V"', 'nginx', true],
  ['systemctl restart "$V"', '*', false],
  ['kubectl delete pod $V', 'api-7', true],
  ['kubectl delete pod $V', 'deployment/api', false],
  ['kubectl delete pod $V', 'a,b', false],
  ['kubectl rollout restart deployment/$V', 'api', true],
  ['kubectl rollout restart deployment/$V', 'x/y', false],
  ['kubectl rollout restart "$V"', 'deployment/api', true],
  ['kubectl -n "$V" get pods', 'prod', true],
  ['kubectl get pods -l app=$V', 'a,b', false],
  ['kubectl apply -f "$V"', 'https://evil.example/x.yaml', false],
  ['kubectl apply -f "$V"', 'deploy/x.yaml', true],
  ['helm upgrade a b --set image.tag=$V', '1.2', true],
  ['helm upgrade a b --set image.tag=$V', '1,hostNetwork=true', false],
  ['docker run -v "$V:/data" x', '/srv', false],
  ['docker run -v "$V:/data" x', '/:/h', false],
  ['docker run --mount type=bind,src=$V,dst=/d x', 'a,b', false],
  ['rm -rf "/var/lib/app/$V"', 'cache', true],
  ['rm -rf "/var/lib/app/$V"', '/', false],
  ['rm -rf "/var/lib/app/$V"', '.', false],
  ['rm -rf "$V"', '/', false],
  ['rm -rf "$V"', './/.', false],
  ['rm -rf "$V/cache"', '.', false],
  ['cat "/var/log/$V"', 'api.log', true],
  ['df -h "$V"', '/', true],
  ['curl -X DELETE "https://api.example.org/tenants/$V/jobs"', '42', true],
  ['curl -X DELETE "https://api.example.org/tenants/$V/jobs"', '.', false],
  ['curl -H "X-Id: $V" https://x.example', 'a\nHost: evil', false],
  ['curl -H "X-Id: $V" https://x.example', 'a b', true],
  ['curl -K "$V"', 'x', false],
  ['curl -F "file=$V" https://x.example', '<etc/passwd', false],
  ['curl -d "$V" https://x.example', 'a=b', true],
  ['git switch -c "$V"', 'fix-it', true],
  ['git checkout $V', 'main', true],
  ['git checkout $V', 'feature/x', true],
  ['git checkout $V', '.', false],
  ['git checkout $V', 'a..b', false],
  ['git revert $V', 'HEAD~3', false],
  ['git push origin "$V"', ':main', false],
  ['git push origin "$V"', '+main', false],
  ['git clone "$V"', 'https://git.example/x', true],
  ['git -c "$V" status', 'core.pager=x', false],
  ['git commit -m "$V"', 'a: b..c', true],
  ['ssh -o "$V" host', 'ProxyCommand=x', false],
  ['ssh -o ProxyCommand="nc $V 22" host', 'a;b', false],
  ['rsync -e "ssh -p $V" a b', '22 -oProxyCommand=x', false],
  ['rsync -e "ssh -p $V" a b', '22', true],
  ['rsync --rsync-path="$V" a b', 'x', false],
  ['GIT_SSH_COMMAND="ssh -p $V" git fetch', '22 -oProxyCommand=x', false],
  ['PAGER="$V" git log', 'less', false],
  ['env LD_PRELOAD="$V" ls', 'x.so', false],
  ['PATH="$V:$PATH" ls', 'x', false],
  ['find /srv -name "$V" -delete', '*', false],
  ['find /srv -name "$V" -delete', 'a.log', true],
  ['make $V', 'SHELL=x', false],
  ['make $V', 'test', true],
  ['psql -c "DELETE FROM tasks WHERE id = $V"', '42', true],
  ['psql -c "DELETE FROM tasks WHERE id = $V"', 'id', false],
  ['psql -c "DELETE FROM tasks WHERE id = $V"', 'true', false],
  ['psql -c "DELETE FROM $V WHERE id = 1"', 'tasks', true],
  ['psql -c "SELECT 1 FROM t ORDER BY $V"', 'name', true],
  ['psql -c "DELETE FROM t WHERE name LIKE \'$V\'"', '%', false],
  ['psql -c "DELETE FROM t WHERE name LIKE \'$V\'"', 'a', true],
];

describe('a value that quotes keep one word', () => {
  it.each(PLACES)('%s takes %j: %j', (script, value, isTaken) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const { unfit, assignments } = putValues(script, places, { values: new Map([['V', value]]) });
    expect(unfit.map(({ name }) => name)).toEqual(isTaken ? [] : ['V']);
    if (!isTaken) {
      expect(assignments).toEqual([]);
      expect(unfit[0]?.reason).not.toBe('');
    }
  });

  it('is let through where its param allows it', () => {
    const script = 'git checkout $V';
    const [place] = listValuePlaces(parseScript(script), script, new Set(['V']));
    expect(place && allowing(place.code, ['many', 'option'])).toBe('b');
    expect(place && allowing(place.code, ['option', 'at', 'parent', 'command'])).toBe('bz');
  });

  it.each([
    ['DELETE FROM tasks WHERE id = :V', 'id', false],
    ['DELETE FROM tasks WHERE id = :V', '7', true],
    ['SELECT 1 FROM :V', 'tasks', true],
    ['SELECT 1 FROM t LIMIT :V', 'x', false],
    ["DELETE FROM t WHERE n LIKE :'V'", '%', false],
    ["DELETE FROM t WHERE n = :'V'", '%', true],
  ])('in SQL: %s takes %s: %j', (sql, value, isTaken) => {
    const { unfit } = putValues(sql, listSqlPlaces(sql, new Set(['V'])), { values: new Map([['V', value]]) });
    expect(unfit.map(({ name }) => name)).toEqual(isTaken ? [] : ['V']);
  });
});
