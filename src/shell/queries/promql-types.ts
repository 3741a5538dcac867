import { goRegexFault, matcherFault, matchesEmpty } from './go-regex.ts';
import { AGGREGATIONS, PROMQL_FUNCTIONS } from './promql-functions.ts';
import type { PromqlFunction, PromqlType } from './promql-functions.ts';
import type { Aggregation, Binary, Call, Matcher, Selector, Tree } from './promql-tree.ts';
import { refuse } from './query-fault.ts';

export interface TypeWishes {
  /** The version of Prometheus whose rules hold. */
  readonly version: 2 | 3;
}

const WORDS: Readonly<Record<PromqlType, string>> = {
  vector: 'an instant vector like `x`',
  range: 'a range vector like `x[5m]`',
  scalar: 'a number',
  string: 'a string',
  unknown: 'a variable',
};

/** Judges the types in a query, and says what it gives. @throws QueryRefusal */
export function judgeTypes(tree: Tree, wishes: TypeWishes): PromqlType {
  switch (tree.kind) {
    case 'number':
      if (tree.isDuration && wishes.version === 2)
        refuse(tree, 'Prometheus 2 takes no duration for a number');
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      judgeSelector(tree, wishes);
      return isVariable(tree) ? 'unknown' : 'vector';
    case 'range':
      judgeTypes(tree.inner, wishes);
      return 'range';
    case 'subquery': {
      const type = judgeTypes(tree.inner, wishes);
      if (type !== 'vector' && type !== 'unknown')
        refuse(tree.inner, `a subquery takes ${WORDS.vector}, and this is ${WORDS[type]}`);
      return 'range';
    }
    case 'group':
      return judgeTypes(tree.inner, wishes);
    case 'unary': {
      const type = judgeTypes(tree.inner, wishes);
      if (type === 'range' || type === 'string')
        refuse(tree, `a sign stands before numbers and instant vectors, and this is ${WORDS[type]}`);
      return type;
    }
    case 'binary':
      return judgeBinary(tree, wishes);
    case 'aggregation':
      return judgeAggregation(tree, wishes);
    case 'call':
      return judgeCall(tree, wishes);
  }
}

function judgeSelector(
  { metric, matchers, ...place }: Selector,
  { version }: TypeWishes,
  mayBeEmpty = false,
): void {
  for (const matcher of matchers) {
    judgeRegex(matcher);
    if (matcher.isQuotedName && version === 2) refuse(matcher, 'Prometheus 2 takes no name in quotes here');
    const isName = matcher.name === '__name__';
    if (metric !== undefined && isName)
      refuse(matcher, `the metric is named twice: \`${metric}\` stands before the braces`);
  }
  if (metric !== undefined || mayBeEmpty || matchers.some((matcher) => !takesEmpty(matcher))) return;
  refuse(
    place,
    'a selector needs a name, or one label whose value cannot be empty: this one asks for everything',
  );
}

/** A variable stands as `_` of its length: `maskVariables` puts them there. */
function isVariable({ metric, matchers }: Selector): boolean {
  return metric !== undefined && /^_{2,}$/.test(metric) && matchers.length === 0;
}

/** Whether a matcher takes series that lack its label. */
function takesEmpty({ operator, value }: Matcher): boolean {
  if (operator === '=') return value === '';
  if (operator === '!=') return value !== '';
  return matchesEmpty(value) === (operator === '=~');
}

function judgeRegex({ operator, value, valueToken }: Matcher): void {
  if (!valueToken || (operator !== '=~' && operator !== '!~')) return;
  const reason = matcherFault(value);
  if (reason !== undefined) refuse(valueToken, reason);
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SETS = new Set(['and', 'or', 'unless']);

function judgeBinary({ operator, left, right, isBool, matching }: Binary, wishes: TypeWishes): PromqlType {
  const [a, b] = [judgeTypes(left, wishes), judgeTypes(right, wishes)];
  const sign = operator.text.toLowerCase();
  const isComparison = COMPARISONS.has(sign);
  const isSet = SETS.has(sign);
  if (isBool && !isComparison) refuse(operator, '`bool` stands behind comparisons only');
  for (const [side, type] of [
    [left, a],
    [right, b],
  ] as const)
    if (type === 'string' || type === 'range')
      refuse(side, `\`${operator.text}\` takes numbers and instant vectors, and this is ${WORDS[type]}`);
  if (isSet && (a === 'scalar' || b === 'scalar'))
    refuse(a === 'scalar' ? left : right, `\`${operator.text}\` takes instant vectors, and this is a number`);
  if (isComparison && !isBool && a === 'scalar' && b === 'scalar')
    refuse(operator, `two numbers are compared with \`${operator.text} bool\``);
  if (matching) {
    const twice = matching.isOn && matching.labels.find((label) => matching.brought.includes(label));
    if (twice) refuse(matching, `\`${twice}\` stands in \`on\` and in \`${matching.group ?? ''}\``);
    const isVectors = a !== 'scalar' && b !== 'scalar';
    if (!isVectors && (matching.labels.length > 0 || matching.hasFill))
      refuse(matching, 'labels are matched between two instant vectors only');
    if (isSet && matching.group !== undefined)
      refuse(matching, `\`${operator.text}\` takes no \`${matching.group}\``);
    if (isSet && matching.hasFill) refuse(matching, `\`${operator.text}\` fills nothing in`);
  }
  return a === 'scalar' && b === 'scalar' ? 'scalar' : 'vector';
}

function judgeAggregation({ name, inputs, ...place }: Aggregation, wishes: TypeWishes): PromqlType {
  const param = AGGREGATIONS.get(name);
  const wanted: readonly PromqlType[] = param === undefined ? ['vector'] : [param, 'vector'];
  if (wishes.version === 2 && /^limit/.test(name))
    refuse(place, `Prometheus 2 has no aggregation \`${name}\``);
  if (inputs.length !== wanted.length)
    refuse(place, `\`${name}\` takes ${inWords(wanted)}, and gets ${counted(inputs.length)}`);
  inputs.forEach((input, at) => expectType(input, { wanted: wanted[at] ?? 'vector', by: name }, wishes));
  return 'vector';
}

function judgeCall({ name, nameToken, inputs, ...place }: Call, wishes: TypeWishes): PromqlType {
  const known = PROMQL_FUNCTIONS.get(name);
  if (!known) return 'vector';
  judgeVersion(known, nameToken, wishes);
  const { takes, spare } = known;
  const least = spare === 0 ? takes.length : takes.length - 1;
  const most = spare < 0 ? Infinity : spare === 0 ? takes.length : least + spare;
  if (inputs.length < least || inputs.length > most)
    refuse(place, `\`${name}\` takes ${inWords(takes, { least, most })}, and gets ${counted(inputs.length)}`);
  inputs.forEach((input, at) => {
    const wanted = takes[Math.min(at, takes.length - 1)] ?? 'vector';
    if (name === 'info' && at === 1) judgeInfo(input, wishes);
    else expectType(input, { wanted, by: name }, wishes);
  });
  const pattern = name === 'label_replace' ? inputs[4] : undefined;
  if (pattern?.kind === 'string') {
    const reason = goRegexFault(pattern.value);
    if (reason !== undefined) refuse(pattern, reason);
  }
  return known.gives;
}

/** `info` takes labels only, and there they may ask for everything. */
function judgeInfo(input: Tree, wishes: TypeWishes): void {
  if (input.kind !== 'selector' || input.metric !== undefined)
    refuse(input, '`info` takes labels in braces here');
  judgeSelector(input, wishes, true);
}

function judgeVersion(
  { name, since }: PromqlFunction,
  token: { start: number; end: number },
  { version }: TypeWishes,
): void {
  if (since === undefined || since === version) return;
  const instead = name === 'holt_winters' ? '; it is `double_exponential_smoothing` now' : '';
  refuse(token, `Prometheus ${version} has no function \`${name}\`${instead}`);
}

interface Wanted {
  readonly wanted: PromqlType;
  readonly by: string;
}

function expectType(input: Tree, { wanted, by }: Wanted, wishes: TypeWishes): void {
  const type = judgeTypes(input, wishes);
  if (type !== wanted && type !== 'unknown')
    refuse(input, `\`${by}\` takes ${WORDS[wanted]} here, and this is ${WORDS[type]}`);
}

function inWords(
  types: readonly PromqlType[],
  bounds?: { readonly least: number; readonly most: number },
): string {
  if (types.length === 0) return 'nothing';
  const list = types.map((type) => WORDS[type]).join(', then ');
  if (!bounds || bounds.least === bounds.most) return list;
  return bounds.most === Infinity
    ? `${list}, and more of the last`
    : `${list}, the last of which may be left out`;
}

function counted(inputs: number): string {
  return inputs === 0 ? 'nothing' : inputs === 1 ? 'one argument' : `${inputs} arguments`;
}
