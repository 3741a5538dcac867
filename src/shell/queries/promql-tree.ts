import type { Token } from './promql-tokens.ts';

/** A part of a query, from its first character to its last. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One `name="value"` of a selector; a metric's name in quotes has no operator. */
export interface Matcher extends Span {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly isQuotedName: boolean;
  readonly valueToken: Token | undefined;
}

export interface Selector extends Span {
  readonly kind: 'selector';
  readonly metric: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly hasOffset: boolean;
  readonly hasAt: boolean;
}

/** A length of time in brackets or behind `offset`: `undefined` where only the run can tell. */
export interface Length extends Span {
  readonly seconds: number | undefined;
}

export interface Range extends Span {
  readonly kind: 'range';
  readonly inner: Tree;
  readonly length: Length;
}

export interface Subquery extends Span {
  readonly kind: 'subquery';
  readonly inner: Tree;
  readonly hasOffset: boolean;
  readonly hasAt: boolean;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameToken: Token;
  readonly inputs: readonly Tree[];
}

export interface Aggregation extends Span {
  readonly kind: 'aggregation';
  readonly name: string;
  readonly inputs: readonly Tree[];
}

/** `on (a) group_left (b)`. */
export interface Matching extends Span {
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly group: 'group_left' | 'group_right' | undefined;
  readonly brought: readonly string[];
  readonly hasFill: boolean;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: Token;
  readonly left: Tree;
  readonly right: Tree;
  readonly isBool: boolean;
  readonly matching: Matching | undefined;
}

export type Tree =
  | Selector
  | Range
  | Subquery
  | Call
  | Aggregation
  | Binary
  | (Span & { readonly kind: 'number'; readonly value: number; readonly isDuration: boolean })
  | (Span & { readonly kind: 'string'; readonly value: string; readonly token: Token })
  | (Span & { readonly kind: 'unary' | 'group'; readonly inner: Tree });
