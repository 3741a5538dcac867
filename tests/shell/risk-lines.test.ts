import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { assessRisk } from '../../src/shell/risk/risk.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';

/** What a text does at worst, and the programs of it that nothing is known of. */
function told(text: string): string {
  const { grade, unknown } = assessRisk(parseScript(text), text, { catalogue: commonTools });
  return [grade, ...unknown.map(({ name }) => `${name}?`)].join(' ');
}

test.each([
  // A function of the text is graded where it stands; a name that is known at run time alone is nobody's guess.
  ['deploy() { ls; }; deploy', 'read'],
  ['$CMD a', 'read'],
  // A shell of root's elsewhere does what is typed, unless something is fed to it.
  ['ssh root@db', 'change'],
  ['ssh -t root@db', 'change'],
  ['ssh db -l root', 'change'],
  ['ssh xroot@db', 'read'],
  ['ssh root@db <<EOF\nls\nEOF', 'read'],
  ['ssh root@db < f.sh', 'read'],
  ['ssh root@db ls', 'read'],
  ['ssh db uptime -l root', 'read'],
  ['kubectl exec p -- bash -x -l', 'change'],
  ['kubectl exec p -- bash -lc ls', 'read bash?'],
  ['kubectl exec p -- bash a-x.sh', 'read bash?'],
  ['kubectl exec -i p -- bash <<EOF\nls\nEOF', 'read bash?'],
  // A rehearsal is one by its whole flag, of the program that has it.
  ['kubectl delete pod a --dry-run=client', 'read'],
  ['kubectl delete pod a --dry-run=none', 'destroy'],
  ['kubectl delete pod a --dry-run=anone', 'read'],
  ['kubectl delete pod a --dry-run=nones', 'read'],
  ['kubectl delete pod a --no-dry-run', 'destroy'],
  ['aws s3api delete-object --bucket b --key k --version-id 1', 'destroy'],
  ['make -n deploy', 'read'],
  ['make deploy', 'read make?'],
  ['ansible-playbook a.yml', 'change'],
  ['ansible-playbook --check a.yml', 'read'],
  ['ansible-playbook -C a.yml', 'read'],
  ['logrotate -f a', 'destroy'],
  ['logrotate -d -f a', 'read'],
  ['shipit add -n a', 'read shipit?'],
  ['git commit -n -m a', 'change'],
  ['git repush -n', 'change'],
  ['git pushes -n', 'change'],
  // Scratch files are nobody's data; what only sounds like one is.
  ['rm -rf build', 'change'],
  ['rm -rf /srv/build', 'destroy'],
  ['rm -rf build/../..', 'destroy'],
  ['tee notes.txt', 'read'],
  ['tee /etc/hosts', 'change'],
  ['mkdir /srv/a', 'change'],
  // What a client reads: `-n` and its like are echo's own only where they come first, and by themselves.
  ['echo -n FLUSHALL | redis-cli', 'destroy'],
  ['echo "SELECT 1;" -e "DROP TABLE x" | psql', 'change'],
  ['echo "DROP TABLE a -- x-n" | psql', 'destroy'],
  ['echo "-ending; DROP TABLE a" | psql', 'destroy'],
  ['psql > out.txt', 'read'],
  ['psql < in.sql', 'change'],
  ['psql < /dev/null', 'read'],
  ['cat a.sql | psql', 'change'],
  ['echo | psql', 'read'],
  ['cat ids | xargs psql', 'read'],
  ["echo 'SELECT 1' | psql", 'read'],
  // What is written over is gone.
  ['cat a &> /dev/sda', 'destroy'],
  ['cat a >& /dev/sda', 'destroy'],
  ['cat <> /dev/sda', 'read'],
  ['ls >&2', 'read'],
  [': >&2', 'read'],
  [': > /dev/null', 'read'],
  ['true > /dev/stderr', 'read'],
  [': > /srv/log5', 'destroy'],
  [': > 2024.log', 'destroy'],
  [': > /srv/dev/null', 'destroy'],
  [': > log', 'destroy'],
  [': >> log', 'read'],
  ['true > log', 'destroy'],
  ['date > log', 'read'],
  ['> log', 'destroy'],
  [': > /tmp/x', 'read'],
  ['echo "$(: > /srv/log)"', 'destroy'],
  ["bash -c ': > /srv/log'", 'destroy bash?'],
  ['sh -c \'bash -c ": > /srv/log"\'', 'destroy sh? bash?'],
  ['cat x > /srv/dev/sda', 'read'],
  ['echo a > /etc/hosts', 'change'],
  ['echo a > /srv/etc/hosts', 'read'],
  // What a wrapper is given, and what stays its own.
  ['sudo time rm -rf /srv', 'destroy'],
  ['sudo time -f x rm -rf /srv', 'destroy'],
  ['crictl exec c -x rm -rf /srv', 'read'],
  [`${'sudo '.repeat(20)}rm -rf /srv`, 'destroy'],
  [`${'sudo '.repeat(21)}rm -rf /srv`, 'read'],
  ['k delete pod a', 'destroy'],
  ['-x a', 'read'],
  ["'a\nb/rm' x", 'read a\nb/rm?'],
  ['op run x', 'read op?'],
])('%j is told: %s', (text, expected) => expect(told(text)).toBe(expected));
