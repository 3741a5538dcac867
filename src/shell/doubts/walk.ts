import type { Invocation } from '../invocations.ts';
import { nearestName, slips } from '../nearest.ts';
import type { Word } from '../script.ts';
import type { CommandSpec, Flag } from '../specs/spec.ts';
import type { Doubt } from './doubt.ts';
import { findFlag, flagNames, nearestFlag, ownerBelow, ownerOf, readBundle } from './flags.ts';
import { judgeChoice } from './choice.ts';
import { judgeMissing } from './missing.ts';
import { judgeSwapped } from './swapped.ts';
import { judgeAge } from './age.ts';
import { doubt, hasLooseFlags, hasTrait, isLoose, isOpen, type Walk } from './walk-state.ts';

/** Judges one program call against its tool's spec. */
export function judgeWords(
  { words: all, ownWords, name }: Invocation,
  spec: CommandSpec,
  hasInput: boolean,
): readonly Doubt[] {
  const scope = { root: spec, node: spec, chain: [spec] };
  const words = all.slice(0, ownWords);
  const walk: Walk = {
    words,
    doubts: [],
    tool: name,
    scope,
    operands: 0,
    isEnded: false,
    isVague: hasInput || ownWords < all.length,
    // What `xargs` adds stands behind its last word.
    carries: ownWords < all.length || hasInput,
    isDone: false,
  };
  for (let index = 1; index < words.length && !walk.isDone;) index += step(walk, index);
  if (!walk.isDone) {
    judgeMissing(walk);
    judgeSwapped(walk);
  }
  return walk.doubts;
}

/** Reads the word at `index`; gives how many words it took. */
function step(walk: Walk, index: number): number {
  const word = walk.words[index];
  if (word === undefined) return 1;
  if (word.value === '--' && !walk.isEnded) return endFlags(walk, index);
  if (walk.isEnded || !/^-./.test(word.value) || isNumber(walk, word)) return readOperand(walk, word);
  if (isSignal(walk.tool, word.value) || isSortKey(walk, index) || isMode(walk.tool, word.value)) return 1;
  return readFlag(walk, index, word);
}

/** After `--` comes what is handed on: another command, or names that look like flags. */
function endFlags(walk: Walk, index: number): number {
  walk.isEnded = true;
  walk.isVague ||= index + 1 < walk.words.length;
  return 1;
}

// `-200` is a number where the tool says so, and `-1` where no flag has that name; `-<group>` stands for one.
function isNumber({ scope }: Walk, { value }: Word): boolean {
  if (/^-_+$/.test(value) && hasTrait(scope, 'numbers')) return true;
  return (
    /^-\d/.test(value) && (hasTrait(scope, 'numbers') || findFlag(scope, value.slice(0, 2)) === undefined)
  );
}

/** `pkill -SIG35`, `kill -RTMIN+2`: a signal by its name or its number. */
function isSignal(tool: string, value: string): boolean {
  return /^(?:kill|pkill|killall|skill)$/.test(tool) && SIGNAL.test(value);
}

// The names of signal(7); not `-KILLL`.
const SIGNAL =
  /^-(?:SIG)?(?:\d{1,3}|HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS|RTM(?:IN|AX)(?:[+-]\d{1,2})?)$/i;

/** `chmod -x a`, `nice --5 make`: a mode that takes away, and a niceness below nought. */
function isMode(tool: string, value: string): boolean {
  if (tool === 'nice') return /^--\d{1,2}$/.test(value);
  return tool === 'chmod' && /^-(?!R)[rwxXst]{1,6}(?:,[ugoa]{0,4}[-+=][rwxXst]{0,6}){0,4}$/.test(value);
}

/** `ps axk -%cpu`: what is sorted by, the other way round. */
function isSortKey({ tool, words }: Walk, index: number): boolean {
  return tool === 'ps' && /^-?[A-Za-z]{0,20}k$/.test(words[index - 1]?.value ?? '');
}

function readFlag(walk: Walk, index: number, word: Word): number {
  if (asksHelp.test(word.value) && !takesWord(walk, word.value)) return giveUpOn(walk);
  // `uniq -c：` is a flag with what a sentence says of it.
  if (FULL_WIDTH.test(word.value)) return giveUpOn(walk);
  if (isOpen(walk)) return skipFlag(walk, index, word);
  // `"$FLAGS"`, `-$X`, `--{a,b}`: what the flag is shows only at run time.
  const name = /^[^=]+/.exec(word.value)?.[0] ?? word.value;
  if (/[$`_{(]/.test(name) && word.isDynamic && !/^--?[A-Za-z][\w.-]*=/.test(word.value))
    return giveUpOn(walk);
  const isAttached = word.value.includes('=');
  if (isLongWithOneDash(walk, name)) return longWithOneDash(walk, { index, word, name, isAttached });
  const flag = findFlag(walk.scope, name);
  if (judgeAge(walk, word, flag?.names ?? [name]) && !flag) return 1;
  if (flag) return takeValue(walk, { index, word, flag, name, isAttached });
  const bundle = isAttached && name.startsWith('--') ? undefined : readBundle(walk.scope, word.value);
  if (bundle?.isKnown) {
    if (bundle.last === undefined || bundle.rest !== '') return 1;
    return takeValue(walk, { index, word, flag: bundle.last, name: bundle.name, isAttached: false });
  }
  const isWhole = hasTrait(walk.scope, 'single-dash');
  return unknownFlag(walk, { index, word, name: isWhole ? name : (bundle?.name ?? name), isAttached });
}

/**
 * `kubectl get pods -namespace web` means `-n amespace`. Letters that are all switches may stand in one word: `ls -all`.
 */
function isLongWithOneDash({ scope }: Walk, name: string): boolean {
  if (!/^-[a-z][a-z0-9-]{2,}$/.test(name) || hasTrait(scope, 'single-dash')) return false;
  if (findFlag(scope, name) !== undefined) return false;
  if (!flagNames(scope).includes(`-${name}`)) return false;
  const bundle = readBundle(scope, name);
  return name.length > 4 || !(bundle?.isKnown && bundle.last === undefined);
}

function longWithOneDash(walk: Walk, { index, word, name, isAttached }: Omit<Seen, 'flag'>): number {
  walk.isVague = true;
  const bundle = readBundle(walk.scope, name);
  // `curl -fail`: letters that are all switches do something, if not what was meant.
  const isPossible = bundle?.isKnown === true && bundle.last === undefined;
  doubt(walk, 'unknown-flag', { at: word, word: name, nearest: `-${name}`, isPossible });
  const next = walk.words[index + 1];
  const takesNext = findFlag(walk.scope, `-${name}`)?.takes === 1 && !isAttached && next !== undefined;
  return takesNext ? 2 : 1;
}

// Punctuation of Chinese and Japanese.
const FULL_WIDTH = /[\u3000-\u303F\uFF00-\uFF60]/;
// Every tool answers these, whether its help lists them or not.
const asksHelp = /^(--help|-help|--version)$/;

// `helm install --version 1.2.3 …`: there it is a flag like others.
function takesWord({ scope }: Walk, name: string): boolean {
  return findFlag(scope, name)?.takes === 1;
}

function giveUpOn(walk: Walk): number {
  walk.isVague = true;
  return 1;
}

/** Nothing is judged there; but the value of a flag that is known is no subcommand. */
function skipFlag(walk: Walk, index: number, { value }: Word): number {
  const next = walk.words[index + 1]?.value ?? '-';
  const takesNext = findFlag(walk.scope, value)?.takes === 1 && !next.startsWith('-');
  return giveUpOn(walk) + (takesNext ? 1 : 0);
}

interface Seen {
  readonly index: number;
  readonly word: Word;
  readonly flag: Flag;
  readonly name: string;
  readonly isAttached: boolean;
}

function takeValue(walk: Walk, { index, word, flag, name, isAttached }: Seen): number {
  const next = walk.words[index + 1];
  if (flag.takes === 'to-semicolon') return toSemicolon(walk, index);
  if (isAttached) judgeChoice(walk, { name, at: word, text: word.value.slice(name.length + 1) });
  if (isAttached || typeof flag.takes !== 'number') return isAttached ? 1 : 1 + strayValue(flag, next);
  const missing = walk.words.length - index - 1 < flag.takes;
  // The value was taken for the first word of a command that this one runs.
  if (missing && walk.carries) return 1;
  if (!missing && !looksLikeFlag(walk, next)) {
    if (next && flag.takes === 1) judgeChoice(walk, { name, at: next });
    return 1 + flag.takes;
  }
  if (!missing && flag.takes === 1 && !isCertainFlag(walk, flag, next)) return 2;
  doubt(walk, 'missing-value', { at: word, word: name, isAtEnd: next === undefined });
  return 1;
}

// `--dry-run client`: an old form; the word is a value, not a subcommand.
function strayValue(flag: Flag, next: Word | undefined): number {
  const isWord = /^(true|false|none|client|server|always|never|auto)$/.test(next?.value ?? '');
  return flag.takes === 'optional' && isWord ? 1 : 0;
}

/** A value may begin with a dash, as in `--tail -1` or `-d -`; a known long flag is no value. */
function looksLikeFlag({ isEnded }: Walk, next: Word | undefined): boolean {
  // `--buildkitd-flags "--debug"`: what somebody quotes is a value.
  const isQuoted = next !== undefined && /^["']/.test(next.text);
  // `--from-literal=token="$TOKEN"`: only the value shows at run time.
  const isStatic = next !== undefined && (!next.isDynamic || /^--[a-z][\w-]*=/.test(next.value));
  return next !== undefined && !isEnded && /^--?[A-Za-z]/.test(next.value) && isStatic && !isQuoted;
}

function isCertainFlag({ scope }: Walk, flag: Flag, next: Word | undefined): boolean {
  const name = /^[^=]+/.exec(next?.value ?? '')?.[0] ?? '';
  // `-n -o yaml`: no namespace begins with a dash.
  if (flag.names.includes('--namespace') && findFlag(scope, name) !== undefined) return true;
  return name.startsWith('--') && findFlag(scope, name) !== undefined;
}

function toSemicolon({ words }: Walk, index: number): number {
  const end = words.findIndex(({ value }, at) => at > index && (value === ';' || value === '+'));
  return (end < 0 ? words.length : end + 1) - index;
}

function unknownFlag(walk: Walk, { index, word, name, isAttached }: Omit<Seen, 'flag'>): number {
  walk.isVague = true;
  const next = walk.words[index + 1];
  const near = nearestFlag(walk.scope, name);
  const owner = ownerOf(walk.scope, name);
  if (isOfLater(walk, index, name)) return 1;
  if (hasLooseFlags(walk) && !owner?.isSibling && (owner || near === undefined)) return 1;
  if (name === '-h') return 1;
  // `kubectl create daemonset web --image a`: no subcommand of that name is there, and its neighbours have the flag.
  const { first } = walk;
  if (first && /^[a-z][a-z-]*$/.test(first.value) && ownerBelow(walk.scope, name))
    doubt(walk, 'unknown-subcommand', { at: first, word: first.value });
  else if (owner)
    doubt(walk, 'foreign-flag', {
      at: word,
      word: name,
      ...(owner.isOnly ? { ofSubcommand: owner.path.join(' ') } : {}),
      ...nearest(near),
    });
  else doubt(walk, 'unknown-flag', { at: word, word: name, ...nearest(name.length > 2 ? near : undefined) });
  // The word after it is probably its value and must not be taken for a subcommand.
  // Every name is near to one letter.
  const meant =
    owner?.flag ?? (near === undefined || name.length < 3 ? undefined : findFlag(walk.scope, near));
  const { node } = walk.scope;
  const isUnlisted = walk.operands === 0 && node.children.size > 0 && !node.children.has(next?.value ?? '');
  const takesNext =
    !isAttached &&
    next &&
    !next.value.startsWith('-') &&
    (meant ? typeof meant.takes === 'number' : isUnlisted);
  return takesNext ? 2 : 1;
}

/** `kubectl -w get pods`, `kubectl -it exec web`: flags of the subcommand may stand before it. */
function isOfLater({ scope: { node }, words }: Walk, index: number, name: string): boolean {
  const names = /^-[A-Za-z]{2,9}$/.test(name) ? [...name.slice(1)].map((letter) => `-${letter}`) : [name];
  return (
    node.children.size > 0 &&
    words.slice(index + 1, index + 12).some(({ value }) => {
      const flags = node.children.get(value)?.flags;
      return flags !== undefined && names.every((one) => flags.has(one));
    })
  );
}

function nearest(name: string | undefined): { nearest?: string } {
  return name === undefined ? {} : { nearest: name };
}

function readOperand(walk: Walk, word: Word): number {
  const { node } = walk.scope;
  if (walk.isEnded || walk.operands > 0 || node.children.size === 0) return countOperand(walk, word);
  if (word.isDynamic) return finish(walk);
  const child = node.children.get(word.value);
  if (child === undefined && word.value === 'help') return finish(walk);
  if (judgeAge(walk, word, [word.value]) && !child) return finish(walk);
  if (child === undefined) return unknownSubcommand(walk, word);
  const { root, chain } = walk.scope;
  walk.scope = { root, node: child, chain: [...chain, child] };
  return 1;
}

function finish(walk: Walk): number {
  walk.isDone = true;
  return 1;
}

function countOperand(walk: Walk, word: Word): number {
  walk.operands += 1;
  walk.first ??= word;
  // `tr '+/' '-_'`: of its sets none is a flag.
  if (walk.tool === 'tr') walk.isEnded = true;
  // `docker create web:1 serve --port 80`: behind the image, all is for its own program.
  if (HANDS_ON.test(walk.scope.node.path.join(' '))) walk.isEnded = true;
  // An unquoted expansion may be many words, or none.
  walk.isVague ||= word.isDynamic && !word.text.startsWith('"');
  return 1;
}

const HANDS_ON = /^(?:(?:docker|podman|nerdctl)(?: container)? create|nomad (?:alloc )?exec)$/;

function done(walk: Walk): number {
  walk.isDone = true;
  return 1;
}

function unknownSubcommand(walk: Walk, word: Word): number {
  const { node, chain } = walk.scope;
  // `rclone subcommand`, `kubectl rollout SUBCOMMAND`: the name of what is to stand there; and `kind v0.11.1`, printed.
  if (/^(?:sub-?)?commands?$|^v\d/i.test(word.value)) return done(walk);
  // `kubectl node_shell`: the program of a plugin is called `kubectl-node_shell`, and both ways find it.
  if (node.traits.has('plugins') && node.children.has(word.value.replaceAll('_', '-'))) return done(walk);
  const names = [...node.children.keys()];
  const near = withoutSpace(word.value, names) ?? nearestName(word.value, names);
  const needsOne =
    node.traits.has('subcommand') ||
    (chain.length === 1 && node.args === undefined && !node.traits.has('open'));
  walk.isDone = true;
  if (node.traits.has('open') && !isOneSlip(word.value, near)) return 1;
  const hasOnlySubcommands =
    needsOne || node.traits.has('plugins') || (node.flags.size === 0 && node.args === undefined);
  if (!hasOnlySubcommands && !isOneSlip(word.value, near)) {
    walk.isDone = false;
    return countOperand(walk, word);
  }
  if (!/^[A-Za-z][\w.:-]*$/.test(word.value) || (near === undefined && isLoose(walk))) return 1;
  const meant = node.traits.has('plugins') && !isTypo(word.value, near) ? undefined : near;
  const isPossible = meant === undefined ? node.traits.has('plugins') || !needsOne : !hasOnlySubcommands;
  doubt(walk, 'unknown-subcommand', { at: word, word: word.value, ...nearest(meant), isPossible });
  return 1;
}

/** `delete-stack--stack-name` is a subcommand and a flag: the space between them was lost. */
function withoutSpace(word: string, names: readonly string[]): string | undefined {
  const at = word.indexOf('--');
  return at > 0 && names.includes(word.slice(0, at)) ? `${word.slice(0, at)} ${word.slice(at)}` : undefined;
}

/** Plugins have short names of any kind, as `kubectl gs`: only what is plainly a known name mistyped is one. */
function isTypo(word: string, near: string | undefined): boolean {
  if (near === undefined || slips(word, near) > 1) return false;
  // `gte`, `pss`: its own letters, swapped or typed twice.
  const isOfSameLetters = lettersOf(word) === lettersOf(near);
  return near.length >= 4 || (isOfSameLetters && word.length >= 3);
}

function lettersOf(word: string): string {
  return [...new Set(word)].sort().join('');
}

function isOneSlip(word: string, near: string | undefined): boolean {
  return near !== undefined && word.length >= 3 && slips(word, near) === 1;
}
