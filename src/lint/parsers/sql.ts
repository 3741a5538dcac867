import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { isOtherSql } from './other-sql.ts';
import { rangeAt } from './syntax.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

/** PostgreSQL's own parser. psql's variables and backslash commands are understood first. */
export async function loadSql(): Promise<Parser> {
  await loadModule();
  return (text) => {
    if (isOtherSql(text)) return undefined;
    const source = maskPsql(maskSqlExcerpt(text));
    if (source.trim() === '' || isPart(source)) return undefined;
    const deep = deepComment(source);
    if (deep !== undefined)
      return {
        ...rangeAt(source, deep),
        reason: `comments more than ${MOST_COMMENTS} levels deep are not read`,
      };
    return firstFault(source, text);
  };
}

/** Statements with an elision that are passed over: more of them are no excerpt. */
const MOST_ELIDED = 20;

/**
 * The first mistake in a statement that is written in full: where something is left out, nobody can say what is
 * wrong.
 */
function firstFault(source: string, text: string): SyntaxFault | undefined {
  let rest = source;
  for (let tries = 0; tries < MOST_ELIDED && rest.trim() !== ''; tries += 1) {
    const fault = faultOf(rest);
    if (!fault) return undefined;
    const from = text.lastIndexOf(';', Math.max(0, fault.start - 1)) + 1;
    const next = text.indexOf(';', fault.start);
    const to = next < 0 ? text.length : next + 1;
    if (!ELIDES.test(text.slice(from, to))) return asWritten(fault, text);
    rest = `${rest.slice(0, from)}${rest.slice(from, to).replace(/[^\n]/g, ' ')}${rest.slice(to)}`;
  }
  return undefined;
}

// Matches `lsn – {{lsn}}`: a word processor has made a dash of the sign.
const DASH = /(?<=[\w)]\s{0,9})[\u2013\u2014](?=\s{0,9}[\w({<:$])/g;

/** Names what the author wrote, and not what stood for it; and the dash that made a name of what follows. */
function asWritten(fault: SyntaxFault, text: string): SyntaxFault {
  const line = text.lastIndexOf('\n', fault.start - 1) + 1;
  // What follows a dash tells that it is a sign.
  const dash = [...text.slice(line, fault.start + 12).matchAll(DASH)]
    .filter(({ index }) => line + index <= fault.start)
    .at(-1);
  if (dash)
    return { ...rangeAt(text, line + dash.index), reason: 'a long dash stands here in the place of `-`' };
  const said = text.slice(fault.start).split(/\s/, 1)[0] ?? '';
  return { ...fault, reason: fault.reason.replace(/"_{3,}"/, () => `"${said.slice(0, 40)}"`) };
}

// Matches `SELECT ... FROM a`, `INSERT … → accepted`.
const ELIDES = /\.{3}|[\u2026\u2192]/;

function faultOf(source: string): SyntaxFault | undefined {
  try {
    parseSync(source);
    return undefined;
  } catch (error) {
    // Operators in a row make a tree as deep as they are many, and the parser hands it out by recursion.
    if (error instanceof RangeError)
      return { ...rangeAt(source, source.search(/\S/)), reason: 'it is nested too deep to be read' };
    if (!hasSqlDetails(error)) throw error;
    // In UTF-8 bytes for some versions of libpg_query, in characters for this one: masked text is the same.
    const place = rangeAt(source, error.sqlDetails?.cursorPosition ?? 0);
    return { ...place, reason: `PostgreSQL says ${error.sqlDetails?.message ?? error.message}` };
  }
}

/** Comments inside comments: the time of PostgreSQL's parser grows with their square. */
const MOST_COMMENTS = 100;

/** Where the first comment starts that stands inside too many others. */
export function deepComment(sql: string): number | undefined {
  let level = 0;
  for (const { 0: mark, index } of sql.matchAll(/\/\*|\*\//g)) {
    level = mark === '/*' ? level + 1 : Math.max(0, level - 1);
    if (level > MOST_COMMENTS) return index;
  }
  return undefined;
}

/** Puts a value for `<pid>`, a name for `$name`, and nothing for `...`: all of the same length. */
function maskSqlExcerpt(text: string): string {
  return (
    text
      .replace(/,[ \t]*(?:\.{3,}|\u2026)|(?:\.{3,}|\u2026)[ \t]*,?/g, (part) => ' '.repeat(part.length))
      // Where a statement stands: `explain analyze <query>`.
      .replace(WHOLE, (part) => 'table '.padEnd(part.length, '_'))
      .replace(/<[A-Za-z][^<>\n]*>|\{\{[^{}\n]*\}\}|\$?\{[A-Za-z_][\w .-]*\}/g, (part) =>
        '_'.repeat(part.length),
      )
      .replace(/(?<=\bpassword\s{1,9})\$\w{2,}/gi, (part) => `'${'_'.repeat(part.length - 2)}'`)
      .replace(/\$[A-Za-z_]\w*(?![\w$])/g, (part) => '_'.repeat(part.length))
      // What a program puts in: `WHERE id = ?`, `LIMIT %s`, `VALUES (%(name)s)`.
      .replace(
        /(?<=[=<>(,]\s{0,9}|\b(?:limit|offset)\s{1,9})(?:\?(?!\?)|%s|%\(\w{1,60}\)s)(?=[\s,);]|$)/gi,
        (part) => '0'.padEnd(part.length),
      )
  );
}

// Matches `<query>` behind `explain (analyze)`, at the start of a statement, and in `copy (<query>) to`.
const WHOLE =
  /(?<=(?:^|;|\bas|\bexplain|\banalyze|\bverbose|\bbuffers|\bexplain\s{0,9}\([^()\n]{0,99}\)|\bcopy\s{0,9}\()\s{0,9})<[^<>\n]{0,60}(?:query|statement|select)[^<>\n]{0,60}>/gi;

const STATEMENT =
  /^\s*(?:abort|alter|analy[sz]e|begin|call|checkpoint|close|cluster|comment|commit|copy|create|deallocate|declare|delete|discard|do|drop|end|execute|explain|fetch|grant|import|insert|listen|load|lock|merge|move|notify|prepare|reassign|refresh|reindex|release|reset|revoke|rollback|savepoint|security|select|set|show|start|table|truncate|unlisten|update|vacuum|values|with|\((?=[\s(]{0,99}(?:select|with|values|table)\b))/i;

/** A text from its first word on. */
function withoutComments(text: string): string {
  for (let rest = text.trimStart(); ;) {
    const ending = rest.startsWith('--') ? '\n' : rest.startsWith('/*') ? '*/' : undefined;
    const end = ending === undefined ? -1 : rest.indexOf(ending);
    if (ending === undefined || end < 0) return rest;
    rest = rest.slice(end + ending.length).trimStart();
  }
}

const CONDITION = /^\s*[\w."]{1,99}\s{1,9}(?:=|!=|<|>|~|in\s{0,9}\(|is\s|not\s|like\s|between\s)/i;

/** Whether a text is an expression that is put into a statement, as `SUM(x) AS total` and `WHERE id = 1` are. */
function isPart(text: string): boolean {
  // `) AS total,`, `'name'`, `"sum"(x)`: goes on from a line that is not shown.
  if (/^[)'",]/.test(withoutComments(text))) return true;
  // `-100.56`, `INTERVAL '6 minute'`: values as a manual shows them.
  if (/^(?:[-+]?\d|(?:interval|date|time|timestamp)\s{1,9}')/i.test(withoutComments(text))) return true;
  // `(a = 1 OR b = 2)`: a condition in brackets.
  if (/^\(/.test(withoutComments(text)) && !STATEMENT.test(withoutComments(text))) return true;
  // `project = SHOP AND status in (New)`: a condition, or a query of Jira.
  if (CONDITION.test(text) && !STATEMENT.test(withoutComments(text))) return true;
  return (
    /^\s*(?:where|and|or|from|join|left|order|group|having|limit|case|[a-z_]\w*\s*\()/i.test(text) &&
    !STATEMENT.test(withoutComments(text))
  );
}

/**
 * Replaces what only psql understands by text of the same length that PostgreSQL does: `\timing` lines by
 * spaces, `:'id'` by a string, `:"table"` and `:limit` by a name, which may stand wherever a value may.
 */
export function maskPsql(text: string): string {
  return (
    text
      .replace(/^[ \t]*\\.*$/gm, (line) => ' '.repeat(line.length))
      // `psql -d shop`, which opens the session in which the lines below are typed.
      .replace(/^(?:\s{0,99}[$#] ?|\s{0,99})(?:sudo [^\n]{0,60})?psql(?: [^\n;]{0,200})?(?=\n)/, (line) =>
        line.replace(/[^\n]/g, ' '),
      )
      .replace(
        /\\(g|gx|gset|gexec|watch|crosstabview)\b[^\n]*/g,
        (command) => `;${' '.repeat(command.length - 1)}`,
      )
      .replace(/:'[A-Za-z_]\w*'/g, (variable) => `'${'_'.repeat(variable.length - 2)}'`)
      .replace(/:"[A-Za-z_]\w*"/g, (variable) => `"${'_'.repeat(variable.length - 2)}"`)
      // Matches `= :LIMIT`; not the cast `x::int`, nor the slice `a[1:2]`.
      .replace(/(?<![:\w\]])(?<!\[\w{0,60}):[A-Za-z_]\w*/g, (variable) => '_'.repeat(variable.length))
  );
}
