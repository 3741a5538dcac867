import { CronExpressionParser } from 'cron-parser';
import { validate, ValidationCode } from 'dockerfile-utils';
import { parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';
import type { YAMLParseError } from 'yaml';
import { offsetOfLine } from '../../runbook/read/source-text.ts';
import { yamlExcess } from '../../runbook/yaml/yaml-bounds.ts';
import { yamlMessage, yamlPlace } from '../../runbook/yaml/yaml-message.ts';
import { rangeAt } from './syntax.ts';
import { dockerfileExcerpt, isElidedLine, jsonExcerpt, yamlExcerpt } from './excerpt.ts';
import type { Parser, SyntaxFault } from './syntax.ts';
import { words } from '../../shell/words.ts';

export const json: Parser = (text) => {
  if (SHOWS_A_MISTAKE.test(text)) return undefined;
  const { fault, rest } = firstJson(text);
  if (rest === undefined) return fault;
  // One value below the other, as `jq` and logs print them: each is read by itself.
  for (const start of valueStarts(text, rest)) {
    const { fault: next } = firstJson(text.slice(start.at, start.end));
    if (next) return { ...next, start: next.start + start.at, end: next.end + start.at };
  }
  return undefined;
};

interface FirstJson {
  readonly fault?: ReturnType<Parser>;
  /** Where another value begins, on a line of its own below a whole one. */
  readonly rest?: number;
}

function firstJson(text: string): FirstJson {
  const { text: source, isPart } = jsonExcerpt(text);
  if (source.trim() === '' || isOtherThanJson(source)) return {};
  const bare = source.replace(COMMENTS, (part) => (part.startsWith('"') ? part : ' '.repeat(part.length)));
  if (bare.trim() === '') return {};
  const isMembers = /^\s*"[^"\n]*"\s*:/.test(bare);
  const first = jsonFault(source, isMembers ? '{}' : undefined, isPart);
  const said = first && saidAt(text, first.offset, first);
  // A part that was cut out of a file opens, or closes, brackets whose other half is not shown.
  if (isPart && first && hasOddBrackets(source)) return {};
  if (first && (isPart || isMembers || /^\s*,|[,{[]\s*$/.test(bare)))
    return { fault: partFault(text, source) };
  if (!first?.isAfterEnd) return { fault: said };
  const next = source[first.offset];
  // `},` and what follows: entries of a list that is not shown.
  if (next === ',') return { fault: partFault(text, source) };
  if ((next !== '{' && next !== '[') || !beginsLine(source, first.offset)) return { fault: said };
  return { fault: said, rest: first.offset };
}

// Strings, so that nothing inside them is taken for a comment, and comments.
const COMMENTS = /"(?:\\.|[^"\\\n])*"?|\/\/[^\n]*|\/\*[^*]*(?:\*(?:[^*/][^*]*)?)*\/?/g;

function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** From an offset on, each value that begins a line below a whole one, up to the next. */
function valueStarts(text: string, from: number): { readonly at: number; readonly end: number }[] {
  const starts: number[] = [];
  let level = 0;
  for (const { 0: part, index } of text.slice(from).matchAll(PARTS)) {
    if (part === '}' || part === ']') level = Math.max(0, level - 1);
    if (part !== '{' && part !== '[') continue;
    if (level === 0 && beginsLine(text, from + index)) starts.push(from + index);
    level += 1;
  }
  return starts.map((at, index) => ({ at, end: starts[index + 1] ?? text.length }));
}

// Strings and comments, also those without an end, so that brackets in them count for nothing; and brackets.
const PARTS = /"(?:\\.|[^"\\\n])*"?|\/\/[^\n]*|\/\*(?:[^]*?\*\/|[^]*)|[[\]{}]/g;

/** What is wrong in a part of a file, once it stands between the brackets that it lacks. */
function partFault(text: string, source: string): ReturnType<Parser> {
  const { before, after } = lackingBrackets(source);
  const inside = source.replace(/^\s*,/, (start) => ' '.repeat(start.length));
  const isMember = /^\s*"[^"\n]*"\s*:/.test(withoutLeadingComments(inside));
  const opening = before === '' && isMember ? '{' : `[${before}`;
  const key = opening.endsWith('{') && /^\s*[{[]/.test(inside) ? '"":' : '';
  const end = before === '' && isMember ? '}' : ']';
  // On a line of its own: a comment may end the part.
  const fault = jsonFault(`${opening}${key}${inside}\n${after}${end}`, undefined, true);
  if (!fault) return undefined;
  const offset = Math.max(0, fault.offset - opening.length - key.length);
  return saidAt(text, Math.min(Math.max(0, text.length - 1), offset), fault);
}

/** A fault at its place, with what to do where the text shows it. */
function saidAt(text: string, offset: number, { reason, name }: JsonFault): SyntaxFault {
  const fault = { ...rangeAt(text, offset), reason };
  const mark = text.charAt(fault.start);
  if (name === 'InvalidSymbol' && mark === "'")
    return { ...fault, message: 'Write double quotes here: JSON takes no single ones.' };
  if (
    /^[}\]]$/.test(mark) &&
    /^(?:PropertyName|Value)Expected$/.test(name) &&
    followsComma(text, fault.start)
  )
    return { ...fault, message: `Remove the comma before this \`${mark}\`: JSON takes none there.` };
  return fault;
}

/** Whether a comma stands before an offset, with comments and blanks between them at most. */
function followsComma(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1_000), at);
  return /,\s*$/.test(before.replace(COMMENTS, (part) => (part.startsWith('"') ? part : '')).slice(-200));
}

function withoutLeadingComments(text: string): string {
  return text.replace(/^(?:\s|\/\/[^\n]*\n)+/, '');
}

/** Whether a bracket closes one of another kind: where dots stand in a text, that says nothing. */
function hasOddBrackets(source: string): boolean {
  return lackingBrackets(source).isOdd;
}

/** The brackets that would have to stand before and after a part, for each to have its other half. */
function lackingBrackets(source: string): {
  readonly before: string;
  readonly after: string;
  readonly isOdd: boolean;
} {
  const open: string[] = [];
  let before = '';
  let isOdd = false;
  for (const [part] of source.matchAll(PARTS)) {
    if (part === '{' || part === '[') open.push(part);
    else if (part === '}' || part === ']') {
      const half = part === '}' ? '{' : '[';
      if (open.at(-1) === half) open.pop();
      else if (open.length === 0) before = half + (half === '{' && before !== '' ? '"":' : '') + before;
      else isOdd = true;
    }
  }
  return {
    before,
    isOdd,
    after: open
      .reverse()
      .map((one) => (one === '{' ? '}' : ']'))
      .join(''),
  };
}

// Match Kibana's console and other sessions of HTTP (`POST /tasks`, `HTTP/1.1 200 OK`), and alternatives of a sketch (`"a" | "b"`).
const HTTP = /^\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +\S|HTTP\/\d)/;
const ALTERNATIVES = /["\w}\]][ \t]*\|[ \t]*["\w{[]/;

// Match what is no JSON at its first letter: a message (`Request failed: …`, `422 Unprocessable`, `[main] [WARN] …`, `2026-01-31T12:00:00Z INFO`), a prompt, JSON inside a string (`\"key\":`, `'{`), and a word of another language (`filter {`, `curl -X`, `metadata = {`); not a value, nor a bare key.
const MESSAGE =
  /^(?:[$>] |\[(?!(?:true|false|null)\b)[A-Za-z][\w.-]{0,40} ?\][ \t]|\\"|'[[{]|\d{1,9}[ \t]+[A-Za-z]|\d{4}-\d\d-\d\d[T ]\d|(?!(?:true|false|null)\b)[A-Za-z_]\w*(?![\w:]|[ \t]{0,9}:)|[\u0370-\u1FFF\u3040-\uD7FF])/;
// Matches `"a" => 1`, as Ruby and Logstash print; strings hold no such arrow once they are taken out.
const ARROW = /""\s{0,9}=>/;

function isOtherThanJson(text: string): boolean {
  const bare = text.replace(/"(?:\\.|[^"\\\n])*"?/g, '""');
  return (
    HTTP.test(text) ||
    MESSAGE.test(text.trimStart()) ||
    isMongosh(text) ||
    ALTERNATIVES.test(bare) ||
    ARROW.test(bare)
  );
}

// Match what mongosh takes (`db.orders.find()`), what it prints for values (`ObjectId("…")`), and its keys and strings.
const MONGOSH_CALL = /^\s*(?:db|rs|sh)\.\w|\b(?:ObjectId|ISODate|NumberLong|Decimal128|BinData)\(/;
const BARE_KEY = /^\s*[[{][\s[{]*[A-Za-z_$][\w$]*:/;
const SINGLE_QUOTED = /:[ \t]*'[^'\n]*'/;

function isMongosh(text: string): boolean {
  return MONGOSH_CALL.test(text) || (BARE_KEY.test(text) && SINGLE_QUOTED.test(text));
}

interface JsonFault {
  /** As the parser calls it. */
  readonly name: string;
  readonly offset: number;
  readonly reason: string;
  /** Whether the fault is that something follows a whole value. */
  readonly isAfterEnd: boolean;
}

/** Faults that dots may explain: where they stand, nobody knows which brackets and commas are left out. */
const LOOSE = new Set([
  'CommaExpected',
  'PropertyNameExpected',
  'CloseBraceExpected',
  'CloseBracketExpected',
]);

/** What the parser says first of a text, or of one put between brackets; where parts are left out, commas are too. */
function jsonFault(text: string, brackets: '{}' | '[]' | undefined, isPart: boolean): JsonFault | undefined {
  const errors: ParseError[] = [];
  const whole = brackets ? `${brackets.charAt(0)}${text}${brackets.charAt(1)}` : text;
  try {
    parseJsonc(whole, errors, { disallowComments: false, allowTrailingComma: isPart || !!brackets });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { name: '', offset: 0, reason: 'it is nested too deep to be read', isAfterEnd: false };
  }
  const named = errors.map(({ error, offset }) => ({ name: printParseErrorCode(error), offset }));
  const first = named.find(({ name }) => !isPart || !LOOSE.has(name));
  if (!first) return undefined;
  // Matches `PropertyNameExpected`, shown as "property name expected".
  const words = first.name.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
  return {
    name: first.name,
    offset: Math.max(0, first.offset - (brackets ? 1 : 0)),
    reason: `JSON says ${words}`,
    isAfterEnd: first.name === 'EndOfFileExpected',
  };
}

/** One JSON value a line, as logs and `jq -c` print. */
export const jsonLines: Parser = (text) => {
  let start = 0;
  for (const line of text.split('\n')) {
    const fault = line.trim() === '' ? undefined : json(line);
    if (fault) return { ...fault, start: start + fault.start, end: start + fault.end };
    start += line.length + 1;
  }
  return undefined;
};

export const yaml: Parser = (text) => {
  const source = yamlExcerpt(text);
  // A fence is not unfolded, only read: it may name its anchors as often as it likes.
  const excess = yamlExcess(source, { mostAliases: 5_000 });
  if (excess) {
    const { offset, message } = excess;
    return { ...rangeAt(text, offset), reason: message, message, isUnread: true };
  }
  const documents = parseAllDocuments(source, { prettyErrors: false, logLevel: 'silent' });
  const error = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
  if (
    !error ||
    isBelowDots(text, error) ||
    isAfterDots(text, error) ||
    isCutOut(text) ||
    isOtherThanYaml(text) ||
    isOtherData(text) ||
    SHOWS_A_MISTAKE.test(text) ||
    ASKS.test(lineAt(text, error.pos[0])) ||
    isPageBelow(source, error) ||
    isPrintedTwice(source, error) ||
    isEitherOr(text, error) ||
    startsOver(source, error) ||
    isShallowFlow(source, error)
  )
    return undefined;
  const message = yamlMessage(error, source);
  // `"it\'s"`: what Go and libyaml read is not YAML, and works.
  const isTaken = error.code === 'BAD_DQ_ESCAPE' && /^.?\\'/.test(source.slice(error.pos[0]));
  return {
    ...rangeAt(text, yamlPlace(error, source)),
    reason: message,
    message,
    ...(isTaken ? { isTaken } : {}),
  };
};

/** Whether all that is wrong is a list in brackets that stands left of its key: Go, Python and JavaScript read it. */
function isShallowFlow(text: string, error: YAMLParseError): boolean {
  const lines = text.split('\n');
  let first: YAMLParseError | undefined = error;
  for (let turns = 0; turns < MOST_SHALLOW; turns += 1) {
    if (!first) return true;
    if (first.code !== 'BAD_INDENT' || !/^Flow (?:map|sequence) in block/.test(first.message)) return false;
    const start = lines.join('\n').slice(0, first.pos[0]).split('\n').length - 1;
    const end = lines.findIndex((line, index) => index >= start && /^\s*[}\]],?\s*$/.test(line));
    if (end < 0) return false;
    for (let index = start; index <= end; index += 1) lines[index] = `${' '.repeat(40)}${lines[index] ?? ''}`;
    const documents = parseAllDocuments(lines.join('\n'), { prettyErrors: false, logLevel: 'silent' });
    first = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
  }
  return false;
}

/** Each takes another reading of the fence. */
const MOST_SHALLOW = 5;

/** Settings in blocks of braces, without commas between their lines, as HOCON and NATS have them. */
function isInBlocks(text: string): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#.*)?$/.test(line));
  const isMember = (line = ''): boolean =>
    /^\s*[\w.-]{1,60}\s{0,9}[:=]\s*[^\s{[,]/.test(line) && !/,\s*$/.test(line);
  return lines.some(
    (line, index) =>
      /^\s*[\w.-]{1,60}\s{0,9}[:=]?\s{0,9}\{\s*$/.test(line) &&
      isMember(lines[index + 1]) &&
      isMember(lines[index + 2]),
  );
}

const PROGRAMS = words(
  'kubectl oc helm docker cat curl sudo vim vi nano cd ls mkdir echo systemctl ansible-playbook',
);

function isOtherThanYaml(text: string): boolean {
  return text
    .split('\n')
    .some(
      (line) =>
        isCommandLine(line.trimEnd()) ||
        isGrammarLine(line.trim()) ||
        OTHER_LINES.some((form) => form.test(line)),
    );
}

// Match the prompt of a shell, an entry of a list that explains (- `image`: …), and the head of a block in braces (`deny[msg] {`).
const OTHER_LINES = [
  /^(?:\$ \S|\[[\w.-]{1,60}@[^\]\n]{1,99}\][#$] |[\w.-]{1,60}@[\w.-]{1,60}:\S{1,99}[#$] )/,
  /^\s*[-*] `[^`\n]{1,200}`:/,
  /^[a-z_]\w{0,40}(?:\[\w{1,40}\])?(?: [\w"./-]{1,60}){0,3} ?\{\s*$/,
];

/** The settings of another system, and JSON, called YAML by mistake: no line of them is wrong. */
function isOtherData(text: string): boolean {
  const isIni =
    /^[ \t]{0,99}\[[\w .-]{1,99}\][ \t]{0,99}\r?$/m.test(text) && /^[ \t]*[\w.-]+[ \t]*=/m.test(text);
  // `order: ['a', 'b'],`, each line of it: members of an object in a program.
  const isMembers =
    text.trim() !== '' &&
    text
      .trim()
      .split('\n')
      .every((line) => /,\s*$/.test(line));
  return (
    isIni ||
    isMembers ||
    isInBlocks(text) ||
    (/^\s*"[^"\n]*"\s*:/.test(text) && /,\s*$/m.test(text) && json(text) === undefined)
  );
}

/** `kubectl patch …`, `$ kubectl …`, `#kubectl …`, and the end of a here-document. */
function isCommandLine(line: string): boolean {
  const [word = '', next] = (/^[$#]/.test(line) ? line.slice(1).trimStart() : line).split(' ', 2);
  return line === 'EOF' || (PROGRAMS.has(word) && next !== undefined);
}

/** `[ name: <string> ]`, `[ names:`, `- [name: <string>]`: settings as a reference describes them. */
function isGrammarLine(line: string): boolean {
  return (
    /^(?:- )?\[[\w.-]{1,60}: <[^<>]{1,60}>[^\]]{0,99}\]?/.test(line) ||
    (line.startsWith('[ ') && (line.endsWith(':') || line.includes(': <')))
  );
}

/**
 * Two examples, one below the other: after an empty line the text begins with its first key again, or a comment says
 * of what follows what it is an example of.
 */
function startsOver(source: string, { code, pos: [at] }: YAMLParseError): boolean {
  if (code !== 'DUPLICATE_KEY') return false;
  const keyAt = (offset: number): string | undefined =>
    /^["']?[\w./-]+["']?(?=[ \t]{0,9}:)/.exec(source.slice(offset, offset + 100))?.[0];
  const above = source
    .slice(Math.max(0, at - 1_000), at)
    .split('\n')
    .slice(0, -1);
  const comments: string[] = [];
  while (above.at(-1)?.trimStart().startsWith('#')) comments.push(above.pop() ?? '');
  // Each of them begins with that key, and has no other: two ways to write the same.
  const tops = source.split('\n').filter((line) => /^[\w"']/.test(line));
  const [top] = tops;
  if (tops.length > 1 && top !== undefined && /:[ \t]*$/.test(top) && tops.every((line) => line === top))
    return true;
  // `# for shoots:`, `# or`: the comment says that another example follows.
  if (comments.some((line) => line.trimEnd().endsWith(':') || ANOTHER.test(line))) return true;
  if (above.length === 0 || above.at(-1)?.trim() !== '') return false;
  if (comments.length > 0) return true;
  const key = keyAt(source.search(/\S/));
  return key !== undefined && key === keyAt(at);
}

const ANOTHER = /\b(?:or|for|if|when|alternatively|otherwise|instead|option|example|variant)\b/i;

// Match `service: [PROTOCOL]://localhost:[PORT]`, `class: [low|high]-priority`, `- [domain] (e.g. example.org)`: what is to be filled in.
const ASKS =
  /(?:^|[\s:/])\[(?:[A-Z][A-Z_ -]{1,40}|\w{1,40}(?:\|\w{1,40}){1,9})\](?=[:/.@\w-])|\[[a-z][\w -]{1,40}\][ \t]\(e\.g\./;

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
}

// Matches `# Wrong - missing colon`, `# ❌ Don't`, `// bad`: the mistake is what the author shows.
const SHOWS_A_MISTAKE =
  /^[ \t]{0,99}(?:#|\/\/)[ \t]{0,9}(?:[❌✗✘🚫]|(?:technically[ \t])?(?:wrong|bad|incorrect|invalid|broken|don't|do not)\b)/imu;

/** A page of Markdown below its frontmatter. */
function isPageBelow(source: string, { pos: [at] }: YAMLParseError): boolean {
  const end = source.startsWith('---\n') ? source.indexOf('\n---\n', 4) : -1;
  return end >= 0 && at > end && /^(?:#{2,6} |\d{1,3}\. )/m.test(source.slice(end + 5));
}

/** `To Port: 53/UDP` twice: a key with a blank in it is what `kubectl describe` prints. */
function isPrintedTwice(source: string, { code, pos: [at] }: YAMLParseError): boolean {
  return code === 'DUPLICATE_KEY' && /^\w+ [\w ]{1,60}:/.test(source.slice(at, at + 80));
}

/** A key of each branch: `{{ if }}`, `{{ else }}` and their like decide which of the two is there. */
function isEitherOr(text: string, { code }: YAMLParseError): boolean {
  const keys = text
    .split('\n')
    .flatMap((line) => /^[\w./-]+(?=:[ \t]+\S)/.exec(line)?.[0] ?? (line.trim() === '' ? [] : ['']));
  // The same key on each line: one of them is to be chosen.
  if (code === 'DUPLICATE_KEY' && keys.length > 2 && new Set(keys).size === 1 && keys[0] !== '') return true;
  return (
    code === 'DUPLICATE_KEY' && /\{\{-?\s{0,9}(?:else|end)\b|\{%-?\s{0,9}(?:el(?:se|if)|endif)\b/.test(text)
  );
}

/** What stands below dots is as deep as what the dots stand for. */
function isBelowDots(text: string, { code, pos: [at] }: YAMLParseError): boolean {
  if (code !== 'BAD_INDENT') return false;
  const lines = text.slice(0, at).split('\n');
  const around = [...lines.slice(-3), ...text.slice(at).split('\n', 3)];
  // `# ...` is how a comment says it.
  return around.some((line) => isElidedLine(line.trim().replace(/^#\s*/, '')));
}

/** What follows an elided line at another depth belongs to something that was left out. */
function isAfterDots(text: string, { code, pos: [at] }: YAMLParseError): boolean {
  if (code !== 'UNEXPECTED_TOKEN' && code !== 'BAD_INDENT' && code !== 'BLOCK_AS_IMPLICIT_KEY') return false;
  const above = text.slice(0, at).split('\n').slice(0, -1);
  return isElidedLine(above.at(-1)?.trim() ?? '') || isElidedLine(above.at(-2)?.trim() ?? '');
}

/** A part that was cut out of its file begins deeper than it goes on. */
function isCutOut(text: string): boolean {
  const indents = text.split('\n').flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [line.search(/\S/)]));
  const [first = 0] = indents;
  return indents.some((indent) => indent < first);
}

export const dockerfile: Parser = (text) => {
  // A part of a Dockerfile needs no FROM.
  const errors = validate(dockerfileExcerpt(text)).filter(({ severity }) => severity === 1);
  const problem = errors.find(({ code }) => code !== ValidationCode.NO_SOURCE_IMAGE);
  if (!problem) return undefined;
  const { line, character } = problem.range.start; // both start at 0
  const offset = (offsetOfLine(text, line + 1) ?? 0) + character;
  return { ...rangeAt(text, offset), reason: `Docker says ${String(problem.message).replace(/\.$/, '')}` };
};

const CRON_FIELDS = 5;
// Matches `*/5`, `1-5`, `MON,WED`, `L`, `15W`; not `backup-orders`, which is the command already.
const isTime = (field: string): boolean =>
  field.split(/[,/-]/).every((part) => /^(?:\*|[\dLW#?]+|[a-z]{3})$/i.test(part));
const CRON_NICKNAME = /^@(reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)\b/;

/** A crontab: five fields and a command on each line; assignments and comments are left alone. */
export const cron: Parser = (text) => {
  let start = 0;
  for (const line of text.split('\n')) {
    const reason = cronReason(line);
    if (reason) return { ...rangeAt(text, start + line.search(/\S/)), reason };
    start += line.length + 1;
  }
  return undefined;
};

function cronReason(line: string): string | undefined {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#') || /^\w+\s*=/.test(trimmed) || CRON_NICKNAME.test(trimmed))
    return undefined;
  const fields = trimmed.split(/\s+/).slice(0, CRON_FIELDS);
  if (fields.length < CRON_FIELDS)
    return `a line has ${CRON_FIELDS} fields for the time, and this one has ${fields.length}`;
  const word = fields.find((field) => !isTime(field));
  if (word !== undefined)
    return `a line has ${CRON_FIELDS} fields for the time, and \`${word}\` cannot be one`;
  try {
    CronExpressionParser.parse(fields.join(' '));
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `cron says ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`;
  }
}
