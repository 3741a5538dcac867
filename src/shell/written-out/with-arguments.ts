import { forEachChild, parse } from 'unbash';
import type { Command, ParameterExpansionPart, SimpleExpansionPart, SyntaxNode } from 'unbash';
import { withEdits } from './inner-text.ts';
import type { Edit } from './inner-text.ts';
import { isOneOf } from '../words.ts';

/** How the shell reads the text where an argument stands. */
type Stands = 'bare' | 'double' | 'assigned' | 'here-document' | 'arithmetic';

interface Walk {
  /** The arguments, as they would be written between double quotes. */
  readonly args: readonly string[];
  readonly body: string;
  readonly edits: Edit[];
  /** How many arguments have been shifted away. */
  shifted: number;
  isKnown: boolean;
}

/**
 * The body of a function with its arguments in it; undefined where what becomes of them cannot be told.
 * @param args each as it would be written between double quotes
 */
export function withArguments(body: string, args: readonly string[]): string | undefined {
  const walk: Walk = { args, body, edits: [], shifted: 0, isKnown: true };
  const shifts = sureShifts(body);
  visit(parse(body), 'bare');
  return walk.isKnown ? withEdits(body, walk.edits) : undefined;

  function visit(node: SyntaxNode, stands: Stands): void {
    switch (node.type) {
      case 'Function':
      case 'Coproc':
        walk.isKnown = false;
        return;
      case 'Command':
        return visitCommand(node);
      case 'For':
      case 'Select':
        if (!node.wordlist) walk.isKnown = false;
        return children(node, 'bare');
      case 'Assignment':
        return children(node, 'assigned');
      case 'TestCommand':
        return children(node, 'assigned');
      case 'DoubleQuoted':
      case 'LocaleString':
        return visitDouble(node, stands);
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        if (node.text.startsWith('`') && /\$[\d@*{]/.test(node.text)) walk.isKnown = false;
        else children(node, 'bare');
        return;
      case 'ArithmeticExpansion':
      case 'ArithmeticCommand':
      case 'ArithmeticFor':
        return children(node, 'arithmetic');
      case 'HereDoc':
        if (node.delimiter?.quoted !== true)
          for (const part of node.body.parts ?? []) visit(part, 'here-document');
        return;
      case 'SimpleExpansion':
      case 'ParameterExpansion':
        return put(node, stands);
      default:
        return children(node, stands);
    }
  }

  function children(node: SyntaxNode, stands: Stands): void {
    forEachChild(node, (child) => visit(child, stands));
  }

  function visitCommand(node: Command): void {
    const name = node.name?.value ?? '';
    if (name === 'shift') {
      const count = Number(node.args[0] ? body.slice(node.args[0].pos, node.args[0].end) : '1');
      if (!shifts.has(node.pos) || !Number.isInteger(count)) walk.isKnown = false;
      walk.shifted += count;
      walk.edits.push({ pos: node.pos, end: node.end, text: 'true' });
      return;
    }
    const setsArguments =
      name === 'set' &&
      node.args.some((one) => !/^[-+][a-z]+$|^pipefail$/.test(body.slice(one.pos, one.end)));
    if (setsArguments || name === 'getopts') walk.isKnown = false;
    children(node, 'bare');
  }

  function visitDouble(
    node: Extract<SyntaxNode, { type: 'DoubleQuoted' | 'LocaleString' }>,
    stands: Stands,
  ): void {
    const [only, ...others] = node.parts;
    const isAlone = only !== undefined && others.length === 0 && stands === 'bare';
    const isList = isAlone && isArgument(only);
    const taken = isList ? listed(only.text) : undefined;
    if (taken === undefined) return children(node, 'double');
    const text = taken.map((arg) => (/^[\w./:@%+,-]+$/.test(arg) ? arg : `"${arg}"`)).join(' ');
    walk.edits.push({ pos: node.pos, end: node.end, text });
  }

  /** `"$@"`, `"${@:2}"`: the arguments that it stands for, each a word of its own. */
  function listed(written: string): readonly string[] | undefined {
    const rest = args.slice(walk.shifted);
    if (written === '$@' || written === '${@}') return rest;
    const [, from = '', , count] = /\$\{@:\s?(\d{1,3})(:(\d{1,3}))?\}/.exec(written) ?? [];
    if (from === '' || from === '0') return undefined;
    return rest.slice(Number(from) - 1, count === undefined ? undefined : Number(from) - 1 + Number(count));
  }

  function put(node: SimpleExpansionPart | ParameterExpansionPart, stands: Stands): void {
    if (!isArgument(node)) {
      if (node.text === '$_' || /^\$\{(?:[!#]?(?:[@*_]|\d+)|!)/.test(node.text)) walk.isKnown = false;
      else children(node, stands);
      return;
    }
    const text = textOf(node);
    // What is split, evaluated or escaped by other rules is not followed.
    const isFit =
      stands === 'double' ||
      stands === 'assigned' ||
      (stands === 'here-document' && !/["\\]/.test(text ?? ''));
    if (text === undefined || !isFit) walk.isKnown = false;
    else walk.edits.push({ pos: node.pos, end: node.end, text: stands === 'assigned' ? `"${text}"` : text });
  }

  function textOf(node: SimpleExpansionPart | ParameterExpansionPart): string | undefined {
    const rest = args.slice(walk.shifted);
    if (isOneOf(node.text, '$* ${*}')) return rest.join(' ');
    // `"a $@ b"` is `"a 1" "2 b"`.
    if (node.text.includes('@')) return listed(node.text)?.join('" "');
    const [, place = '', operator, other = ''] =
      /^\$\{?(\d{1,2})(?:(:?[-?])([^$`"'\\]*))?\}?$/.exec(node.text) ?? [];
    if (place === '') return undefined;
    const own = rest[Number(place) - 1];
    return own ?? (operator?.endsWith('-') ? other : '');
  }
}

function isArgument(node: SyntaxNode): boolean {
  return (
    (node.type === 'SimpleExpansion' && /\$[1-9@*]/.test(node.text)) ||
    (node.type === 'ParameterExpansion' && /^(?:[1-9]\d?|[@*])/.test(node.parameter))
  );
}

/** Where commands stand that come once, in their order: not in a loop, nor behind a condition. */
function sureShifts(body: string): ReadonlySet<number> {
  const [only] = parse(body).commands;
  const group = only?.command;
  if (group?.type !== 'BraceGroup' && group?.type !== 'Subshell') return new Set();
  const steps = group.body.commands.flatMap(({ command }): readonly SyntaxNode[] =>
    command.type === 'AndOr' && command.operators.every((one) => one === '&&') ? command.commands : [command],
  );
  return new Set(steps.map(({ pos }) => pos));
}
