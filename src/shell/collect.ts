import {
  forEachChild,
  type ArithmeticFor,
  type ArithmeticWord,
  type CommandExpansionPart,
  type Command as SourceCommand,
  type HereDoc,
  type ParameterExpansionPart,
  type ParsedScript,
  type Pipeline,
  type Redirected,
  type Redirection,
  type SimpleExpansionPart,
  type Statement,
  type SyntaxNode,
  type While,
  type Word as SourceWord,
} from 'unbash';
import { decodeBackticks } from './embedded.ts';
import { rangeAt, type Level } from './level.ts';
import type {
  Binding,
  BindingKind,
  Place,
  Quote,
  Range,
  Script,
  ScriptError,
  VariableUse,
} from './script.ts';

/** Everything of one shell level that does not need to know what a command means. */
export interface Collected {
  readonly commands: {
    readonly node: SourceCommand;
    readonly depth: number;
    readonly isFed: boolean;
    readonly isBackground: boolean;
  }[];
  readonly background: Range[];
  readonly loops: Script['loops'][number][];
  readonly pipelines: number[][];
  readonly groups: Redirected[];
  readonly functions: string[];
  readonly uses: VariableUse[];
  readonly bindings: Binding[];
  readonly errors: ScriptError[];
}

interface Context {
  readonly out: Collected;
  readonly level: Level;
  readonly at: (offset: number) => number;
  readonly layers: readonly Quote[];
  readonly quote: Quote;
  readonly place: Place;
  readonly depth: number;
  readonly isEnclosed: boolean;
  readonly isFed: boolean;
  readonly isBackground: boolean;
  readonly word?: SourceWord;
}

/** Walks a parsed script once and gathers its commands, variables and errors. */
export function collect(script: ParsedScript, level: Level): Collected {
  const out: Collected = {
    ...{
      commands: [],
      background: [],
      loops: [],
      pipelines: [],
      groups: [],
      functions: [],
      uses: [],
      bindings: [],
      errors: [],
    },
  };
  const { at, layers } = level;
  visit(script, {
    ...{ out, level, at, layers, quote: 'bare', place: 'other', depth: 0 },
    ...{ isEnclosed: false, isFed: false, isBackground: false },
  });
  return out;
}

function visit(node: SyntaxNode, context: Context): void {
  switch (node.type) {
    case 'Script':
      return visitScript(node, context);
    case 'Command':
      return visitCommand(node, context);
    case 'Pipeline':
      return visitPipeline(node, context);
    case 'Statement':
      return visitStatement(node, context);
    case 'Redirected':
      context.out.groups.push(node);
      return children(node, { ...context, isFed: context.isFed || node.redirects.some(feeds) });
    case 'Word':
      return children(node, { ...context, word: node });
    case 'While':
      return visitLoop(node, context);
    case 'For':
    case 'Select':
      if (node.type === 'Select' && !context.isFed && !context.isBackground)
        context.out.loops.push({ call: 'select', for: 'person', range: rangeAt(context.at, node) });
      bind(context, 'for', { name: node.name.value, pos: node.name.pos, end: node.name.end });
      return children(node, context);
    case 'Function':
      context.out.functions.push(node.name.value);
      return children(node, context);
    case 'TestCommand':
      return children(node, { ...context, place: 'test' });
    case 'Redirect':
    case 'HereString':
      return children(node, { ...context, place: 'redirection' });
    case 'FileDescriptorVariable':
      return bind(context, 'descriptor', node);
    case 'HereDoc':
      return visitHereDoc(node, context);
    case 'Assignment':
      bind(context, 'assignment', { name: node.name, pos: node.pos, end: node.pos + node.name.length });
      return children(node, { ...context, place: 'assignment' });
    default:
      return visitPart(node, context);
  }
}

function visitPart(node: SyntaxNode, context: Context): void {
  switch (node.type) {
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return mention(node, { ...context, quote: node.type === 'SingleQuoted' ? 'single' : 'ansi-c' });
    case 'DoubleQuoted':
    case 'LocaleString':
      return children(node, { ...context, quote: 'double' });
    case 'SimpleExpansion':
      return visitSimple(node, context);
    case 'ParameterExpansion':
      return visitParameter(node, context);
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
      return visitSubstitution(node, context);
    case 'ProcessSubstitution':
      return children(node, { ...context, quote: 'bare', depth: context.depth + 1 });
    case 'ArithmeticFor':
      if (!node.test) addEndless('for ((;;))', node, context);
      return children(node, { ...context, quote: 'arithmetic', isEnclosed: true });
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
      return children(node, { ...context, quote: 'arithmetic', isEnclosed: true });
    case 'ArithmeticBinary':
      if (/^[^=!<>]*=$/.test(node.operator) && node.left.type === 'ArithmeticWord')
        bind(context, 'arithmetic', { ...node.left, name: node.left.value });
      return children(node, context);
    case 'ArithmeticWord':
      return visitArithmeticWord(node, context);
    default:
      return children(node, context);
  }
}

function children(node: SyntaxNode, context: Context): void {
  forEachChild(node, (child) => visit(child, context));
}

function visitScript(node: ParsedScript, context: Context): void {
  const { out, at } = context;
  for (const { message, pos } of node.errors ?? []) {
    const isUnfinished = /^unterminated|to close|expected command after/.test(message);
    out.errors.push({
      message,
      range: rangeAt(at, { pos, end: Math.min(pos + 1, node.end) }),
      isUnfinished,
    });
  }
  children(node, context);
}

function visitCommand(node: SourceCommand, context: Context): void {
  const { depth, isBackground } = context;
  const isFed = context.isFed || node.redirects.some(feeds);
  context.out.commands.push({ node, depth, isFed, isBackground });
  for (const item of node.prefix) {
    visit(item, context);
    const bound = context.out.bindings.length - 1;
    const last = context.out.bindings[bound];
    if (item.type === 'Assignment' && node.name && last)
      context.out.bindings[bound] = { ...last, kind: 'prefix' };
  }
  if (node.name) visit(node.name, { ...context, place: 'command' });
  for (const item of node.suffix) visit(item, { ...context, place: 'argument' });
}

function visitPipeline(node: Pipeline, context: Context): void {
  const joined: number[] = [];
  for (const [index, command] of node.commands.entries()) {
    joined.push(context.out.commands.length);
    visit(command, index === 0 ? context : { ...context, isFed: true });
  }
  context.out.pipelines.push(joined);
}

function visitStatement(node: Statement, context: Context): void {
  if (!node.background) return children(node, context);
  context.out.background.push(rangeAt(context.at, node));
  children(node, { ...context, isBackground: true });
}

// What is always true, as a condition: `true`, `:`, `((1))`, `[ 1 ]`, `sleep 5`; and what never is.
const ALWAYS = /^(?:true|:|\(\([ \t]*1[ \t]*\)\)|\[{1,2} (?:1|true) \]{1,2}|sleep [\w.$"{}]+);?$/;
const NEVER = /^(?:false|\(\([ \t]*0[ \t]*\)\));?$/;

function visitLoop(node: While, context: Context): void {
  const condition = context.level.text.slice(node.clause.pos, node.clause.end).trim();
  if ((node.kind === 'while' ? ALWAYS : NEVER).test(condition))
    addEndless(`${node.kind} ${condition.replace(/;$/, '')}`, node, context);
  children(node, context);
}

/** Notes a loop that nothing in its body ends. */
function addEndless(call: string, node: While | ArithmeticFor, { out, at, isBackground }: Context): void {
  if (!isBackground && !leaves(node.body)) out.loops.push({ call, for: 'stop', range: rangeAt(at, node) });
}

function leaves(node: SyntaxNode): boolean {
  if (node.type === 'Command' && LEAVING.test(node.name?.value ?? '')) return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= leaves(child);
  });
  return found;
}

const LEAVING = /^(?:break|exit|return|exec)$/;

/** Whether a redirection says where standard input comes from: `< f`, `<<< x`, `<<E`; not `3< f`. */
function feeds({ operator, descriptor }: Redirection): boolean {
  const isInput =
    descriptor === undefined || (descriptor.type === 'FileDescriptor' && descriptor.value === 0);
  return operator.startsWith('<') && isInput;
}

function visitSubstitution(
  node: Pick<CommandExpansionPart, 'text' | 'pos' | 'script'>,
  context: Context,
): void {
  if (!node.script) return;
  const inner = { ...context, quote: 'bare' as const, depth: context.depth + 1, place: 'other' as const };
  if (!node.text.startsWith('`')) return visit(node.script, inner);
  const layers = [...context.layers, 'backtick' as const];
  if (node.script.source === undefined) return visit(node.script, { ...inner, layers });
  // A backtick script with backslashes has a text of its own, a little shorter than the source.
  const { offsets } = decodeBackticks(node);
  const at = (offset: number): number =>
    context.at(offsets[Math.min(offset, offsets.length - 1)] ?? node.pos);
  visit(node.script, { ...inner, layers, at });
}

function visitHereDoc(node: HereDoc, context: Context): void {
  const isLiteral = node.delimiter?.quoted ?? false;
  if (node.closing === undefined) reportOpenHereDoc(node, context);
  const inner = { ...context, place: 'here-document' as const };
  if (isLiteral) mention(node.body, { ...inner, quote: 'literal-here-document' });
  else for (const part of node.body.parts ?? []) visit(part, { ...inner, quote: 'here-document' });
}

function reportOpenHereDoc({ delimiter, pos, end, body }: HereDoc, { out, at }: Context): void {
  const word = delimiter?.value ?? '';
  const indented = body.text.split('\n').some((line) => /^[ \t]/.test(line) && line.trim() === word);
  const hint = indented ? ': its closing line must not be indented' : '';
  const message = `here-document \`${word}\` is never closed${hint}`;
  out.errors.push({ message, range: rangeAt(at, { pos, end }), isUnfinished: true });
}

function visitSimple(node: SimpleExpansionPart, context: Context): void {
  const name = node.text.slice(1);
  if (/^[A-Za-z_]/.test(name))
    use(context, node, { name, hasDefault: false, isRequired: false, isPlain: true });
}

function visitParameter(node: ParameterExpansionPart, context: Context): void {
  const operator = node.operation?.type === 'Default' ? node.operation.operator : '';
  const isPlain = node.operation === undefined && node.prefix === undefined && node.index === undefined;
  if (/^[A-Za-z_]/.test(node.parameter)) {
    const hasDefault = /^:?[-=+]$/.test(operator);
    use(context, node, { name: node.parameter, hasDefault, isRequired: operator.endsWith('?'), isPlain });
    if (operator.endsWith('=')) bind(context, 'default', { ...node, name: node.parameter });
  }
  children(node, { ...context, isEnclosed: true });
}

function visitArithmeticWord(node: ArithmeticWord, context: Context): void {
  if (node.parts) return children(node, context);
  // Matches `X`, `$X` and `${X}`; not `10`, `0x1f`, `$1`.
  const name = /^(?:\$?|\$\{(?=.*\}$))([A-Za-z_]\w*)\}?$/.exec(node.value)?.[1];
  if (name === undefined) return;
  use(context, node, { name, hasDefault: false, isRequired: false, isPlain: true });
}

// Matches `$NAME` and `${NAME`; not `$1`, `\$NAME` of a regex, `$$`.
const named = /(?<![\\$])\$(?:\{([A-Za-z_]\w{0,99})(?!\w)[^}]{0,500}\}|([A-Za-z_]\w*))/g;

/** Variables that stand where no shell expands them. */
function mention({ text, pos }: { text: string; pos: number }, context: Context): void {
  for (const match of text.matchAll(named)) {
    const span = { pos: pos + match.index, end: pos + match.index + match[0].length };
    const name = match[1] ?? match[2] ?? '';
    const isPlain = match[0].length <= name.length + 3;
    use(context, span, { name, hasDefault: false, isRequired: false, isPlain, isExpanded: false });
  }
}

type Seen = Pick<VariableUse, 'name' | 'hasDefault' | 'isRequired' | 'isPlain'> & {
  readonly isExpanded?: false;
};

function use(context: Context, { pos, end }: { pos: number; end: number }, seen: Seen): void {
  const { out, at, layers, quote, place, isEnclosed } = context;
  const isExpanded = seen.isExpanded ?? true;
  const flag = flagBefore(context, pos);
  out.uses.push({
    ...seen,
    range: rangeAt(at, { pos, end }),
    isExpanded,
    isElsewhere: false,
    isEnclosed,
    layers: [...layers, quote],
    level: isExpanded ? layers.length : -1,
    place,
    ...(flag === undefined ? {} : { afterFlag: flag }),
  });
}

function flagBefore({ word }: Context, pos: number): string | undefined {
  const flag = /^--?[A-Za-z][\w-]*=/.exec(word?.text ?? '')?.[0];
  return flag !== undefined && word && word.pos + flag.length <= pos ? flag : undefined;
}

interface Named {
  readonly name: string;
  readonly pos: number;
  readonly end: number;
}

function bind({ out, at }: Context, kind: BindingKind, { name, pos, end }: Named): void {
  out.bindings.push({ name, range: rangeAt(at, { pos, end }), kind });
}
