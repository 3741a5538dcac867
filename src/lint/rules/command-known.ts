import type { Level, Range } from '../../runbook/finding.ts';
import { escapePattern } from '../../runbook/words/escape-pattern.ts';
import { judgeCommands } from '../../shell/doubts/find-doubts.ts';
import type { Doubt } from '../../shell/doubts/doubt.ts';
import { slips } from '../../shell/nearest.ts';
import type { Rule } from '../rule.ts';
import { isForeign, isOfRecord } from '../foreign.ts';
import { looksPrinted } from '../printed-line.ts';
import { listCommands } from '../shell-snippets.ts';
import { isSynopsis } from '../synopsis.ts';

export const commandKnown: Rule = {
  id: 'command-known',
  summary: 'Use subcommands, flags and values that the command really takes',
  level: 'error',
  check({ page, book, facts }, report) {
    for (const { snippet, script, text, place } of listCommands(page, facts)) {
      for (const doubt of judgeCommands(script, facts.tools)) {
        // Where the shell cannot read a line, its words are not what they seem.
        const isHalf =
          doubt.kind.startsWith('missing-') &&
          script.errors.some(({ range }) => isOneLine(text, doubt.range.end, range.start));
        // A comment between its lines ends the command: `shell-parses` says so.
        const isCut = doubt.kind.startsWith('missing-') && CUT.test(text.slice(doubt.range.end));
        if (isHalf || isCut) continue;
        if (isForeign(page, book) && (isOfOthers(doubt, text) || isExplained(doubt, page.text))) continue;
        // `-SHA-256`: openssl looks names of digests and ciphers up, in any case.
        if (doubt.tool === 'openssl' && DIGEST.test(doubt.word)) continue;
        // `--skip-comments`: MySQL's programs take a switch with a no before it.
        if (/^(?:mysql|mariadb)/.test(doubt.tool) && SKIP.test(doubt.word)) continue;
        const isDeclared = Object.hasOwn(book.settings.commands, doubt.tool);
        if (isForeign(page, book) && !isDeclared && isBeyondKnown(doubt)) continue;
        // What a page of the past used was there then.
        const isPast = doubt.kind === 'gone' || doubt.kind === 'old';
        if (isPast && (isOfRecord(page, book) || ELSE.test(restOf(text, doubt.range.start)))) continue;
        if (isPast && isForeign(page, book) && isOfOlder(doubt, page.text, place(doubt.range))) continue;
        const level: Level = doubt.certainty === 'certain' ? 'error' : 'warning';
        report(`${say(doubt, snippet.code)}${partly(doubt)}`, place(doubt.range), {
          level,
          isSure: hasNear(doubt) || isMeantToRun(doubt, text, snippet.code),
          kind: doubt.kind,
        });
      }
    }
  },
};

const SKIP = /^--(?:skip|disable|enable|loose)-\w/;
const DIGEST = /^-(?:sha|md|blake|rmd|ripemd|sm|shake|aes|des|camellia|aria)[\d-]/i;

const CUT = /^[ \t]{0,99}\\\n[ \t]{0,99}#/;

// Matches the end of `docker run -d` with `    --name web \` on the next line, or below `    ...`: a `\` was lost.
const GOES_ON = /^[^\n]{0,300}\n(?:[ \t]{1,99}(?:\.{3}|\u2026)[^\n]{0,99}\n)?[ \t]{1,99}--?[A-Za-z]/;

// Matches ` </path/to/a>`, behind a flag.
const ASKS = /^ {1,9}<[^<>\n|&;]{1,99}>/;

// Matches the rest of `-e URL=a?b=c&d=e`, where a mark ends the command in the middle of a word.
const IN_WORD = /^[&|;](?=[^\s&|;])/;

// Matches `docker run -v ...`, of which the page leaves out the most.
const LEAVES_OUT = /\s(?:\.{3,}|\u2026)(?:\s|$)/;

/** What is most likely no mistake in a book of another system. */
function isOfOthers({ kind, certainty, nearest, word, path, range, tool }: Doubt, text: string): boolean {
  if (isSynopsis(lineAt(text, range.start))) return true;
  // `> kpromo pr`: a prompt, which the shell reads as another thing.
  if (/^[ \t]*> [a-z]/.test(text)) return true;
  // `./hostname serve`: a program of that folder, whatever its name.
  if (path.length === 1 && lineAt(text, range.start).includes(`./${tool} `)) return true;
  switch (kind) {
    // Text that a program printed, or a subcommand that no known one is near: a plugin, or an alias of that team.
    case 'unknown-subcommand':
      return (
        (certainty === 'possible' && nearest === undefined) ||
        word.endsWith(':') ||
        looksPrinted(lineAt(text, range.start))
      );
    // `--to-port`: many tools take flags cut short; not `find -typ`.
    case 'unknown-flag':
      return (
        word.startsWith('--') &&
        nearest !== undefined &&
        nearest.length > word.length &&
        nearest.startsWith(word)
      );
    case 'unknown-tool':
      return MAIL.test(text);
    // `docker run --mount`, and no more, or a comment: the page speaks of that flag.
    case 'missing-value':
      // `-v </path/to/config>:/config`: what stands there asks for a value.
      return isOnlyNamed(lineAt(text, range.start), path) || ASKS.test(restOf(text, range.end));
    case 'missing-argument': {
      const line = lineAt(text, range.start);
      // `docker logs`, alone in its fence, names the command that the page speaks of.
      return LEAVES_OUT.test(line) || (!text.trim().includes('\n') && isOnlyNamed(line, path));
    }
    // `journalctl -p priority`: what stands there is the name of what belongs there.
    case 'wrong-value':
      return STANDS_FOR.test(word);
    // `kubectl --kubeconfig=a`: how every command of the page begins.
    case 'missing-subcommand':
      return true;
    default:
      return false;
  }
}

/** Whether a line is a command's name, with one flag at most, and no value of anything. */
function isOnlyNamed(line: string, path: readonly string[]): boolean {
  const said = (line.split('#', 1)[0] ?? '').trim();
  const name = path.join(' ');
  return said === name || (said.startsWith(`${name} `) && /^ --?[\w-]+$/.test(said.slice(name.length)));
}

/** `zypper lr -u`: of a tool that is known in part, what is no slip in a known word is most likely in the other part. */
function isBeyondKnown({ isOfPart = false, kind, nearest, word }: Doubt): boolean {
  const isName = kind === 'unknown-flag' || kind === 'foreign-flag' || kind === 'unknown-subcommand';
  return isOfPart && isName && (nearest === undefined || slips(word, nearest) > 1);
}

/** A flag or a subcommand that nothing known is much like, and that the page's own words explain: its author has seen it work. */
function isExplained({ kind, nearest, word, path }: Doubt, page: string): boolean {
  if (kind === 'unknown-subcommand' && nearest === undefined)
    return SPOKEN.some((end) => page.includes(`\`${path.join(' ')} ${word}${end}`));
  const isFlag = kind === 'unknown-flag' || kind === 'foreign-flag';
  return (
    isFlag &&
    (nearest === undefined || slips(word, nearest) > MOST_SLIPS) &&
    word.length > 6 &&
    SPOKEN.some((end) => page.includes(`\`${word}${end}`))
  );
}

/** A word that differs by more is another one. */
const MOST_SLIPS = 3;

// What follows a flag that stands between backticks.
const SPOKEN = ['`', '=', ' '];

const STANDS_FOR =
  /^(?:name|value|type|format|level|priority|facility|output|mode|state|key|option|kind|policy|strategy)$/;

// What belongs to one version of a tool alone.
const MARKS: Readonly<Record<string, string>> = { helm: '|(tiller)' };

/** Whether the page speaks of an older version there: the last that it names above, else the first below. */
function isOfOlder({ tool, version }: Doubt, text: string, at: Range | undefined): boolean {
  if (version === undefined || at === undefined) return false;
  const named = new RegExp(
    `\\b${escapePattern(tool)} ?v?(\\d{1,3}(?:\\.\\d{1,3})?)\\b${MARKS[tool] ?? ''}`,
    'gi',
  );
  const all = [...text.matchAll(named)];
  const [, said, mark] = all.findLast(({ index }) => index < at.start.offset) ?? all[0] ?? [];
  return mark !== undefined || (said !== undefined && isBefore(said, version));
}

/** `2.16` is before `3`, and `3.1` is not. */
function isBefore(one: string, other: string): boolean {
  const [a, b] = [one, other].map((each) => each.split('.').map(Number)) as [number[], number[]];
  const at = b.findIndex((part, index) => part !== a[index]);
  return at >= 0 && at < a.length && Number(a[at]) < Number(b[at]);
}

// Match what is typed to a mail server: `MAIL FROM:<a@b.c>`, `rcpt to: a@b.c`.
const MAIL = /^[ \t]*(?:mail from|rcpt to) ?:/im;

// Matches ` --short 2>/dev/null || kubectl version`: where it is gone, something else is done.
const ELSE = /^[^|;\n]{0,200}2>[ ]?\/dev\/null[ ]{1,9}\|\|/;

function isOneLine(text: string, one: number, other: number): boolean {
  return one <= other && !text.slice(one, other).includes('\n');
}

/** The line from a place on. */
function restOf(text: string, at: number): string {
  return text.slice(at, at + 400).split('\n', 1)[0] ?? '';
}

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
}

/** `kubectl logs -n web` lacks its pod; `kubectl logs` alone may be named, and no more. */
function isMeantToRun({ kind, path, range }: Doubt, text: string, code: string): boolean {
  return (
    kind === 'missing-argument' && (goesOn(code, range.end) || !isOnlyNamed(lineAt(text, range.start), path))
  );
}

/** Whether a known word is near that does not just begin with this one: many tools accept flags cut short. */
function hasNear({ nearest, word, kind }: Doubt): boolean {
  if (kind === 'missing-value' || kind === 'gone' || kind === 'wrong-path') return true;
  return nearest !== undefined && !nearest.startsWith(word);
}

function say(doubt: Doubt, text: string): string {
  const { kind, word, nearest, ofSubcommand } = doubt;
  const path = doubt.path.join(' ');
  const meant = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  switch (kind) {
    case 'unknown-tool':
      // `-t `web``: marks of Markdown inside a fence.
      if (text.charAt(doubt.range.start - 1) === '`' && text.charAt(doubt.range.end) === '`')
        return `Remove the backticks around \`${word}\`: a shell runs what stands between them, and knows no such command.`;
      return `Check \`${word}\`: no such command is known.${meant}`;
    case 'unknown-subcommand':
      return `Replace \`${word}\`: ${owner(doubt)}${plugin(doubt)}.${meant}`;
    case 'missing-subcommand':
      return `Add a subcommand to \`${path}\`: alone it only prints its help.`;
    case 'swapped':
      return `Check \`${word}\`: \`${nearest ?? ''}\` is the order that the tool takes.`;
    case 'wrong-value':
      return `Replace \`${word}\`: \`${doubt.flag ?? ''}\` of \`${path}\` takes ${listed(doubt.choices ?? [])}.${meant}`;
    case 'unknown-flag':
      return `Replace \`${word}\`: \`${path}\` has no such flag.${meant}`;
    case 'foreign-flag':
      return `Remove or replace \`${word}\`: it is a flag of ${ofSubcommand === undefined ? 'other subcommands' : `\`${ofSubcommand}\``}, not of \`${path}\`.`;
    case 'missing-value':
      return `Give \`${word}\` its value: ${whatFollows(doubt, text)}`;
    case 'missing-argument':
      return goesOn(text, doubt.range.end)
        ? 'Write `\\` at the end of this line: the command goes on below it, and a shell runs the line alone.'
        : missing(doubt, text);
    case 'gone':
      return `Replace \`${word}\`: ${since(doubt, 'no longer has it')}.${instead(doubt)}`;
    case 'old':
      return `Replace \`${word}\`: ${since(doubt, 'calls it deprecated')}.${instead(doubt)}`;
    case 'wrong-path':
      return word === '{'
        ? 'Put this path in braces, as in `{.status.phase}`: without them it is printed as it stands.'
        : `Write the missing \`${word}\` in this JSONPath: \`${path}\` refuses it.`;
    case 'wrong-arity':
      return `Give \`${word}\` the arguments that it takes: Redis would refuse these.`;
  }
}

function missing({ word, path, range }: Doubt, text: string): string {
  const [mark] = IN_WORD.exec(text.slice(range.end)) ?? [];
  return mark === undefined
    ? `Add \`${word}\`: \`${path.join(' ')}\` needs it.`
    : `Put quotes around this word: \`${mark}\` in it ends the command.`;
}

/** What stands where the value of a flag should be. */
function whatFollows({ isAtEnd, range }: Doubt, text: string): string {
  if (!isAtEnd) return 'another flag follows.';
  const rest = restOf(text, range.end).trim();
  if (goesOn(text, range.end)) return 'the line ends here without the `\\` that continues it.';
  if (/^(?:#|\\?$)/.test(rest)) return 'the line ends here. Was the `\\` that continues it lost?';
  const [mark] = /^(?:\|\||&&|[|;&)])/.exec(rest) ?? [];
  return mark === undefined ? 'the command ends here.' : `\`${mark}\` ends the command here.`;
}

function goesOn(text: string, at: number): boolean {
  return GOES_ON.test(text.slice(at, at + 800)) && !/\\[ \t]*$/.test(restOf(text, at));
}

/** A few of the words that a flag takes. */
function listed(choices: readonly string[]): string {
  const shown = choices.slice(0, 6).map((choice) => `\`${choice}\``);
  return shown.join(', ') + (choices.length > shown.length ? ' and others' : '');
}

/** `kubectl` 1.36 no longer has it. */
function since({ tool, path, version }: Doubt, what: string): string {
  return version === undefined ? `\`${path.join(' ')}\` ${what}` : `${tool} ${version} ${what}`;
}

function instead(doubt: Doubt): string {
  if (doubt.instead === undefined) return '';
  // What takes a command's place may be no command: `a file in /etc/apt/keyrings`.
  return /^an? /.test(doubt.instead) ? ` Use ${doubt.instead}.` : ` Use \`${doubt.instead}\`.`;
}

/** An error needs a tool of which everything is known; a warning says that this one is not. */
function partly({ isOfPart, kind, tool }: Doubt): string {
  const isOwnSaying = kind === 'unknown-tool' || kind === 'gone' || kind === 'old';
  return isOfPart && !isOwnSaying ? ` Not all that \`${tool}\` takes is known.` : '';
}

function owner({ path, tool }: Doubt): string {
  return tool === 'redis-cli' ? 'Redis has no such command' : `\`${path.join(' ')}\` has no such subcommand`;
}

function plugin({ certainty, nearest }: Doubt): string {
  return certainty === 'possible' && nearest === undefined
    ? ' of its own; if a plugin or an alias adds it, declare it under `commands` in opsbook.yaml'
    : '';
}
