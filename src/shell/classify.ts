import { parseScript } from './parse.ts';
import type { Command, Script, Word } from './script.ts';
import { isOneOf } from './words.ts';

/**
 * What a fence's text really is, as far as it matters for choosing the fence's language. A `session` is a
 * command with what it printed below it.
 */
export const FENCE_KINDS = [
  'shell',
  'session',
  'json',
  'sql',
  'promql',
  'logql',
  'yaml',
  'http',
  'output',
  'unknown',
] as const;
export type FenceKind = (typeof FENCE_KINDS)[number];

/** What is handed in: which words are commands, and parsers of other languages that say yes or no. */
export interface Judges {
  isCommand(name: string): boolean;
  readonly accepts?: Partial<Readonly<Record<FenceKind, (text: string) => boolean>>>;
}

/** Tells what a fence holds that calls itself shell. Cheap: a few patterns, then the parsers handed in. */
export function classifyFence(text: string, judges: Judges): FenceKind {
  const trimmed = text.trim();
  if (isJson(trimmed)) return 'json';
  if (isRequest(trimmed)) return 'http';
  if (looksLikeSql(trimmed)) return accepts(judges, 'sql', trimmed) ?? 'sql';
  const script = parseScript(text);
  if (startsWithCommand(script, judges) && endsInTable(text, script, judges)) return 'session';
  const isBroken = script.errors.length > 0;
  if (!isBroken && looksLikeShell(script, judges)) return 'shell';
  const said = trimmed.replace(/^[ \t]*#[^\n]*$/gm, '').trim();
  const isCall = CALL.test(said);
  const found = guesses.find(({ test, isQuery }) =>
    isQuery ? !isCall && test(said || trimmed) : test(trimmed),
  );
  // Of `curl host/metrics` alone on its line, with metrics below it, these are what it printed.
  const [own = ''] = said.split('\n', 1);
  if (found?.isQuery && own !== said && startsWithCommand(script, judges) && !found.test(own))
    return 'session';
  if (found?.isQuery) return accepts(judges, found.kind, trimmed) ?? found.kind;
  if (startsWithCommand(script, judges)) return hasOutput(script, judges) ? 'session' : 'shell';
  if (found) return found.kind;
  return judges.accepts?.promql?.(trimmed) && /[({[]/.test(trimmed) ? 'promql' : 'unknown';
}

// Matches `tempo-cli query host:3200 '{} | rate()'`, `ask "SELECT sum(a)"`: a query in quotes is what a program is given.
const CALL = /^[a-z][\w.-]{0,60}(?: +[\w.:/=@-]{1,99}){0,20} +['"]/;

/** A parser that refuses the text overrules the pattern; without one the pattern stands. */
function accepts(judges: Judges, kind: FenceKind, text: string): FenceKind | undefined {
  const parser = judges.accepts?.[kind];
  return parser && !parser(text) ? 'unknown' : undefined;
}

// Matches `"user": "app"`, and no more.
const MEMBERS =
  /^"[^"\n]{1,200}"[ \t]{0,9}:[ \t]{0,9}(?:"[^"\n]{0,400}"|[[{]|true|false|null|\d)[^\n]{0,400}$/;

function isJson(text: string): boolean {
  // Members of an object, without its braces: `"user": "",`.
  if (/^"[^"\n]{1,200}"\s*:[^\n]*,[ \t\r]*\n/.test(text)) return true;
  if (MEMBERS.test(text)) return true;
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Objects with holes: `{ "a": 1, ... }` is still no shell.
    return /^\{\s*"[^"]+"\s*:/.test(text);
  }
}

// Matches `SELECT 1`, `-- note\nUPDATE t SET x = 1`, `SET a = 1`, `select * from t`; not `select name in a b; do`, `update-ca`, `SET key value`.
const statement =
  /^(?:(?:--[^\n]*|use \w+;)\n\s*)*(?:(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|TRUNCATE|VACUUM|REINDEX|EXPLAIN|GRANT|REVOKE|BEGIN|SHOW)\b(?=\s+[\w*"('])|SET\s+(?:(?:SESSION|LOCAL|GLOBAL|PERSIST|ROLE|TRANSACTION|NAMES|TIME|PASSWORD|CONSTRAINTS|CHARACTER)\b|[@\w.]+\s*(?:=|TO\b))|(?:select\s[^;]*\sfrom|insert\s+into|delete\s+from|update\s+\w+\s+set|create\s+(?:table|index|database)|drop\s+(?:table|index|database)|alter\s+table)\b)/;

// Matches `POST /api/teams`, `PUT /a {"b": 1}`, `GET https://shop.example/orders HTTP/1.1`; not `GET -d https://…`, which libwww-perl runs.
const REQUEST =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?:\/|https?:\/\/)\S{0,999}(?: HTTP\/[\d.]{1,3})?[ \t]{0,9}(?:[{[]|\r?\n|$)/;

/** Whether the first line below comments is a request of HTTP. */
function isRequest(text: string): boolean {
  const all = text.split('\n');
  return REQUEST.test(all.slice(all.findIndex((line) => !/^\s*(?:#|$)/.test(line))).join('\n'));
}

function looksLikeSql(text: string): boolean {
  return statement.test(text);
}

/** Where the commands that a session begins with end, as an offset: what follows is what they printed. */
export function endOfCommands(text: string, judges: Judges): number {
  const script = parseScript(text);
  const own = script.commands.filter(({ depth }) => depth === 0);
  const table = tableAt(text, script);
  const after = own.findIndex(({ words }) => !isKnown(words[0], judges));
  const first = after < 0 ? own : own.slice(0, after);
  // Above a table also what comes after a tool that nobody here knows.
  const known = table === undefined ? first : [...first, ...calls(script, judges)];
  const ends = known.flatMap(({ range, hereDocuments }) => [
    range.end,
    ...hereDocuments.map(({ bodyRange }) => bodyRange.end),
  ]);
  const line = text.indexOf('\n', Math.max(0, ...ends));
  return line < 0 ? text.length : line;
}

/** A third of the commands are known: then it is shell, however odd the rest. */
function looksLikeShell(script: Script, judges: Judges): boolean {
  const names = namesOf(script);
  const known = names.filter((word) => isKnown(word, judges));
  return known.length * 3 >= names.length;
}

function namesOf({ commands }: Script): readonly (Word | undefined)[] {
  return commands.filter(({ depth }) => depth === 0).map(({ words }) => words[0]);
}

function isKnown(word: Word | undefined, { isCommand }: Judges): boolean {
  return word === undefined || word.isDynamic || isProgram(word.value, isCommand);
}

function startsWithCommand(script: Script, judges: Judges): boolean {
  const [first] = script.commands;
  return first !== undefined && isKnown(first.words[0], judges);
}

/** What heads, frames or closes a table: `NAME  READY  AGE`, `+----+----+`, `----+----`, `(3 rows)`. */
const TABLE_LINE =
  /^(?:[A-Z][A-Z0-9()%/_-]*(?:(?: {2,}|\t+)[A-Z][A-Z0-9()%/_-]*){2,}|\+-+(?:\+-+)*\+|-+(?:\+-+)+|\(\d+ rows?\))[ \t]*$/gm;

/** A table below all commands is what they printed. With commands below it, all of them have to be judged. */
function endsInTable(text: string, script: Script, judges: Judges): boolean {
  const table = tableAt(text, script);
  return table !== undefined && calls(script, judges).every(({ range }) => range.start < table);
}

/** Where the first table below something begins, unless a here-document or quotes hold it. */
function tableAt(text: string, { commands }: Script): number | undefined {
  const isHeld = (at: number): boolean =>
    commands.some(
      ({ words, hereDocuments }) =>
        words.some(({ range }) => range.start < at && at < range.end) ||
        hereDocuments.some(({ bodyRange }) => bodyRange.start <= at && at <= bodyRange.end),
    );
  return [...text.matchAll(TABLE_LINE)].find(
    ({ index }) => text.slice(0, index).trim() !== '' && !isHeld(index),
  )?.index;
}

/** Calls of programs that are known by name. */
function calls({ commands }: Script, { isCommand }: Judges): readonly Command[] {
  return commands.filter(({ depth, words }) => depth === 0 && isCommand(words[0]?.value ?? ''));
}

/** Most of what follows the first command is none: that is what it printed. */
function hasOutput(script: Script, judges: Judges): boolean {
  const rest = namesOf(script).slice(1);
  const own = ownCommands(script);
  const isOwn = (word: Word | undefined): boolean => isKnown(word, judges) || own.has(word?.value ?? '');
  const isSourced = script.commands.some(({ words: [first] }) => isOneOf(first?.value ?? '', 'source .'));
  const isCommand = (word: Word | undefined): boolean =>
    isOwn(word) || (isSourced && OWN_NAME.test(word?.value ?? ''));
  return rest.length >= 3 && rest.filter(isCommand).length * 3 < rest.length;
}

// `log_info`, as functions of a file that was read before are called.
const OWN_NAME = /^[a-z][a-z\d]{0,40}(?:[_-][a-z\d]{1,40}){1,8}$/;

/** A tool that nobody here knows is called more than once; the columns of a table are further apart. */
function ownCommands({ commands }: Script): ReadonlySet<string> {
  const calls = commands.filter(({ depth, words: [first, second] }) => {
    const gap = first && second ? second.range.start - first.range.end : 1;
    return depth === 0 && gap === 1 && /^[a-z][a-z0-9_-]*$/.test(first?.value ?? '');
  });
  const byName = Map.groupBy(calls, ({ words }) => words[0]?.value ?? '');
  return new Set([...byName].filter(([, own]) => own.length > 1).map(([name]) => name));
}

function isProgram(name: string, isCommand: (name: string) => boolean): boolean {
  return isCommand(name) || /^(\.{0,2}|~)\/[\w./-]+$/.test(name);
}

interface Guess {
  readonly kind: FenceKind;
  /** So peculiar that even a known first word does not make it shell: `sum by (…) (…)`. */
  readonly isQuery?: boolean;
  test(text: string): boolean;
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
const most = (text: string, pattern: RegExp, share: number): boolean => {
  const all = lines(text);
  return all.filter((line) => pattern.test(line)).length >= all.length * share;
};

// Matches `rules:` with `  - alert: x` below it: settings, whatever queries stand in them.
const YAML_HEAD = /^[\w.-]{1,60}:[ \t]{0,9}\n[ \t]{1,20}(?:- )?[\w.-]{1,60}:(?:\s|$)/;

// Matches `up_total{job="a"} 3`, `up 1 1700000000000`: a metric and what it was, as a server shows them.
const METRIC =
  /^\s*(?:# (?:HELP|TYPE|UNIT|EOF)\b|[a-zA-Z_:][\w:]{0,200}(?:\{[^{}\n]{0,2000}\})? {1,9}(?:[+-]?(?:\d[\d.eE+-]{0,40}|Inf)|NaN)(?: \d{1,20})?\s*$)/;

// Match `from fenics import *`, `u = f(x)`: what a program has, and no query.
const STATEMENT =
  /^[ \t]{0,40}(?:import \w|from [\w.]{1,99} import |def \w{1,60}\(|class \w{1,60}[(:]|for \w{1,60} in |[A-Za-z_][\w.]{0,60} = )/m;
const IN_BRACES = /\{[^{}]*\}/g;

const guesses: readonly Guess[] = [
  // Two lines or more: one alone may be a tool and a number, `sleep 5`.
  {
    kind: 'output',
    isQuery: true,
    test: (text) => /[_{]/.test(text) && lines(text).length > 1 && most(text, METRIC, 0.9),
  },
  // `{app="x"} |= "error"`, `{ns="a"} | json`: a selector first, then a pipe of LogQL's own.
  {
    kind: 'logql',
    isQuery: true,
    test: (text) => /^\s*\{[^{}=]*=~?\s{0,99}["`][^{}]*\}\s*(\||$)/.test(text),
  },
  {
    kind: 'promql',
    isQuery: true,
    // Not `avg(Sessions) < 5`, a formula of a text. `up == 0`, `sum(rate(x[5m])) by (job)`, `x{job="y"}`: a metric with a selector, a range or an aggregation.
    test: (text) =>
      !YAML_HEAD.test(text) &&
      !most(text, /^\s*\d{4}-\d\d-\d\d[ T]\d/, 0.5) &&
      !STATEMENT.test(text.replace(IN_BRACES, '')) &&
      (/(^|[\s(])[a-zA-Z_:][\w:]*\{[^{}=!]*(=~?|!=|!~)\s{0,99}["'][^{}]*\}/.test(text) ||
        /\b(sum|avg|max|min|count|rate|irate|increase|histogram_quantile|topk|absent|predict_linear)\s{0,99}(by\s{0,99}\([^()]*\)\s{0,99})?\((?!\s{0,9}[A-Z]\w{0,60}\s{0,9}\))/.test(
          text,
        ) ||
        /^[a-z_:][\w:]*(?<!:)(_total|_seconds|_bytes|_count|_ratio|_info)?\s*([<>]=?|==|!=)\s*[\d.]+$/.test(
          text,
        )),
  },
  {
    kind: 'output',
    test: (text) =>
      most(
        text,
        /^(\S*\d{2}:\d{2}:\d{2}|[IWEF]\d{4} |\d{4}[-/]\d\d[-/]\d\d|level=|ts=|time=|\[\S+\]|(Warning|Error|Failed|ERROR|FATAL|INFO|WARN)\b)/,
        0.5,
      ) ||
      text.split('\n').some(isTableHead) ||
      most(text, /^\S+(\s{2,}\S+){2,}/, 0.6) ||
      looksSaid(text) ||
      // What `tree` draws.
      most(text, /^\s*[│├└]/, 0.5) ||
      // `AO: Account operators`: names and what they mean.
      most(text, /^(?:#|[A-Z][\w ]{0,40}: \S)/, 1) ||
      /^(Error|Warning|Failed)\b.*: /.test(text),
  },
  {
    kind: 'yaml',
    test: (text) =>
      YAML_HEAD.test(text) ||
      (/^[ \t]{0,99}[\w./"'-]+:(\s|$)/m.test(text) && most(text, /^\s*(#|---|- |[\w./"'-]+:(\s|$))/, 0.8)),
  },
];

// Matches `man: can't set the locale`; not `name: web`, `when: "a b c"`.
const SAID = /^([\w./()-]{1,60}): (?!["'|>&*])\S+[ \t]+\S/;

/** Whether every line is a program's name and what it has to say: as YAML, a key stands once and its value has no colon. */
function looksSaid(text: string): boolean {
  const all = lines(text).filter((line) => !line.startsWith('#'));
  const names = all.map((line) => SAID.exec(line)?.[1]);
  if (all.length === 0 || names.includes(undefined)) return false;
  return (
    new Set(names).size < names.length ||
    all.some((line) => line.split(/:\s/).length > 2) ||
    all.every((line) => line.split(/\s+/).length > 4)
  );
}

/** `NAME   READY   STATUS`: words in capitals, with columns between them. */
function isTableHead(line: string): boolean {
  const head = line.trim();
  return /^[A-Z][A-Z0-9 ()%/_-]*$/.test(head) && /[A-Z)] {2,9}[A-Z]/.test(head);
}
