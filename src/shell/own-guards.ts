import { holds } from './own-bindings.ts';
import { isGivenAsInput, isNested, isReader, functionsOf, wordWith } from './flow.ts';
import { fillsTemplates } from './environment-asks.ts';
import type { Flow } from './flow.ts';
import { split } from './given-texts.ts';
import { formatAt, formatLead } from './printed-texts.ts';
import { INTERPRETERS, listInputRunners, namesRereader, opensArguments, programsAmong } from './rereaders.ts';
import { afterRunItem } from './run-names.ts';
import type { Command, VariableUse, Word } from './script.ts';
import { innermost, programName, unwrap } from './unwrap.ts';
import { runsItsInput } from './xargs-input.ts';
import { guardsOf } from './place-guards.ts';
import { isOneOf, words } from './words.ts';

/** What a value must be because of what its own command does with its text, which may be to run it. */
export function ownGuards(use: VariableUse, flow: Flow): string {
  const around = flow.commands.filter(({ range, hereDocuments }) => {
    const documents = hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range));
    return documents || holds(range, use.range);
  });
  if (around.some((command) => isRunAsCommand(command, use, flow))) return 'c';
  if (around.some((command) => isGivenToMadeShell(command, use, flow))) return 'c';
  if (around.some((command) => isGlobProgram(command, use, flow.source))) return 'c';
  if (around.some((command) => isRunAgain(command, use, flow))) return 't';
  // `export A="$X"; envsubst < t.yaml`: where A stands in the template is not seen.
  if (use.place === 'assignment' && fillsTemplates(flow.source)) return 't';
  if (isSubscript(use, flow.source) || isDuplicated(use, around)) return 't';
  return (
    readsBackslashes(around, use) +
    (around.some((command) => isOpened(command, use)) ? 'A' : '') +
    (around.some((command) => isRecord(command, use)) ? 'L' : '')
  );
}

/** `echo "app:$X" | sudo chpasswd`, `echo "$X" | sudo tee -a /etc/hosts`: each line is an entry of its own. */
function isRecord(command: Flow['commands'][number], use: VariableUse): boolean {
  const { words, after, hereDocuments } = command;
  if (isGivenAsInput(command, use.range) && TAKES_ENTRIES.has(programName(innermost(words)[0]))) return true;
  const isPrinted = isOneOf(programName(words[0]), 'echo printf');
  if (!isPrinted || hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range))) return false;
  return after.some((next) => {
    const last = innermost(next.words);
    const name = programName(last[0]);
    const isOfMachine = last.some(({ value }) => value.startsWith('/etc/'));
    return TAKES_ENTRIES.has(name) || (name === 'tee' && isOfMachine);
  });
}

const TAKES_ENTRIES = words(
  'chpasswd chgpasswd newusers htpasswd smbpasswd passwd nsupdate ipset iptables-restore debconf-set-selections ' +
    'kafka-console-producer kafka-console-producer.sh kcat kafkacat ldapmodify ldapadd ldapdelete sendmail',
);

/** `C="sh -c"; $C "$X"`, `$SHELL -c "$X"`, `C=(sh -c "$X")`: a shell that stands in a variable. */
function isGivenToMadeShell(command: Command, use: VariableUse, { commands, source }: Flow): boolean {
  const array = command.assignments.find(({ range }) => holds(range, use.range));
  const lead = source.slice(array?.nameRange.end ?? use.range.start, use.range.start);
  if (/^\+?=\(/.test(lead) && /\s["']?$/.test(lead) && namesRereader(lead)) return true;
  const word = command.words.find(({ range }) => holds(range, use.range));
  const [program] = command.words;
  if (!word || !program?.isDynamic || word === program) return false;
  if (!/^["']?$/.test(source.slice(word.range.start, use.range.start))) return false;
  if (/^-\w*c$/.test(command.words[command.words.indexOf(word) - 1]?.value ?? '')) return true;
  const name = /^["']?\$\{?(\w+)/.exec(program.text)?.[1];
  return commands
    .flatMap(({ assignments }) => assignments)
    .some((one) => one.name === name && namesRereader(source.slice(one.nameRange.end, one.range.end)));
}

/** zsh's `*(e:'cmd':)` and `*(+cmd)`, which run what stands there for each file. */
function isGlobProgram({ nested }: Command, { range }: VariableUse, source: string): boolean {
  const own = nested.find(({ via, script }) => via.includes('zsh') && holds(script.range, range));
  return own !== undefined && /\([^)\s]{0,20}[e+]/.test(source.slice(own.script.range.start, range.start));
}

/** `perl -ne '…' "$X"`; not what perl reads from its input. */
function isOpened(command: Command, use: VariableUse): boolean {
  return opensArguments(command) && wordWith(command, use.range) !== undefined;
}

// `then `, `sudo `: what follows is run.
const BEFORE_COMMAND =
  /(?:^|[\s;&|(])(?:if|then|elif|else|while|until|do|!|time|sudo|doas|exec|nohup|command|env|eval|source|\.)\s+$/;

/** `echo "$X" | bash`, `trap "$X" EXIT`: a text that is run, and begins a command with the value. */
function isRunAsCommand(command: Flow['commands'][number], use: VariableUse, { source }: Flow): boolean {
  if (isNested(command, use)) return false;
  const word = wordWith(command, use.range);
  const own = word ? split(word, use, source).before : source.slice(command.range.start, use.range.start);
  const before = (formatLead(command.words, word) ?? '') + own;
  // `${A:-$X}`: where A is empty, it begins with the value.
  const lead = before.replace(/["']$/, '').replace(/\$\{\w{1,60}:?[-+=]\s*$/, '');
  const last = lead.trimEnd().at(-1) ?? '\n';
  const begins =
    lead.slice(lead.trimEnd().length).includes('\n') ||
    '\n;&|({`'.includes(last) ||
    BEFORE_COMMAND.test(lead);
  if (word && isHook(command.words, word)) return true;
  const [name = ''] = command.words.map(programName);
  if (name === 'alias' && /^[^=]+=["']?$/.test(before)) return true;
  if (!begins) return false;
  const operand = command.words.slice(1).find(({ value }) => value !== '--');
  if (name === 'alias' || (name === 'trap' && word === operand)) return true;
  if (isTyped(command.words)) return true;
  const readers = command.after.flatMap(({ words }) => [
    ...listInputRunners(words).filter((one) => one !== 'xargs' || runsFirst(words)),
    ...words
      .slice(0, 1)
      .map(programName)
      .filter((one) => isOneOf(one, 'eval source .')),
  ]);
  if (isOneOf(name, 'echo printf cat tee yes') && (readers.length > 0 || goesToProcess(command))) return true;
  return (
    isGivenAsInput(command, use.range) &&
    command.words.some((one) => isOneOf(programName(one), 'sh bash zsh dash ksh ash ssh'))
  );
}

/** `… | xargs sudo`, not `… | xargs kubectl delete pod`: what comes in is the name of what is run. */
function runsFirst(words: readonly Word[]): boolean {
  const last = innermost(words);
  const word: Word = {
    ...{ range: { start: Infinity, end: Infinity }, text: '{}', value: '{}', parts: [] },
    ...{ isDynamic: true, hasPlaceholder: false },
  };
  const given = { words: [...last, word], word, before: '', after: '' };
  return runsItsInput(words) || guardsOf(given).includes('c');
}

/** `tmux send-keys "$X"`, `screen -X stuff "$X"`. */
function isTyped(words: readonly Word[]): boolean {
  const values = words.map(({ value }) => value);
  return (
    isOneOf(programName(words[0]), 'tmux screen xdotool ydotool') &&
    values.some((one) => isOneOf(one, 'send-keys send stuff type key'))
  );
}

/** `mapfile -C "$X"`, `complete -C "$X"`: a command that bash runs by itself. */
function isHook(words: readonly Word[], word: Word): boolean {
  const flag = words[words.indexOf(word) - 1]?.value ?? '';
  const isHooked = /^-\w*[CF]$/.test(flag) || /^-\w{0,8}[CF]["']?\$/.test(word.text);
  if (isOneOf(programName(words[0]), 'history fc')) return /^-\w*[se]$/.test(flag);
  return isOneOf(programName(words[0]), 'mapfile readarray compgen complete') && isHooked;
}

function isRunAgain(command: Flow['commands'][number], use: VariableUse, { script, source }: Flow): boolean {
  const word = wordWith(command, use.range);
  const isInput = isGivenAsInput(command, use.range);
  if (!word && !isInput) return false;
  const programs = programsAmong(command.words);
  const name = programName(command.words[0]);
  if (word && functionsOf(script).includes(name)) return true;
  if (word && word !== command.words[0] && command.words[0]?.isDynamic) return true;
  if (name === 'set' && /\$(\d|[@*]|\{[\d@*])/.test(source)) return true;
  const part = word?.parts.find(({ range }) => holds(range, use.range));
  // An unquoted `$(echo "$X")` is split and globbed; as a process, it is a file that somebody reads.
  if (part?.kind === 'command') return true;
  const isMade = word !== undefined && /\$\(|`|[<>]\(/.test(source.slice(word.range.start, use.range.start));
  // `--from-file=run.sh=<(echo "$X")`: a file that is called a script.
  const called = word?.text.startsWith('<(') ? command.words[command.words.indexOf(word) - 1] : undefined;
  if (called !== undefined && afterRunItem(called.value) === '') return true;
  // `curl --config <(echo "$X")`: a file for a program that may read commands in it.
  if (word?.text.startsWith('<(') === true && !programs.some((one) => READS_DATA.has(one))) return true;
  if (isMade && programs.some((one) => isReader(one) || INTERPRETERS.has(one))) return true;
  // `flock f -c "ls $(dirname "$X")"`: what is printed becomes a part of the script.
  if (
    isMade &&
    command.nested.some(({ quote, script: one }) => quote !== 'single' && holds(one.range, use.range))
  )
    return true;
  if (isMade && word === command.words[0]) return true;
  if (isInput && !isNested(command, use) && programs.some(isReader)) return true;
  if (goesToProcess(command)) return true;
  return word !== undefined && isAfterUnfollowedReader(command, word);
}

const READS_DATA = words(
  'cat diff comm cmp sort uniq paste join grep egrep wc head tail less more jq cut tr column xxd od md5sum sha256sum kubectl oc ' +
    'vimdiff while done read mapfile readarray',
);

/** `echo "$X" > >(bash)`, `echo "$X" | tee >(ssh host bash)`: a process that reads what is printed, and runs it. */
function goesToProcess(command: Flow['commands'][number]): boolean {
  return [command, ...command.after].some(({ words, redirections }) =>
    [...words, ...redirections.flatMap(({ target }) => target ?? [])].some(
      ({ text }) => text.includes('>(') && namesRereader(text),
    ),
  );
}

/** `sshpass -p x ssh host "echo $X"`: a shell behind a program whose words nobody knows. */
function isAfterUnfollowedReader(command: Command, word: Word): boolean {
  const followed = new Set(followedPrograms(command.words));
  const at = command.words.indexOf(word);
  const programs = new Set(programsAmong(command.words));
  return command.words
    .slice(0, at)
    .some((one) => isReader(programName(one)) && programs.has(programName(one)) && !followed.has(one));
}

function followedPrograms(words: readonly Word[]): readonly Word[] {
  const [first] = words;
  const inner = unwrap(words).flatMap((one) => ('words' in one ? followedPrograms(one.words) : []));
  return first ? [first, ...inner] : [];
}

/** `X[$V]=1`: what stands in the brackets is evaluated. */
function isSubscript({ range, layers }: VariableUse, source: string): boolean {
  if (layers.at(-1) !== 'bare') return false;
  const before = source.slice(0, range.start);
  const open = before.lastIndexOf('[');
  return /[\w(\s]/.test(before.charAt(open - 1)) && !/[\]\s]/.test(before.slice(open));
}

/** `>&$X`: bash expands what it comes to once more. */
function isDuplicated({ range }: VariableUse, around: readonly Command[]): boolean {
  const redirections = around.flatMap((one) => one.redirections);
  return redirections.some(
    ({ operator, target }) => isOneOf(operator, '>& <&') && target && holds(target.range, range),
  );
}

/** `printf "$X"`, `echo -e "$X"`, `awk -v x="$X"`. */
function readsBackslashes(around: Flow['commands'], { range }: VariableUse): string {
  for (const { words: all, after, outputs, depth } of around) {
    const words = innermost(all);
    const at = words.findIndex((word) => holds(word.range, range));
    const name = programName(words[0]);
    if (at < 1) continue;
    const values = words.map(({ value }) => value);
    if (name === 'printf') {
      const format = formatAt(words);
      if (at === format) return 't';
      if (/%[-\d.]*b/.test(values[format] ?? '')) return 'K';
      // `%.3s`: what is cut off may be the end of an escape.
      const goesOn = after.length > 0 || outputs.length > 0 || depth > 0;
      if (goesOn && /%[-+ #\d]{0,8}[.*]/.test(values[format] ?? '')) return 't';
    }
    if (name === 'find' && (values[at - 1] === '-printf' || values[at - 2] === '-fprintf')) return 't';
    if (name === 'echo' && values.slice(1, at).some((value) => /^-[nE]*e/.test(value))) return 'K';
    if (isOneOf(name, 'awk gawk mawk nawk') && (values[at - 1] === '-v' || /^-v./.test(values[at] ?? '')))
      return 'K';
  }
  return '';
}
