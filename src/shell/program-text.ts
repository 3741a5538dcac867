import { expressionReader, isCondition, isFileItem, isInExpression, isSqlText } from './expressions.ts';
import { documentReader } from './documents.ts';
import { formReader } from './form-place.ts';
import { manifestGuard } from './manifest-commands.ts';
import { bareSqlReader, isLike, wantsNumber } from './sql-words.ts';
import {
  beginsCommand,
  INTERPRETERS,
  listInputRunners,
  programsAmong,
  READERS,
  RERUNNERS,
  SQL_CLIENTS,
} from './rereaders.ts';
import { PRINTS_WORDS } from './printed-texts.ts';
import { settingsReader } from './settings-files.ts';
import { sqlZoneAt } from './sql-zones.ts';
import { bareUrlReader } from './url-place.ts';
import { isBareInMongo } from './mongo-place.ts';
import { lookUp } from './look-up.ts';
import type { GivenText } from './given-text.ts';
import type { Command, Word } from './script.ts';
import { innermost, programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

const DECLARERS = words('export declare typeset local readonly');

type Given = Parameters<typeof documentReader>[0];

/** What a command reads its argument as, where that is more than text: a letter of `PlaceCode`, or none. */
export function readerOf(piped: Given, given: GivenText): string {
  const { words: all, after } = piped;
  const isInput = given.stands !== 'word';
  const earlier = all.filter(({ range }) => range.end <= given.use.start || isInput);
  const programs = programsAmong(earlier);
  const values = earlier.map(({ value }) => value);
  // `read -r -d '' SQL <<EOF`: the variable gets all of it.
  if (values[0] === 'read' && values.at(-2) === '' && given.stands === 'here-document') return '';
  const has = (known: ReadonlySet<string>): boolean => programs.some((name) => known.has(name));
  if (has(RERUNNERS)) return textOfSql(given);
  if (isRunLater({ programs, after }, given))
    return STARTS_PROGRAM.test(given.before) ? 'x' : textOfSql(given);
  if (isName(programs, values, given)) return 't';
  const [flag = values.at(-1) ?? ''] = /^(?:-{1,2}[\w-]+(?==)|-[dp](?=\s{0,9}[[{]))/.exec(given.before) ?? [];
  const elsewhere = readerElsewhere(programs, values, given.before);
  if (elsewhere) return elsewhere;
  const sql = { ...given, before: given.before.replace(/^(?:--[\w-]+|q|query|sql|stmt)=/, '') };
  if (has(SQL_CLIENTS) && (isClientCommand(sql.before) || isRunBySql(sql))) return 'x';
  if (has(SQL_CLIENTS) && isSql(flag, sql)) return sqlReader(sql, programs);
  if (isFileItem(piped, given, flag)) return 'T';
  if (isCondition(piped, given, flag)) return textOfSql(given);
  // `httpie a:=$X`: a value of JSON.
  if (programs.some((name) => isOneOf(name, 'http https xh')) && /^[\w.[\]-]{1,80}:=$/.test(given.before))
    return 'J';
  const takers = isInput ? [all] : PRINTS_WORDS.has(programs[0] ?? '') ? after.map((one) => one.words) : [];
  if (takers.some(isTalker)) return 't';
  if (takers.some((one) => one.some((word) => LINE_CLIENTS.has(programName(word)))))
    return /^[!|]?$/.test(given.before.slice(given.before.lastIndexOf('\n') + 1).trim()) ? 'x' : 't';
  const form = formReader(piped, given, flag) || bareUrlReader(all, given, flag);
  if (isWhole(given) && !isInput) return form === '' ? settingsReader(piped, given) : form;
  if (programs.some((name) => isOneOf(name, 'sed gsed'))) return sedReader(given);
  if (programs[0] === 'redis-cli' && values.some((value) => value.toLowerCase() === 'eval')) return 't';
  if (programs.some((name) => isOneOf(name, 'perl ruby')) && !beginsCommand(given.before))
    return barewordReader(given);
  if (isConsole(all) && isInput) return 't';
  if (has(INTERPRETERS)) return beginsCommand(given.before) ? 'x' : textOfSql(given);
  const document = documentReader(piped, given, flag);
  if (document === 't' && isSqlText(sql)) return textOfSql(sql);
  if (readsSettings(earlier) || after.some(({ words: next }) => readsSettings(next)))
    return isInput || PRINTS_WORDS.has(programs[0] ?? '') ? 't' : document;
  const manifest = manifestGuard(given.before);
  if (manifest !== '' && (isInput || document !== '')) return manifest === 'c' ? 'x' : 't';
  if (document !== '') return isInInner(given) ? 't' : document === 'j' ? form + document : document;
  // A variable and a function hand their text on, to a client that is known perhaps.
  const isGiven = isInput || values.length > 1 || (programs.length > 0 && !piped.isCall);
  if (isGiven && isSqlText(sql) && !isShown(piped)) return textOfSql(sql);
  return (isGiven ? expressionReader(piped, given, flag) : '') || form;
}

/** `echo "syscmd($X)" | m4`: what follows is the name of what is run. */
const STARTS_PROGRAM = /\b(?:e?syscmd|system)\s?\(\s?["'`]?$/;

const BEGINS = /\b(?:select|insert\s+into|delete\s+from|merge\s+into|update|grant|alter|drop|truncate)\s/i;

/**
 * What stands in a text that is read more than once: plain text. In SQL on its way to a database, `echo "DELETE … WHERE
 * id = $X" | ssh h psql`, a word would be a column where a number is wanted; MongoDB's JavaScript has variables there.
 */
function textOfSql(given: GivenText): string {
  const before = given.before.slice(Math.max(0, given.before.search(BEGINS)));
  const isNumber = wantsNumber(before) && isSqlText({ ...given, before }) && sqlZoneAt(before) === 'code';
  return isNumber || isBareInMongo(given) ? 'w' : 't';
}

/** `{"query":"{a(b:\"$X\")}"}`: in a string of JSON, a string of another language. */
function isInInner({ before }: GivenText): boolean {
  const string = /(?<!\\)"((?:\\[^]|[^"\\])*)$/.exec(before)?.[1] ?? '';
  return /\\["']/.test(string) && isInExpression(string.replace(/\\(.)/g, '$1'));
}

/** `echo "…"`, `cat <<EOF`: a text for whoever looks at the terminal. */
function isShown({ words: all, redirections, after }: Given): boolean {
  const isKept = redirections.some(({ operator }) => operator.includes('>'));
  return isOneOf(programName(all[0]), 'echo printf cat') && after.length === 0 && !isKept;
}

/** Flags of clouds' own tools whose text a shell runs on another machine, where one of these words stands too. */
const RUN_ELSEWHERE: readonly {
  readonly tools: ReadonlySet<string>;
  readonly verbs?: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
}[] = [
  {
    tools: words('aws'),
    verbs: words('send-command start-session'),
    flags: words('--parameters --cli-input-json'),
  },
  {
    tools: words('aws'),
    verbs: words('ecs batch emr codebuild lightsail ec2 autoscaling'),
    flags: words(
      '--command --overrides --containers --container-overrides --container-definitions --container-properties --steps ' +
        '--buildspec-override --user-data --launch-template-data --cli-input-json',
    ),
  },
  {
    tools: words('az'),
    verbs: words('run-command invoke exec ssh create update'),
    flags: words(
      '-c --script --scripts --exec-command --command --command-line --parameters --custom-data --user-data --settings ' +
        '--protected-settings',
    ),
  },
  {
    tools: words('gcloud'),
    verbs: words('ssh create create-with-container add-metadata deploy update'),
    flags: words('--metadata --container-command --container-arg --command --args'),
  },
  {
    tools: words('doctl eb cf oci ibmcloud hcloud scw linode-cli'),
    flags: words('-c --ssh-command --command --user-data --metadata'),
  },
];

/**
 * Whether the last of these words goes to a shell that is not followed, on this machine or on another one.
 * @param values the words of a command up to that one
 */
export function goesToUnfollowedShell(programs: readonly string[], values: readonly string[]): boolean {
  const before = values.at(-1) ?? '';
  return (
    programs.slice(0, 4).some((name) => RERUNNERS.has(name)) ||
    readerElsewhere(programs, values, before) !== ''
  );
}

/** `aws ssm send-command --parameters "commands=[\"ls $X\"]"`: what stands first in such a text is what is run. */
function readerElsewhere(programs: readonly string[], values: readonly string[], before: string): string {
  const own = /^(--[\w-]+)=/.exec(before)?.[1];
  const flag = own ?? values.findLast((value) => value.startsWith('-')) ?? '';
  const isRun = RUN_ELSEWHERE.some(
    ({ tools, verbs, flags }) =>
      flags.has(flag) &&
      programs.some((name) => tools.has(name)) &&
      (verbs === undefined || values.some((value) => verbs.has(value))),
  );
  if (!isRun) return '';
  const whole = before.replace(/^--[\w-]+=/, '');
  const text = whole.trimEnd();
  return text === '' || /[=["',;&|(`\n]$/.test(text) || whole.slice(text.length).includes('\n') ? 'x' : 't';
}

/** A command of the client itself, which may start a shell: sqlite's `.shell`, psql's `\\!`, mysql's `system`. */
function isClientCommand(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1).trimStart();
  return /^(?:\.|system\b)/.test(line) || line.includes('\\!');
}

// What a database runs as a program, or reads as SQL again.
const RUN_IN_SQL =
  /\bprogram\s{1,9}'|\b(?:edit|load_extension|sys_exec|sys_eval|dblink\w{0,20}|query_to_xml\w{0,20})\s{0,9}\(|\b(?:xp_cmdshell|execute|exec|prepare)\b/i;

// `SET @r = '…'`, `SELECT '…' INTO @r`, `DECLARE @q TEXT = '…'`, `q := '…'`: a variable of SQL.
const KEPT_BY_SQL = /@\w{1,60}[^;]{0,60}=|:=|\binto\s{1,9}@|\bdeclare\b/i;
const RUNS_KEPT =
  /\bprepare\s{1,9}\w{1,60}\s{1,9}from\b|\bexec(?:ute)?\s{0,9}\(?\s{0,9}@|\bsp_executesql\b|\bexecute\s{1,9}\w/i;

/** `COPY t FROM PROGRAM '…'`, `SELECT edit('…')`, `SELECT '…' \gexec`. */
function isRunBySql({ before, after }: GivenText): boolean {
  const statement = before.slice(before.lastIndexOf(';') + 1) + (/[^;]*/.exec(after)?.[0] ?? '');
  if (KEPT_BY_SQL.test(statement) && RUNS_KEPT.test(before + after)) return true;
  return RUN_IN_SQL.test(before.slice(before.lastIndexOf(';') + 1)) || /\\gexec\b/.test(after);
}

/** Clients that take what they read as lines of commands of their own. */
const LINE_CLIENTS = words(
  'sftp ftp lftp redis-cli smbclient etcdctl zkCli.sh nsupdate ipset nft iptables-restore',
);

/** What sends what it reads as it is: lines of HTTP, of memcached, of HAProxy. */
function isTalker(all: readonly Word[]): boolean {
  const [name = '', verb] = innermost(all).map(programName);
  return isOneOf(name, 'nc ncat netcat socat telnet') || (name === 'openssl' && verb === 's_client');
}

/** `curl -K -`: each line that comes in is an option. */
function readsSettings(all: readonly Word[]): boolean {
  const isClient = all.some((word) => programName(word) === 'curl');
  return isClient && all.some(({ value }) => /^(?:-\w{0,8}K.?|--config(?:=.*)?)$/.test(value));
}

/** Programs that take what they read for commands, line by line. */
const CONSOLES = words(
  'jshell irb pry iex ghci ipython bpython groovysh scala kotlin clj swipl erl octave gnuplot m4 bc dc gdb lldb ed mongosh mongo ' +
    'arangosh influx cypher-shell gremlin.sh cbq sqlplus isql bteq snowsql spark-sql presto trino mysqlsh vtysh virsh ceph rcon ' +
    'debugfs fdisk gdisk sgdisk sfdisk parted',
);
/** `awk -f -`, `vim -s -`: the program comes in. */
const PROGRAM_FLAGS: Readonly<Record<string, RegExp>> = {
  awk: /(?:^|\s)(?:-f|--file) ?(?:-|\/dev\/stdin)(?:\s|$)/,
  sed: /(?:^|\s)(?:-f|--file) ?(?:-|\/dev\/stdin)(?:\s|$)/,
  jq: /(?:^|\s)(?:-f|--from-file) ?(?:-|\/dev\/stdin)(?:\s|$)/,
  make: /(?:^|\s)(?:-f|--file) ?(?:-|\/dev\/stdin)(?:\s|$)/,
  'ansible-playbook': /(?:^|\s)(?:-|\/dev\/stdin)(?:\s|$)/,
  vim: /(?:^|\s)(?:-s -|-es|-e -s)(?:\s|$)/,
  ex: /(?:^|\s)(?:-s|-)(?:\s|$)/,
};

/** `terraform console`, `flask shell`, `irb`: it evaluates each line. */
function isConsole(all: readonly Word[]): boolean {
  const last = innermost(all);
  const name = programName(last[0]);
  if (CONSOLES.has(name)) return true;
  const values = last.slice(1).map(({ value }) => value);
  if (lookUp(PROGRAM_FLAGS, name)?.test(values.join(' ')) === true) return true;
  return last.slice(1, 3).some(({ value }) => isOneOf(value, 'console shell tinker repl'));
}

/** What is printed is run by what it is piped to, or by the shell that reads it as its input. */
function isRunLater(
  { programs, after }: { programs: readonly string[]; after: readonly Pick<Command, 'words'>[] },
  { stands }: GivenText,
): boolean {
  const [first = ''] = programs;
  if (stands === 'here-string' && programs.some((name) => READERS.has(name))) return true;
  // `psql -At -c "select 'drop …'" | psql`.
  const prints = PRINTS_WORDS.has(first) || programs.some((name) => SQL_CLIENTS.has(name));
  if (!prints) return false;
  return after.some(
    ({ words: next }) =>
      isConsole(next) ||
      listInputRunners(next).length > 0 ||
      next.some((word) => SQL_CLIENTS.has(programName(word))),
  );
}

/** The value would name a variable, and a name like `a[$(x)]` is evaluated. */
function isName(programs: readonly string[], values: readonly string[], { before }: GivenText): boolean {
  const [program = ''] = programs;
  if (DECLARERS.has(program)) return !/^\w+=/.test(before) || values.some((value) => /^-\w*[in]/.test(value));
  if (program === 'printf') return values[1] === '-v' && values.length === 2;
  return isOneOf(program, 'test [') && values.includes('-v');
}

/** `$X`, `--flag=$X` and `name=$X` are values, not programs. */
function isWhole({ before, after }: GivenText): boolean {
  return /^(-{0,2}[\w.-]+=)?$/.test(before) && after === '';
}

const STATEMENT =
  /^\s*(select|with|insert|update|delete|alter|create|drop|explain|show|set|begin|call|do|grant|revoke|truncate|vacuum|analyze|reindex|copy|lock|refresh|\\)/i;

function isSql(flag: string, given: GivenText): boolean {
  if (given.stands !== 'word' || STATEMENT.test(given.before)) return true;
  return !isWhole(given) && /^(-\w*[ceqQ]|--(command|execute|query|eval))$/.test(flag);
}

function sqlReader({ before, after }: GivenText, programs: readonly string[]): string {
  const zone = sqlZoneAt(before);
  if (zone === 'literal') return isLike(before) ? 'qg' : 'q';
  // MySQL reads double quotes as a string's, with backslashes.
  if (zone === 'identifier') return programs.some((name) => isOneOf(name, 'mysql mariadb mycli')) ? 'W' : 'i';
  if (zone === 'command') return 't'; // psql's own: `\d users`
  return zone === 'code' ? bareSqlReader(before, after) : 'x';
}

/** In an expression of sed: a number outside of its slashes, plain text inside; a delimiter that plain text has lets nothing in. */
function sedReader({ before, after }: GivenText): string {
  // GNU sed runs what `s///e` makes, and the commands `e` and `w`.
  if (/[/|,#!%][gpiIm\d]*[ew]/.test(after) || /(^|[;{\d$])\s*[erRwW]\s*$/.test(before)) return 'x';
  const opened = /(?:^|[;{\s\d$,!])[sy]([^\w\s\\])|([/|,#!%])/.exec(before);
  const delimiter = opened?.[1] ?? opened?.[2];
  if (delimiter === undefined) return 'n';
  return /[:@.-]/.test(delimiter) ? 'x' : 'y';
}

/** In perl and ruby a word is a call: `print $X` with `fork`. In a string or between slashes it is text, `@` is a variable. */
function barewordReader({ before, after }: GivenText): string {
  const bare = before.replace(/\\[^]/g, '');
  const isString = bare.split('"').length % 2 === 0 || bare.split("'").length % 2 === 0;
  const last = bare.split(/[;{}()]/).at(-1) ?? '';
  const isBetween = /(?:^|[\s~!])(?:s|m|y|tr|qr)?\//.test(last);
  const isCode = /^[^;]{0,200}\/[a-z]{0,8}e/.test(after) && isBetween;
  return (isString || isBetween) && !isCode ? 'T' : 'w';
}
