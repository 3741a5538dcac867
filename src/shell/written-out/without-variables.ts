import { forEachChild, parse } from 'unbash';
import type { Assignment, SyntaxNode } from 'unbash';
import { isRunVariable } from '../steering-names.ts';
import { innerOfAssigned, withEdits } from './inner-text.ts';
import type { Edit } from './inner-text.ts';
import { isOneOf } from '../words.ts';

/** Variables made of variables beyond this are nothing that a person wrote. */
const MOST_ROUNDS = 5;
const LONGEST = 20_000;

/** What hands every variable on, or takes one by its name. */
const BY_NAME = /\bset -\w{0,8}a|allexport|\$\{!|\b(?:declare|local|typeset)\s+-\w*n|\beval\b|\benvsubst\b/;

/**
 * A script in which a variable that is set once, with a text that holds a mark, is that text wherever it is used. As far
 * as that can be told: else the variable stays.
 */
export function withoutVariables(source: string, mark: string): string {
  let text = source;
  for (let round = 0; round < MOST_ROUNDS && text.length < LONGEST; round += 1) {
    const next = withoutOne(text, mark);
    if (next === undefined) return text;
    text = next;
  }
  return text;
}

function withoutOne(text: string, mark: string): string | undefined {
  if (BY_NAME.test(text)) return undefined;
  const script = parse(text);
  if (script.errors?.length) return undefined;
  for (const one of assignmentsIn(script, text)) {
    if (!text.slice(one.pos, one.end).includes(mark)) continue;
    const edits = editsFor(one, script, text);
    if (edits) return withEdits(text, edits);
  }
  return undefined;
}

/** `A="$X"`, `local A="$X"`: not `A="$X" cmd`, `export A="$X"`. */
function assignmentsIn(node: SyntaxNode, text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  forEachChild(node, (child) => {
    if (child.type === 'Command') {
      const isDeclared = isOneOf(child.name?.value ?? '', 'local declare readonly typeset');
      const isFlagged = child.args.some((one) => one.type === 'Word' && one.value.startsWith('-'));
      if (!child.name || (isDeclared && !isFlagged))
        for (const one of [...child.prefix, ...child.args]) if (one.type === 'Assignment') found.push(one);
    }
    found.push(...assignmentsIn(child, text));
  });
  return found;
}

function editsFor(assignment: Assignment, script: SyntaxNode, text: string): readonly Edit[] | undefined {
  const { name, value, append, index, pos, end } = assignment;
  if (append || index || value.type !== 'Word' || isRunVariable(name)) return undefined;
  const inner = innerOfAssigned(value, text);
  if (inner === undefined) return undefined;
  const edits: Edit[] = [{ pos, end, text: `${name}=` }];
  const isKnown = usesIn(script, { name, inner, after: end, edits }, 'bare');
  // Whatever else names it may read it: `export A`, `"$(cat <<'EOF' … $A`.
  const named = [...text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'))].length;
  return isKnown && edits.length > 1 && named === edits.length ? edits : undefined;
}

interface Uses {
  readonly name: string;
  readonly inner: string;
  /** Where the variable has its value from. */
  readonly after: number;
  readonly edits: Edit[];
}

/** Gathers what is written for each use; whether all of them stand where the text can. */
function usesIn(node: SyntaxNode, uses: Uses, stands: 'bare' | 'double' | 'assigned' | 'other'): boolean {
  const { name, inner, after, edits } = uses;
  let isKnown = true;
  forEachChild(node, (child) => {
    if (child.type === 'SimpleExpansion' || child.type === 'ParameterExpansion') {
      if (child.text === `$${name}` || child.text === `\${${name}}`) {
        const isFit = stands === 'double' || stands === 'assigned';
        if (!isFit || child.pos < after) isKnown = false;
        const text = stands === 'assigned' ? `"${inner}"` : inner;
        edits.push({ pos: child.pos, end: child.end, text });
        return;
      }
    }
    isKnown = usesIn(child, uses, standsIn(child, stands)) && isKnown;
  });
  return isKnown;
}

function standsIn(node: SyntaxNode, stands: 'bare' | 'double' | 'assigned' | 'other'): typeof stands {
  switch (node.type) {
    case 'DoubleQuoted':
      return stands === 'other' ? 'other' : 'double';
    case 'Assignment':
      return 'assigned';
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return node.text.startsWith('`') ? 'other' : 'bare';
    case 'Command':
      return stands === 'other' ? 'other' : 'bare';
    case 'ParameterExpansion':
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
    case 'HereDoc':
    case 'TestCommand':
      return 'other';
    default:
      return stands;
  }
}
