import { functionsOf, isSame, textOf } from './flow.ts';
import type { Ground } from './flow.ts';
import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { INTERPRETERS, isRunningText, SQL_CLIENTS } from './rereaders.ts';
import type { VariableUse, Word } from './script.ts';
import { programName } from './unwrap.ts';
import { runsWritten } from './written-files.ts';
import { isOneOf, words } from './words.ts';

/** Whether a value reaches nothing but the program that it is a word of, which prints for a person to read. */
export function staysInItsCommand(use: VariableUse, ground: Ground): boolean {
  const { commands, script, source } = ground;
  if (functionsOf(script).length > 0 || hasGroups(source) || LAST_WORD.test(source)) return false;
  const around = commands.filter(
    ({ range, hereDocuments }) =>
      holds(range, use.range) || hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range)),
  );
  return around.length > 0 && around.every((command) => staysIn(command, use, ground));
}

function staysIn(command: Piped, { range }: VariableUse, ground: Ground): boolean {
  const { source } = ground;
  const { words, redirections, nested, depth, after } = command;
  if (depth > 0 || after.length > 0 || isRunningText(command, source)) return false;
  if (redirections.some(({ operator, target }) => operator.includes('>') && target?.value !== '/dev/null'))
    return false;
  if (nested.some(({ script }) => holds(script.range, range))) return true;
  const word = words.find((one) => holds(one.range, range));
  if (
    !word ||
    nested.length > 0 ||
    isOneOf(programName(words[0]), 'set read mapfile readarray coproc parallel compgen complete')
  )
    return false;
  // What it writes, something else may read again.
  if (words.some((one) => WRITERS.has(programName(one))) || runsWritten(words, ground)) return false;
  if (writesByFlag(words) || writesInProgram(command, ground) || isStored(command, ground)) return false;
  const isSet = words[0]?.value === 'printf' && words[1]?.value === '-v';
  return !isSet && !/^[A-Za-z_]\w*\+?=/.test(word.text);
}

/** `python3 -c 'open("f", "w").write(…)' "$X"`. */
function writesInProgram(command: Piped, ground: Ground): boolean {
  return (
    command.words.some((one) => INTERPRETERS.has(programName(one)) || SQL_CLIENTS.has(programName(one))) &&
    (WRITES.test(textOf(command, ground)) ||
      (command.words.some((one) => SQL_CLIENTS.has(programName(one))) &&
        STORED_BY_SQL.test(textOf(command, ground))))
  );
}

/**
 * `kubectl annotate … x="$V"; eval "$(kubectl get …)"`: what a program is given to keep, and asked for again, by itself
 * or by those that read what it keeps.
 */
function isStored({ words, range }: Piped, ground: Ground): boolean {
  const own = words.map(programName).filter((name) => name !== '');
  const isLogged = own.some((name) => LOGGERS.has(name));
  if (!isLogged && !words.some(({ value }) => STORES.test(value))) return false;
  const names = new Set(own);
  return ground.commands.some(
    (other) =>
      !isSame(other.range, range) &&
      (other.depth > 0 || other.after.length > 0 || isLogged) &&
      (other.words.some((word) => names.has(programName(word))) ||
        (isLogged && LOGS.test(textOf(other, ground)))),
  );
}

/** What writes to the log of the machine, and what reads it. */
const LOGGERS = words('logger systemd-cat wall write');
const LOGS =
  /\b(?:journalctl|dmesg|lastlog)\b|\/var\/log\b|\/(?:messages|syslog|user\.log)\b|\bdocker\s+logs\b/;

const STORES =
  /^(?:h?m?set(?:ex|nx)?|[lr]push|[sz]?add|put|push|append|write|create|update|apply|patch|annotate|label|insert|save|store|commit|tag|config|import|upload|send|publish|produce|edit|replace|register|put-\w{1,40}|create-\w{1,40}|update-\w{1,40}|set-\w{1,40})$/i;

const STORED_BY_SQL = /\b(?:insert|update|replace|merge|create|alter|copy|set|call|load|upsert)\b/i;

const WRITES = /\b(?:write\w{0,20}|append\w{0,20}|open|File)\b|\.(?:output|once)\b/;

/** `sed -i`, `perl -pi`, `yq -i`, `shuf -o f`, `find -fprintf f`. */
export function writesByFlag(words: readonly Word[]): boolean {
  const [name = ''] = words
    .map(programName)
    .filter((one) => IN_PLACE.has(one) || isOneOf(one, 'shuf sort openssl curl wget find'));
  if (name === '') return false;
  const flag =
    name === 'find'
      ? /^-f(?:print|ls)/
      : !IN_PLACE.has(name)
        ? /^-\w*[oO]|^--output|^--remote/
        : /^-\w*i|^--in-?place/;
  return words.some(({ value }) => flag.test(value));
}

const IN_PLACE = words('sed gsed perl ruby awk gawk yq crudini augtool ed ex');

const WRITERS = words(
  'ln touch mkdir cp mv install dd tee tar zip rename mktemp split csplit history tmux screen xclip xsel pbcopy setfattr git redis-cli etcdctl consul vault crontab at',
);

// The output or the input of a loop or a group: `done < f`, `} > f`, `| while`, `coproc bash`.
const GROUP =
  /(?:^|[ ;&|(])(?:done|fi|esac|\}|\)) ?\d?[<>|&]|\| ?(?:while|until|for|if|case|\{|\()|\bcoproc\b|[<>]& ?["$\d{]/;

// `exec < f`, `(sh) <<< x`.
const STREAM = /\bexec ?\d?(?:[<>]|\{)/;
const SUBSHELL = /(?:^|[;&|{!] ?|\b(?:then|do|else|if|while|until) ?)\((?!\()/;

export function hasGroups(source: string): boolean {
  const line = source.replace(/\s+/g, ' ');
  return GROUP.test(line) || STREAM.test(line) || (SUBSHELL.test(line) && /\) ?\d?[<>|&]/.test(line));
}

// What bash keeps of the command before: `$_`, `!!`, `!$`.
const LAST_WORD = /\$\{?_(?!\w)|!!|!\$|\bfc\b/;
