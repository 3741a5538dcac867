import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

/** A script with `$V` in it, and what it prints with a value in its place. */
export interface Context {
  readonly script: string;
  /** Undefined where only that nothing else runs is asked. */
  readonly prints?: (value: string) => string;
}

/** The innermost command; `%s.` keeps line ends at the end of a value. */
const INNER: readonly string[] = [`printf '%s.' $V`, `printf '%s.' "$V"`, `printf '%s.' ""$V""`];

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const double = (text: string): string => `"${text.replace(/["\\`]/g, '\\$&')}"`;

/** What people put around a command: shells, hosts, containers, here-documents, loops, functions, pipes. */
export const WRAPPERS: readonly (readonly [name: string, wrap: (script: string) => string])[] = [
  ['bash -c single', (s) => `bash -c ${single(s)}`],
  ['bash -c double', (s) => `bash -c ${double(s)}`],
  ['sh -ec', (s) => `sh -ec ${single(s)}`],
  ['eval single', (s) => `eval ${single(s)}`],
  ['eval double', (s) => `eval ${double(s)}`],
  ['eval substitution', (s) => `eval "$(echo ${double(s)})"`],
  ['ssh words', (s) => `ssh host ${s}`],
  ['ssh joined', (s) => `ssh host true \\; ${double(s)}`],
  ['eval joined', (s) => `eval true \\; ${double(s)}`],
  ['ssh single', (s) => `ssh host ${single(s)}`],
  ['ssh double', (s) => `ssh -p 22 host ${double(s)}`],
  ['ssh here-document', (s) => `ssh host <<EOF\n${s}\nEOF`],
  ['ssh bash here-document', (s) => `ssh host bash <<EOF\n${s}\nEOF`],
  ['ssh bash -s here-document', (s) => `ssh host 'bash -s' <<EOF\n${s}\nEOF`],
  ['ssh bash quoted here-document', (s) => `ssh host bash <<'EOF'\n${s}\nEOF`],
  ['ssh bash -s quoted here-document', (s) => `ssh host 'bash -s' <<'EOF'\n${s}\nEOF`],
  ['sshpass', (s) => `sshpass -p x ssh host ${double(s)}`],
  ['bash here-document', (s) => `bash <<EOF\n${s}\nEOF`],
  ['bash here-string', (s) => `bash <<< ${double(s)}`],
  ['bash process', (s) => `bash <(echo ${double(s)})`],
  ['source process', (s) => `source <(echo ${double(s)})`],
  ['bash -c cat', (s) => `bash -c "$(cat <<EOF\n${s}\nEOF\n)"`],
  ['piped', (s) => `echo ${double(s)} | bash`],
  ['cat piped', (s) => `cat <<EOF | ssh host bash\n${s}\nEOF`],
  ['grouped and piped', (s) => `{ true; echo ${double(s)}; } | bash`],
  ['loop piped', (s) => `for i in 1; do echo ${double(s)}; done | sh`],
  ['tee', (s) => `echo ${double(s)} | tee f.sh > /dev/null; bash f.sh`],
  ['written and run', (s) => `echo ${double(s)} > f.sh; bash f.sh`],
  ['written and sourced', (s) => `cat > f.sh <<EOF\n${s}\nEOF\n. ./f.sh`],
  ['written and executed', (s) => `echo ${double(s)} > ./f.sh; chmod +x f.sh; ./f.sh`],
  ['variable eval', (s) => `CMD=${double(s)}; eval "$CMD"`],
  ['variable ssh', (s) => `CMD=${double(s)}; ssh host "$CMD"`],
  ['variable bash -c', (s) => `export CMD=${double(s)}\nbash -c "$CMD"`],
  ['variable of a variable', (s) => `A=${double(s)}; B="$A"; ssh host "$B"`],
  ['array', (s) => `A=(${double(s)}); ssh host "\${A[@]}"`],
  ['shell in a variable', (s) => `SH=bash; $SH -c ${double(s)}`],
  ['function of arguments', (s) => `run() { eval "$1"; }; run ${double(s)}`],
  ['function', (s) => `f() { ${s}; }; f`],
  [
    'function that runs its words',
    (s) => `run() { echo "+ $*" > /dev/null; "$@"; }; run bash -c ${double(s)}`,
  ],
  ['function of words for ssh', (s) => `on() { local h=$1; shift; ssh "$h" "$@"; }; on host ${double(s)}`],
  ['function of a text', (s) => `q() { bash -c "$1"; }; q ${double(s)}`],
  ['variable of a document', (s) => `A=$(cat <<EOF\n${s}\nEOF\n)\nbash -c "$A"`],
  ['set --', (s) => `set -- ${double(s)}; eval "$1"`],
  ['printf -v', (s) => `printf -v CMD '%s' ${double(s)}; eval "$CMD"`],
  ['read', (s) => `read -r CMD <<< ${double(s)}; eval "$CMD"`],
  ['for eval', (s) => `for c in ${double(s)}; do eval "$c"; done`],
  ['sudo', (s) => `sudo -u app bash -c ${single(s)}`],
  ['docker', (s) => `docker exec -i web sh -c ${single(s)}`],
  ['docker double', (s) => `docker exec web bash -c ${double(s)}`],
  ['kubectl', (s) => `kubectl -n x exec web-0 -- sh -c ${single(s)}`],
  ['kubectl here-document', (s) => `kubectl exec -i web-0 -- bash <<EOF\n${s}\nEOF`],
  ['timeout', (s) => `timeout 5 bash -c ${double(s)}`],
  ['env', (s) => `env A=1 bash -c ${single(s)}`],
  ['env -S', (s) => `env -S ${double(s)}`],
  ['flock -c', (s) => `flock f.lock -c ${double(s)}`],
  ['nohup', (s) => `nohup sh -c ${single(s)} 2> /dev/null`],
  ['watch', (s) => `watch ${double(s)}`],
  ['su', (s) => `su - app -c ${double(s)}`],
  ['xargs', (s) => `echo | xargs sh -c ${single(s)}`],
  ['find -exec', (s) => `find . -maxdepth 0 -exec sh -c ${single(s)} \\;`],
  ['find -exec double', (s) => `find . -maxdepth 0 -exec sh -c ${double(s)} {} +`],
  ['if', (s) => `if true; then ${s}; fi`],
  ['loop', (s) => `for i in 1; do ${s}; done`],
  ['subshell', (s) => `( ${s} )`],
  ['to cat', (s) => `${s} | cat`],
  ['substitution', (s) => `show "$(${s})"`],
  ['assigned substitution', (s) => `A="$(${s})"; show "$A"`],
  ['negated', (s) => `! ${s}`],
  ['trap', (s) => `trap ${double(s)} EXIT; exit`],
];

/** Shapes that no wrapper makes. */
const SHAPES: readonly Context[] = [
  ...[
    'X[$V]=1',
    'X=([$V]=1)',
    'declare -A X; X[$V]=1',
    'show "${X[$V]}"',
    'show "${X:$V:1}"',
    'show "${!V}"',
    'show "${X//$V/b}"',
    'show {a,$V}',
    'printf "$V"',
    'printf "a $V b"',
    'let "X=$V"',
    'declare -i X="$V"',
    'declare "X[$V]=1"',
    'test "$V" -eq 1',
    '[ "$V" -eq 1 ]',
    '[[ "$V" -eq 1 ]]',
    '[[ x == $V ]]',
    '[[ x =~ $V ]]',
    'unset "X[$V]"',
    'read "$V" <<< a',
    'PS4="$V"; set -x; true',
    'PROMPT_COMMAND="$V"; true',
    'awk "BEGIN { print \\"$V\\" }"',
    `awk 'BEGIN { print "'"$V"'" }'`,
    `awk 'BEGIN { system("echo '"$V"'") }'`,
    `perl -e "print '$V'"`,
    `python3 -c "print('$V')"`,
    'echo a | sed "s:a:$V:"',
    'echo a | sed "s/a/$V/e"',
    'echo a | sed "${V}p"',
    'echo a | sed -n "/$V/p"',
    '$V',
    '"$V"',
    'sudo $V',
    'ssh host $V',
    'ssh host "$V"',
    'bash -c "$V"',
    'eval "$V"',
    'echo "$V" | bash',
    'CMD="$V"; $CMD',
    'CMD="$V"; "$CMD"',
    'A=$V; show $A > /dev/null',
    'xargs -a /dev/null $V',
    'env $V',
    'trap "$V" EXIT',
    'alias x="$V"; x',
    'git() { true; }; GIT_SSH_COMMAND="ssh -p $V" git fetch',
    'PATH="$V:$PATH" true',
    'source "$V"',
    'bash "$V"',
    'bash < "$V"',
    'find . -name "$V" -exec echo {} \\;',
    'find . $V',
    'cat <<EOF > f.sh\n$V\nEOF\nbash f.sh',
    "cat <<'EOF' | bash\n$V\nEOF",
    'mapfile -t A <<< "$V"; eval "${A[0]}"',
    'echo "$V" | while read -r x; do eval "echo $x"; done',
    'echo "$V" | xargs -I{} sh -c "echo {}"',
    'show "$(( V + 1 ))"',
    'show $(( $V + 1 ))',
    '(( X = V ))',
    'for (( i = $V; i < 1; i++ )); do true; done',
    'case x in $V) true;; esac',
    'exec 3> "./$V" 2> /dev/null',
  ].map((script) => ({ script })),
  { script: 'show "$V"', prints: (v) => v },
  { script: 'show a"$V"b', prints: (v) => `a${v}b` },
  { script: 'show --flag=$V', prints: (v) => `--flag=${v}` },
  { script: 'A="$V"; show "$A"', prints: (v) => v },
  { script: 'A=$V; show "x$A"', prints: (v) => `x${v}` },
  { script: 'A=("$V" b); show "${A[0]}"', prints: (v) => v },
  { script: 'for x in "$V"; do show "$x"; done', prints: (v) => v },
  { script: 'echo -ne "$V"', prints: (v) => v },
  { script: 'printf "%b" "$V"', prints: (v) => v },
  { script: 'awk -v x="$V" \'BEGIN { printf "%s", x }\'', prints: (v) => v },
  { script: 'printf a | sed "s/a/$V/"', prints: (v) => v },
  { script: 'printf a | sed "s|a|$V|"', prints: (v) => v },
  { script: 'jq -nj --arg x "$V" \'$x\'', prints: (v) => v },
  { script: 'jq -nj "\\"$V\\""', prints: (v) => v },
  ...[
    'run() { "$@"; }; run show "$V"',
    'run() { echo "+ $*" > log; "$@"; }; run show "$V"',
    'run() { "$@"; }; run run show $V',
    'on() { ssh "$1" "${@:2}"; }; on host show "$V"',
    'on() { local h="$1"; shift; ssh "$h" "$@"; }; on host show "$V"',
    'on() { local h=$1 && shift && ssh "$h" "$*"; }; on host show "$V"',
    'log() { printf "%s" "$*"; }; log "$V"',
    'log() { echo "[$(date)] $*" > log; show "$1"; }; log "$V" b',
    'f() { local n=${1:?which} o="${2:-x}"; show "$n"; }; f "$V"',
    'f() { local n=$1; g "$n"; }; g() { show "$1"; }; f "$V"',
    'f() { for one in "$@"; do show "$one"; done; }; f "$V"',
    'f() { case $1 in xxx) ;; *) show "$1";; esac; }; f "$V"',
    'f() { [[ -n $1 ]] && show "$1"; }; f "$V"',
    'f() ( show "$2" ); f a "$V"',
    'f() { show "$1$2"; }; f "" "$V"',
    'f() { show "$1" > o; cat o; }; f "$V" 2> /dev/null',
    'f() { r=$1; }; f "$V"; show "$r"',
    'f() { show "$V"; }; f',
    'show2() { show "$@"; }; show2 "$V"',
    'A="$V"; B=$A; show "$B"',
    'A=$(cat <<EOF\n$V\nEOF\n)\nshow "$A"',
    'A="{\\"a\\":\\"$V\\"}"; jq -j .a <<< "$A"',
    'f() { jq -j .a <<< "$1"; }; f "{\\"a\\":\\"$V\\"}"',
  ].map((script): Context => ({ script, prints: (v) => v })),
  { script: 'case "$V" in "$V") show yes;; esac', prints: () => 'yes' },
  ...[
    `ssh host printf %s "'$V'"`,
    `ssh host printf %s '"'$V'"'`,
    `ssh host printf %s "\\"$V\\""`,
    'ssh host printf %s \\$V',
    `ssh host printf %s "\\"\\$V\\""`,
    `ssh host sh -c "'printf %s \\"\\$1\\"'" _ "'$V'"`,
    `watch printf %s "'$V'"`,
    `eval printf %s "'$V'"`,
    'eval printf %s \\$V',
    'export V; bash -c \'printf %s "$V"\'',
    'declare -x V; sh -c \'printf %s "$V"\'',
    `python3 -c 'import sys; sys.stdout.write(sys.argv[1])' "$V"`,
    `python3 - "$V" <<'EOF'\nimport sys; sys.stdout.write(sys.argv[1])\nEOF`,
    `python3 -c 'import os, sys; sys.stdout.write(os.environ["V"])'`,
    `python3 -c "print('$V', end='')"`,
    `node -e 'process.stdout.write(process.argv[1])' -- "$V"`,
    `node -e 'process.stdout.write(process.env.V)'`,
    `perl -e 'print $ARGV[0]' -- "$V"`,
    `perl -e 'print $ENV{V}'`,
    `printf a | perl -pe "s/a/$V/"`,
    `awk 'BEGIN { printf "%s", ENVIRON["V"] }'`,
    `printf a | awk '{ printf "%s", "'"$V"'" }'`,
    `jq -nj '$ENV.V'`,
    'printf %s "$V" | jq -Rsj .',
    `tclsh <<< "puts -nonewline {$V}"`,
  ].map((script): Context => ({ script, prints: (v) => v })),
  { script: `q() { sqlite3 :memory: "$1"; }; q "SELECT '$V'"`, prints: (v) => `${v}\n` },
  { script: `A="SELECT '$V'"; sqlite3 :memory: "$A"`, prints: (v) => `${v}\n` },
  { script: `sqlite3 :memory: "SELECT '$V'"`, prints: (v) => `${v}\n` },
  { script: `printenv V`, prints: (v) => `${v}\n` },
  { script: `docker run -e V image sh -c 'printf %s "$V"'`, prints: (v) => v },
  { script: `docker run -e V image printenv V`, prints: (v) => `${v}\n` },
  { script: `sudo docker run --env=V image printenv V`, prints: (v) => `${v}\n` },
  { script: 'bash -c \'show2() { printf %s "$1"; }; show2 "$V"\'' },
  { script: 'export V; bash -c \'printf %s "$V"\'', prints: (v) => v },
  { script: 'V2=$V bash -c \'printf %s "$V2"\'', prints: (v) => v },
  { script: 'cat <<\'EOF\'\nliteral\nEOF\nshow "$V"', prints: (v) => `literal\n${v}` },
];

/** A script, and what a value of any kind is to it. */
export interface Judged extends Context {
  readonly verdict: string;
}

/** Scripts in a file, each below a line of `%%` and its verdict: `refused` where none stands there. */
export function readJudged(name: string): readonly Judged[] {
  const text = readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8').trimEnd();
  return text
    .split(/^%%/m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { verdict: part.slice(0, end).trim() || 'refused', script: part.slice(end + 1).trimEnd() };
    });
}

/** Every way that we know in which a text is read again, one by one. */
export const REREADING = readJudged('rereading.txt');

/** Every context: shapes, each command in each wrapper, and wrappers in wrappers, drawn from a seed. */
export function listContexts(seed: number, deep: number): readonly Context[] {
  const prints = (value: string): string => `${value}.`;
  const shallow = WRAPPERS.flatMap(([, wrap]) => INNER.map((inner) => ({ script: wrap(inner), prints })));
  const drawn = fc.sample(
    fc.tuple(fc.constantFrom(...INNER), fc.constantFrom(...WRAPPERS), fc.constantFrom(...WRAPPERS)),
    { numRuns: deep, seed },
  );
  const nested = drawn
    .map(([inner, [, one], [name, other]]): Context => {
      const script = one(inner);
      // What the inner script expands by itself, `$1`, the shell around it may already have taken; a closing line
      // may get company, `sh` knows no `<(`, and ssh takes the quotes of its words away.
      // `find` takes one `{} +` alone.
      const isTwice = other(script).split('{} +').length > 2;
      const isBroken = /\$(?!V)|</.test(script) || name === 'ssh words' || isTwice;
      return isBroken ? { script: other(script) } : { script: other(script), prints };
    })
    // Here-documents within one another would need delimiters of their own.
    .filter(({ script }) => (script.match(/<</g) ?? []).length <= 1);
  const all = [...SHAPES, ...REREADING, ...shallow, ...nested];
  return [...new Map(all.toReversed().map((one) => [one.script, one])).values()].toReversed();
}

const PIECES = [
  ...`" ' \\ \` $ ! ~ * ? [a] {a,b} # & ; | < > ( ) - = %s % ^ EOF é 😀 a 0 / $HOME \${X} $( -- + @ , :`.split(
    ' ',
  ),
  ' ',
  '\n',
  '$(pwn)',
  '`pwn`',
  ';pwn;',
  '\npwn\n',
  'a[$(pwn)]',
  '"; pwn #',
  "'; pwn #",
  '\nEOF\npwn\n',
  '<(pwn)',
  "'$(pwn)'",
  '"$(pwn)"',
  '$((pwn))',
  '&pwn&',
  '|pwn',
  '\\$(pwn)',
  '%s$(pwn)',
  '`pwn`"',
];

/** Values as they come from links and from people: attacks, and what is plain. */
export function listValues(seed: number, count: number): readonly string[] {
  const attacks = [
    'pwn',
    '$(pwn)',
    '`pwn`',
    ';pwn',
    '| pwn',
    '\npwn\n',
    'a[$(pwn)]',
    "'$(pwn)'",
    '"$(pwn)"',
    "';pwn;'",
    '";pwn;"',
    ') ; pwn #',
    '}; pwn; {',
    '-e pwn',
    '1e pwn',
    'x/e',
    'x:e pwn',
    '$IFS',
    '*',
    'api-7',
    '10.0.0.7:80',
    'a b',
    "it's",
    '42',
    // What other languages run, and the files that perl opens.
    'pwn |',
    ';system("pwn");',
    '@{[system("pwn")]}',
    "'+__import__('os').system('pwn')+'",
    '");require("child_process").execSync("pwn")//',
    '[exec pwn]',
    'require("child_process").execSync("pwn")',
    '__import__("os").system("pwn")',
    'system("pwn")',
    '\n.shell pwn',
    '1\nBASH_ENV=$(pwn)',
    'x@y',
    '/srv/x',
  ];
  const nasty = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((all) => all.join('')),
    },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => text.isWellFormed()),
    },
    { weight: 2, arbitrary: fc.stringMatching(/^[A-Za-z0-9._:/@-]{1,12}$/) },
  );
  return [...attacks, ...fc.sample(nasty, { numRuns: Math.max(0, count - attacks.length), seed })];
}
