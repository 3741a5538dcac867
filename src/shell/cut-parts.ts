import type { Piped } from './piped-commands.ts';
import type { Command, VariableUse } from './script.ts';
import { programName } from './unwrap.ts';

/**
 * What a value must be for a part of it to be no option, no file that is read and no folder itself, as letters of
 * `PlaceCode`.
 */
export interface Part {
  readonly word: string;
  /** In a path, where nothing at all would be the folder itself too. */
  readonly path: string;
  /** It begins as the value does. */
  readonly isStart?: boolean;
}

const START: Part = { word: 'C', path: 'ZC', isStart: true };
const START_OR_NOTHING: Part = { word: 'C', path: '0', isStart: true };
const AFTER_SIGN: Part = { word: 'C', path: 'C' };
const FIELD: Part = { word: 'C', path: '0' };
const FIRST_FIELD: Part = { word: 'C', path: 'ZC' };
const LINE: Part = { word: 'C', path: 'CL' };
/** From anywhere, within a word perhaps. */
const ANY: Part = { word: 'V', path: '0' };
/** With other text for signs, so that it begins as the value does where that begins with a letter. */
const OTHER_SIGNS: Part = { word: 'ZC', path: 'ZC' };
/** What it begins with is not the value's own. */
const MADE: Part = { word: '0', path: '0' };

// `-`, `\.`, `":"`; no letter, nor what stands for others.
const SIGN = /^(["'\\]?)[-/_.:,;=@+#%~ |]+["']?$/;
const ENDS_IN_SIGN = /^[^[\]()?$`]*[-/_.:,=@+~ ]["']?$/;

/** `${X##*}`, `${X%.log}`, `${X/a/b}`, `${X:1}`; not `${X:-1}`, `${X^^}`, nor `${X[@]:1}`, whose items are whole. */
export function cutOf({ range }: VariableUse, source: string): Part | undefined {
  const [, items, sign, rest = ''] =
    /^\$\{\w+(\[[^\]]*\])?(##?|%%?|\/\/?|:(?![-+=?]))([^]*)\}$/.exec(source.slice(range.start, range.end)) ??
    [];
  if (sign === undefined || (sign === ':' && /^\[[@*]\]$/.test(items ?? ''))) return undefined;
  if (sign === ':') return /^0?\s*:\s*[1-9]\d*$/.test(rest) ? START : ANY;
  if (sign.startsWith('%')) return /^["'\\]?[-/_.:,=@+~ ]/.test(rest) ? START : START_OR_NOTHING;
  if (sign.startsWith('#')) return ENDS_IN_SIGN.test(rest) ? AFTER_SIGN : ANY;
  const [, pattern = '', text = ''] = /^[#%]?((?:\\[^]|[^/\\])+)(?:\/([^]*))?$/.exec(rest) ?? [];
  return replaced(pattern, text);
}

/** @param text what stands for the pattern then */
function replaced(pattern: string, text: string): Part {
  if (SIGN.test(pattern)) return OTHER_SIGNS;
  // `[^a-zA-Z0-9]`: letters stay.
  if (/^\[[!^](?=[^\]]*(?:a-zA-Z|A-Za-z|:alnum:))(?=[^\]]*(?:0-9|:alnum:|\\d))/.test(pattern))
    return OTHER_SIGNS;
  return /^["']?\w*["']?$/.test(text) ? ANY : MADE;
}

/** What a pipeline leaves of the text that its first command prints; undefined where that is all of it. */
export function printedParts({ words, after }: Piped): readonly Part[] {
  return [words, ...after.map((one) => one.words)].flatMap((all) => printedPart(all) ?? []);
}

function printedPart(words: Command['words']): Part | undefined {
  const name = programName(words[0]);
  const values = words.slice(1).map(({ value }) => value);
  const flags = values.join(' ');
  if (/^(?:echo|printf|cat|tee|true)$/.test(name)) return undefined;
  if (/^(?:basename|realpath|readlink|xargs)$/.test(name)) return AFTER_SIGN;
  if (/^(?:head|tail)$/.test(name) && /-c|--bytes/.test(flags)) return name === 'head' ? START : ANY;
  if (/^(?:head|tail|sort|uniq|grep|nl|tac)$/.test(name) && !/-\w*o|--only/.test(flags)) return LINE;
  if (name === 'cut') return cutBy(flags);
  if (name === 'tr') return translated(values);
  if (/^g?sed$/.test(name)) return edited(values);
  if (/^[gmn]?awk$/.test(name)) return awkField(values);
  if (/^(?:base64|base32|xxd|openssl|uudecode)$/.test(name)) return MADE;
  return /^(?:grep|rev|expr|jq|fold|perl|python3?|ruby)$/.test(name) ? ANY : FIELD;
}

/** `cut -d/ -f2`, `cut -c4-`. */
function cutBy(flags: string): Part {
  if (/-[cb]\s?|--(?:bytes|characters)/.test(flags)) return /-[cb]\s?1?-\d/.test(flags) ? START : ANY;
  if (/(?:-d\s?|--delimiter[= ])["']?[A-Za-z\d]/.test(flags)) return ANY;
  return /(?:-f\s?|--fields[= ])1(?![\d,-])/.test(flags) ? FIRST_FIELD : FIELD;
}

const CASES = /^(?:a-z|A-Z|\[:upper:\]|\[:lower:\]|\[a-z\]|\[A-Z\])$/;

function translated(values: readonly string[]): Part | undefined {
  const [first = '', second] = values.filter((value) => !/^-[cCdst]+$/.test(value));
  if (values.some((value) => /^-\w*[cC]/.test(value)))
    return second === undefined ? ANY : replaced(`[^${first}]`, second);
  if (second !== undefined && CASES.test(first) && CASES.test(second)) return undefined;
  return replaced(first.replace(/\\[nt]/g, ' '), second ?? '');
}

/** `s:-.*::`, `s:.*-::`; more than one of them, and all else, is not followed. */
function edited(values: readonly string[]): Part {
  const [script = '', ...more] = values.filter((value) => !value.startsWith('-'));
  const [, mark = '', rest = ''] = /^s([^\w\s\\])([^]*)$/.exec(script) ?? [];
  const [pattern, text, flags, ...others] = rest.split(mark);
  if (
    more.length > 0 ||
    mark === '' ||
    pattern === undefined ||
    others.length > 0 ||
    !/^[gI\d]*$/.test(flags ?? 'x')
  )
    return MADE;
  if (text === '' && /^\^?\.\*\\?[-/_.:,=@+~ ]$/.test(pattern)) return AFTER_SIGN;
  if (text === '' && /^\\?[-_.:,=@+~ ].*\$?$/.test(pattern) && !/\\[(|]/.test(pattern))
    return /\.\*\$?$|\$$/.test(pattern) ? START : ANY;
  return replaced(pattern, text ?? '-');
}

function awkField(values: readonly string[]): Part {
  const program = values.findLast((value) => value.includes('{')) ?? '';
  const [, field] = /^\{ ?print \$(NF|\d{1,2}) ?;? ?\}$/.exec(program.trim()) ?? [];
  const flags = values.filter((value) => value !== program).join(' ');
  if (field === undefined) return /[-+@<](?![\d)\s])/.test(program) ? MADE : ANY;
  if (/-F\s?["']?\[?[A-Za-z\d]|\bFS=/.test(flags)) return ANY;
  return field === '1' ? FIRST_FIELD : FIELD;
}

/** `IFS=/ read -r A B`: the words between its signs. */
export function readParts({ assignments, words }: Command): Part[] {
  if (assignments.length === 0 && words.filter(({ value }) => /^\w+$/.test(value)).length <= 2) return [];
  return [assignments.some(({ value }) => /\w/.test(value?.value ?? '')) ? ANY : FIELD];
}
