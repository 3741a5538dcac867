import { cutOf, printedParts, readParts } from './cut-parts.ts';
import type { Part } from './cut-parts.ts';
import { functionsOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { holds } from './own-bindings.ts';
import { isInPath, printsPart } from './parts.ts';
import type { Piped } from './piped-commands.ts';
import { printedLead } from './printed-lead.ts';
import { printsText } from './printed-texts.ts';
import type { VariableUse } from './script.ts';
import { listTextTargets } from './text-targets.ts';
import type { TextTarget } from './text-targets.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';

export interface Derived {
  readonly names: ReadonlySet<string>;
  /** Those that hold the text itself, or a part of it, and not what a program has found by it. */
  readonly texts: ReadonlySet<string>;
  /** Those that hold a part of it, or another form, with what was done to it. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  /** Those in whose text it is a part of a path: `A=/data/$V`. */
  readonly paths: ReadonlySet<string>;
  /** Whether one of them is the value and nothing before it. */
  readonly isWhole: boolean;
}

/** The variables that a value's text ends up in: `A=x$V`, `for A in $V`, `read A <<< "$V"`, `B=$A`. */
export function derivedNames(use: VariableUse, flow: Flow): Derived {
  // `: "$V"; ssh host "ls $_"`: the last word of the command before.
  const names = new Set<string>(['_']);
  const texts = new Set<string>();
  const paths = new Set<string>();
  const parts = new Map<string, readonly Part[]>();
  const targets = listTextTargets(flow);
  const before = flow.source.slice(Math.max(0, use.range.start - LONGEST), use.range.start);
  // `echo "A=$V" > .env`, `export "A=$V"`: a line that somebody reads as a shell does.
  const written = (WRITTEN.exec(before) ?? WRITTEN.exec(printedLead(use, flow) ?? ''))?.[1];
  if (written !== undefined) names.add(written);
  if (ENTERS.test(before)) for (const name of ['PWD', 'OLDPWD']) names.add(name);
  let isWhole = written !== undefined;
  for (const target of targets) {
    if (!holds(target.range, use.range)) continue;
    names.add(target.name);
    if (isTextOf(target, use, flow)) {
      texts.add(target.name);
      const around = {
        before: flow.source.slice(target.valueStart, use.range.start),
        after: flow.source.slice(use.range.end),
      };
      if (isInPath(around)) paths.add(target.name);
    }
    const own = partsOf(target, use, flow);
    if (own.length > 0) parts.set(target.name, own);
    isWhole ||= beginsWith(target, use, flow);
  }
  let known: number;
  do {
    known = names.size;
    for (const target of targets) {
      const made = flow.script.uses.filter((one) => names.has(one.name) && holds(target.range, one.range));
      if (made.length > 0) names.add(target.name);
      const held = made.filter((one) => texts.has(one.name) && isTextOf(target, one, flow));
      if (held.length > 0) texts.add(target.name);
      if (held.some((one) => paths.has(one.name))) paths.add(target.name);
      const all = made.flatMap((one) => [...(parts.get(one.name) ?? []), ...partsOf(target, one, flow)]);
      if (all.length > 0) parts.set(target.name, [...new Set([...(parts.get(target.name) ?? []), ...all])]);
    }
  } while (names.size > known);
  return { names, texts, paths, parts, isWhole };
}

/** Whether a variable, or one of its values, is the value and nothing before it. */
function beginsWith(
  { valueStart, isAny, isList }: TextTarget,
  { range }: VariableUse,
  { source }: Flow,
): boolean {
  if (isAny === true) return true;
  const lead = source.slice(valueStart, range.start);
  // `A=(x "$V")`, `A=([k]="$V")`: each item is one of its values.
  const isOpen = lead.replace(/["']$/, '').split('"').length % 2 === 0;
  const isAmong = lead.startsWith('(') || (isList === true && !isOpen && !/\$\(|`/.test(lead));
  return NOTHING.test(lead) || (isAmong && /(?:[\s(]|\]=)["']?$/.test(lead));
}

/** `A=${V#*:}`, `A=$(basename "$V")`, `IFS=/ read -r A B <<< "$V"`: what it begins with may stand within the value. */
function partsOf(target: TextTarget, use: VariableUse, flow: Flow): readonly Part[] {
  const cut = cutOf(use, flow.source);
  if (cut) return [cut];
  const inner = innermostIn(target, use, flow);
  if (!inner) return [];
  if (isOneOf(programName(inner.words[0]), 'read mapfile readarray')) return readParts(inner);
  return printsPart(inner, use.range) ? printedParts(inner) : [];
}

/** `A="x$V"`, `A=$(basename "$V")`; not `A=$(kubectl get pod "$V" -o name)`. */
function isTextOf(target: TextTarget, use: VariableUse, flow: Flow): boolean {
  const inner = innermostIn(target, use, flow);
  const name = programName(inner?.words[0]);
  return (
    isOneOf(name, 'mapfile readarray') ||
    name === '' ||
    printsText(inner, use.range) ||
    functionsOf(flow.script).includes(name)
  );
}

/** The innermost command with the use in it that stands in the text of a variable. */
function innermostIn({ range }: TextTarget, use: VariableUse, { commands }: Flow): Piped | undefined {
  const around = commands.filter((one) => holds(range, one.range) && holds(one.range, use.range));
  return around.sort((a, b) => b.range.start - a.range.start)[0];
}

// Blanks, and variables that may be empty.
const NOTHING = /^(?:["'\s]|\$\w+|\$\{\w+\})*$/;

// `cd "$V"; ssh host "ls $PWD"`.
const ENTERS = /\b(?:cd|pushd)\s{1,9}(?:-\w?\s|--\s)?["']?[^\s;|&]{0,60}$/;

// `A=$V`, `A+=$V`, `${A:=$V}`.
const WRITTEN = /(?<!\w)([A-Za-z_]\w{0,60})[:+]?=["'\\]{0,3}$/;

/** Characters of the longest text that they match, and one before it. */
const LONGEST = 80;
