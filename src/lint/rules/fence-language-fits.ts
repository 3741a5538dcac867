import type { LintFacts } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { listShellSnippets, type HeldKind } from '../shell-snippets.ts';
import { isShell, parserOf } from '../../runbook/languages.ts';
import { classifyFence } from '../../shell/classify.ts';
import { isKnownProgram } from '../../shell/programs.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';

export const fenceLanguageFits: Rule = {
  id: 'fence-language-fits',
  summary: 'Call a fence by the language it holds',
  level: 'warning',
  check({ page, facts }, report) {
    for (const { snippet, kind } of listShellSnippets(page, facts)) {
      const isCommand = (name: string): boolean => isKnownProgram(name, facts.tools);
      const typed = ROOT_TYPED.exec(snippet.code)?.[1];
      const isSession = kind === 'http' && typed !== undefined && isCommand(typed);
      const isLog = kind === 'json' && LOG_BELOW.test(snippet.code);
      const held = isSession
        ? 'session'
        : isLog
          ? 'output'
          : kind === 'yaml'
            ? ofYaml(snippet.code, isCommand)
            : kind;
      const message = SAYS[held];
      if (message) report(message, snippet.range, { kind: held });
    }
    for (const snippet of page.snippets) {
      if (snippet.attributes['ignore'] === 'true' || isShell(snippet.language)) continue;
      if (holdsCommands(snippet, facts))
        report(`Call this fence \`bash\`, not \`${snippet.language}\`: it holds commands.`, snippet.range, {
          kind: 'shell',
        });
    }
  },
};

const SAYS: Partial<Readonly<Record<HeldKind, string>>> = {
  session:
    'Move what the command prints to an `output` fence, or show the prompts and call this one `console`.',
  output: 'Call this fence `output` or `text`: it holds what a program printed, not commands.',
  json: 'Call this fence `json`: it holds JSON, not commands.',
  yaml: 'Call this fence `yaml`: it holds YAML, not commands.',
  http: 'Call this fence `http`: it holds requests, not commands.',
  sql: 'Call this fence `sql`: it holds SQL, not commands.',
  promql: 'Call this fence `promql`: it holds a Prometheus query, not commands.',
  logql: 'Call this fence `logql`: it holds a Loki query, not commands.',
  powershell: 'Call this fence `powershell`: it holds PowerShell, which no other shell reads.',
};

// Matches `yunohost user group list`, `pc$ kubectl config view --flatten`: a command, and no line of YAML.
const COMMAND = /^(?:[\w@.:~-]{1,60}[$#>] )?[a-z][\w.-]{0,40}(?: [\w./<>=@$-]{1,99}){1,20}$/;

// Matches `key:`, `- a`, `---`, `{{ if a }}`, `<<: *a`; not `2026/01/31 10:00:00 Reading it`, as a program begins to tell.
const BEGINS_YAML = /^\s*(?:-(?:\s|--|$)|[[{<%&*!?]|["']|[\w./$@-]+(?: [\w./$@-]+){0,4} ?:(?:\s|$))/;

/** What a fence holds whose lines look like YAML for the most part. */
function ofYaml(code: string, isCommand: (name: string) => boolean): HeldKind {
  if (isOnlySaid(code) || SWITCH.test(code) || FAILS.test(code) || TABBED.test(code)) return 'output';
  // `main: * -> "https://example.org";`: the mark ends no line of YAML's.
  if (
    code
      .trim()
      .split('\n')
      .every((line) => line.trimEnd().endsWith(';'))
  )
    return 'unknown';
  if (SETTING.test(code.trim())) return 'unknown';
  // `/usr/bin/ld: a.o: relocation …`: a program says where it is.
  if (/^\/[^\s:]{1,300}: \S/.test(code.trim())) return 'output';
  const [, typed = ''] = ROOT_TYPED.exec(code) ?? [];
  if (isCommand(typed) || /(?:-cli|ctl|adm)$/.test(typed)) return 'session';
  const first = code.split('\n').find((line) => !/^\s*(?:#|$)/.test(line)) ?? '';
  if (COMMAND.test(first.trim())) return 'session';
  return BEGINS_YAML.test(first) ? 'yaml' : 'output';
}

// Matches `# kubectl get pod web -o yaml`, as root types it, with something below.
const ROOT_TYPED = /^\s*# ([a-z][\w.-]{0,40}) [^\n]*\n\s*[^\s#]/;

// Matches `INFO[0000] Started` and `2026-01-31T10:00:00 Started`, at the start of a later line.
const LOG_BELOW = /\n(?:(?:DEBUG|INFO|WARN|WARNING|ERROR)\b[^\n"]{0,40} |\d{4}-\d\d-\d\d[T ]\d)/;

// Matches `  Total:` with a tab behind it: columns of what a program printed.
const TABBED = /^[ \t]*[A-Z][\w/]{1,40}:\t/m;

// Matches `make: *** [Makefile:909: a.o] Error 1`.
const FAILS = /^[\w.-]{1,60}: \*{3} /m;

// Matches `so-rcvbuf: 1m`, alone: a setting of YAML, or of much else.
const SETTING = /^[\w-]{1,60}:[ \t]{1,9}[\w.-]{1,60}$/;

// Matches `  allow: ` of a line of settings.
const KEY = /^[ \t]*[\w.-]{1,60}:[ \t]/;

// Matches `Content-Type: a`, `Authorization: Bearer x`: headers, of which YAML's own keys have not the form.
const HEADER = /^[A-Z][a-z]{1,30}(?:-[A-Z][A-Za-z]{1,30}){1,6}: \S/m;
// Matches `uuid:    9acf4d34`, `seqno:   15`: in columns, flat, as a program writes what it keeps.
const FLAT = /^[\w.-]{1,60}:[ \t]+\S/;

// Match the head of an answer of HTTP, and of a row that `SHOW STATUS\\G` prints.
const ANSWER = /^\s{0,99}HTTP\/\d/;
const ROW = /^[ \t]{0,99}\*{5,99} \d{1,9}\. row /m;

// Matches `hosts: files dns` of nsswitch.conf, which is a file of its own kind.
const SWITCH =
  /^(?:hosts|passwd|group|shadow|services|networks|netgroup):[ \t]+(?:files|dns|db|compat|sss|ldap|nis|systemd|myhostname)\b/m;

// Matches `cxil_map: write error`, `hosts:      files dns`: one line of words that is no setting of YAML.
const ONE_LINE = /^[\w.-]{1,60}:[ \t]+[\w.-]+(?:[ \t]+[\w.-]+){1,20}$/;

/** What looks like YAML, and was printed, or is a line of a file of another kind. */
function isOnlySaid(code: string): boolean {
  if (ONE_LINE.test(code.trim()) || ANSWER.test(code) || ROW.test(code)) return true;
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  // The same key below itself: YAML refuses that, and other files of settings take each line for itself.
  const keys = lines.map((line) => KEY.exec(line)?.[0]);
  if (keys.some((key, index) => key !== undefined && key === keys[index + 1])) return true;
  const said = lines.filter((line) => !line.startsWith('#'));
  if (said.every((line) => FLAT.test(line)) && (HEADER.test(code) || isInColumns(said) || hasTwice(said)))
    return true;
  // `salloc: Granted job allocation 7`, line by line: a program says who speaks.
  const [speaker] = /^[\w.-]{1,40}: (?=\S)/.exec(lines[0] ?? '') ?? [];
  const isLog = speaker !== undefined && lines.filter((line) => line.startsWith(speaker)).length > 2;
  if (isLog) return true;
  return lines.length > 2 && lines.filter((line) => COLUMN.test(line)).length * 2 > lines.length;
}

/** Whether a key stands twice, as `User-agent:` does in robots.txt. */
function hasTwice(lines: readonly string[]): boolean {
  return new Set(lines.map((line) => line.split(':', 1)[0])).size < lines.length;
}

/** Whether the values of settings stand below each other, with blanks before them. */
function isInColumns(lines: readonly string[]): boolean {
  const starts = new Set(lines.map((line) => /^[\w.-]{1,60}:[ \t]+/.exec(line)?.[0].length));
  return lines.length > 2 && starts.size === 1 && lines.some((line) => /:[ \t]{2}/.test(line));
}

// Matches `Name:         web-1`, as `kubectl describe` prints it.
const COLUMN = /^\s*[A-Z][\w .()-]{0,40}:[ \t]{2,}\S/;

/** The reverse: a fence in another language that its parser refuses, and that begins with a command. */
function holdsCommands(snippet: Snippet, { parsers, tools }: LintFacts): boolean {
  const parser = parserOf(snippet.language);
  const parse = parser && parsers[parser];
  // What begins with a word is no JSON: its parser has no say there.
  if (!parse || (parser !== 'json' && !parse(snippet.code))) return false;
  const [first = ''] = snippet.code.trim().split(/\s+/);
  const isCommand = (name: string): boolean => isKnownProgram(name, tools);
  return (
    /\s-{1,2}[a-z]/i.test(snippet.code) &&
    tools.find(first) !== undefined &&
    classifyFence(snippet.code, { isCommand }) === 'shell'
  );
}
