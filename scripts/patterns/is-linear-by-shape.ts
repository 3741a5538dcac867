import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import type { Pattern } from './list-patterns.ts';

/** More repetitions than this count as without end. */
const FEW = 100;

/**
 * Whether a regular expression is linear by its shape, in each of its alternatives: it repeats nothing without end;
 * or it repeats one character, right where the text begins or at its own end, so that no text is looked at twice.
 */
export function isLinearByShape({ source, flags }: Pick<Pattern, 'source' | 'flags'>): boolean {
  const unicode = flags.includes('u');
  const tree = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode,
    unicodeSets: flags.includes('v'),
  });
  return tree.alternatives.every((one) => isLinear(one, flags));
}

function isLinear({ elements }: AST.Alternative, flags: string): boolean {
  const endless = elements.reduce((count, element) => count + countEndless(element), 0);
  if (endless === 0) return true;
  const at = elements.findIndex(isEndless);
  const repeated = elements[at];
  if (endless > 1 || repeated?.type !== 'Quantifier' || !isOneCharacter(repeated.element)) return false;
  const [first] = elements;
  const isAnchored = first?.type === 'Assertion' && first.kind === 'start' && !flags.includes('m');
  return isAnchored || at === elements.length - 1;
}

function isEndless(element: AST.Element): boolean {
  return element.type === 'Quantifier' && element.max > FEW;
}

function countEndless(element: AST.Element): number {
  // What is repeated inside a repetition counts double: two in one another are never linear by shape.
  if (element.type === 'Quantifier')
    return (element.max > FEW ? 1 : 0) + countEndless(element.element) * (element.max > 1 ? 2 : 1);
  if (!('alternatives' in element)) return 0;
  return element.alternatives
    .flatMap((one) => ('elements' in one ? one.elements : []))
    .reduce((count, inner) => count + countEndless(inner), 0);
}

function isOneCharacter(element: AST.Element): boolean {
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    const [only] = element.alternatives;
    const [inner] = only?.elements ?? [];
    return (
      element.alternatives.length === 1 &&
      only?.elements.length === 1 &&
      inner !== undefined &&
      isOneCharacter(inner)
    );
  }
  return ['Character', 'CharacterSet', 'CharacterClass'].includes(element.type);
}
