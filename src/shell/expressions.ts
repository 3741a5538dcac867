import { READERS } from './rereaders.ts';
import { programName } from './unwrap.ts';
import type { GivenText } from './given-text.ts';
import type { Command } from './script.ts';
import { isOneOf, words } from './words.ts';

// Go's templates, and the outputs of kubectl that have a language of their own.
const TEMPLATE = /\{\{|^(?:-o=?|--output=)?(?:jsonpath|go-template|custom-columns)(?:-as-json|-file)?=/;
// A quote that opens behind an operator or a bracket: `job="`, `('`, `==\``; in brackets behind a colon too.
const QUOTED = /([=~([{,<>]|:)\s{0,4}(["'`])[^"'`]*$/;
// `(uid=`, `{.data.`, `rate(`, `x[`; not `(see `.
const BRACKETED = /[([{](?:[^)\]}]{0,200}[=~<>.,:!([{])?$/;
// `--filter`, `--query`, `--key-condition-expression`, `--filter-pattern`, `--jql`.
const EXPRESSION_FLAG =
  /^--?(?:[a-z]{1,20}-){0,3}(?:filter|query|query-string|expression|condition|pattern|jql|kql|cql|wiql|lucene|where|search|predicate|policy)$/;
/** What says how many of a thing, or where, by a name alone: no language reads it. */
const NO_EXPRESSION = words('docker podman nerdctl grep rg find kubectl helm npm apt dnf yum brew snap');
/** Texts for people, headers, patterns of search: no language reads them. */
const FREE_FLAG = words(
  '-H -m -A -u --header --user-agent --user --message --title --body --comment --description --reason --subject --note --notes --text -l --selector --field-selector',
);
const FREE = words(
  'echo printf cat grep egrep fgrep zgrep rg ag ack logger less git notify-send mail wall docker podman nerdctl ls cd rm cp mv test [ export tee find',
);
/** Clients of Prometheus and Loki, whose strings and words are known. */
const QUERY_CLIENTS = words('promtool logcli mimirtool cortextool');
const QUERY_FIELD = /^(?:query|match\[\]|expr)=/;
const FIELD_FLAG = words(
  '-d --data --data-raw --data-ascii --data-binary --data-urlencode --url --url-query',
);
/** Fields of forms and addresses whose text a server reads as a query. */
const OTHER_FIELD = /^(?:jql|kql|cql|wiql|sql|where|\$?filter|predicate|q|search|lucene|statement)=/;

/**
 * What a value is written as in an expression of a query language, told by the form of the text: `up{job="`, `(uid=`,
 * `[?Name=='`, `{{index . "`. A letter of `PlaceCode`, or none.
 */
export function expressionReader(
  { words: all }: Pick<Command, 'words'>,
  given: GivenText,
  flag: string,
): string {
  // What a shell makes or reads again has places of its own.
  if (given.stands !== 'word' || all.length === 0 || /\$\(|[<>]\(/.test(given.before)) return '';
  const names = all.map(programName);
  const [name = ''] = names;
  if (names.some((one) => READERS.has(one) || isOneOf(one, 'eval watch su runuser trap alias'))) return '';
  const text = behindFlag(given.before);
  if (TEMPLATE.test(given.before) || given.after.includes('{{')) return 't';
  if (names.some((one) => QUERY_CLIENTS.has(one)) && /[{([]/.test(text)) return queryReader(text);
  if (flag === '--data-urlencode' && QUERY_FIELD.test(text) && /[{([]/.test(text))
    return queryReader(text.replace(QUERY_FIELD, ''));
  if (
    FIELD_FLAG.has(flag) &&
    OTHER_FIELD.test(text) &&
    /[=:~<>'"(]\s{0,4}["']?$/.test(text.slice(text.indexOf('=') + 1))
  )
    return 't';
  if (FREE.has(name) || names.some((one) => isOneOf(one, 'jq grep')) || FREE_FLAG.has(flag)) return '';
  if (EXPRESSION_FLAG.test(flag) && text !== '' && name !== 'curl') return 't';
  return isInExpression(text) ? 't' : '';
}

/** Without the flag that a text is attached to: `--filter=`. */
function behindFlag(before: string): string {
  return before.replace(/^-{1,2}[\w-]+=/, '');
}

const CONNECTORS = words('psql pg_dump pg_dumpall pg_restore pg_basebackup pg_isready');
const CONNECTION =
  /^(?:\w{1,40}=\S{0,200} )*(?:host|hostaddr|port|dbname|user|password|passfile|sslmode|sslcert|sslkey|options|application_name)=[^\s]*$/;

interface Asked {
  /** The text without the flag that it is attached to. */
  readonly text: string;
  readonly flag: string;
  /** The first two words that are no flags. */
  readonly verbs: readonly string[];
}

/**
 * `gh issue list --search "$X"`, `gh search issues "$X"`, `gcloud logging read "a=$X"`, `ldapsearch "uid=$X"`: a blank or a
 * sign in the value would ask for something else.
 */
function isQuery(name: string, { text, flag, verbs }: Asked): boolean {
  const isFlag = flag.startsWith('-');
  if (name.startsWith('ldap')) return !isFlag || isOneOf(flag, '-b -D -s');
  if (isOneOf(name, 'gh glab')) return isOneOf(flag, '--search -S') || (verbs.includes('search') && !isFlag);
  if (NO_EXPRESSION.has(name) || QUERY_CLIENTS.has(name)) return false;
  if (EXPRESSION_FLAG.test(flag)) return name !== 'curl' && !FREE.has(name);
  const asks =
    verbs.some((one) => isOneOf(one, 'search query read sql select find')) ||
    /search|query|shell$|sql$/.test(name);
  if (!isFlag && text === '' && verbs.join(' ') === 'logging read') return true;
  return asks && /(?:[=:~<>]|\s)["']?$/.test(text) && (!isFlag || isOneOf(flag, '-q -Q -e -s'));
}

/** `--filter "name=$X"`: what follows in such a text could be another condition. */
export function isCondition(
  { words: all }: Pick<Command, 'words'>,
  { before, stands }: GivenText,
  flag: string,
): boolean {
  const text = behindFlag(before);
  const [name = ''] = all.map(programName);
  const operands = all.slice(1).flatMap(({ value }) => (value.startsWith('-') ? [] : [value]));
  // LDIF: `cn:< file:///…`, a line of another entry.
  if (stands !== 'word') return name.startsWith('ldap');
  if (isQuery(name, { text, flag, verbs: operands.slice(0, 2) })) return true;
  // `psql "host=$X dbname=app"`: settings of the connection.
  if (CONNECTORS.has(name) && CONNECTION.test(text)) return true;
  return EXPRESSION_FLAG.test(flag) && /[=:<>]$/.test(text) && name !== 'curl' && !FREE.has(name);
}

/** Whether a text ends in a string or in brackets of some language. */
export function isInExpression(text: string): boolean {
  const [, sign, quote = ''] = QUOTED.exec(text) ?? [];
  const open = text.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '');
  if (sign !== undefined && (sign !== ':' || /[([{]/.test(open)) && text.split(quote).length % 2 === 0)
    return true;
  return BRACKETED.test(open) && !/:\/\/|@\{/.test(text);
}

// A string, and what ends it: one that nothing ends goes on to the end of the text.
const STRING = /"(?:\\.|[^"\\])*("?)|'(?:\\.|[^'\\])*('?)|`[^`]*(`?)/gs;

/** In a string of PromQL or LogQL, or outside of one. */
function queryReader(text: string): string {
  const [string = '', ...ends] = [...text.matchAll(STRING)].at(-1) ?? [];
  if (ends.some(Boolean)) return 'm';
  return { '"': 'p', "'": 'P', '`': 'r' }[string.charAt(0)] ?? 'm';
}

/** What SQL begins with, and what must follow: no English sentence does both. */
const STATEMENTS: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|[\n;]) {0,20}select /i, / from /i],
  [/(?:^|[\n;]) {0,20}(?:insert into|delete from|merge into) /i, / /],
  [/(?:^|[\n;]) {0,20}update [\w.]{1,80} set /i, / /],
  [/(?:^|[\n;]) {0,20}grant /i, / to /i],
  [/(?:^|[\n;]) {0,20}(?:create|alter|drop|truncate) (?:table|user|database|index|view|role|schema) /i, / /],
];

/** Whether a text is SQL by its form, whoever reads it: `bq query "SELECT …"`, `sqlplus <<EOF`. */
export function isSqlText({ before, after }: GivenText): boolean {
  const text = `${before}_${after}`;
  const line = text.replace(/\s/g, ' ');
  return STATEMENTS.some(([begins, follows]) => begins.test(text.replace(/\t/g, ' ')) && follows.test(line));
}

// `n@file`, `n=@file`, `n:=@file`: what such an item is called decides whether it is read from a file.
const ITEM_CLIENTS = words('http https xh vault gh');
const ITEM_FLAG = words('--data-urlencode -F --form --field -f --raw-field --form-string');

/** Whether a word is an item that may name a file after its own name, which the value has a part of. */
export function isFileItem(
  { words: all }: Pick<Command, 'words'>,
  { before, stands }: GivenText,
  flag: string,
): boolean {
  if (stands !== 'word' || /[=@:/]/.test(before.replace(/^--[\w-]+=/, ''))) return false;
  const [name = ''] = all.map(programName);
  if (name === 'curl' || name === 'gh') return ITEM_FLAG.has(flag);
  const operands = all.slice(1).filter(({ value }) => !value.startsWith('-'));
  if (name === 'vault')
    return (
      isOneOf(operands.map(({ value }) => value).find((one) => one !== 'kv') ?? '', 'put patch write') &&
      operands.length > 2
    );
  return ITEM_CLIENTS.has(name) && !/^-/.test(before) && operands.some(({ value }) => /[/.:]/.test(value));
}
