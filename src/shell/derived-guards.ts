import { formatLead, printsText } from './printed-texts.ts';
import {
  bindingsOf,
  commandsWith,
  functionsOf,
  isGivenAsInput,
  isNested,
  isReader,
  wordWith,
} from './flow.ts';
import type { Flow } from './flow.ts';
import { couldBegin } from './could-begin.ts';
import { manifestGuard } from './manifest-commands.ts';
import { holds } from './own-bindings.ts';
import { ownGuards } from './own-guards.ts';
import { cutOf, printedParts, readParts } from './cut-parts.ts';
import type { Part } from './cut-parts.ts';
import { isInPath, partGuards, printsPart } from './parts.ts';
import { beginsCommand, INTERPRETERS, programsAmong, SQL_CLIENTS } from './rereaders.ts';
import type { Command, Range, VariableUse, Word } from './script.ts';
import { programName } from './unwrap.ts';
import {
  isPrinted,
  isSource,
  isWrittenAndRun,
  isWrittenAsManifest,
  isWrittenForLater,
} from './written-files.ts';

/** What becomes of the variables, files and streams that its text is put into. */
export function derivedGuards(use: VariableUse, flow: Flow): string {
  const derived = derivedFrom(use, flow);
  const own = readerGuards(use, flow, derived);
  if (own.includes('c')) return own;
  const held = derived.isWhole ? derived.found : derived.found.filter((one) => derived.parts.has(one.name));
  const meanings = held.flatMap((one) => {
    const guards = [...flow.guardsAt(one)].filter((letter) => MEANS.test(letter)).join('');
    const around = { before: flow.source.slice(0, one.range.start), after: flow.source.slice(one.range.end) };
    return partGuards(guards, derived.parts.get(one.name) ?? [], isInPath(around));
  });
  const split = isSplit(use, flow) ? 'S' : '';
  return own + split + [...new Set(meanings.join(''))].join('');
}

/** `for n in $(echo "$V" | tr , ' ')`: the words of what is printed, of which each blank and each glob makes more. */
function isSplit(use: VariableUse, flow: Flow): boolean {
  const [inner] = flow.commands
    .filter((one) => holds(one.range, use.range))
    .sort((a, b) => b.range.start - a.range.start);
  if (!inner || !printsText(inner, use.range)) return false;
  return listTargets(flow).some(({ range, isList }) => {
    if (isList !== true || !holds(range, inner.range)) return false;
    const lead = flow.source.slice(range.start, inner.range.start);
    return lead.endsWith('$(') && lead.split('"').length % 2 === 1;
  });
}

/** What a value means to the command that gets it, by whatever name. */
const MEANS = /[fvgazeFOLDRCVZ0]/;

interface Found extends Derived {
  /** Where the variables are used that the text ends up in. */
  readonly found: readonly VariableUse[];
}

function derivedFrom(use: VariableUse, flow: Flow): Found {
  const derived = derivedNames(use, flow);
  const canPrecede = comesBack(flow);
  const found = flow.script.uses.filter(
    (one) =>
      derived.names.has(one.name) && (one.range.start > use.range.start || (canPrecede && one !== use)),
  );
  return { ...derived, found };
}

function readerGuards(use: VariableUse, flow: Flow, { names, texts, isWhole, found }: Found): string {
  const canPrecede = comesBack(flow);
  const isTaken = found.some(
    (one) => one.level >= 0 && one.layers[one.level] === 'bare' && one.place !== 'assignment',
  );
  const isKept = (one: VariableUse): boolean =>
    one.level < 0 &&
    flow.commands.some(
      ({ words, range }) => holds(range, one.range) && /^(?:trap|alias)$/.test(programName(words[0])),
    );
  // `trap 'eval "$A"' EXIT; A=$V`.
  if (isWhole && flow.script.uses.some((one) => names.has(one.name) && isKept(one))) return 'c';
  if (
    (isWhole || isTaken) &&
    found.some((one) => one.place === 'command' || (ownGuards(one, flow) + flow.guardsAt(one)).includes('c'))
  )
    return 'c';
  if (found.some((one) => isReread(one, flow))) return 't';
  if (found.some((one) => texts.has(one.name) && isReadAsMore(one, flow))) return 't';
  const isText = isWrittenAndRun(use, flow, canPrecede);
  if (!isText && !isWrittenForLater(use, flow))
    return isWrittenAsManifest(use, flow, canPrecede) ? guardInManifest(use, flow) : '';
  const before = flow.source.slice(Math.max(0, use.range.start - LONGEST_LEAD), use.range.start);
  // `echo "RUN $X" >> Dockerfile`: what the line of the file begins with stands behind a quote here.
  const printed = printedLead(use, flow) ?? '';
  // `no-pty,command="$X"` in ~/.ssh/authorized_keys.
  const isOption = /[\s,]command=["'\\]{0,3}$/.test(printed);
  if (isOption || manifestGuard(printed) === 'c' || beginsCommand(printed)) return 'c';
  const lead = before.replace(/(?:^|\s)["']([^"'\n]{0,200}["'\\]{0,2})$/, '\n$1');
  if (beginsCommand(before) || manifestGuard(lead) === 'c' || isSource(use, flow)) return 'c';
  return couldBegin(use, flow) && (isText || isPrinted(use, flow)) ? 'c' : 't';
}

/** `printf 'command: %s' "$X" > f; kubectl apply -f f`. What stands in a here-document is read where it stands. */
function guardInManifest(use: VariableUse, { commands, source }: Flow): string {
  const printed = printedLead(use, { commands, source });
  if (printed === undefined) return '';
  const guard = manifestGuard(printed);
  // What earlier lines have written may be the key.
  const isBelowKey = manifestGuard(printed) === '' && RUN_KEYS.test(source.slice(0, use.range.start));
  return isBelowKey || guard === 'c' ? 'c' : guard;
}

/** The line that the innermost command prints, up to the value in one of its words. */
function printedLead(
  use: VariableUse,
  { commands, source }: Pick<Flow, 'commands' | 'source'>,
): string | undefined {
  const inner = commands.findLast(({ words }) => words.some(({ range }) => holds(range, use.range)));
  const word = inner?.words.find(({ range }) => holds(range, use.range));
  if (!inner || !word) return undefined;
  const own = source.slice(word.range.start, use.range.start).replace(/^["']/, '');
  return `\n${formatLead(inner.words, word) ?? ''}${own.replaceAll('\\"', '"')}`;
}

const RUN_KEYS =
  /\b(?:command|args|run|script|entrypoint|cmd|exec|user-?data|startup-script)\\?["']?\s{0,4}:/i;

/** Characters before a variable that are looked at. */
const LONGEST_LEAD = 2_000;

/** `f() { ssh host "ls $A"; }; A=$V; f`: what stands before it in the text may be run after it. */
function comesBack({ script, source }: Flow): boolean {
  return functionsOf(script).length > 0 || /\b(?:for|while|until|trap|alias|PROMPT_COMMAND)\b/.test(source);
}

/** `for A in "$V"; do curl -d "{\"a\":\"$A\"}"; done`, `L=("a: $V"); printf '%s\n' "${L[@]}" | kubectl apply -f -`. */
function isReadAsMore(derived: VariableUse, flow: Flow): boolean {
  if (derived.level < 0 || derived.layers.includes('ansi-c')) return false;
  if (flow.readerAt(derived) !== '') return true;
  const isList = /\[[@*]\]\}$/.test(flow.source.slice(derived.range.start, derived.range.end));
  const isHandedOn = ({ words, after, outputs }: Flow['commands'][number]): boolean =>
    /^(?:echo|printf)$/.test(programName(words[0])) && after.length + outputs.length > 0;
  return isList && commandsWith(derived, flow.commands).some(isHandedOn);
}

/** A variable made of the value is read by more than the shell that expands it. */
function isReread(derived: VariableUse, flow: Flow): boolean {
  const { layers, level, place, isEnclosed } = derived;
  const isSplit = level >= 0 && layers[level] === 'bare' && place !== 'assignment';
  if (isSplit || place === 'command' || place === 'test' || layers.includes('arithmetic')) return true;
  if (level >= 0 && level < layers.length - 1) return true;
  if (isEnclosed && !derived.isPlain) return true;
  if (ownGuards(derived, flow) !== '') return true;
  if (flow.commands.some((command) => namesVariable(command, derived, flow))) return true;
  return flow.commands.some((command) => {
    const isGiven = wordWith(command, derived.range) ?? isGivenAsInput(command, derived.range);
    const programs = programsAmong(command.words);
    const isProgram = programs.some(
      (name) => isReader(name) || INTERPRETERS.has(name) || SQL_CLIENTS.has(name) || /^g?sed$/.test(name),
    );
    return isGiven !== false && isGiven !== undefined && isProgram && !isNested(command, derived);
  });
}

/** `declare "$A=1"`, `printf -v "$A"`, `unset "$A"`: the name of a variable, whose subscript bash evaluates. */
function namesVariable({ words }: Command, { range }: VariableUse, { source }: Flow): boolean {
  const word = words.find((one, at) => at > 0 && holds(one.range, range));
  const name = programName(words[0]);
  const isFlagged = /^(printf|test|\[|wait)$/.test(name) && words.some(({ value }) => /^-[vp]$/.test(value));
  if (!word || !(NAMERS.test(name) || isFlagged)) return false;
  return !/^["']?\w+\+?=/.test(source.slice(word.range.start, range.start));
}

const NAMERS = /^(export|declare|typeset|local|readonly|unset|read|mapfile|readarray|getopts|let)$/;

interface Derived {
  readonly names: ReadonlySet<string>;
  /** Those that hold the text itself, or a part of it, and not what a program has found by it. */
  readonly texts: ReadonlySet<string>;
  /** Those that hold a part of it, or another form, with what was done to it. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  /** Whether one of them is the value and nothing before it. */
  readonly isWhole: boolean;
}

/** The variables that a value's text ends up in: `A=x$V`, `for A in $V`, `read A <<< "$V"`, `B=$A`. */
function derivedNames(use: VariableUse, flow: Flow): Derived {
  // `: "$V"; ssh host "ls $_"`: the last word of the command before.
  const names = new Set<string>(['_']);
  const texts = new Set<string>();
  const parts = new Map<string, Part[]>();
  const targets = listTargets(flow);
  // `echo "A=$V" > .env`, `export "A=$V"`: a line that somebody reads as a shell does.
  const lead = flow.source.slice(Math.max(0, use.range.start - 80), use.range.start);
  const written = (WRITTEN.exec(lead) ?? WRITTEN.exec(printedLead(use, flow) ?? ''))?.[1];
  if (written !== undefined) names.add(written);
  if (ENTERS.test(flow.source.slice(Math.max(0, use.range.start - 80), use.range.start)))
    for (const name of ['PWD', 'OLDPWD']) names.add(name);
  let isWhole = written !== undefined;
  for (const target of targets) {
    if (!holds(target.range, use.range)) continue;
    names.add(target.name);
    if (isTextOf(target, use, flow)) texts.add(target.name);
    const own = partsOf(target, use, flow);
    if (own.length > 0) parts.set(target.name, own);
    const lead = flow.source.slice(target.valueStart, use.range.start).replace(/^=/, '');
    // `A=(x "$V")`, `A=([k]="$V")`: each item is one of its values.
    const isOpen = lead.replace(/["']$/, '').split('"').length % 2 === 0;
    const isAmong = lead.startsWith('(') || (target.isList === true && !isOpen && !/\$\(|`/.test(lead));
    const isItem = isAmong && /(?:[\s(]|\]=)["']?$/.test(lead);
    isWhole ||= target.isAny === true || lead.length <= 2 || isItem;
  }
  for (let before = -1; before < names.size;) {
    before = names.size;
    for (const target of targets) {
      const made = flow.script.uses.filter((one) => names.has(one.name) && holds(target.range, one.range));
      if (made.length > 0) names.add(target.name);
      if (made.some((one) => texts.has(one.name) && isTextOf(target, one, flow))) texts.add(target.name);
      const all = made.flatMap((one) => [...(parts.get(one.name) ?? []), ...partsOf(target, one, flow)]);
      if (all.length > 0) parts.set(target.name, [...new Set([...(parts.get(target.name) ?? []), ...all])]);
    }
  }
  return { names, texts, parts, isWhole };
}

/** `A=${V#*:}`, `A=$(basename "$V")`, `IFS=/ read -r A B <<< "$V"`: what it begins with may stand within the value. */
function partsOf(target: Target, use: VariableUse, { commands, source }: Flow): Part[] {
  const cut = cutOf(use, source);
  if (cut) return [cut];
  const around = commands.filter((one) => holds(target.range, one.range) && holds(one.range, use.range));
  const inner = around.sort((a, b) => b.range.start - a.range.start)[0];
  if (!inner) return [];
  if (/^(?:read|mapfile|readarray)$/.test(programName(inner.words[0]))) return readParts(inner);
  const isInside = target.range.start < inner.range.start;
  return isInside && printsPart(inner, use.range) ? [...printedParts(inner)] : [];
}

/** `A="x$V"`, `A=$(basename "$V")`; not `A=$(kubectl get pod "$V" -o name)`. */
function isTextOf({ range }: Target, use: VariableUse, { commands, script }: Flow): boolean {
  const around = commands.filter((one) => holds(range, one.range) && holds(one.range, use.range));
  const inner = around.sort((a, b) => b.range.start - a.range.start)[0];
  const name = programName(inner?.words[0]);
  return (
    inner === undefined || name === '' || printsText(inner, use.range) || functionsOf(script).includes(name)
  );
}

// `cd "$V"; ssh host "ls $PWD"`.
const ENTERS = /\b(?:cd|pushd)\s{1,9}(?:-\w?\s|--\s)?["']?[^\s;|&]{0,60}$/;

// `A=$V`, `A+=$V`, `${A:=$V}`.
const WRITTEN = /(?<!\w)([A-Za-z_]\w{0,60})[:+]?=["'\\]{0,3}$/;

interface Target {
  readonly name: string;
  /** Where the text stands that it is made of. */
  readonly range: Range;
  readonly valueStart: number;
  /** What it begins with is not known. */
  readonly isAny?: boolean;
  /** Each of its words is one value. */
  readonly isList?: boolean;
}

const DECLARERS = /^(export|declare|typeset|local|readonly)$/;

function listTargets({ commands, script, source }: Flow): readonly Target[] {
  const bindings = bindingsOf(script);
  const assigned = commands.flatMap(({ assignments, words, range, redirections }) => {
    const inputStart = redirections.find(({ operator }) => operator === '<<<')?.target?.range.start;
    const own = assignments.map((one) => ({
      name: one.name,
      range: one.range,
      valueStart: one.nameRange.end + 1,
    }));
    const isDeclared = DECLARERS.test(words[0]?.value ?? '');
    const declared = isDeclared ? words.flatMap((word) => targetOf(word) ?? []) : [];
    const read = /^(read|mapfile|readarray|printf)$/.test(words[0]?.value ?? '')
      ? bindings
          .filter((one) => holds(range, one.range))
          .map(({ name }) => ({
            name,
            range,
            valueStart: inputStart ?? range.start,
            isAny: inputStart === undefined,
          }))
      : [];
    return [...own, ...declared, ...read];
  });
  const loops = bindings
    .filter(({ kind }) => kind === 'for')
    .map(({ name, range }) => {
      const end = /[;\n]/.exec(source.slice(range.end));
      const until = end ? range.end + end.index : source.length;
      return { name, range: { start: range.end, end: until }, valueStart: range.end + 4, isList: true };
    });
  // `while read -r A; do …; done <<< "$V"`.
  const fed = script.groups.flatMap(({ range, redirections, hereDocuments }) => {
    const inputs = [
      ...redirections.flatMap(({ operator, target }) => (operator === '<<<' && target ? [target.range] : [])),
      ...hereDocuments.map(({ bodyRange }) => bodyRange),
    ];
    return bindings
      .filter((one) => /^(?:read|mapfile)$/.test(one.kind) && holds(range, one.range))
      .flatMap(({ name }) =>
        inputs.map((input) => ({ name, range: input, valueStart: input.start, isAny: true })),
      );
  });
  return [...assigned, ...loops, ...fed];
}

function targetOf({ text, range }: Word): Target | undefined {
  const name = /^(\w+)\+?=/.exec(text)?.[1];
  return name === undefined ? undefined : { name, range, valueStart: range.start + name.length + 1 };
}
