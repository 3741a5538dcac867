import { bindingsOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { holds } from './own-bindings.ts';
import type { Range, Word } from './script.ts';
import { isOneOf } from './words.ts';

/** A variable that is made of a text. */
export interface TextTarget {
  readonly name: string;
  /** Where the text stands that it is made of. */
  readonly range: Range;
  readonly valueStart: number;
  /** What it begins with is not known. */
  readonly isAny?: boolean;
  /** Each of its words is one value. */
  readonly isList?: boolean;
}

/** What a script makes variables of: `A=…`, `export A=…`, `read A <<< …`, `for A in …`, `while read A; do …; done <<< …`. */
export function listTextTargets({ commands, script, source }: Flow): readonly TextTarget[] {
  const bindings = bindingsOf(script);
  const assigned = commands.flatMap(({ assignments, words, range, redirections }) => {
    const inputStart = redirections.find(({ operator }) => operator === '<<<')?.target?.range.start;
    const own = assignments.map((one) => ({
      name: one.name,
      range: one.range,
      valueStart: source.indexOf('=', one.nameRange.end) + 1,
    }));
    const program = words[0]?.value ?? '';
    const isDeclared = isOneOf(program, 'export declare typeset local readonly');
    const declared = isDeclared ? words.flatMap((word) => targetOf(word) ?? []) : [];
    const read = isOneOf(program, 'read mapfile readarray printf')
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
      .filter((one) => isOneOf(one.kind, 'read mapfile') && holds(range, one.range))
      .flatMap(({ name }) =>
        inputs.map((input) => ({ name, range: input, valueStart: input.start, isAny: true })),
      );
  });
  return [...assigned, ...loops, ...fed];
}

/** `export A=…`, `export "A=…"`. */
function targetOf({ text, range }: Word): TextTarget | undefined {
  const [lead = '', name] = /^["']?(\w+)\+?=/.exec(text) ?? [];
  return name === undefined ? undefined : { name, range, valueStart: range.start + lead.length };
}
