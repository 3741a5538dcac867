import type { ParserName } from '../../runbook/languages.ts';
import { findNearest, isOneSlip } from '../../runbook/words/nearest.ts';
import { words } from '../../shell/words.ts';

/**
 * Whether a text that its parser refuses is written in its language all the same, so that the mistake is its
 * author's. Pages of other systems give a language's name to much that only looks like it: what a program printed, a
 * reference of settings, a list of files. There a text surely has a mistake only if every line could stand in that
 * language.
 */
export function isWrittenAs(language: ParserName, text: string, at: number): boolean {
  return SHAPES[language]?.(text, at) ?? true;
}

const SHAPES: Partial<Readonly<Record<ParserName, (text: string, at: number) => boolean>>> = {
  yaml: isYaml,
  json: isJson,
  dockerfile: isDockerfile,
  sql: isSql,
  promql: isQuery,
  logql: isQuery,
};

// Match `key:`, `"a b": c`, `Resource name: x`, `- item`, `? key`, `secret:d`, which is a slip; not `name <string>`, `env != prod`.
const YAML_LINE = [
  /^(?:- ){0,9}["'][^"'\n]{0,200}["'][ \t]{0,9}:(?:\s|$)/,
  /^(?:- ){0,9}[^\s:#"'[\]{}|>!=]{1,99}(?: [^\s:#"'[\]{}|>!=]{1,60}){0,2}:(?:\s|$)/,
  /^(?:- ){0,9}[\w./-]{1,60}:[\w"'/-]/,
  /^-(?:\s|$)/,
  /^(?:---|\.\.\.|%|\?(?:\s|$)|<<:|[&*][\w-])/,
];
// A line of a flow that goes on, such as `[a, b,` and `}`.
const FLOW_LINE = /^[[\]{}"',]/;
// Matches `"host": ",".join(domains)`, as a program has it.
const CALL = /["'\])]\.[a-z_]{1,40}\(/;
// Matches `Note: this works on Linux: use it`, alone in its fence.
const SENTENCE = /^[A-Z][a-z]{1,30}:(?: [\w',.()-]{1,60}){3,40}:? [^\n]{0,400}$/;
const KEY = /^(?:- ){0,9}[^\s:#][^:#\n]{0,99}:(?:\s|$)/m;

function isYaml(text: string, at: number): boolean {
  const lines = text.split('\n');
  const faulty = text.slice(0, at).split('\n').length - 1;
  if (!KEY.test(text.replace(/^[ \t]+/gm, ''))) return false;
  if (CALL.test(lines[faulty] ?? '') || SENTENCE.test(text.trim()) || isPropertyList(lines)) return false;
  /** The indent below which a block scalar, or a value of many lines, holds whatever it likes. */
  let held: number | undefined;
  return lines.every((whole, index) => {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) return true;
    const indent = whole.search(/\S/);
    if (held !== undefined && indent > held && index !== faulty) return true;
    const said = (line.split(' #', 1)[0] ?? '').trimEnd();
    held = /(?:^|[\s:])[|>][-+\d]{0,3}$/.test(said) ? indent : undefined;
    if (YAML_LINE.some((form) => form.test(line))) {
      // A value goes on with the words below it.
      held ??= /:\s+["'\w]/.test(line) ? indent : undefined;
      return true;
    }
    // JSON below YAML, at the left edge, is another file.
    return FLOW_LINE.test(line) && !(index === faulty && indent === 0 && /^[[{]/.test(line));
  });
}

// Matches `Default value: @()`, as a reference of commands says what each of its parameters is.
const PROPERTY = /^[A-Z][\w-]{0,40}( [\w-]{1,40}){0,4}:(?: |$)/;
/** Keys of several words that make a list of properties, and no YAML that a program reads. */
const MOST_WORDY = 3;

function isPropertyList(lines: readonly string[]): boolean {
  const said = lines.filter((line) => line.trim() !== '');
  const wordy = said.filter((line) => PROPERTY.exec(line)?.[1] !== undefined);
  return said.every((line) => PROPERTY.test(line)) && wordy.length >= MOST_WORDY;
}

// Match what no JSON holds, outside strings: a prompt, a ruler, a heading of Markdown's kind.
const NO_JSON = /^[ \t]*(?:\[[\w.-]{1,60}@|[\w.-]{1,60}@[\w.-]{1,60}[:~]|\$ |> |-{3,}|={3,}|\*{3,})/m;
// Matches `{`, `"a": 1`, `// note`, `...`, `name: 1`; not `@interface X`, `- (void)load {`, `#include <x>`.
const BEGINS_JSON = /^\s*(?:[[{"'\d.…/]|-\d|[A-Za-z_$][\w$]*\s*[:,]|(?:true|false|null)\b)/;
// Matches `42`, `"text"`, `true`: a value that is whole on its line.
const SCALAR = /^(?:-?\d[\d.eE+-]*|"[^"]*"|true|false|null)$/;

// Matches `params {`, `params.when = new Date()`, as Groovy and HCL have it.
const SETTING = /^[ \t]{0,99}[A-Za-z][\w.]{0,99}[ \t]{0,9}[{=]/;

// Match keys of files that TypeScript and VS Code read, which take comments and a comma at the end.
const COMMENTED = /"(?:compilerOptions|preLaunchTask|postDebugTask|editor\.\w{1,40}|remoteUser)"\s{0,9}:/;

/** Whether a comma ends a text, whatever comments follow it. */
function endsInComma(text: string): boolean {
  for (const line of text.split('\n').reverse()) {
    const bare = line.trim();
    if (bare.endsWith(',')) return true;
    const comment = bare.search(/(?<=^|[\s,])\/\//);
    const before = comment < 0 ? bare : bare.slice(0, comment).trim();
    if (before !== '') return before.endsWith(',');
  }
  return false;
}

// Matches `string`, `Array<number>`, `object[]`: the type of a value, as references of an API have it.
const TYPE =
  /^(?:string|number|integer|int|int32|int64|long|float|double|bool|boolean|object|array|map|list|any|date|datetime|timestamp|uuid|bytes|unknown)(?:\[\]|<[\w, ]{1,40}>|\?)?\s{0,9}(?:[,}\]]|\/\/|$)/i;

function isJson(text: string, at: number): boolean {
  if (NO_JSON.test(text) || !BEGINS_JSON.test(text)) return false;
  // `confidence: "high"`, and no brackets: YAML, or words.
  if (/^\s*[A-Za-z_]/.test(text) && !/[{}[\]]/.test(text)) return false;
  if (SETTING.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at + 200))) return false;
  // Programs that accept comments accept a comma before the end too.
  const isTrailing = /[}\]]/.test(text.charAt(at)) && endsInComma(text.slice(Math.max(0, at - 400), at));
  if (isTrailing && (/(?:^|[\s,])\/\/[ \t]?\S/m.test(text) || COMMENTED.test(text))) return false;
  // `"...",` at the end of a list: what stands there is left out.
  if (isTrailing && /["'](?:\.{3}|…)["'],\s{0,99}$/.test(text.slice(Math.max(0, at - 110), at))) return false;
  // `[metric1, metric2, ...]`, `{ Journal1: position1, ... }`: names for what stands there.
  if (
    /\.{3}|…/.test(text) &&
    /^(?!(?:true|false|null)\b)[a-z]\w{1,40}(?:[ ][\w -]{1,60})?\s{0,9}[,\]}:]/i.test(
      text.slice(at, at + 120),
    )
  )
    return false;
  // `"asn": 00000`: figures that were taken out.
  if (/0$/.test(text.slice(0, at)) && /^0{1,30}\s{0,9}(?:[,}\]\n]|$)/.test(text.slice(at, at + 50)))
    return false;
  // What Python and Java write for a number that is none: the answer of a server.
  if (/^-?(?:NaN|Infinity)\b/.test(text.slice(at, at + 12))) return false;
  // `{ acknowledged: true }`: an object of JavaScript, as mongosh and Node print it, without any key in quotes.
  if (!/"\s{0,99}:/.test(text) && /^\s*[{[][\s{[]*[A-Za-z_$][\w$]*:/.test(text)) return false;
  // `"ts": SECONDS.MICROSECONDS`: a name for what stands there.
  if (/^[A-Z][A-Z_]{2,60}\b/.test(text.slice(at, at + 70))) return false;
  if (/[:[]\s{0,9}$/.test(text.slice(Math.max(0, at - 10), at)) && TYPE.test(text.slice(at, at + 99)))
    return false;
  // A message that is wrapped for whoever reads it.
  if (isWrapped(text.slice(at))) return false;
  // A log, one value a line, one of them cut short.
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 2 && lines.filter((line) => /^\{"[^"]+":.*\}\s*$/.test(line)).length * 2 > lines.length)
    return false;
  return !lines.every((line) => SCALAR.test(line.trim()));
}

/** Whether what begins with a string goes on in it over several lines of words, up to its end. */
function isWrapped(rest: string): boolean {
  if (!/^"(?:\\.|[^"\\\n])*\n/.test(rest)) return false;
  const [, below = '', after = ''] = /^"(?:\\.|[^"\\\n])*\n((?:\\.|[^"\\])*)"[ \t]*(.?)/.exec(rest) ?? [];
  return below.trim() !== '' && below.split('\n').length <= MOST_WRAPPED && /^[,}\]]?$/.test(after);
}

/** A message of more lines is none: a string was not closed. */
const MOST_WRAPPED = 20;

// Match what stands for a part of a query: `{ ... }`, `| stage1 | stage2`, `vector(reasonable_default)`.
const QUERY_PARTS = [
  /\.{3}|\u2026/,
  /\|[ \t]{0,9}(?:stage|parser|filter|operation)s?(?:_?\d)?[ \t]{0,9}(?:[|}\n]|$)/,
  /[(,][ \t]{0,9}(?:(?:your|my|some|reasonable|sensible)_\w{1,60}|\w{1,60}_(?:default|here))[ \t]{0,9}[,)]/,
];

// Matches `cost_per_hour = sum(…)`: the name of a formula, which a recording rule would hold.
const FORMULA = /^\s{0,99}[A-Za-z_:][\w:]{0,99}[ \t]{0,9}=(?![=~])/;

function isQuery(text: string): boolean {
  if (FORMULA.test(text.replace(/^(?:\s{0,99}#[^\n]*\n)+/, ''))) return false;
  const bare = text.replace(/"(?:\\.|[^"\\\n])*"?/g, '""');
  return !QUERY_PARTS.some((form) => form.test(bare));
}

const STATEMENTS = words(
  'select insert update delete with create alter drop truncate vacuum analyze reindex explain grant revoke begin start commit rollback savepoint set reset show copy call do declare fetch close lock listen notify prepare execute refresh cluster checkpoint comment merge values table discard security reassign import load end abort',
);

const OBJECTS = words(
  'access aggregate cast collation concurrently constraint conversion database default domain event extension foreign function global group if index language large local materialized operator or owned policy procedural procedure publication recursive role routine rule schema sequence server statistics subscription system table tablespace temp temporary text transform trigger trusted type unique unlogged user view',
);

// Matches what stands before the kind of object in `CREATE OR REPLACE STREAM s`.
const MAKES = /\b(?:create|alter|drop)(?:\s{1,9}or\s{1,9}replace)?\s{1,9}$/i;

/** `CREATE SINK`, `ALTER WAREHOUSE`: what only another database has, and no slip in a word of PostgreSQL's. */
function isOfOtherDatabase(text: string, at: number): boolean {
  if (!MAKES.test(text.slice(Math.max(0, at - 60), at))) return false;
  const word = /^[a-z]{3,40}(?=\s)/i.exec(text.slice(at, at + 50))?.[0]?.toLowerCase();
  return word !== undefined && ![...OBJECTS].some((one) => word === one || isOneSlip(word, one));
}

// Matches `ERROR:  relation "a" does not exist`, which the server printed below a statement.
const PRINTED = /^[ \t]{0,9}(?:ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DETAIL|HINT|CONTEXT|LINE \d{1,9}):[ \t]/;

/** What begins with no word of SQL's, nor with a mistyped one, is not SQL: a command, a program. */
function isSql(text: string, at: number): boolean {
  if (PRINTED.test(text.slice(text.lastIndexOf('\n', at - 1) + 1))) return false;
  if (isOfOtherDatabase(text, at)) return false;
  // `❯ cat tables.psql`: a session of a shell.
  if (/^\s*(?:[\u276f\u279c$%]|\w{1,40}@[\w.-]{1,80}(?:[:~/][:~\w/.-]{0,200})?[$#%])[ \t]+\w/.test(text))
    return false;
  // `alert_rules (`, at the start of what a comment tells of: a table of a plan, and no statement.
  const above = text.slice(0, at).trimEnd().split('\n').at(-1) ?? '';
  const isApart = above.trim() === '' || /;\s*$|^\s*--/.test(above);
  if (isApart && /^[a-z]\w{2,80}[ \t]{0,9}\([ \t\r]{0,9}\n/i.test(text.slice(at, at + 200))) return false;
  const [whole = '', first = ''] = /^(?:\s|--[^\n]*\n|\\|\()*([a-z]+)/i.exec(text) ?? [];
  const word = first.toLowerCase();
  // `RESHARD a b;`: a command of another server, and no slip in a word of SQL's.
  const isAtFirst = first !== '' && at === whole.length - first.length;
  if (isAtFirst && findNearest(word, STATEMENTS) === undefined) return false;
  // A comment that is never closed is a mistake of SQL's own.
  if (/^\s*\/\*/.test(text) || text.includes(';')) return true;
  return [...STATEMENTS].some((statement) => word === statement || isOneSlip(word, statement));
}

const INSTRUCTIONS = words(
  'FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL',
);
// Matches `LABEL <key>=<value>`, `FROM [--platform=<p>] <image> [AS <name>]`: what may stand there, and not what does.
const SYNOPSIS = /\s(?:\[[\w<-]|<[a-z][^<>\n]{0,60}>(?:[[=]|\.\.\.|\s|$))/;

function isDockerfile(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(start).split('\n', 1)[0] ?? '';
  // `CONTAINER ID   IMAGE   COMMAND`: what Docker prints.
  if (SYNOPSIS.test(line) || /\S\s{2,}\S+\s{2,}\S/.test(line)) return false;
  const word = /^\s*([A-Za-z]+)(?=\s|$)/.exec(line)?.[1];
  if (word === undefined) return false;
  return INSTRUCTIONS.has(word.toUpperCase()) || findNearest(word.toUpperCase(), INSTRUCTIONS) !== undefined;
}
