import type { Placeholder, PlaceholderForm } from './script.ts';
import { scanZones, type Zone } from './zones.ts';

interface Candidate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly source: string;
  readonly before: string;
  readonly after: string;
  readonly zone: Zone;
  /** The blank-separated word that it stands in, quotes and all. */
  readonly word: string;
  /** The line up to the candidate. */
  readonly lead: string;
  /** What the source closes, as in `</title>`. */
  readonly closed: ReadonlySet<string>;
}

interface Form {
  readonly form: PlaceholderForm;
  readonly pattern: RegExp;
  readonly accepts: (candidate: Candidate) => boolean;
}

// What kubectl, git and docker print in angle brackets: people grep for it.
const printed =
  /^<(none|nil|null|unknown|pending|invalid|unset|no value|missing|stdin|stdout|eof|any|all)>$/i;
const markup =
  /^<\/?(html|head|body|title|meta|link|script|style|div|span|p|a|b|i|u|br|hr|h[1-6]|ul|ol|li|table|tr|td|th|pre|code|img|form|input|svg|xml|string|key|dict|array|true|false)\b/i;
const email = /^<[^<>\s@]+@[^<>\s@.]+\.[^<>\s@]+>$/;

const forms: readonly Form[] = [
  {
    form: 'angle',
    // Matches `<pod name>`, `</path/to/file>`, `<./file>`, `<e.g. d000.cloudfront.net>`; not `< file >`, `<(ls)`, `<<EOF`.
    pattern: /<(?=(?:\.{0,2}\/)?[\p{L}_])[^<>\n|;`$"]{0,100}?[^<>\s|;&`$"\\]>/gu,
    accepts: isAngle,
  },
  {
    form: 'angle',
    // Matches `<tcp|udp>` and `<25|143|465>`: one of these; not `<in|sort>out`, which a shell runs.
    pattern: /<[\p{L}\d][\w.-]{0,40}(?:\|[\p{L}\d][\w.-]{0,40}){1,20}>(?![\w/&.~$"'])/gu,
    accepts: ({ zone, text }) => zone === 'bare' && !text.slice(1, -1).split('|').slice(1).some(isFilter),
  },
  // Matches `SECRET=<...>`, and `<....>` in the place of more flags.
  { form: 'angle', pattern: /(?<=[=\s])<(?:\.{3,9}|\u2026)>(?!\S)/g, accepts: ({ zone }) => zone === 'bare' },
  {
    form: 'angle',
    // Matches `-n < namespace>` and `<--flags>` at the end of a line, where no shell reads `>`; not `< in > out`.
    pattern: /<(?:[ \t][\p{L}_][\w -]{0,60}|-{1,2}[A-Za-z][\w-]{0,60})>(?=[ \t\r]{0,9}(?:\n|$))/gu,
    accepts: ({ zone }) => zone === 'bare',
  },
  {
    form: 'square',
    // Matches `[service]`, `[namespace-name]`, `[-n NAMESPACE]`; not `[ -f x ]`, `[a-z]`, `[0]`, `[abc]*`.
    pattern: /\[(--?[A-Za-z][\w-]*([ =][\w<>-]+)?|[A-Za-z][A-Za-z0-9]*(?:[-_ ][A-Za-z0-9]+)*)\]/g,
    accepts: isSquare,
  },
  {
    form: 'curly',
    // Matches `{teamId}`, `{pod-name}`; not `{a,b}`, `{1..3}`, `${X}`, `{}`, `{{ .Name }}`.
    pattern: /\{[A-Za-z][A-Za-z0-9]*(?:[-_ ][A-Za-z0-9]+)*\}/g,
    accepts: isCurly,
  },
  {
    form: 'capitals',
    // Matches `YOUR_TOKEN`, `your-cluster-name`, `REPLACE_ME`; not `YOURS`, `$YOUR_TOKEN`.
    pattern:
      /\b(YOUR[_-][A-Z0-9_-]{0,99}[A-Z0-9]|your(?:[-_][a-z0-9]{1,40}){1,20}|CHANGE_?ME|REPLACE_?(?:ME|WITH_\w{1,99}))\b/g,
    accepts: isCapitals,
  },
  // Matches `FILE(S)`, as a manual has it.
  { form: 'capitals', pattern: /\b[A-Z]{2,40}\(S\)/g, accepts: ({ zone }) => zone === 'bare' },
  {
    form: 'crosses',
    // Matches `XXX`, `i-xxxxxxxx`, `xxx.xxx.xxx.xxx`; not `tmp.XXXXXX` of mktemp, `0xxx`, `-xxx`.
    pattern: /(?<![A-Za-z0-9_])(X{3,}|x{3,})(?![A-Za-z0-9_])/g,
    accepts: isCrosses,
  },
  {
    form: 'ellipsis',
    pattern: /\((?:\.{3}|…)\)/g,
    accepts: ({ zone, before }) => zone === 'bare' && !/\S/.test(before),
  },
  { form: 'ellipsis', pattern: /\.{3,}|…/g, accepts: isEllipsis },
];

// What commonly stands behind a pipe.
const FILTERS = new Set(
  'sort uniq grep egrep awk sed wc head tail tr cut xargs tee jq yq cat less more gzip gunzip zcat bash sh psql mysql base64 nl rev tac column fold ssh nc'.split(
    ' ',
  ),
);

function isFilter(word: string): boolean {
  return FILTERS.has(word);
}

function isAngle({ text, before, after, zone, source, end, lead, closed }: Candidate): boolean {
  if (zone === 'comment' || printed.test(text) || /^<STDIN>$/.test(text)) return false;
  // `From: Ann <ann@example.org>` is text; behind `<group>`, an address is asked for too.
  if (email.test(text) && !/\s<[a-z][\w-]{0,60}>\s/.test(lead)) return false;
  // `plugins=(<others> git)`: a list has no redirection.
  if (/[<?\\(]/.test(before) && !/\w=\($/.test(lead)) return false;
  if (zone === 'bare')
    return !/^(\/dev\/|&)/.test(source.slice(end, end + 5)) && !isRedirectionPair(text, before, after);
  // In a file that is written word by word, `host: <name>` is to be filled in; `do <not> edit` is text.
  if (zone === 'here-document' && !/[:=@/"'([,-]\s*$/.test(lead) && !isSubstituted(lead)) return false;
  return !markup.test(text) && !closesTag(closed, text);
}

/** In `$(aws … --region <region>)` of a here-document, a shell reads what stands there. */
function isSubstituted(lead: string): boolean {
  return lead.split('$(').length > lead.split(')').length;
}

// `sort <in>out` reads one file and writes another; `x/<name>y` and `<name>` are placeholders.
function isRedirectionPair(text: string, before: string, after: string): boolean {
  // `--from-file=key=</path/to/key>`, and no more on its line: a shell would read no `>` there.
  if (text.startsWith('</') && /\S/.test(before + after)) return before !== '=' || after.trim() !== '';
  return /^[\s]?$/.test(before) && /[A-Za-z0-9]/.test(after);
}

function closesTag(closed: ReadonlySet<string>, text: string): boolean {
  const tag = /^<([A-Za-z_][\w:-]*)/.exec(text)?.[1];
  return text.endsWith('/>') || text.startsWith('</') || (tag !== undefined && closed.has(tag));
}

// What programs print before a line of their log.
const LOG_LEVEL =
  /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRIT|ALERT|EMERG|SEVERE|FATAL|CRITICAL|PANIC|OK|FAIL|FAILED|PASS|PASSED)$/i;

function isSquare({ text, before, after, zone, word, lead, source, end }: Candidate): boolean {
  const name = text.slice(1, -1);
  // `nginx: [emerg] bind() failed`, `10:02:11 [error] 7#7:`, as servers write to their logs.
  if (LOG_LEVEL.test(name) && /[:\d\]]\s{1,9}$/.test(lead) && /^\s/.test(after)) return false;
  // `[INFO] started`, and `[web]` alone on its line, as inventories and settings have it.
  const isFirst = lead.trim() === '';
  if (isFirst && (LOG_LEVEL.test(name) || /^[ \t]{0,99}(?:[\r\n]|$)/.test(source.slice(end, end + 101))))
    return false;
  if (zone !== 'bare' || name.length < 3 || /^Errno \d+$/.test(name)) return false;
  // `ls /tmp/[abc]` and `tr [upper]`: one short run of letters next to other letters is a glob class.
  const isAlone = /^$|[\s/=:@.,("-]/.test(before) && /^$|[\s/:@.,)"-]/.test(after);
  return (
    isAlone && !/[*?$]|\.\[|=~/.test(word) && !/^(upper|lower|alpha|digit|space|alnum|punct)$/.test(name)
  );
}

function isCurly({ text, before, after, zone, word, lead }: Candidate): boolean {
  if (zone === 'comment' || /[${%@\\#^]/.test(before) || /[}<>]/.test(after) || text.length < 4) return false;
  // `xargs -I{file}` names its own stand-in.
  if (/-I ?$/.test(lead) || STAND_INS.some((start) => lead.includes(`${start}${text}`))) return false;
  if (zone === 'bare') return !/\{[^{},]*,/.test(word);
  return zone === 'double' && /:\/\/|^["']?\//.test(word);
}

const STAND_INS = ['-I', '-I ', '-I"', '-I "', "-I'", "-I '"];

function isCapitals({ text, before, after, zone, word, source, end }: Candidate): boolean {
  if (zone === 'comment' || /[${]/.test(before) || /^\w*\}/.test(after)) return false;
  if (source.slice(end, end + 1) === '=' && /^[\s;&|]?$/.test(before)) return false;
  const isWhole = /^['"]$/.test(before) && /^['"]$/.test(after);
  return /^[A-Z]/.test(text) || zone === 'bare' || isWhole || /:\/\/|[=:]/.test(word);
}

function isCrosses({ text, before, after, zone, lead, word }: Candidate): boolean {
  if (zone === 'comment' || /\bmktemp\b|--suffix|TMPDIR/.test(lead)) return false;
  if (/^[\\-]$/.test(before) && word.startsWith('-')) return false;
  if (/['"]/.test(before) && /['"]/.test(after)) return true;
  return zone === 'bare' || /[-=:/.@]/.test(before + after) || text.length >= 3;
}

function isEllipsis({ before, after, zone, word, lead, text }: Candidate): boolean {
  if (zone === 'comment') return false;
  const quoted = /^['"]?\{?['"]?$/.test(before) && /^['"}]?$/.test(after);
  if (zone === 'single' || zone === 'double')
    return quoted && /^[\w.-]*=?['"]\{?(\.{3}|…)\}?['"]$/.test(word);
  if (zone === 'here-document') return word === text;
  // `./...` and `//...` are Go's and Bazel's "everything below"; `main...HEAD` is git's range.
  if (/\.?\/\.{3}$/.test(word) || /^\s*(\S+\s+)?git\b/.test(lead))
    return /^\s?$/.test(before) && /^\s?$/.test(after);
  return /^[\s;|&)]?$/.test(after) || /^[\s]?$/.test(before);
}

/** Every placeholder in a shell text, in order, none inside another. */
export function findPlaceholders(text: string): readonly Placeholder[] {
  const whole = {
    source: text,
    zones: scanZones(text),
    closed: new Set([...text.matchAll(/<\/([\w:-]{1,99})>/g)].map(([, tag = '']) => tag)),
  };
  const found = forms.flatMap(({ form, pattern, accepts }) =>
    [...text.matchAll(pattern)]
      .map((match) => candidate(whole, match))
      .filter(accepts)
      .map(({ start, end, text }) => ({ form, range: { start, end }, text, name: nameOf(text) })),
  );
  const ordered = found.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  let end = 0;
  return ordered.filter(({ range }) => {
    const isInside = end > range.start;
    end = Math.max(end, range.end);
    return !isInside;
  });
}

/** No more of a longer line is looked at before a placeholder. */
const LONGEST_LEAD = 2_000;

interface Whole {
  readonly source: string;
  readonly zones: readonly Zone[];
  readonly closed: ReadonlySet<string>;
}

function candidate({ source, zones, closed }: Whole, match: RegExpExecArray): Candidate {
  const start = match.index;
  const end = start + match[0].length;
  const near = source.slice(Math.max(0, start - LONGEST_LEAD), start);
  const lead = near.slice(near.lastIndexOf('\n') + 1);
  const head = lead.slice(-200).split(/\s/).at(-1) ?? '';
  const tail = /^\S*/.exec(source.slice(end, end + 200))?.[0] ?? '';
  return {
    text: match[0],
    start,
    end,
    source,
    before: source.slice(Math.max(0, start - 1), start),
    after: source.slice(end, end + 1),
    zone: zones[start] ?? 'bare',
    word: head + match[0] + tail,
    lead,
    closed,
  };
}

function nameOf(text: string): string {
  return text
    .replace(/^[<[{]+/, '')
    .replace(/^-+/, '')
    .replace(/[>\]}]{1,99}$/, '');
}

/** The text with every placeholder replaced by as many `_`: a word to any parser, at the same offsets. */
export function maskPlaceholders(text: string, placeholders: readonly Placeholder[]): string {
  let masked = '';
  let at = 0;
  for (const { range } of placeholders) {
    // `$<name>` is no variable: its sign goes with what is to be filled in.
    const start = range.start > at && text.charAt(range.start - 1) === '$' ? range.start - 1 : range.start;
    masked += text.slice(at, start) + '_'.repeat(range.end - start);
    at = range.end;
  }
  return masked + text.slice(at);
}
