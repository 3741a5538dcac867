import { parseScript } from './parse.ts';
import type { Range } from './script.ts';

/** One command typed at a prompt. */
export interface ConsoleCommand {
  /** From the first to the last character typed, over all its lines. */
  readonly range: Range;
  /** The prompts to leave out: `$ `, `> `. */
  readonly prompts: readonly Range[];
}

/** A terminal session: what was typed, and what was printed. */
export interface ConsoleSession {
  readonly commands: readonly ConsoleCommand[];
  readonly outputs: readonly Range[];
  /** The commands alone, everything else turned into blanks: the same length and lines as the session. */
  readonly script: string;
}

// Matches `$ ls`, `user@host:~$ ls`, `[root@db1 ~]# ls`, `sh-4.4# ls`, `bash-5.1$ ls`, `% ls`, `(venv) $ ls`, `[web-1] $ ls`, `$> ls`.
const prompt =
  /^[ \t]*(?:\([\w.-]+\)[ \t]*)?(?:(?:[\w.-]+@[\w.-]+(?:[: ][^\s$#%]*)?|\[[^\]\n@]+@[^\]\n]+\]|\[[\w.:~/-]+\](?=[ \t]*[$%])|(?:ba|z|k)?sh-\d+(?:\.\d+)*|[\w.-]+:[~/][^\s$#%]*|~)[ \t]*)?(?:\$>|[$%❯➜»]|(?<=[\w\]~)]|-\d\.\d)#)[ \t]+(?=\S)/;
// `# ls` is root's prompt or a comment: a prompt only where no `$` stands, and a command name follows.
const rootPrompt = /^[ \t]*#[ \t]+(?=[a-z][\w./-]*(?:[ \t]|$))/;
/** Words of the shell's grammar that no command begins with: `# in the folder of the book`. */
const INNER_WORDS = new Set('in then do else elif done fi esac'.split(' '));
const continuation = /^[ \t]*>(?:[ \t]|$)/;

/** A prompt is short: of a longer line only this much is looked at. */
const LONGEST_PROMPT = 400;

function promptIn(line: string): string | undefined {
  return prompt.exec(line.slice(0, LONGEST_PROMPT))?.[0];
}

/** Whether a text shows prompts, so that it cannot be pasted as it is. */
export function hasPrompts(text: string): boolean {
  return text.split('\n').some((line) => promptIn(line) !== undefined);
}

// Match `mysql> show tables;`, `sftp> put a`, `shop=# select 1;`, `127.0.0.1:6379> GET a`, `>>> import os`, `(parted) print`, `> rs.status()`, `php > echo 1;`, `a-db.shop:6379> SET b 1`, and a mail server's `220 mx.example.org ESMTP`.
const otherPrompt =
  /^[ \t]*(?:(?:mysql|(?:MariaDB|MySQL|obclient) \[[^\]\n]{0,99}\]|obclient|tidb|sftp|ftp|lftp[^>\n]{0,99}|gpg|gpg\/card|redis|(?:\d{1,3}\.){3}\d{1,3}:\d+(?:\[\d+\])?|localhost:\d+|telnet|nslookup|sqlite|mongo|mongosh|cqlsh(?::\w+)?|ksql|irb\([^)\n]{0,99}\)[\w:]*|pry\([^)\n]{0,99}\)|hbase[^>\n]{0,99}|iex\(\d+\)|rs\d*:[A-Z]+|php (?:[{(] )?|[\w.-]+[=-][#>]|\[\d+\] pry\(main\))> ?|[\w.-]+[=*(!^'-][#>] |[\w.@-]{1,99}(?::\d{1,5})?\$?> (?=[A-Z]{2,30}(?:[. \n]|$))|>>> |PS [A-Z]:\\[^>\n]{0,300}> |\((?:parted|gdb|lldb|Pdb)\) |> (?=(?:rs|db|sh)(?:\.\w{1,60}){1,4}\()|Command \(m for help\): |(?:220|250)[ -]\S.*\n(?=(?:HELO|EHLO|MAIL FROM|250)))/m;

// Matches the `> ` below `terraform console`.
const consolePrompt = /(?<=^[ \t]{0,9}(?:\$ )?(?:terraform|tofu) console[ \t]{0,9}\n)[ \t]{0,9}> /m;

/** Where another program's session begins, whose prompts are no shell's; undefined where none does. */
export function otherSession(text: string): number | undefined {
  return otherPrompt.exec(text)?.index ?? consolePrompt.exec(text)?.index;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Separates what was typed from what was printed. `isCommand` says whether a word may start a command. */
export function readConsole(text: string, isCommand: (name: string) => boolean): ConsoleSession {
  const lines = linesOf(text);
  const promptOf = choosePrompt(text, isCommand);
  const commands: ConsoleCommand[] = [];
  const outputs: Range[] = [];
  for (let index = 0; index < lines.length;) {
    const line = lines[index];
    if (line === undefined) break;
    const found = promptOf(line.text);
    const taken = found === undefined ? 1 : readCommand(lines, index, { commands, promptOf, text });
    if (found === undefined && line.text.trim() !== '') outputs.push(rangeOf(line));
    index += taken;
  }
  return { commands, outputs, script: blankOut(text, commands) };
}

type PromptOf = (line: string) => string | undefined;

function choosePrompt(text: string, isCommand: (name: string) => boolean): PromptOf {
  if (hasPrompts(text) || hasCommandFirst(text, isCommand)) return promptIn;
  return (line) => {
    const found = rootPrompt.exec(line)?.[0];
    const name = /^[\w./-]+/.exec(line.slice(found?.length ?? 0))?.[0] ?? '';
    return found !== undefined && isCommand(name) && !INNER_WORDS.has(name) ? found : undefined;
  };
}

/** A command without a prompt above the first `# …`: then that is a comment, as in a script. */
function hasCommandFirst(text: string, isCommand: (name: string) => boolean): boolean {
  const isTyped = (line: string): boolean => isCommand(/^[\w./-]+(?=[ \t]|$)/.exec(line)?.[0] ?? '');
  const lines = text.split('\n');
  const first = lines.findIndex((line) => isRootPrompt(line, isCommand));
  return first > 0 && lines.slice(0, first).some(isTyped);
}

function isRootPrompt(line: string, isCommand: (name: string) => boolean): boolean {
  const found = rootPrompt.exec(line)?.[0];
  const name = /^[\w./-]+/.exec(line.slice(found?.length ?? 0))?.[0] ?? '';
  return found !== undefined && isCommand(name) && !INNER_WORDS.has(name);
}

interface Reading {
  readonly commands: ConsoleCommand[];
  readonly promptOf: PromptOf;
  readonly text: string;
}

/** Takes lines until the command is whole: after a `\`, a `> `, an open quote or here-document. */
function readCommand(lines: readonly Line[], first: number, { commands, promptOf, text }: Reading): number {
  const prompts: Range[] = [];
  let typed = '';
  let taken = 0;
  let end = 0;
  for (const line of lines.slice(first)) {
    if (taken > 0 && (promptOf(line.text) !== undefined || !goesOn(typed, line.text))) break;
    const lead = (taken === 0 ? promptOf(line.text) : continuation.exec(line.text)?.[0]) ?? '';
    if (lead !== '') prompts.push({ start: line.start, end: line.start + lead.length });
    typed += `${line.text.slice(lead.length)}\n`;
    end = line.start + line.text.length;
    taken += 1;
  }
  const start = prompts[0]?.end ?? 0;
  if (text.slice(start, end).trim() !== '') commands.push({ range: { start, end }, prompts });
  return taken;
}

function goesOn(typed: string, next: string): boolean {
  if (/\\\n$/.test(typed) || continuation.test(next)) return true;
  if (!/['"`{(|&]|<<|\b(do|then|else|in)\b/.test(typed)) return false;
  return (
    parseScript(typed).errors.some(({ isUnfinished }) => isUnfinished) || /(\|\||&&|\|)\s*\n$/.test(typed)
  );
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { start, text: line.replace(/\r$/, '') };
    start += line.length + 1;
    return found;
  });
}

function rangeOf({ start, text }: Line): Range {
  return { start, end: start + text.length };
}

function blankOut(text: string, commands: readonly ConsoleCommand[]): string {
  const kept = [...text]
    .map((char) => (char === '\n' ? '\n' : ' '.repeat(char.length)))
    .join('')
    .split('');
  for (const { range, prompts } of commands) {
    for (let at = range.start; at < range.end; at += 1) {
      if (!prompts.some(({ start, end }) => at >= start && at < end)) kept[at] = text[at] ?? ' ';
    }
  }
  return kept.join('');
}
