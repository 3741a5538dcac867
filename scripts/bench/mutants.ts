import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Doubt } from '../../src/shell/doubts/doubt.ts';
import { findFlag, flagNames, type Scope } from '../../src/shell/doubts/flags.ts';
import { judgeCommands } from '../../src/shell/doubts/find-doubts.ts';
import { listInvocations, type Invocation } from '../../src/shell/invocations.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { catalogueFor, type Catalogue } from '../../src/shell/specs/catalogue.ts';
import type { CommandSpec } from '../../src/shell/specs/spec.ts';

/** How a command is broken. */
export const KINDS = ['subcommand', 'flag', 'dropped value', 'foreign flag'] as const;
type Kind = (typeof KINDS)[number];

export interface Mutant {
  readonly kind: Kind;
  readonly tool: string;
  readonly text: string;
  /** What was there before: what a suggestion should name. */
  readonly meant: string;
}

/** One place in a command that can be broken. */
interface Spot {
  readonly kind: Kind;
  readonly tool: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly scope: Scope;
}

type Random = () => number;

/** What the linter says of one broken command. */
export interface Judged {
  readonly mutant: Mutant;
  readonly doubts: readonly Doubt[];
}

/** Breaks the commands of a book's pages on purpose, the same ones for the same seed, and judges them. */
export async function judgeMutants(
  folder: string,
  { seed, count }: { readonly seed: number; readonly count: number },
): Promise<readonly Judged[]> {
  const texts = [...fencesOf(folder)];
  const catalogue = await catalogueFor(texts.join('\n'));
  const random = randomFrom(seed);
  const spots = texts.flatMap((text) => spotsOf(text, catalogue));
  const mutants = pickEvenly(shuffle(spots, random), count).flatMap((spot) => breakSpot(spot, random));
  return mutants.map((mutant) => ({ mutant, doubts: judgeCommands(parseScript(mutant.text), catalogue) }));
}

/** Whether somebody misspelt a word, so that a name was meant. */
export function isMisspelling({ mutant: { kind } }: Judged): boolean {
  return kind === 'subcommand' || kind === 'flag';
}

/** Whether the finding names what was meant. */
export function isNamed({ mutant, doubts }: Judged): boolean {
  return doubts.some(({ nearest }) => nearest === mutant.meant);
}

function* fencesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!/\.mdx?$/.test(entry.name)) continue;
    const page = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    for (const [, code = ''] of page.matchAll(/^```(?:bash|sh|shell)\b[^\n]*\n([\s\S]*?)^```/gm)) {
      const script = parseScript(code);
      if (script.errors.length === 0 && judgeCommands(script, catalogueOfNone()).length === 0) yield code;
    }
  }
}

function catalogueOfNone() {
  return { names: [], find: () => undefined };
}

function spotsOf(text: string, catalogue: Catalogue): readonly Spot[] {
  const script = parseScript(text);
  if (judgeCommands(script, catalogue).length > 0) return [];
  return listInvocations(script).flatMap((invocation) => spotsOfCall(text, invocation, catalogue));
}

function spotsOfCall(
  text: string,
  { name, words, ownWords }: Invocation,
  catalogue: Catalogue,
): readonly Spot[] {
  const spec = catalogue.find(name);
  if (spec === undefined || spec.traits.has('open')) return [];
  const found: Spot[] = [];
  let scope: Scope = { root: spec, node: spec, chain: [spec] };
  for (let index = 1; index < ownWords; index += 1) {
    const word = words[index];
    if (word === undefined || word.isDynamic || word.text !== word.value) continue;
    const { start, end } = word.range;
    const spot = { tool: name, text, start, end, scope };
    const child = scope.node.children.get(word.value);
    if (child) {
      if (!scope.node.traits.has('open') && word.value.length >= 3)
        found.push({ ...spot, kind: 'subcommand' });
      scope = { root: spec, node: child, chain: [...scope.chain, child] };
      continue;
    }
    if (scope.node.traits.has('open') || !word.value.startsWith('-')) continue;
    const flag = findFlag(scope, word.value.split('=')[0] ?? '');
    if (flag === undefined) continue;
    const nameEnd = start + (word.value.split('=')[0]?.length ?? 0);
    if (/^--?[a-z]{3,}/.test(word.value)) found.push({ ...spot, end: nameEnd, kind: 'flag' });
    if (/^--?[a-z]{3,}/.test(word.value)) found.push({ ...spot, kind: 'foreign flag' });
    const value = words[index + 1];
    const after = words[index + 2];
    if (
      flag.takes === 1 &&
      !word.value.includes('=') &&
      value &&
      (after === undefined || after.value.startsWith('--'))
    )
      found.push({ ...spot, start: end, end: value.range.end, kind: 'dropped value' });
  }
  return found;
}

/** The same number of every tool and kind, as far as there are enough, so that `docker` does not fill the list. */
function pickEvenly(all: readonly Spot[], count: number): readonly Spot[] {
  const groups = Map.groupBy(all, ({ tool, kind }) => `${tool} ${kind}`);
  const picked: Spot[] = [];
  for (let round = 0; picked.length < count && round < 40; round += 1)
    for (const group of groups.values()) if (group[round]) picked.push(group[round] as Spot); // checked just before
  return picked.slice(0, count);
}

function breakSpot(spot: Spot, random: Random): readonly Mutant[] {
  const { kind, tool, text, start, end } = spot;
  const old = text.slice(start, end);
  const replacement = replacementFor(spot, old, random);
  if (replacement === undefined) return [];
  return [{ kind, tool, text: text.slice(0, start) + replacement + text.slice(end), meant: old }];
}

function replacementFor({ kind, scope }: Spot, old: string, random: Random): string | undefined {
  if (kind === 'dropped value') return '';
  if (kind === 'foreign flag') return foreignFlag(scope, old, random);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const slip = misspell(old, random);
    const isReal =
      kind === 'subcommand' ? scope.node.children.has(slip) : findFlag(scope, slip) !== undefined;
    if (!isReal && slip !== old && !namesSomething(slip, scope)) return slip;
  }
  return undefined;
}

/** A slip may be another real flag of the tool: then it is no misspelling. */
function namesSomething(slip: string, scope: Scope): boolean {
  return everySpec(scope.root).some((spec) => spec.flags.has(slip));
}

function foreignFlag(scope: Scope, old: string, random: Random): string | undefined {
  const own = flagNames(scope);
  const siblings = [...(scope.chain.at(-2)?.children.values() ?? [])].filter((one) => one !== scope.node);
  const names = siblings.flatMap((one) => [...one.flags.keys()]).filter((name) => /^--[a-z]{3,}/.test(name));
  const foreign = names.filter((name) => !own.includes(name) && findFlag(scope, name) === undefined);
  if (foreign.length === 0) return undefined;
  return (
    foreign[Math.floor(random() * foreign.length)] + (old.includes('=') ? old.slice(old.indexOf('=')) : '')
  );
}

function everySpec(spec: CommandSpec): readonly CommandSpec[] {
  return [spec, ...[...new Set(spec.children.values())].flatMap(everySpec)];
}

/** One slip of the fingers: two letters swapped, one left out, doubled or hit beside. */
function misspell(word: string, random: Random): string {
  const from = word.search(/[a-z]/i);
  const at = from + 1 + Math.floor(random() * Math.max(1, word.length - from - 2));
  const [before, char, next, rest] = [
    word.slice(0, at),
    word[at] ?? '',
    word[at + 1] ?? '',
    word.slice(at + 2),
  ];
  const slips = [
    before + next + char + rest,
    before + next + rest,
    before + char + char + next + rest,
    `${before}${beside(char)}${next}${rest}`,
  ];
  return slips[Math.floor(random() * slips.length)] ?? word;
}

function beside(char: string): string {
  const row = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].find((keys) => keys.includes(char)) ?? char;
  const at = row.indexOf(char);
  return row[at + 1] ?? row[at - 1] ?? 'x';
}

function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

// mulberry32: small, seeded, the same on every machine.
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
