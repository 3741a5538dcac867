import { expect, test } from 'vitest';
import { isRunByFlag } from '../../src/shell/run-by-flag.ts';

// Of each program a flag behind which it runs what stands there.
test.each(
  (
    'psql -c, pgcli -c, usql -c, mysql -e, mysqlsh -e, mycli -e, sqlite3 -cmd, duckdb -c, cqlsh -e, ' +
    'cockroach -e, clickhouse-client -q, sqlcmd -Q, snowsql -q, hive -e, beeline -e, influx -e, ' +
    'awk -f, gawk -f, mawk -f, nawk -f, sed -e, gsed -e, jq -f, gojq -f, fzf --bind, ghc -e, java -cp, ' +
    'perl -e, ruby -e, irb -r, python -c, python2 -c, python3 -c, ipython -c, node -e, php -r, ssh -o, ' +
    'scp -o, sftp -o, su -s, runuser -s, useradd -s, usermod -s, chsh -s, systemd-run -p, bpftrace -e, ' +
    'mongosh -f, mongo --eval, ansible-playbook -e, git -O, rsync -e, zip -TT, docker --entrypoint, ' +
    'podman --entrypoint, kubectl --kubeconfig, tar -I, curl -K, wget -e, env -S, flock -c, make -f, ' +
    'sort --compress-program, find -exec, dpkg --pre-invoke, apt -o, apt-get -o, vim -c, nvim -c, ' +
    'vi -c, view -c, rvim -c, gvim -c, vimdiff -c, ex -c, npx -c, npm -c, gdb -ex, lldb -o, ' +
    'gnuplot -e, man -P, split --filter, nc -e, ncat -e, hash -p, enable -f, script -c, lua -e, R -e, ' +
    'Rscript -e, groovy -e, scala -e, kotlin -e, clj -e, guile -c, racket -e, ocaml -e, swift -e, ' +
    'osascript -e, bun -e, deno --preload, julia -e, elixir -e, iex -e, erl -eval, emacs -eval, ' +
    'emacsclient -e, octave --eval, rpm -E, lftp -c, tcpdump -z, nmap --script, ssh-keygen -D, ' +
    'xterm -e, mutt -e, ansible -i, ansible-inventory -i, ansible-console -i, bash --rcfile, rbash --rcfile, ' +
    'yum -c, dnf -c, iptables -M, ip6tables -M, iptables-restore -M, ip6tables-restore -M, openssl -engine, ' +
    'mosh --ssh, expect -c, tmux -f, nginx -c, restic -o, pg_ctl -p, start-stop-daemon -x, nix-shell --run, ' +
    'nix -c, ssh-add -s'
  ).split(', '),
)('runs what follows: %s', (row) => {
  const [program = '', flag = ''] = row.split(' ');
  expect(isRunByFlag(program, flag)).toBe(true);
  for (const other of [`x${flag}`, `-.${flag}`, `${flag}-`, flag.replace(/^-+/, ''), ''])
    expect(isRunByFlag(program, other), other).toBe(false);
  expect(isRunByFlag(`x${program}`, flag)).toBe(false);
});

// Several letters in one word: the last one has the value, where those before are switches.
test.each<[string, string, boolean]>([
  ['psql', '-Atc', true],
  ['psql', '-Atcx', false],
  ['psql', '-Atc1', false],
  ['psql', '--Atc', false],
  ['psql', 'x-Atc', false],
  ['psql', '-1c', false],
  ['psql', '-dmusic', false],
  ['psql', '-cAf', false],
  ['mysql', '-Ne', true],
  ['mysql', '-ustore', false],
  ['mycli', '-ustore', false],
  ['python3', '-uc', true],
  ['python3', '-mmec', false],
  ['perl', '-lane', true],
  ['perl', '-Mre', false],
  ['ruby', '-ne', true],
  ['node', '-pe', true],
  ['bun', '-pe', true],
  ['awk', '-ve', false],
  ['gawk', '-Fe', false],
  ['mawk', '-Ff', false],
  ['nawk', '-ve', false],
  ['sed', '-ne', true],
  ['rsync', '-avze', true],
  ['rsync', '-avzx', false],
  ['script', '-qc', true],
  ['useradd', '-ms', true],
  ['ssh', '-vo', true],
  ['ssh', '-lbobo', false],
  ['scp', '-rF', true],
  ['scp', '-ioF', false],
  ['sftp', '-iF', false],
  ['sftp', '-qb', true],
  ['xterm', '-title', false],
  ['ghc', '-package', false],
  ['find', '-name', false],
  ['git', '-mO', false],
  ['kubectl', '-nx', false],
  ['constructor', '-c', false],
  ['ls', '-lc', false],
])('%s %s: %s', (program, flag, isRun) => expect(isRunByFlag(program, flag)).toBe(isRun));

test('no word of more than thirteen letters is read as flags', () => {
  expect(isRunByFlag('rsync', `-${'a'.repeat(12)}e`)).toBe(true);
  expect(isRunByFlag('rsync', `-${'a'.repeat(13)}e`)).toBe(false);
});
