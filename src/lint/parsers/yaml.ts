import { parseAllDocuments } from 'yaml';
import type { YAMLParseError } from 'yaml';
import { yamlExcess } from '../../runbook/yaml/yaml-bounds.ts';
import { yamlMessage, yamlPlace } from '../../runbook/yaml/yaml-message.ts';
import { words } from '../../shell/words.ts';
import { isElidedLine, yamlExcerpt } from './excerpt.ts';
import { json } from './json.ts';
import { SHOWS_A_MISTAKE } from './shows-a-mistake.ts';
import { rangeAt } from './syntax.ts';
import type { Parser } from './syntax.ts';

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
    POINTED.test(lineAt(text, error.pos[0])) ||
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
  const isMember = (line = ''): boolean => /^\s*[\w.-]{1,60}\s{0,9}[:=]\s*[^\s{[,]/.test(line);
  // Where one line ends with a comma, another lacks it.
  if (lines.some((line) => /,['"]?\s*$/.test(line))) return false;
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
  // `user: { id, roles[] }` and `type: "a" | "b"`: what may stand there.
  /[{,][ \t]*\w{1,60}\[\][ \t]*[,}]/,
  /:[ \t]+"[^"\n]{0,60}"(?:[ \t]\|[ \t]"[^"\n]{0,60}"){1,20}[ \t]*$/,
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
    isSketch(text) ||
    EXPRESSION.test(text) ||
    isAlignedAtColons(text) ||
    (/^\s*"[^"\n]*"\s*:/.test(text) && /,\s*$/m.test(text) && json(text) === undefined)
  );
}

// Matches `calc: $system + $user` and `warn: ($status < $WARNING) ? ($this > 80) : ($this > 50)`.
const EXPRESSION = /^[ \t]*[\w-]{1,40}:[ \t]+\(*\$\w{1,40}[ \t]+(?:[-+*/]|[<>=!]=?)[ \t]+[$\w(]/m;

/** `template: a`, and below it `      on: b`, `  lookup: c`: another notation, which puts its colons one below the other. */
function isAlignedAtColons(text: string): boolean {
  const columns = text
    .split('\n')
    .map((line) => /^[ \t]*[a-z][\w-]{0,40}:(?=[ \t]+[^\s#])/.exec(line)?.[0].length);
  const depths = text.split('\n').map((line) => line.search(/\S/));
  return depths.some(
    (depth, index) =>
      columns[index] !== undefined &&
      columns[index] === columns[index - 1] &&
      depth > (depths[index - 1] ?? 0) + FEW_BLANKS,
  );
}

/** `{`, `type: String (required)`, `}`: what an object may hold, without a comma anywhere. */
function isSketch(text: string): boolean {
  const lines = text.trim().split('\n');
  return (
    lines.length > 3 &&
    lines[0]?.trim() === '{' &&
    lines.at(-1)?.trim() === '}' &&
    !text.includes(',') &&
    lines.slice(1, -1).every((line) => /^[ \t]+[\w.-]{1,60}: [A-Z<]/.test(line))
  );
}

/** So deep a key that lost its place may stand. */
const FEW_BLANKS = 2;

/** `kubectl patch …`, `$ kubectl …`, `#kubectl …`, and the end of a here-document. */
function isCommandLine(line: string): boolean {
  const [word = '', next] = (/^[$#]/.test(line) ? line.slice(1).trimStart() : line).split(' ', 2);
  return line === 'EOF' || (PROGRAMS.has(word) && next !== undefined);
}

/** `[ name: <string> ]`, `[ names:`, `- [name: <string>]`: settings as a reference describes them. */
function isGrammarLine(line: string): boolean {
  return (
    /^(?:- )?\[[\w.-]{1,60}: (?:<[^<>]{1,60}>|\([\w.-]{1,40}(?:\|[\w.-]{1,40}){1,20}\))[^\]]{0,99}\]?/.test(
      line,
    ) ||
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
  if (TWO_STATES.test(source) || (source.match(REQUEST) ?? []).length > 1) return true;
  // `# for shoots:`, `# or`: the comment says that another example follows.
  if (comments.some((line) => line.trimEnd().endsWith(':') || ANOTHER.test(line))) return true;
  if (above.length === 0 || above.at(-1)?.trim() !== '') return false;
  if (comments.length > 0) return true;
  const key = keyAt(source.search(/\S/));
  return key !== undefined && key === keyAt(at);
}

const ANOTHER = /\b(?:or|for|if|when|alternatively|otherwise|instead|option|example|variant|vs|versus)\b/i;

// Matches `# GET /orders`, above what is sent and answered.
const REQUEST = /^#+ (?:GET|POST|PUT|PATCH|DELETE) \//gm;

// Matches `# Before:` and below it `# After:`: the same part, as it was and as it is to be.
const TWO_STATES =
  /^[ \t]*#[ \t]*(?:before|old|bad)\b[^\n]{0,60}\n[^]{0,2000}?^[ \t]*#[ \t]*(?:after|new|good)\b/im;

// Matches `- from: [A DATE]   <----- add another entry`: what is said of the line.
const POINTED = /\s<-{2,}/;

// Match `service: [PROTOCOL]://localhost:[PORT]`, `class: [low|high]-priority`, `- [domain] (e.g. example.org)`: what is to be filled in.
const ASKS =
  /(?:^|[\s:/])\[(?:[A-Z][A-Z_ -]{1,40}|\w{1,40}(?:\|\w{1,40}){1,9})\](?=[:/.@\w-])|\[[a-z][\w -]{1,40}\][ \t]\(e\.g\./;

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
}

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
function isEitherOr(text: string, { code, pos: [at] }: YAMLParseError): boolean {
  const keys = text
    .split('\n')
    .flatMap((line) => /^[\w./-]+(?=:[ \t]+\S)/.exec(line)?.[0] ?? (line.trim() === '' ? [] : ['']));
  // The same key on each line: one of them is to be chosen.
  // `matrix:` of Cirrus takes a key for each way.
  if (code === 'DUPLICATE_KEY' && headOf(text, at) === 'matrix:') return true;
  const isOneKey = code === 'DUPLICATE_KEY' && new Set(keys).size === 1 && keys[0] !== '';
  // `match: a # one way`, `match: b # another`: two are enough where each says what it does.
  if (isOneKey && (keys.length > 2 || (text.match(/[ \t]#+[ \t]/g) ?? []).length === keys.length))
    return true;
  return (
    code === 'DUPLICATE_KEY' && /\{\{-?\s{0,9}(?:else|end)\b|\{%-?\s{0,9}(?:el(?:se|if)|endif)\b/.test(text)
  );
}

/** The line above a key that is less deep. */
function headOf(text: string, at: number): string | undefined {
  const lines = text.slice(0, at).split('\n');
  const depth = lineAt(text, at).search(/\S/);
  return lines.findLast((line) => /\S/.test(line) && line.search(/\S/) < depth)?.trim();
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
