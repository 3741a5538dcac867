import type { SyntaxNode } from '@lezer/common';
import type { Limit } from './limit.ts';
import { durationSeconds } from '../shell/queries/query-durations.ts';
import { childrenOf } from './query-nodes.ts';

const OPERATORS: Readonly<Record<string, Limit['operator']>> = {
  Gtr: '>',
  Gt: '>',
  Gte: '>=',
  Lss: '<',
  Lt: '<',
  Lte: '<=',
  Eql: '==',
  Neq: '!=',
};
/** `5 < x` says what `x > 5` says. */
const TURNED: Readonly<Record<Limit['operator'], Limit['operator']>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

/** Every comparison with a number in an expression, sums like `14 * 24 * 3600` worked out. */
export function readLimits(top: SyntaxNode, query: string): Limit[] {
  const limits: Limit[] = [];
  const visit = (node: SyntaxNode): void => {
    const found = limitOf(node, query);
    if (found) limits.push(found);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(top);
  return limits;
}

function limitOf(node: SyntaxNode, query: string): Limit | undefined {
  if (!/^Bin(ary|Op)Expr$/.test(node.name)) return undefined;
  const { left, operator, right } = sides(node);
  const sign = OPERATORS[operator?.name ?? ''];
  if (!left || !right || !sign) return undefined;
  const [before, after] = [constantOf(left, query), constantOf(right, query)];
  if (after !== undefined && before === undefined) return { operator: sign, value: after };
  if (before !== undefined && after === undefined) return { operator: TURNED[sign], value: before };
  return undefined;
}

/** The two sides of a binary expression and what stands between them. */
export function sides(node: SyntaxNode): {
  readonly left: SyntaxNode | undefined;
  readonly operator: SyntaxNode | undefined;
  readonly right: SyntaxNode | undefined;
} {
  const children = childrenOf(node);
  return {
    left: children[0],
    operator: children[1],
    right: children.length > 2 ? children.at(-1) : undefined,
  };
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Mod: (a, b) => a % b,
  Pow: (a, b) => a ** b,
};

/** The value of an expression that asks for no data. */
export function constantOf(node: SyntaxNode, query: string): number | undefined {
  const children = childrenOf(node);
  if (/^(NumberDurationLiteral|Number)$/.test(node.name)) return numberOf(query.slice(node.from, node.to));
  if (/^(ParenExpr|UnaryExpr|StepInvariantExpr|Expr|MetricExpr|LiteralExpr)$/.test(node.name)) {
    const inner = children.filter(({ name }) => name !== 'UnaryOp' && name !== 'Sub' && name !== 'Add');
    const value = inner.length === 1 && inner[0] ? constantOf(inner[0], query) : undefined;
    return value !== undefined && query.charAt(node.from) === '-' ? -value : value;
  }
  if (!/^Bin(ary|Op)Expr$/.test(node.name)) return undefined;
  const { left, operator, right } = sides(node);
  const [a, b] = [left && constantOf(left, query), right && constantOf(right, query)];
  const value = a !== undefined && b !== undefined ? ARITHMETIC[operator?.name ?? '']?.(a, b) : undefined;
  return value;
}

function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '').trim();
  const value = plain === '' ? NaN : Number(plain);
  return Number.isFinite(value) ? value : durationSeconds(plain);
}
