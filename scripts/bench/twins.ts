import { judgeCommands } from '../../src/shell/doubts/find-doubts.ts';
import { listInvocations, type Invocation } from '../../src/shell/invocations.ts';
import { parseScript } from '../../src/shell/parse.ts';
import type { Word } from '../../src/shell/script.ts';
import type { Catalogue } from '../../src/shell/specs/catalogue.ts';
import {
  choices,
  eitherOrder,
  freeLetters,
  groups,
  needsOperand,
  singleDashTools,
  switches,
} from './twin-tables.ts';

/** How a right command is made wrong. */
export const TWINS = [
  'subcommand misspelt',
  'second subcommand misspelt',
  'verb and noun swapped',
  'flag misspelt',
  'flag invented',
  'letter invented',
  'one dash for two',
  'flag of another subcommand',
  'value lost',
  'choice misspelt',
  'argument lost',
] as const;
type TwinKind = (typeof TWINS)[number];

/** A wrong command made of a right one. */
export interface Twin {
  readonly kind: TwinKind;
  readonly tool: string;
  readonly text: string;
  readonly isCaught: boolean;
}

/**
 * Wrong twins of a right command, made from its text and from the tables beside this file. What the linter knows of
 * the tool has no say in what is broken, so that a gap in its data counts as a miss. Of tools that nobody knows there
 * are none. `all` are the other right commands: flags of another subcommand come from them.
 */
export function twinsOf(
  text: string,
  catalogue: Catalogue,
  all: FlagsBySubcommand = new Map(),
): readonly Twin[] {
  const script = parseScript(text);
  if (script.errors.length > 0 || judgeCommands(script, catalogue).length > 0) return [];
  return listInvocations(script).flatMap((invocation) => {
    const { name } = invocation;
    if (catalogue.find(name) === undefined) return [];
    return breaks(invocation, all).flatMap(({ kind, edits }): Twin[] => {
      const broken = edited(text, edits);
      const twin = parseScript(broken);
      if (broken === text || twin.errors.length > 0) return [];
      return [{ kind, tool: name, text: broken, isCaught: judgeCommands(twin, catalogue).length > 0 }];
    });
  });
}

/** By tool, its subcommands as they occur in right commands, each with the long flags that were seen with it. */
export type FlagsBySubcommand = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The long flags of right commands, by tool and subcommand. */
export function flagsBySubcommand(commands: readonly string[]): FlagsBySubcommand {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const invocation of commands.flatMap((code) => listInvocations(parseScript(code)))) {
    const own = ownWords(invocation);
    const key = subcommandOf(invocation.name, own);
    if (key === undefined) continue;
    const ofTool = found.get(invocation.name) ?? new Map<string, Set<string>>();
    const flags = ofTool.get(key) ?? new Set<string>();
    for (const { value } of own)
      if (/^--?[a-z][a-z-]{3,}/.test(value)) flags.add(value.split('=')[0] ?? value);
    found.set(invocation.name, ofTool.set(key, flags));
  }
  return found;
}

/** `app sync` of Argo CD, `get` of kubectl: the words that name a subcommand, as far as the tables know. */
function subcommandOf(tool: string, own: readonly Word[]): string | undefined {
  const [first, second] = own;
  if (!first || !isName(first)) return undefined;
  if (!isListed(groups[tool] ?? '', first.value)) return first.value;
  return second && isName(second) ? `${first.value} ${second.value}` : undefined;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

interface Break {
  readonly kind: TwinKind;
  readonly edits: readonly Edit[];
}

function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((so, { start, end, put }) => so.slice(0, start) + put + so.slice(end), text);
}

function ownWords({ words, ownWords: count }: Invocation): readonly Word[] {
  // What stands after `--` is handed on: no flag of this program is broken there.
  const end = words.findIndex(({ value }) => value === '--');
  return words.slice(1, end < 0 ? count : Math.min(end, count));
}

function breaks(invocation: Invocation, all: FlagsBySubcommand): readonly Break[] {
  const own = ownWords(invocation);
  const { name: tool } = invocation;
  return [
    ...subcommandBreaks(tool, own),
    ...flagBreaks(tool, own, all),
    ...valueBreaks(tool, own),
    ...argumentBreaks(invocation, own),
  ];
}

function subcommandBreaks(tool: string, own: readonly Word[]): readonly Break[] {
  const found: Break[] = [];
  const [first, second] = own;
  if (!first || groups[tool] === undefined || !isName(first)) return found;
  found.push({ kind: 'subcommand misspelt', edits: [put(first, slip(first.value))] });
  if (!second || !isName(second)) return found;
  if (isListed(groups[tool], first.value))
    found.push({ kind: 'second subcommand misspelt', edits: [put(second, slip(second.value))] });
  if (first.value !== second.value && !eitherOrder.has(tool))
    found.push({
      kind: 'verb and noun swapped',
      edits: [put(first, second.value), put(second, first.value)],
    });
  return found;
}

function flagBreaks(tool: string, own: readonly Word[], all: FlagsBySubcommand): readonly Break[] {
  const found: Break[] = [];
  const isSingle = singleDashTools.has(tool);
  const flag = own.find((word) => isPlain(word) && /^--?[a-z][a-z-]{3,}/.test(word.value));
  if (flag) {
    const [name = ''] = flag.value.split('=');
    const rest = flag.value.slice(name.length);
    // Letters in one word behind one dash are often flags of their own, in any order: `ss -tlupn` is right too.
    if (name.startsWith('--') || isSingle)
      found.push({ kind: 'flag misspelt', edits: [put(flag, slip(name) + rest)] });
    found.push({ kind: 'flag invented', edits: [put(flag, `--frobnicate ${flag.value}`)] });
    if (name.startsWith('--') && !isSingle && !/^--(?:help|version)$/.test(name))
      found.push({ kind: 'one dash for two', edits: [put(flag, flag.value.slice(1))] });
  }
  const letter = own.find((word) => isPlain(word) && /^-[a-zA-Z]$/.test(word.value));
  if (letter && !isSingle)
    found.push({
      kind: 'letter invented',
      edits: [put(letter, `${freeLetters[tool] ?? '-Y'} ${letter.value}`)],
    });
  return [...found, ...foreignFlag(tool, own, all)];
}

// Most tools take these with any subcommand.
const everywhere = /^--?(?:version|help|verbose|debug|namespace|json|output|quiet|timeout|log-level)$/;

/** A long flag that right commands have with another subcommand only. */
function foreignFlag(tool: string, own: readonly Word[], all: FlagsBySubcommand): readonly Break[] {
  const key = subcommandOf(tool, own);
  const last = own[(key?.split(' ').length ?? 0) - 1];
  const ofTool = all.get(tool);
  if (key === undefined || !last || !ofTool || groups[tool] === undefined) return [];
  const mine = ofTool.get(key) ?? new Set();
  const times = new Map<string, number>();
  for (const flags of ofTool.values()) for (const flag of flags) times.set(flag, (times.get(flag) ?? 0) + 1);
  const foreign = [...ofTool]
    .filter(([subcommand]) => subcommand !== key)
    .flatMap(([, flags]) => [...flags])
    .find((flag) => times.get(flag) === 1 && !mine.has(flag) && !everywhere.test(flag));
  if (foreign === undefined) return [];
  return [{ kind: 'flag of another subcommand', edits: [put(last, `${last.text} ${foreign}=x`)] }];
}

function valueBreaks(tool: string, own: readonly Word[]): readonly Break[] {
  const found: Break[] = [];
  const at = own.findIndex((word, index) => {
    const value = own[index + 1];
    const after = own[index + 2];
    return (
      /^--[a-z][a-z-]+$/.test(word.value) &&
      !switches.has(word.value) &&
      value !== undefined &&
      !value.value.startsWith('-') &&
      (after === undefined || after.value.startsWith('--'))
    );
  });
  const lost = own[at + 1];
  if (at >= 0 && lost) found.push({ kind: 'value lost', edits: [put(lost, '')] });
  const named = choices.filter(([tools]) => isListed(tools, tool)).flatMap(([, flags]) => flags.split(' '));
  own.forEach((word, index) => {
    const [name = '', attached] = word.value.split('=');
    const next = own[index + 1];
    if (!named.includes(name) || word.value.includes('=', name.length + 1)) return;
    if (attached !== undefined && /^[a-z-]{3,}$/.test(attached) && isPlain(word))
      found.push({ kind: 'choice misspelt', edits: [put(word, `${name}=${slip(attached)}`)] });
    else if (attached === undefined && next && isPlain(next) && /^[a-z-]{3,}$/.test(next.value))
      found.push({ kind: 'choice misspelt', edits: [put(next, slip(next.value))] });
  });
  return found;
}

function argumentBreaks({ name: tool, words }: Invocation, own: readonly Word[]): readonly Break[] {
  const needed = needsOperand[tool];
  const [first] = own;
  if (needed === undefined || words.length > own.length + 1) return [];
  const isBare = needed === '';
  if (!isBare && (!first || !isListed(needed, first.value))) return [];
  if (own.some(({ value }) => /^(-f|-l|--filename|--selector|--all|-a|--latest|-L)(=|$)/.test(value)))
    return [];
  const dropped = own
    .slice(isBare ? 0 : 1)
    .filter((word, index, rest) => !word.value.startsWith('-') && !/^-/.test(rest[index - 1]?.value ?? ''));
  return dropped.length === 0 ? [] : [{ kind: 'argument lost', edits: dropped.map((word) => put(word, '')) }];
}

function put({ range: { start, end } }: Word, text: string): Edit {
  return { start, end, put: text };
}

function isListed(names: string, name: string): boolean {
  return names.split(' ').includes(name);
}

function isName(word: Word): boolean {
  return isPlain(word) && /^[a-z][a-z-]{2,}$/.test(word.value);
}

function isPlain({ text, value, isDynamic }: Word): boolean {
  return text === value && !isDynamic;
}

/** Two letters in the middle swapped; one doubled where they are alike. */
function slip(word: string): string {
  const at = word.search(/[a-z]/) + Math.max(1, Math.floor(word.replace(/^-+/, '').length / 2) - 1);
  const [one = '', two = ''] = [word[at], word[at + 1]];
  return one === two || two === ''
    ? `${word.slice(0, at)}${one}${word.slice(at)}`
    : `${word.slice(0, at)}${two}${one}${word.slice(at + 2)}`;
}
