// Lines that no shell is meant to read: rows of a table, columns, the help of a program, entries of a menu, sentences.
const PRINTED = [
  /\s\|\s.*\s\|\s.*\s\|\s/,
  /^\s*[^\s$"']+(?:\s{2,}[^\s"']+){2,}/,
  /^\s*(?:-\w, )?--?[\w[\]-]+(?: [\w<>]+)?\s{2,}[A-Za-z]/,
  /^\s*(?:\(?\d+\)|\[[\w ]+\] \(\d+\))/,
  /^\s*(?:- )?[A-Z][a-z]+(?:,? [a-z][\w'-]*){3,}/,
  // `pod/web created (server dry run)`; `help    Prints this message or the help of a subcommand(s)`; a line of a log.
  /^[\w.-]{1,80}\/[\w.-]{1,80} (?:created|configured|unchanged|deleted|patched|scaled|labeled|annotated|restarted|replaced|condition met)\b/,
  /^\s+[a-z][\w-]{0,40}\s{2,20}[A-Z][a-z]{1,20} \w/,
  /^[^\s"'$]{0,200}\b\d{4}[-./]\d\d[-./]\d\d[ T]\d\d:\d\d:\d\d/,
  // `traceroute to web (10.0.0.1), 30 hops max`; `in all your open windows, in rare cases you need to open it again.`
  /^\s*\S{1,40} to \S{1,99} \([\d.:a-f]{3,45}\)/,
  /^\s*[A-Za-z][a-z']*,?(?: [\w'-]{1,30},?){7,40}\.$/,
  // `	/usr/lib/libssl.3.dylib (compatibility version 3.0.0)`
  /^\s{1,20}\/\S{1,200} \([A-Za-z][^()]{3,120}\)\s{0,20}$/,
  // A question with what is taken where nothing is typed.
  /^\s*[A-Z][\w ,'.-]{0,80}(?:\([^()\n]{0,80}\) )?\[[^[\]\n]{0,80}\] ?:/,
  /^\s*(?:use|slower|from|to|the|running|which|failed|error|\d+) [\w'"(-]+ [\w'"(-]+/,
];

/** Whether a line below a command is one that programs print. */
export function looksPrinted(line: string): boolean {
  return PRINTED.some((form) => form.test(line));
}

// Match what begins no command: `| a |`, `{'a': 1}`, `{level (2 digits)}`, `"quoted"`, `<xml>`, `%macro`, `--option (default)`, `> quoted`, `[zk: 1] ls`, `[   OK ] a`, `![picture](a.png)`, `12%`.
const NO_START =
  /^(?:\{['"]|\{[A-Za-z]\w{0,40}[ }]|\[ ?\d+ ?\] - |\[ *[A-Z]{2,10} *\] |!\[|[|"'<>%@=*&•–—-]|\[[^\s[\]]|\d+[^\w/]|[^\w\s./~$([{!:\\`])/;
// Matches `printf("x")`, `ObjectId(1)`; not `deploy() {`, `if (( x ))`.
const CALL = /^(?!(?:if|elif|while|until|for|case|select|function)\()[\w.]+\((?!\))/;
// Match words before a command's name: `sudo -E`, `if !`, `A=b`, `(`.
const LEAD =
  /^(?:[({!]|if|elif|while|until|then|else|do|time|sudo(?:\s+-[A-Za-z]+)*|env|exec|nohup|command|[A-Za-z_]\w*=\S*)\s+/;
// Matches `uid=1000(app) gid=1000(app)`, `psql (12.12 (Ubuntu 12.12))`, `python version = 3.6.8 (default`, `/dev/sda on /mnt type xfs (rw)`.
const SAYING =
  /^[a-z]{1,20}=\d{1,10}\(|^[a-z]{1,20} \(\d{1,9}\.\d|^[a-z]\w*(?: [a-z]\w*){1,4} = |^\S{1,99} on \/\S{0,99} type /;
// Matches `if ($invalid_referer) {`, as nginx and awk have it.
const BRACED = /^(?:if|location|server|upstream|map|else if)\b[^;{]{0,200}\{[ \t]{0,9}(?:#|$)/;
// Matches `if(info.type==Push.Finish)`, as C and Java have it; not `if (cd /srv && ls); then`.
const CONDITION =
  /^(?:if|while|for|switch|else if) ?\([^;]{0,300}(?:[=!<>]=|[<>]|\w\.\w|\+\+|&&|\()[^;]{0,300}\)[ \t]{0,9}\{?$/;
// Words of a sentence in a language that is written without blanks.
const SENTENCE = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]{4}[^#]{0,200}[\uFF0C\u3002\u3001]/;
// Matches `no changes added to commit (use "git add")`: git says what to do.
const ADVICE = /\(use "git /;
// Matches `tune2fs 1.41.3 (12-Oct-2008)`: a program says its version.
const VERSION = /^\S{1,60}[ \t]{1,20}(?:version[ \t])?v?\d{1,9}\.\d/i;

/** Whether the line that a place of a text is on begins no command; lines that end in `\` go on. */
export function isNoCommand(text: string, at: number, isCommand: (name: string) => boolean): boolean {
  let line = lineFrom(text, text.lastIndexOf('\n', at - 1) + 1).trim();
  // `TOKEN=$(kubectl …`: what is run stands inside.
  line = line.replace(/^(?:export |local |readonly )?[A-Za-z_]\w{0,99}="?\$\([ \t]{0,9}(?=[a-z./])/, '');
  if (line === '' || NO_START.test(line)) return line !== '';
  if (CALL.test(line) || VERSION.test(line) || ADVICE.test(line) || SAYING.test(line)) return true;
  if (CONDITION.test(line) && !/\b(?:then|do)\b/.test(text)) return true;
  if (BRACED.test(line) || SENTENCE.test(line.split(' #', 1)[0] ?? '')) return true;
  for (let count = 0; count < 20 && LEAD.test(line); count += 1) line = line.replace(LEAD, '');
  const name = /^\(*([\w.~/:-]+)/.exec(line)?.[1] ?? '';
  if (name === '' || name.endsWith(':')) return name !== '';
  // `/ ____(_)___`: a name that is drawn.
  if (!/[A-Za-z0-9]/.test(name)) return true;
  if (isCommand(name.replace(/^.*\//, '')) || /^(?:\.{0,2}|~)\//.test(name)) return false;
  // A tool that nobody here knows is written in small letters, and most often with a flag or a variable.
  return !/^[a-z][\w.-]*$/.test(name) || !/\s-{1,2}[A-Za-z]|\$/.test(line);
}

/** The line from a place on, with the lines above it that end in a backslash. */
function lineFrom(text: string, start: number): string {
  let from = start;
  while (from > 1 && text.charAt(from - 2) === '\\') from = text.lastIndexOf('\n', from - 2) + 1;
  // A line that is nothing but a backslash is part of a drawing.
  const line = text.slice(from, from + 2_000).split('\n', 1)[0] ?? '';
  return line.trim() === '\\' ? (text.slice(start, start + 2_000).split('\n', 1)[0] ?? '') : line;
}
