import { derivedNames } from './derived-names.ts';
import type { Derived } from './derived-names.ts';
import { functionsOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { holds } from './own-bindings.ts';
import { ownGuards } from './own-guards.ts';
import { isInPath, partGuards } from './parts.ts';
import { printsText } from './printed-texts.ts';
import { isReadAgain, isReadAsMore } from './read-again.ts';
import type { VariableUse } from './script.ts';
import { listTextTargets } from './text-targets.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';
import { writtenGuard } from './written-guard.ts';

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
  // `A=/data/$V; rm -r "$A"`: not the folder itself, nor the one above.
  const isRemoved = derived.found.some(
    (one) => derived.paths.has(one.name) && flow.guardsAt(one).includes('f'),
  );
  return own + split + [...new Set(meanings.join('') + (isRemoved ? 'f' : ''))].join('');
}

/** `for n in $(echo "$V" | tr , ' ')`: the words of what is printed, of which each blank and each glob makes more. */
function isSplit(use: VariableUse, flow: Flow): boolean {
  const [inner] = flow.commands
    .filter((one) => holds(one.range, use.range))
    .sort((a, b) => b.range.start - a.range.start);
  if (!inner || !printsText(inner, use.range)) return false;
  return listTextTargets(flow).some(({ range, isList }) => {
    if (isList !== true || !holds(range, inner.range)) return false;
    const lead = flow.source.slice(range.start, inner.range.start);
    return /\$\(|`/.test(lead) && lead.split('"').length % 2 === 1;
  });
}

/** What a value means to the command that gets it, by whatever name. */
const MEANS = /[fvgazeFOLDRCVZ01]/;

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
  const isTaken = found.some((one) => one.layers[one.level] === 'bare' && one.place !== 'assignment');
  const isKept = (one: VariableUse): boolean =>
    one.level < 0 &&
    flow.commands.some(
      ({ words, range }) => holds(range, one.range) && isOneOf(programName(words[0]), 'trap alias'),
    );
  // `trap 'eval "$A"' EXIT; A=$V`.
  if (isWhole && flow.script.uses.some((one) => names.has(one.name) && isKept(one))) return 'c';
  if ((isWhole || isTaken) && found.some((one) => (ownGuards(one, flow) + flow.guardsAt(one)).includes('c')))
    return 'c';
  if (found.some((one) => isReadAgain(one, flow))) return 't';
  if (found.some((one) => texts.has(one.name) && isReadAsMore(one, flow))) return 't';
  return writtenGuard(use, flow, comesBack(flow));
}

/** `f() { ssh host "ls $A"; }; A=$V; f`: what stands before it in the text may be run after it. */
function comesBack({ script, source }: Flow): boolean {
  return functionsOf(script).length > 0 || /\b(?:for|while|until|trap|alias|PROMPT_COMMAND)\b/.test(source);
}
