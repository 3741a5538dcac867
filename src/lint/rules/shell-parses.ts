import { listInvocations } from '../../shell/invocations.ts';
import type { Range, Script, ScriptError } from '../../shell/script.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { isNoCommand, looksPrinted } from '../printed-line.ts';
import { listCommands } from '../shell-snippets.ts';
import { isSynopsis } from '../synopsis.ts';
import { isKnownProgram } from '../../shell/programs.ts';

export const shellParses: Rule = {
  id: 'shell-parses',
  summary: 'Write commands that the shell can read',
  level: 'error',
  check({ page, book, facts }, report) {
    const unclosed = new Set(
      page.faults.filter(({ ruleId }) => ruleId === 'fence-closed').map(({ range }) => range?.start.offset),
    );
    for (const { snippet, kind, script, text, place } of listCommands(page, facts)) {
      // Where the fence ends was not its author's choice: `fence-closed` says so.
      if (unclosed.has(snippet.range?.start.offset)) continue;
      // A fence in a fence: the mark between them is lost.
      if (/^\s*```/.test(text)) continue;
      // Bats adds words to the shell's own grammar.
      if (/^@test /m.test(text)) continue;
      for (const comment of cuttingComments(script, text))
        report(
          'Move this comment above the command: it ends the command, and the flags below it are read as another one.',
          place(comment),
          { kind: 'comment', isSure: true },
        );
      // One slip makes many errors: the first is the one to fix.
      const [first] = [...script.errors].sort((a, b) => a.range.start - b.range.start);
      if (!first) continue;
      const at = Math.min(first.range.start, text.trimEnd().length - 1);
      // Where a word is missing, the end of its line is the place.
      const start = text.lastIndexOf('\n', text.charAt(at) === '\n' ? at - 1 : at) + 1;
      const isLaterLine = text.slice(0, start).trim() !== '';
      const line = text.slice(start).split('\n', 1)[0] ?? '';
      // "```bash" on a later line, taken for quotes of the shell.
      if (isLaterLine && /^\s*```[\w-]+\s*$/.test(line)) {
        const message = 'Close the fence above this line: another one begins inside it.';
        report(message, place(first.range), { kind: 'fence', isSure: true });
        continue;
      }
      const prompt = PROMPT.exec(line)?.[1];
      if (prompt !== undefined) {
        report(
          `Remove the prompt \`${prompt}\`, or call this fence \`console\`: no shell reads it.`,
          place(first.range),
          { level: 'warning', kind: 'prompt' },
        );
        continue;
      }
      if (AUTOLINK.test(line) && first.message.includes('redirect')) {
        const message =
          'Remove `<` and `>` around this address: a shell takes them for files to read and write.';
        report(message, place(first.range), {
          kind: 'syntax',
          ...(isForeign(page, book) ? { level: 'warning' } : {}),
        });
        continue;
      }
      // The quote that lacks its other half is a typographic one: `no-invisible-characters` says so.
      if (isOddQuote(first, line)) continue;
      if (
        isForeign(page, book) &&
        (/^\s*(?:\.{3}|\u2026)/.test(line) ||
          isSynopsis(line) ||
          TEMPLATE.test(line) ||
          isLoneWord(text) ||
          isOnlyFlags(text) ||
          PLACE.test(line) ||
          isLeftOut(first))
      )
        continue;
      const isCommand = (name: string): boolean => isKnownProgram(name, facts.tools);
      const isUnknown =
        isForeign(page, book) &&
        kind === 'unknown' &&
        first.message.startsWith('unexpected token') &&
        isOfManyLines(text);
      const isSetting = first.message.startsWith('expected ') && holdsSettings(text);
      const isNone =
        (isLaterLine && looksPrinted(line)) ||
        OTHERS.test(line) ||
        isSetting ||
        isNoCommand(text, at, isCommand);
      const remark = REMARK.exec(line)?.[0];
      const isRemark =
        remark !== undefined &&
        /^unexpected token '[()]'/.test(first.message) &&
        isCommand(line.trim().split(/\s/, 1)[0] ?? '') &&
        !isNoCommand(text, at, isCommand);
      if (isRemark) {
        const message = `Write \`# ${remark.trim()}\`: behind a command, a shell takes the brackets for its own.`;
        report(message, place(first.range), {
          kind: 'remark',
          ...(isForeign(page, book) ? { level: 'warning' } : {}),
        });
      } else if (isNone || isUnknown) {
        // What stands below a command was printed, whatever it looks like.
        const isBelow = isLaterLine && isCommand(text.trim().split(/\s/, 1)[0] ?? '');
        const isPrinted = isNone && !isSetting && isLaterLine && (isBelow || !OTHERS.test(line));
        const message = isPrinted
          ? 'Move what the command prints to an `output` fence: a shell would read it.'
          : 'Call this fence `text`, or by its own language: no shell reads what it holds.';
        report(message, place(first.range), {
          level: 'warning',
          kind: isPrinted ? 'printed' : 'other-text',
        });
      } else {
        // `if [ … ]; then` alone: another book may show only the line that is to be changed.
        const isCutOff =
          isForeign(page, book) &&
          first.message.startsWith('expected ') &&
          first.range.start >= text.trimEnd().length - 1;
        const isSure =
          // `<<BACKUP_ID>>` asks for a value.
          !first.message.startsWith('here-document') &&
          isCommand(line.trim().split(/\s/, 1)[0] ?? '') &&
          (FLAG.test(line) || isQuoteLost(first, text));
        const isDoubt = isForeign(page, book) && !isSure;
        report(isDoubt ? fixOrName(first) : fix(first), place(first.range), {
          kind: 'syntax',
          ...(isCutOff ? { level: 'warning' } : { isSure }),
        });
      }
    }
  },
};

// Match `ssh root@<10.0.0.1>`, `cf push <<APP_NAME>>`, `id=<<The ID of your app>>`, `token=< access token >`, `sign <0xpubkey>`, `brew install <<app_name()>>`, `docker pull app:vX.Y.(Z-1)`, `PASSWORD=<your password of MySQL>`, `<your system's clipboard>`, `<server-of-${env}>` and `run -d (..) web`, which ask for a value.
const PLACE =
  /<[0-9a-f][\w.:/-]{1,50}>(?=[\s'":/]|$)|<<[\w.@-]{1,60}(?:\([^()\n]{0,60}\)|(?: [\w-]{1,40}){1,10})?>>|=< [A-Za-z][^<>\n|&;]{1,60} >|\s<0x[A-Za-z]\w{0,40}>|X\.Y\.\(Z|=<[A-Za-z][^<>\n|&;]{2,99}>|<your? [^<>\n|&;]{2,99}>|[ \t]\(\.{2,3}\)(?:[ \t]|$)|<[A-Za-z][\w.:/-]{0,60}\$\{\w{1,60}\}[\w.:/-]{0,60}>(?=[\s'"]|$)/m;

// Matches `cd {{ config.folder|join('/') }}/x`, `-p <%= p('port') %>`, which Jinja and ERB fill in.
const TEMPLATE = /\{\{[^{}\n]{0,200}\}\}|<%[^%\n]{1,200}%>/;

// Matches `<https://example.org/install.sh>`, as Markdown has addresses.
const AUTOLINK = /<https?:\/\/[^\s<>]{3,999}>/;

// Matches ` (only on the first node)` at the end of `reboot (only on the first node)`.
const REMARK = /[ \t]\([A-Za-z][\w'-]{0,40}(?:,?[ \t][\w'-]{1,40}){1,20}[.!]?\)[ \t]*$/;

// Matches `kubectl get pods -l app`: a sentence has none.
const FLAG = /\s--?[a-z]/;

/** A fence that is flags from its first line to its last: `--providers.docker.constraints=Label(a)`. */
function isOnlyFlags(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:--[a-z]\S*\s*$|#|$)/i.test(line));
}

/** Two lines of settings or more: `name = "web"`, as TOML and many programs have them. */
function holdsSettings(text: string): boolean {
  return text.split('\n').filter((line) => /^[ \t]*[a-z][\w.-]{0,40}\s+=\s/i.test(line)).length > 1;
}

/** Of several lines, none of which begins with a command that is known, nobody can say that a shell was to read them. */
function isOfManyLines(text: string): boolean {
  return text.split('\n').filter((line) => /^\s*[^\s#]/.test(line)).length >= MANY_LINES;
}

const MANY_LINES = 3;

/** The missing quote belongs at the end of its line; the one of `server's` is an apostrophe. */
function isQuoteLost({ message, range }: ScriptError, text: string): boolean {
  const opens = /(?:^|[\s=])$/.test(text.slice(Math.max(0, range.start - 1), range.start));
  return (
    opens && /^unterminated \w+ quote/.test(message) && !text.slice(range.start).trimEnd().includes('\n')
  );
}

// Matches the end of `run \`, a line of comment below it, and the blanks before what follows.
const CUT_BY_COMMENT = /\\\n([ \t]{0,99}#[^\n]{0,300})\n[ \t]{0,99}$/;

/** Comments between the lines of a command, before a line that begins with a flag. */
function cuttingComments(script: Script, text: string): Range[] {
  return listInvocations(script).flatMap(({ words: [word] }) => {
    if (!word || !/^--?[A-Za-z]/.test(word.text)) return [];
    const found = CUT_BY_COMMENT.exec(text.slice(Math.max(0, word.range.start - 500), word.range.start));
    const comment = found?.[1]?.trim();
    if (comment === undefined) return [];
    const start = text.lastIndexOf(comment, word.range.start);
    return [{ start, end: start + comment.length }];
  });
}

/** `ssh -i “key.pem"`: one of the two quotes is another character. */
function isOddQuote({ message }: ScriptError, line: string): boolean {
  if (message.startsWith('unterminated double quote')) return /[\u201C-\u201E]/.test(line);
  return message.startsWith('unterminated single quote') && /[\u2018-\u201A]/.test(line);
}

/** `do # … done`, `function name() { # … }`: the page leaves out what stands there. */
function isLeftOut({ message }: ScriptError): boolean {
  return /^expected (?:a )?command (?:in |after '(?:do|then|else|\{)')/.test(message);
}

/** `esac`, alone in its fence: the page takes a script apart and says what each word does. */
function isLoneWord(text: string): boolean {
  return /^\s*(?:(?:esac|done|fi|then|else|do|\}|\))\s*$|elif\s)/.test(text);
}

// Matches `ncn-s00(1/2/3)# ceph -s`, `(a1b2) box:/share $ ls`, `(venv) > pip`; not `a (b) # why`.
const PROMPT =
  /^[ \t]{0,99}((?:\([\w-]{1,30}\) )?[\w.:/()~-]{1,60}[ ]?[#$]|\([a-z]{1,20} [a-z]{1,20}\) [#$]|\([\w-]{1,30}\) >)[ ](?=[a-z(])/;

// Match a line of sudoers, `%ops ALL=(ALL) NOPASSWD: ALL`, one of GRUB's, `set prefix=(hd0,1)/boot/grub`, one of a Makefile's, `eval $$(ssh-agent -s)`,
// one of `/etc/exports`, `/srv 10.0.0.1(rw,sync)`, a label, `traefik.http.routers.a.rule=Host(b)`, a disk that was printed, and what SQL and diskpart select: `select disk 0`;
// and what heads a block of Python, `for c in list():`.
const OTHERS =
  /\bALL=\(|=\(hd\d|\$\$\(|\((?:ro|rw)[,)]|^\s*[\w-]+(?:\.[\w<>-]+){2,}=|^\s*\/dev\/\S+ \(|^\s*select\s(?![\w$]{1,60}\s+(?:in\b|;|do\b))\S+\s|^\s*(?:for|while|if|with|def|class)\s[^;#$]{1,200}:\s*$/i;

/** What to do about the parser's messages, by how they begin. */
const FIXES: readonly (readonly [RegExp, string])[] = [
  [/^more than (\d+) levels.*$/, 'Nest this less deeply: more than $1 levels of shell are not read.'],
  [/^unterminated (.*)/, 'Close this $1: the text ends before it does.'],
  // `ftp -n host << commands.txt` means the file.
  [
    /^here-document `([\w./-]{1,80}\.(?:txt|sql|conf|sh|ya?ml|json|csv|log))` is never closed.*/,
    'Write `<` for `<<`: to read the file `$1`, and no lines up to that word.',
  ],
  [/^here-document `(.*)` is never closed(: .*)?/, 'Close this here-document: no line below is just `$1`$2.'],
  [/^expected '([^']*)' to close '?([^']*)'?$/, 'End this `$2` with `$1`.'],
  [/^expected '(.*)'/, 'Write `$1` here: the shell expects it.'],
  [/^expected (.*) after '(.*)'/, 'Write a $1 after `$2`.'],
  [/^expected (.*)/, 'Fix this command: the shell expects a $1 here.'],
  [/^unexpected token '(.*)'/, 'Quote or remove `$1`: the shell does not expect it here.'],
];

/** What to do where the fence may hold something else than commands, as a configuration. */
function fixOrName(error: ScriptError): string {
  const said = fix(error);
  const isVague = said.startsWith('Quote or remove ') || said.startsWith('Fix this command: ');
  return isVague ? said.replace(': ', ', or call the fence by what it holds: ') : said;
}

function fix({ message }: ScriptError): string {
  const found = FIXES.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : `Fix this command: ${message}.`;
}
