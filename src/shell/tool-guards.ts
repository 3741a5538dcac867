import { isOneOf } from './words.ts';

/** A word of a command, as far as what its program makes of it depends on the words around. */
export interface ToolWord {
  readonly name: string;
  readonly flag: string;
  /** The word's text before the variable. */
  readonly before: string;
  readonly isOperand: boolean;
  /** All words between the program and it. */
  readonly earlier: readonly string[];
}

/** What single programs make of a word that is more than a name to them, as letters of `PlaceCode`. */
export function toolGuards(word: ToolWord): readonly string[] {
  const { name, flag, before, isOperand } = word;
  if (name === 'xargs' || name === 'find') return replacedGuards(word);
  // They join their words, and read an expression.
  if (isOneOf(name, 'nft tcpdump tshark ngrep')) return isOperand ? ['t'] : [];
  if (name === 'dig' && isOperand && before === '') return ['R', 'D'];
  // ImageMagick's `|cmd` and `@file`.
  if (isOneOf(name, 'convert magick mogrify identify composite')) return isOperand ? ['A', 'D'] : [];
  if (isOneOf(name, 'mail mailx mutt s-nail')) return flag === '-s' ? ['L'] : [];
  // `-o "uid=$X"`, `-G`, `-s`: lists with commas.
  if (isOneOf(name, 'mount sshfs')) return flag === '-o' && before !== '' ? ['v'] : [];
  if (isOneOf(name, 'useradd usermod adduser')) return isOneOf(flag, '-G -aG --groups') ? ['v'] : [];
  if (isOneOf(name, 'iptables ip6tables'))
    return isOneOf(flag, '-s -d --source --destination --sport --dport --sports --dports') ? ['v'] : [];
  // A pattern, of which `.` alone is every process.
  return name === 'pkill' ? ['g', 'f'] : [];
}

/** `xargs -I{} mv {} "$X"`, `find -exec grep "$X" {} \;`: what stands for a file is replaced within a value too. */
function replacedGuards({ name, earlier }: ToolWord): readonly string[] {
  if (name === 'find')
    return earlier.slice(0, -1).some((one) => isOneOf(one, '-exec -execdir -ok -okdir')) ? ['g'] : [];
  const at = earlier.findIndex((one) => REPLACES.test(one));
  if (at < 0) return [];
  const [, letter, attached = ''] = REPLACES.exec(earlier[at] ?? '') ?? [];
  const mark = letter === 'I' && attached === '' ? (earlier[at + 1] ?? '') : attached;
  return /^(?:|[*?[\]{}%]+)$/.test(mark) ? ['g'] : ['t'];
}

const REPLACES = /^(?:-\w{0,4}?([Ii])|--replace=?)(.*)/;
