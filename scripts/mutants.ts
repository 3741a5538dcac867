/**
 * Breaks the demo book's own commands on purpose and counts how many of the broken ones are caught.
 *
 *   node scripts/mutants.ts [--seed 7] [--count 300]
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFlag, flagNames, type Scope } from '../src/shell/judge/flags.ts';
import { judgeCommands } from '../src/shell/judge/judge.ts';
import { listInvocations, type Invocation } from '../src/shell/invocations.ts';
import { parseScript } from '../src/shell/parse.ts';
import { catalogueFor } from '../src/shell/specs/catalogue.ts';
import type { CommandSpec } from '../src/shell/specs/spec.ts';

const KINDS = ['subcommand', 'flag', 'dropped value', 'foreign flag'] as const;
type Kind = (typeof KINDS)[number];

interface Mutant {
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

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};

const texts = [...fencesOf('content')];
const catalogue = await catalogueFor(texts.join('\n'));
const random = randomFrom(option('--seed', 7));
const spots = texts.flatMap(spotsOf);
const mutants = pickEvenly(spots, option('--count', 300)).flatMap((spot) => breakSpot(spot));
const results = mutants.map((mutant) => ({
  mutant,
  doubts: judgeCommands(parseScript(mutant.text), catalogue),
}));
report();

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

function spotsOf(text: string): readonly Spot[] {
  const script = parseScript(text);
  if (judgeCommands(script, catalogue).length > 0) return [];
  return listInvocations(script).flatMap((invocation) => spotsOfCall(text, invocation));
}

function spotsOfCall(text: string, { name, words, ownWords }: Invocation): readonly Spot[] {
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

/** As many of every tool and kind as there are to be had, so that `docker` does not fill the list. */
function pickEvenly(all: readonly Spot[], count: number): readonly Spot[] {
  const groups = Map.groupBy(shuffle(all), ({ tool, kind }) => `${tool} ${kind}`);
  const picked: Spot[] = [];
  for (let round = 0; picked.length < count && round < 40; round += 1)
    for (const group of groups.values()) if (group[round]) picked.push(group[round] as Spot); // checked just before
  return picked.slice(0, count);
}

function breakSpot(spot: Spot): readonly Mutant[] {
  const { kind, tool, text, start, end } = spot;
  const old = text.slice(start, end);
  const replacement = replacementFor(spot, old);
  if (replacement === undefined) return [];
  return [{ kind, tool, text: text.slice(0, start) + replacement + text.slice(end), meant: old }];
}

function replacementFor({ kind, scope }: Spot, old: string): string | undefined {
  if (kind === 'dropped value') return '';
  if (kind === 'foreign flag') return foreignFlag(scope, old);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const slip = misspell(old);
    const isReal =
      kind === 'subcommand' ? scope.node.children.has(slip) : findFlag(scope, slip) !== undefined;
    if (!isReal && slip !== old && !namesSomething(slip, scope)) return slip;
  }
  return undefined;
}

/** A slip may hit another real flag of the tool: then it is no misspelling any more. */
function namesSomething(slip: string, scope: Scope): boolean {
  return everySpec(scope.root).some((spec) => spec.flags.has(slip));
}

function foreignFlag(scope: Scope, old: string): string | undefined {
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
function misspell(word: string): string {
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

function shuffle<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

// mulberry32: small, seeded, the same on every machine.
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function report(): void {
  for (const kind of KINDS) {
    const some = results.filter(({ mutant }) => mutant.kind === kind);
    const caught = some.filter(({ doubts }) => doubts.length > 0);
    console.log(`${kind}: ${caught.length} of ${some.length} caught`);
  }
  const spelt = results.filter(
    ({ mutant, doubts }) => /^(subcommand|flag)$/.test(mutant.kind) && doubts.length > 0,
  );
  const named = spelt.filter(({ mutant, doubts }) => doubts.some(({ nearest }) => nearest === mutant.meant));
  const all = results.filter(({ doubts }) => doubts.length > 0);
  const tools = new Set(mutants.map(({ tool }) => tool));
  console.log(
    `all: ${all.length} of ${results.length} caught over ${tools.size} tools (${[...tools].sort().join(' ')})`,
  );
  console.log(`the right name: ${named.length} of ${spelt.length} misspellings`);
  for (const { mutant, doubts } of results) {
    const isMissed = doubts.length === 0;
    const isWrong =
      /^(subcommand|flag)$/.test(mutant.kind) &&
      !isMissed &&
      !doubts.some(({ nearest }) => nearest === mutant.meant);
    if (isMissed || isWrong)
      console.log(
        `${isMissed ? 'missed' : 'misnamed'} ${mutant.kind} (${mutant.meant.trim()}): ${lineOf(mutant)} ${doubts.map(({ nearest }) => nearest).join()}`,
      );
  }
}

function lineOf({ text, tool }: Mutant): string {
  return (text.split('\n').find((line) => line.includes(tool)) ?? text).trim().slice(0, 150);
}
