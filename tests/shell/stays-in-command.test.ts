import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { hasGroups, staysInItsCommand, writesByFlag } from '../../src/shell/stays-in-command.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

const STAYS: readonly string[] = [
  ...['ls "$V"', 'ls x-$V', '"$V"', '(ls "$V")', 'ls "$V" < f', 'ls "$V"; ls', 'ls "$(a)"$V', 'psql "$V"'],
  ...['ls "$V" > /dev/null', 'ls "$V" 2> /dev/null', './f "$V"', 'printf "$V"', 'x-y="$V"', '[ -v "$V" ]'],
  // A script that is read as one.
  ...["bash -c 'ls $V'", 'bash -c "ls $V"', 'bash <<EOF\nls $V\nEOF', 'eval "$V"'],
  // No flag of a program that writes by one.
  ...['sed -n "$V" f', 'ls -i "$V"', 'find . -name "$V"', 'sort x-o "$V"', 'find x-fprint "$V"'],
  // A program text that writes nothing, and words of others.
  ...['python3 -c \'print(1)\' "$V"', 'python3 -c \'set(1)\' "$V"', `psql -c "select '$V'"`, 'ls open "$V"'],
  // Kept, and asked for by nobody who reads it as more.
  ...['kubectl annotate x "$V"', 'kubectl annotate x "$V"; kubectl get x', 'x xset "$V"; y $(x)'],
  ...['kubectl annotate x "$V"; ls | sh', 'kubectl get x "$V"; kubectl get y | sh', 'x setx "$V"; y $(x)'],
  ...['kubectl annotate x "$V"; journalctl | sh', 'logger "$V"; ls'],
];

const LEAVES: readonly string[] = [
  ...['f() { ls; }; ls "$V"', 'ls "$V" | wc', 'ls "$(ls "$V")"', 'bash -c "ls" "$V"', 'ls <<< "$V"'],
  ...['for i in $V; do ls $i; done', 'case $V in a) ls;; esac'],
  // What bash keeps of the last command.
  ...['ls "$V"; echo $_', 'ls "$V"; fc', 'ls "$V"; !!'],
  ...['ls "$V" > f', 'ls "$V" >> f', 'ls "$V" > 1', 'bash <<EOF > f\nls $V\nEOF', "bash -c 'ls $V' > f"],
  // Groups take what it prints, or give it something to read.
  ...['{ ls "$V"; } > f', 'coproc ls "$V"'],
  // It is set, or given to what follows.
  ...['X="$V"', 'X+="$V"', 'X="$V" ls', 'env X="$V" ls', 'let X=$V', 'X[$V]=1', 'printf -v x "$V"'],
  ...['set -o "$V"', 'read "$V"', 'compgen "$V"', 'parallel "$V"'],
  // Its program runs, or writes.
  `perl -e 'system("ls")' "$V"`,
  ...['cp a "$V"', 'sudo cp a "$V"', 'sed -i "$V" f', 'echo a > f; ./f "$V"', 'awk \'append\' "$V"'],
  ...['python3 -c \'open(1)\' "$V"', 'mysql -e "update t" "$V"', `psql -c "insert into t values ('$V')"`],
  // Kept, and read as more.
  ...['kubectl annotate x "$V"; eval "$(kubectl get x)"', 'kubectl annotate x "$V"; kubectl get y | sh'],
  ...['logger "$V"; logger a', 'wall "$V"; dmesg', 'logger "$V"; ls /var/log'],
];

const stays = (source: string): boolean => {
  const script = parseScript(source);
  const use = script.uses.find(({ name }) => name === 'V');
  if (!use) throw new Error(source);
  return staysInItsCommand(use, surroundingsOf(script, source));
};

test.each(STAYS)('what %s is given goes nowhere else', (source) => expect(stays(source)).toBe(true));
test.each(LEAVES)('what %s is given may go on', (source) => expect(stays(source)).toBe(false));

test.each([
  ['yq -i f', true],
  ['yq --inplace f', true],
  ['sed --in-place f', true],
  ['sed x-i f', false],
  ['sudo perl -pi f', true],
  ['shuf -o f', true],
  ['openssl x -out f', true],
  ['curl --output f', true],
  ['curl --remote-name f', true],
  ['curl -s f', false],
  ['sort x-o f', false],
  ['find . -fprint f', true],
  ['find . -fls f', true],
  ['find x-fprint', false],
  ['ls -i', false],
  ['ls -o f', false],
])('%s writes a file: %s', (source, is) =>
  expect(writesByFlag(parseScript(source).commands[0]?.words ?? [])).toBe(is),
);

test.each([
  ['while a; do b; done < f', true],
  ['ls | while read a; do b; done', true],
  ['exec < f', true],
  ['ls >&3', true],
  ['(sh) <<< x', true],
  ['! (a) | b', true],
  ['(a)', false],
  ['((x)) > f', false],
  ['ls > f', false],
])('%s has groups with a stream: %s', (source, is) => expect(hasGroups(source)).toBe(is));
