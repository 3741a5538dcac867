import { lookUp } from './look-up.ts';
import { isOneOf, words } from './words.ts';

/** A word of a command, as far as what its program makes of it depends on the words around. */
export interface ToolWord {
  readonly name: string;
  readonly flag: string;
  /** The word's text before the variable. */
  readonly before: string;
  readonly isOperand: boolean;
  /** Nothing else stands in the word, but for its flag. */
  readonly isWhole: boolean;
  /** The words before it that are no flags, and no values of flags. */
  readonly operands: readonly string[];
  /** All words of the command, the program first. */
  readonly values: readonly string[];
  /** Which of them it is. */
  readonly at: number;
}

const CLIENTS = words('curl wget http https xh');
/** The methods of HTTP that change something, as a word: `DELETE`, `-XDELETE`, `--method=DELETE`. */
const CHANGING = /^(?:-X|--(?:request|method)=)?(?:DELETE|POST|PUT|PATCH)$/;

/** What single programs make of a word that is more than a name to them, as letters of `PlaceCode`. */
export function toolGuards(word: ToolWord): readonly string[] {
  const { name, flag, before, isWhole, isOperand, operands, values, at } = word;
  const earlier = values.slice(1, at);
  // Behind them everything there may be removed.
  if (isOperand && losesFiles(name, values)) return [...replacedGuards(name, earlier), 'f'];
  if (isOperand && isInstalled(name, operands)) return packageGuards(word);
  if (name === 'helm' && isOperand && before === '' && isChart(operands)) return ['F'];
  // Each is a library that is loaded.
  if (name === 'openssl' && isOperand && operands[0] === 'engine') return ['c'];
  if (isProcess(word)) return ['1'];
  // `--topic` is a pattern there, of which `.` alone is every topic.
  if (isOneOf(name, 'kafka-topics kafka-topics.sh')) return flag === '--topic' ? ['t', 'f'] : [];
  // Of every key that begins with it: `/` is all of them.
  if (isOneOf(name, 'etcdctl consul'))
    return isOperand && values.some((one) => ALL_BELOW.test(one)) ? ['f'] : [];
  // `bind -x '"\C-x": cmd'`.
  if (name === 'bind') return [/:[\s"']{0,3}$/.test(before) ? 'c' : 't'];
  if (name === 'yq' && isWhole && isOperand && operands.length === 1)
    return isOneOf(operands[0] ?? '', 'e ea eval eval-all') ? ['c'] : [];
  // `gh alias set x '!$X'`.
  if (name === 'gh' && before.startsWith('!')) return [before === '!' ? 'c' : 't'];
  if (isOneOf(name, 'docker podman nerdctl')) return containerGuards(word);
  // `curl -X DELETE es:9200/$X`: what the server decodes may be a list or a glob of its names.
  // `_delete_by_query?q=user:$X` takes globs too.
  const part = before.slice(Math.max(before.lastIndexOf('?'), before.lastIndexOf('&')) + 1);
  const isNamed = before.includes('/') && (!before.includes('?') || part.startsWith('q='));
  if (CLIENTS.has(name) && isNamed) return values.some((one) => CHANGING.test(one)) ? ['v', 'g'] : [];
  if (name === 'xargs' || name === 'find') return replacedGuards(name, earlier);
  // They join their words, and read an expression.
  if (isOneOf(name, 'nft tcpdump tshark ngrep')) return isOperand ? ['t'] : [];
  if (name === 'dig' && isOperand && before === '') return ['R', 'D'];
  // ImageMagick's `|cmd` and `@file`.
  if (isOneOf(name, 'convert magick mogrify identify composite')) return isOperand ? ['A', 'D'] : [];
  if (isOneOf(name, 'mail mailx mutt s-nail')) return flag === '-s' ? ['L'] : [];
  // `-o "uid=$X"`, `-G`, `-s`: lists with commas.
  // `mount -t fuse x`, `mount -t fuse.x`: the helper is called x.
  if (name === 'mount' && (before.startsWith('fuse.') || (isOperand && earlier.at(-1) === 'fuse')))
    return ['c'];
  if (isOneOf(name, 'mount sshfs')) return flag === '-o' && before !== '' ? ['v'] : [];
  if (isOneOf(name, 'useradd usermod adduser')) return isOneOf(flag, '-G -aG --groups') ? ['v'] : [];
  if (isOneOf(name, 'iptables ip6tables'))
    return isOneOf(flag, '-s -d --source --destination --sport --dport --sports --dports') ? ['v'] : [];
  // A pattern, of which `.` alone is every process.
  return isOneOf(name, 'pkill pgrep killall') ? ['g', 'f'] : [];
}

/** Flags behind which processes are named: by their parent, their group, their session, themselves. */
const PROCESS_FLAGS: Readonly<Record<string, ReadonlySet<string>>> = {
  pkill: words('-P -g -s --parent --pgroup --session'),
  renice: words('-p -g --pid --pgrp'),
  nsenter: words('-t --target'),
  skill: words('-p --pid'),
};

/** `kill -9 "$X"`, `kill -- -$X`, `pkill -P "$X"`; not `kill -$X 42`, which is a signal. */
function isProcess({ name, flag, before, isOperand, at }: ToolWord): boolean {
  if (name === 'kill') return before === '-' ? at > 1 : isOperand && before === '';
  return lookUp(PROCESS_FLAGS, name)?.has(flag) === true;
}

const ALL_BELOW = /^--?(?:prefix|recurse|from-key)$/;
const REMOVERS = words('-delete rm rmdir shred unlink truncate mv');

/** `find $X -delete`, `rsync --delete $X`, `cd $X`. */
function losesFiles(name: string, values: readonly string[]): boolean {
  if (name === 'find') return values.some((value) => REMOVERS.has(value));
  if (name === 'rsync')
    return values.some((value) => /^--(?:del|delete(?:-[a-z]{1,10})?|remove-source-files)$/.test(value));
  return isOneOf(name, 'cd pushd');
}

/** `helm install web $X`: an address there is fetched, and what comes is run. */
function isChart([verb = '', ...rest]: readonly string[]): boolean {
  return rest.length === 1 && isOneOf(verb, 'install upgrade template plugin');
}

/** Everybody may publish there, and what is installed runs. */
const OPEN_PACKAGERS = words(
  'pip pip3 pipx uv npm pnpm yarn bun gem cargo go conda mamba cpanm luarocks composer',
);
const OPEN_INSTALLS = words('install add i get require download');
const PACKAGERS = words('apt apt-get yum dnf zypper apk');
const INSTALLS = words('install add in reinstall upgrade update localinstall download');

function isInstalled(name: string, [verb = '', second = '']: readonly string[]): boolean {
  if (OPEN_PACKAGERS.has(name)) return OPEN_INSTALLS.has(isOneOf(verb, 'global pip tool') ? second : verb);
  return PACKAGERS.has(name) && INSTALLS.has(verb);
}

/** `pip install $X`, `apt install $X`, `npm i lodash@$X`: a package, or a file or an address in its place. */
function packageGuards({ name, before }: ToolWord): readonly string[] {
  // `lodash@$X`: a version.
  if (before !== '') return ['F', 'a'];
  return OPEN_PACKAGERS.has(name) ? ['c'] : ['F', 'a', 'g'];
}

function containerGuards({ flag, before, operands: [verb] }: ToolWord): readonly string[] {
  if (verb === 'compose' && isOneOf(flag, '-f --file')) return ['F'];
  // `name=` is a pattern there, of which `.` alone is every container.
  return verb === 'ps' && /^(?:-\w{0,4}f|--filter)$/.test(flag) && before.endsWith('=') ? ['g', 'f'] : [];
}

/** `xargs -I{} mv {} "$X"`, `find -exec grep "$X" {} \;`: what stands for a file is replaced within a value too. */
function replacedGuards(name: string, earlier: readonly string[]): readonly string[] {
  if (name !== 'xargs' && name !== 'find') return [];
  if (name === 'find')
    return earlier.slice(0, -1).some((one) => isOneOf(one, '-exec -execdir -ok -okdir')) ? ['g'] : [];
  const at = earlier.findIndex((one) => REPLACES.test(one));
  if (at < 0) return [];
  const [, letter, attached = ''] = REPLACES.exec(earlier[at] ?? '') ?? [];
  const mark = letter === 'I' && attached === '' ? (earlier[at + 1] ?? '') : attached;
  return /^(?:|[*?[\]{}%]+)$/.test(mark) ? ['g'] : ['t'];
}

const REPLACES = /^(?:-\w{0,4}?([Ii])|--replace=?)(.*)/;
