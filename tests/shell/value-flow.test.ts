import { describe, expect, it } from 'vitest';
import { deliverToShell } from '../../src/runbook/values/deliver-values.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';
import { readJudged, REREADING } from './contexts.ts';

/**
 * What a value of any kind is to a script: `refused`, whatever it is; `plain`, where only letters, digits and `._:/@-` are
 * taken; `words`, where blanks are taken besides; `number`, where only a number of JSON is; `taken`, whatever it is;
 * `none`, where it has no place.
 */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  refused: [],
  plain: ['pwn'],
  words: ['pwn', 'a b'],
  number: [],
  taken: ['pwn', 'a b', '$(pwn)'],
  none: ['no place'],
};

/** Those of some values that a script takes. */
function taken(script: string, values: readonly string[]): readonly string[] {
  const places = listValuePlaces(parseScript(script), script, new Set(['V']));
  if (places.length === 0) return ['no place'];
  return values.filter(
    (value) => putValues(script, places, { values: new Map([['V', value]]) }).unfit.length === 0,
  );
}

describe('a value in a text that is read again', () => {
  it.each([
    'ssh host bash <<EOF\necho "$V"\nEOF',
    "ssh host 'bash -s' <<'EOF'\necho $V\nEOF",
    'CMD="ls $V"; ssh host "$CMD"',
    'D=$V; ssh host "ls $D"',
    'bash <(echo "echo $V")',
    'eval "$(echo "echo $V")"',
    'echo "ls $V" > f.sh; bash f.sh',
    'run() { eval "$1"; }; run "ls $V"',
    'SH=bash; $SH -c "ls $V"',
    'sshpass -p x ssh host "ls $V"',
    'X[$V]=1',
    'printf "a $V"',
    'echo -e "$V"',
    'sed "s/a/$V/" f',
    'awk -v x="$V" 1 f',
    'for d in $V; do ssh host "ls $d"; done',
    `perl -ne 'print' "$V"`,
    'cat "$V" | python3 -m json.tool',
    `echo "$V" | perl -pe 's/a/b/'`,
    `cat "$V" | node -e 'process.stdin.pipe(process.stdout)'`,
  ])('is taken where it is plain: %s', (script) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    expect(places.length).toBeGreaterThan(0);
    expect(putValues(script, places, { values: new Map([['V', 'api-7']]) }).unfit).toEqual([]);
  });

  it.each([
    'eval "$(echo \'ls $V\')"',
    "bash <(echo 'ls $V')",
    "bash <<< 'ls $V'",
    "echo 'ls $V' | bash",
    "printf '%s' 'ls $V' | ssh host sh",
    "cat <<'EOF' | bash\nls $V\nEOF",
    "cat > f.sh <<'EOF'\nls $V\nEOF\nbash f.sh",
    'CMD=\'ls $V\'; ssh host "$CMD"',
    "trap 'rm $V' EXIT",
    "alias x='ls $V'",
    'f() { while read -r l; do eval "$l"; done; }; f <<< "$V"',
    'f() { $1; }; f "$V"',
    'env X="$V" bash -c \'eval "$X"\'',
    'awk -v x="$V" \'BEGIN { system(x) }\'',
    'echo "$V" > f; cat f | bash',
    'tmux send-keys "$V" Enter',
    'sqlite3 f.db ".system $V"',
    'printenv V | sh',
    'A=(1); (( A[V] ))',
    'A=(1); show "${A[V]}"',
    'show "${V@P}"',
    'IFS=, read -r X Y <<< "a,$V"; bash -c "$Y"',
    'mapfile -C "$V" -c 1 X <<< a',
    'git filter-branch --tree-filter "$V" HEAD',
    'export V; awk \'BEGIN { system(ENVIRON["V"]) }\'',
    'mapfile -t A <<< "$V"; eval "${A[0]}"',
    'read -r CMD <<< "$V"; eval "$CMD"',
    "ansible all -a 'ls $V'",
    "sudo -u x parallel 'ls $V' ::: a",
    "vagrant ssh -c 'ls $V'",
    `aws ssm send-command --parameters 'commands=["ls $V"]'`,
    `aws ssm send-command --parameters "commands=[\\"$V\\"]"`,
    'az vm run-command invoke --scripts "$V"',
    "az vm run-command invoke --scripts 'ls $V'",
  ])('is refused, and never left as it was without a word: %s', (script) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    expect(putValues(script, places, { values: new Map([['V', 'api']]) }).unfit).toHaveLength(1);
    expect(deliverToShell(script, [{ name: 'V', allow: [] }], new Map([['V', 'api']])).unfit).toHaveLength(1);
  });

  it.each([
    'echo "$V" > hosts; while read -r h; do ssh host "ls $h"; done < hosts',
    'for c in \\\n  "ls $V"; do bash -c "$c"; done',
    '{ echo "ls $V"; } > f.sh; bash f.sh',
    'echo "ls $V" > f.sh; mv f.sh g.sh; bash g.sh',
    'f() { bash; }; echo "ls $V" | f',
    'A="ls $V"; B=A; eval "${!B}"',
    'bash -c \'ssh host "ls $1"\' _ "$V"',
    'echo a >&$V',
    `ssh host eval ls "'$V'"`,
    'flock f -c "ls $(dirname "$V")"',
    'echo "puts $V" | tclsh',
    'declare -i X; X="$V"',
    'echo "ls $V" > >(bash)',
    'echo "ls $V" | tee >(ssh host bash)',
    'let X=V',
    'N=V; echo $((N))',
    'declare -i X=V',
    '[[ V -gt 3 ]]',
    'S=abc; echo "${S:V}"',
    'N=V; eval "${!N}"',
    'for N in V; do ((N)); done',
    'read -r N <<< V; echo $((N))',
    'set -- V; (($1))',
    'N=$(echo V); ((N))',
    'mapfile -t N <<< V; ((N))',
    'printf -v N %s V; [[ $N -eq 1 ]]',
    'declare -n N=V; ((N))',
    'N=V; A[$N]=1',
    'N=aV; M=${N#a}; ((M))',
    'RANDOM=V',
    'S=abc; N=V; echo "${S:N}"',
    'for N in V; do bash -c "${!N}"; done',
    'N=V; eval "X=\\$$N"; eval "$X"',
    "echo '((V))' | bash",
    "zsh -c 'echo $A[V]'",
    'V="$V" bash -c \'((V))\'',
    'for v in v; do ((${v^^})); done',
    "jq -rn 'env.V' | sh",
    'env | sh',
    'env > f; . ./f',
    "perl -e 'print `$_` for values %ENV'",
    'trap -- "$V" EXIT',
    'mapfile -C"$V" -c1 X <<< a',
    'bash -c \'printf -v "$1" x\' _ "$V"',
    'echo "* * * * * root ls $V" | sudo tee /etc/cron.d/x',
    'echo "export X=$V" >> ~/.bashrc',
    'csh -c "ls $V"',
    'adb shell "ls $V"',
    'socat - SYSTEM:"ls $V"',
    'X="$V"; let "Y=X"',
    'echo "ls $V" > e.sh; BASH_ENV=e.sh bash -c true',
    'aws ssm send-command --parameters "commands=[\\"ls $V\\"]"',
    'aws --profile x ecs execute-command --cluster a --command "ls $V"',
    'az aks command invoke --command="ls $V"',
  ])('is refused where it is not plain: %s', (script) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const values = new Map([['V', '$(id)']]);
    const { text, unfit } = putValues(script, places, { values });
    expect(unfit.length > 0 || text.includes('\\$(id)') || text.includes("'\\\\''$(id)")).toBe(true);
  });

  it.each([`perl -ne 'print' "$V"`, `perl -e 'while (<>) { print }' "$V"`])(
    'is no command that perl opens: %s',
    (script) => {
      const places = listValuePlaces(parseScript(script), script, new Set(['V']));
      expect(putValues(script, places, { values: new Map([['V', 'id |']]) }).unfit).toEqual([
        { name: 'V', reason: 'the program would run it, or write to it' },
      ]);
    },
  );

  it.each([
    'kubectl -n "$V" get pods | grep api; ssh host uptime',
    'source ~/.env; kubectl -n "$V" get pods',
    'eval "$(minikube docker-env)"; docker ps | grep "$V"',
    'export V; bash deploy.sh',
    'bash -c \'kubectl get pod "$1"\' _ "$V"',
    'kubectl exec web-0 -- ls "$V"',
    'X=V; echo "$X"; kubectl get pod "$V"',
    'kubectl get pods | awk \'!/Running/ { print $1 }\' | grep "$V"',
    'i=0; while ((i < 3)); do kubectl get pod "$V"; i=$((i + 1)); done',
    'kubectl get pod "$V" -o jsonpath=\'{.status.conditions[?(@.type=="Ready")].status} {.items[0].x}\'',
    'env | grep "$V"; bash deploy.sh',
    'echo "V: $V"; kubectl get pod "$V" | sed "s/a[^b]*//"',
  ])('is taken whatever it is where nothing reads it again: %s', (script) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    expect(putValues(script, places, { values: new Map([['V', "it's a b"]]) }).unfit).toEqual([]);
  });

  it.each([
    "echo 'costs $V'",
    'jq --arg V "$1" \'.[] | select(.name == $V)\' f.json',
    "V=1; trap 'rm $V' EXIT",
    "psql <<'EOF'\nSELECT $V$a$V$\nEOF",
    "cat > f.sh <<'EOF'\nV=1\nls $V\nEOF",
    "awk -f - f <<'EOF'\n{ V = 1; print $V }\nEOF",
  ])('has no place in what nothing reads again, and in what other languages read: %s', (script) => {
    expect(listValuePlaces(parseScript(script), script, new Set(['V']))).toEqual([]);
  });

  it.each(readJudged('verdicts.txt'))('is $verdict: $script', ({ verdict, script }) => {
    expect(taken(script, ['pwn', 'a b', '$(pwn)'])).toEqual(TAKEN[verdict]);
    if (verdict !== 'number') return;
    const numbers = ['5', '-5', '0.5', '1e9', '007', '0x1', '1.', 'true', 'null', 'NULL', '5,6'];
    expect(taken(script, numbers)).toEqual(['5', '-5', '0.5', '1e9']);
  });

  it.each([
    'kubectl delete pod "$(basename "$V")"',
    'rm -rf "/data/$(basename "$V")"',
    'D=$(dirname "$V"); rm -rf "$D"',
    'N=${V##*/}; kubectl delete pod "$N"',
    'rm "${V#*/}"',
    'N=$(echo "$V" | cut -d/ -f2); systemctl stop "$N"',
    'N=$(cut -d/ -f2 <<< "$V"); rm "$N"',
    'IFS=/ read -r A B <<< "$V"; kubectl delete pod "$B"',
    'curl -d "$(basename "$V")" h',
    'for n in ${V//,/ }; do rm "$n"; done',
  ])('has no part that would be an option or the folder itself, where a part is taken: %s', (script) => {
    expect(taken(script, ['a/-rf', 'a/--all', 'a/.', 'a/@f', '-rf'])).toEqual([]);
    expect(taken(script, ['a/b-c.d'])).toEqual(['a/b-c.d']);
  });

  it.each(['kill "$(cat "/run/$V.pid")"', 'kubectl delete "$(kubectl get pod -l app="$V" -o name)"'])(
    'is only asked for, where what a program prints is not made of it: %s',
    (script) => {
      expect(taken(script, ['a-b', 'a:-c'])).toEqual(['a-b', 'a:-c']);
    },
  );

  it.each(['@a', 'a:', '-', '...', 'a b', 'a: b', 'a #b', '*a', '&a', '!a', '%a', '`a', '? a', '- a'])(
    'is no value of YAML without quotes that means more than itself: %s',
    (value) => {
      expect(taken('kubectl apply -f - <<EOF\nkind: Pod\nname: $V\nEOF', [value])).toEqual([]);
    },
  );

  it.each(REREADING)('is $verdict in this way of reading again: $script', ({ verdict, script }) => {
    expect(taken(script, ['pwn', 'a b', '$(pwn)'])).toEqual(TAKEN[verdict]);
  });

  it.each([
    ['for N in V; do ((N)); done', '5', 'V=5\nfor N in V; do ((N)); done'],
    ['let X=V', '5', 'let X=5'],
    ['echo V is "$V"; ((X))', '5', 'V=5\necho V is "5"; ((X))'],
  ])('may be a number where its name stands as a word that may be evaluated: %s', (script, value, text) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const filled = putValues(script, places, { values: new Map([['V', value]]) });
    expect([...filled.assignments, filled.text].join('\n')).toBe(text);
    expect(putValues(script, places, { values: new Map([['V', 'api']]) }).unfit).toHaveLength(1);
    // A page whose reader has given no value asks for none here that is not used.
    expect(places.filter(({ code }) => code === 'xM').every(({ isOptional }) => isOptional)).toBe(true);
  });

  it.each(['X[$V]=1; echo "$W"', 'X=$V; ((X)); echo "$W"', '[[ $V -gt 3 ]] && echo "$W"', 'declare -i X=$V'])(
    'is no name of another variable, which would be evaluated: %s',
    (script) => {
      const values = new Map([
        ['V', 'W'],
        ['W', 'a[$(id)]'],
      ]);
      const params = ['V', 'W'].map((name) => ({ name, allow: [] }));
      expect(deliverToShell(script, params, values).unfit.map(({ name }) => name)).toContain('V');
    },
  );

  it.each([
    'for n in PRIMARY REPLICA; do ((${n}_HOST)); done',
    'n=HOST; ((PRIMARY_$n))',
    'for n in PRIMARY; do v="${n}_HOST"; ssh "${!v}" uptime; done',
    'env > f; . ./f',
  ])('is refused where a name that does not stand there may be read: %s', (script) => {
    const params = [{ name: 'PRIMARY_HOST', allow: [] }];
    expect(deliverToShell(script, params, new Map([['PRIMARY_HOST', '$(id)']])).unfit).toHaveLength(1);
  });

  it.each([
    ["psql <<'EOF'\nSELECT '$V';\nEOF", "SELECT 'it''s';"],
    ["mysql shop <<'EOF'\nSELECT '$V';\nEOF", "SELECT 'it''s';"],
    ["sqlite3 f.db <<'EOF'\nSELECT '$V';\nEOF", "SELECT 'it''s';"],
    ["kubectl exec -i db -- psql <<-'EOF'\n\tSELECT '$V';\n\tEOF", "SELECT 'it''s';"],
    [`psql -c 'SELECT '\\''$V'\\'''`, `SELECT '\\''it'\\'''\\''s'\\''`],
  ])('is written into SQL that no shell fills in: %s', (script, line) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const values = new Map([['V', "it's"]]);
    expect(putValues(script, places, { values }).text).toContain(line);
    expect(deliverToShell(script, [{ name: 'V', allow: [] }], values).text).toContain(line);
  });

  it.each([
    "redis-cli <<'EOF'\nGET $V\nEOF",
    "mongosh <<'EOF'\ndb.x.find({ a: '$V' })\nEOF",
    "kubectl apply -f - <<'EOF'\nname: $V\nEOF",
    "cat > f <<'EOF'\n$V\nEOF",
    "cat <<'EOF' | psql\nSELECT '$V';\nEOF",
    "sudo tee /etc/f <<'EOF'\nhost = $V\nEOF",
    "python3 <<'EOF'\nprint('$V')\nEOF",
  ])('is refused in a quoted here-document for another reader: %s', (script) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    expect(putValues(script, places, { values: new Map([['V', 'api']]) }).unfit).toHaveLength(1);
    expect(deliverToShell(script, [{ name: 'V', allow: [] }], new Map([['V', 'api']])).unfit).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    [`ssh h ls "\\$V"`, `ssh h ls "'a b'"`, `ssh h ls ""''\\''$(pwn)'\\'''""`],
    [`ssh h ls \\$V`, `ssh h ls ''\\''a b'\\'''`, `ssh h ls ''\\''$(pwn)'\\'''`],
    [`ssh h "ls \\$V"`, `ssh h "ls 'a b'"`, `ssh h "ls "''\\''$(pwn)'\\'''""`],
    [`ssh h ls "\\\${V}"`, `ssh h ls "'a b'"`, `ssh h ls ""''\\''$(pwn)'\\'''""`],
    [`ssh h ls "a\\$V.b"`, `ssh h ls "a'a b'.b"`, `ssh h ls "a"''\\''$(pwn)'\\'''".b"`],
    [`ssh h ls "\\"\\$V\\""`, `ssh h ls "\\"a b\\""`, `ssh h ls "\\""'"'\\''$(pwn)'\\''"'"\\""`],
    [`ssh h ls \\"\\$V\\"`, `ssh h ls \\"'a b'\\"`, `ssh h ls \\"'"'\\''$(pwn)'\\''"'\\"`],
    // The other shell finds no variable there, or does more with it than write it.
    ...[`ssh h "ls '\\$V'"`, `ssh h ls "\\\${V:-x}"`, `ssh h ls "\\\${V%a}"`].map(
      (script): [string, string, string] => [script, script, script],
    ),
  ])('is written where another shell would look for the variable: %s', (script, plain, hostile) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const put = (value: string): string =>
      putValues(script, places, { values: new Map([['V', value]]) }).text;
    expect([put('a b'), put('$(pwn)')]).toEqual([plain, hostile]);
  });

  it.each([
    ['export V; bash -c \'ls "$V"\'', "export V='a b'; bash -c 'ls \"a b\"'"],
    ['export V\n./script.sh', "export V='a b'\n./script.sh"],
    ['V=1; export V; ./script.sh', 'V=1; export V; ./script.sh'],
  ])('is given where it is exported: %s', (script, text) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V']));
    const filled = putValues(script, places, { values: new Map([['V', 'a b']]) });
    expect([...filled.assignments, filled.text].join('\n')).toBe(text);
  });

  it.each([
    ['echo "${X[$V]}"', '${X[', '$V'],
    ['echo "${X:$V:1}"', '${X:', '$V'],
  ])('has a place of its own inside another variable: %s', (script, ...texts) => {
    const places = listValuePlaces(parseScript(script), script, new Set(['V', 'X']));
    expect(places.map(({ range }) => script.slice(range.start, range.end))).toEqual(texts);
  });
});
