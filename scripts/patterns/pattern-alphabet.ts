import { visitRegExpAST } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';

type Reading = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** The characters that a pattern tells apart, as one bit for each kind. */
export interface Alphabet {
  readonly count: number;
  /** All kinds of characters. */
  readonly all: bigint;
  /** The bit of where a text begins or ends. */
  readonly edge: bigint;
  /** What `\w` reads, as `\b` asks. */
  readonly words: bigint;
  readonly lineEnds: bigint;
  readonly kindsOf: (element: Reading) => bigint;
}

/** What a pattern without properties of Unicode tells apart above this, it tells apart by single characters. */
const PLAIN = 0x2fff;

/** Sorts all characters by what of a pattern reads them. */
export function alphabetOf(tree: AST.Pattern, flags: string): Alphabet {
  const own = flags.replace(/[gyd]/g, '');
  const readers = new Map<string, RegExp>([
    ['\\w', new RegExp('^\\w$', own)],
    ['[\\n\\r\\u2028\\u2029]', /^[\n\r\u2028\u2029]$/],
  ]);
  const named = new Set<number>();
  const add = (element: Reading): void => {
    if (!readers.has(element.raw)) readers.set(element.raw, new RegExp(`^${element.raw}$`, own));
  };
  visitRegExpAST(tree, {
    onCharacterEnter(element) {
      named.add(element.value);
      if (element.parent.type !== 'CharacterClass' && element.parent.type !== 'CharacterClassRange')
        add(element);
    },
    onCharacterSetEnter(element) {
      if (element.parent.type !== 'CharacterClass') add(element);
    },
    onCharacterClassEnter(element) {
      if (element.parent.type !== 'CharacterClass') add(element);
    },
    onExpressionCharacterClassEnter: add,
  });
  const tests = [...readers].map(([raw, pattern], index) => ({ raw, pattern, bit: 1n << BigInt(index) }));
  const kinds = new Map<bigint, number>();
  const bits = new Map(tests.map(({ raw }) => [raw, 0n]));
  const sort = (character: string, asked: typeof tests): void => {
    let read = 0n;
    for (const { bit, pattern } of asked) if (pattern.test(character)) read |= bit;
    if (kinds.has(read)) return;
    const kind = 1n << BigInt(kinds.size);
    kinds.set(read, kinds.size);
    for (const { raw, bit } of tests) if (read & bit) bits.set(raw, (bits.get(raw) ?? 0n) | kind);
  };
  const sets = tests.filter(({ raw }) => raw.length > 1);
  const hasProperties = sets.some(({ raw }) => /\\[pP]\{/.test(raw));
  for (const code of [...named, 0xd83d, 0xfeff, 0xffff])
    for (const near of [code - 1, code, code + 1])
      if (near >= 0 && near <= 0x10ffff) sort(String.fromCodePoint(near), tests);
  for (let code = 0; code <= PLAIN; code += 1) sort(String.fromCharCode(code), tests);
  // Further up, only sets of characters read anything that the pattern does not name.
  const last = !hasProperties ? PLAIN : /[uv]/.test(flags) ? 0x10ffff : 0xffff;
  for (let code = PLAIN + 1; code <= last; code += 1) sort(String.fromCodePoint(code), sets);
  const count = kinds.size;
  return {
    count,
    all: (1n << BigInt(count)) - 1n,
    edge: 1n << BigInt(count),
    words: bits.get('\\w') ?? 0n,
    lineEnds: bits.get('[\\n\\r\\u2028\\u2029]') ?? 0n,
    kindsOf: ({ raw }) => bits.get(raw) ?? 0n,
  };
}
