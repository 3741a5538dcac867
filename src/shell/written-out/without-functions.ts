import { forEachChild, parse } from 'unbash';
import type { Command, Function as FunctionNode, ParsedScript, SyntaxNode } from 'unbash';
import { namesRereader } from '../rereaders.ts';
import { innerText, withEdits } from './inner-text.ts';
import type { Edit } from './inner-text.ts';
import { withArguments } from './with-arguments.ts';

/** Calls in calls beyond this, or a text longer than this, are nothing that a person wrote. */
const MOST_ROUNDS = 5;
const LONGEST = 20_000;

/** The arguments of functions by other names, and what changes how they are read. */
const UNFOLLOWED = /\b(?:BASH_ARG[VC]|FUNCNAME|IFS=|extdebug|emulate)/;

/**
 * A script with the bodies of its functions where they are called, the arguments in them; undefined where it has none, or
 * where what is called, and with what, cannot be told.
 */
export function withoutFunctions(source: string): string | undefined {
  const script = parse(source);
  const bodies = bodiesOf(script, source);
  if (!bodies || UNFOLLOWED.test(source)) return undefined;
  const names = new Set(bodies.keys());
  let text = withEdits(
    source,
    [...bodies.values()].map(({ node }) => ({ pos: node.pos, end: node.end, text: 'true' })),
  );
  for (let round = 0; round < MOST_ROUNDS && text.length < LONGEST; round += 1) {
    const calls = callsIn(parse(text), names);
    if (calls.length === 0) return isNamed(text, names) ? undefined : text;
    const edits = calls.map((call) => expanded(call, bodies.get(call.name?.value ?? '')?.body ?? '', text));
    if (!edits.every((edit) => edit !== undefined)) return undefined;
    text = withEdits(text, edits);
  }
  return undefined;
}

interface Body {
  readonly node: FunctionNode;
  readonly body: string;
}

/** The functions of a script, which all stand in it by themselves, once, and before what calls them. */
function bodiesOf(script: ParsedScript, source: string): ReadonlyMap<string, Body> | undefined {
  if (script.errors?.length) return undefined;
  const bodies = new Map<string, Body>();
  const called: { readonly name: string; readonly pos: number }[] = [];
  for (const { command: node } of script.commands) {
    if (node.type !== 'Function') {
      called.push(
        ...callsIn(node, undefined).map((call) => ({ name: call.name?.value ?? '', pos: call.pos })),
      );
      if (hasFunction(node)) return undefined;
      continue;
    }
    const name = node.name.value;
    if (!/^[\w.-]{1,60}$/.test(name)) return undefined;
    bodies.set(name, { node, body: source.slice(node.body.pos, node.body.end) });
  }
  const isEarly = called.some(({ name, pos }) => pos < (bodies.get(name)?.node.pos ?? 0));
  return bodies.size === 0 || isEarly ? undefined : bodies;
}

function hasFunction(node: SyntaxNode): boolean {
  return node.type === 'Function' || childrenOf(node).some(hasFunction);
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  forEachChild(node, (child) => {
    found.push(child);
  });
  return found;
}

/** The outermost calls of these functions, or every command. */
function callsIn(node: SyntaxNode, names: ReadonlySet<string> | undefined): readonly Command[] {
  if (node.type === 'Command' && names?.has(node.name?.value ?? '') === true) return [node];
  const inner = childrenOf(node).flatMap((child) => callsIn(child, names));
  return node.type === 'Command' && !names ? [node, ...inner] : inner;
}

/** `f "$X" > log` as `{ … } > log`. */
function expanded(call: Command, body: string, text: string): Edit | undefined {
  const isPlain = call.prefix.length === 0 && call.name?.parts === undefined;
  const redirects = call.redirects.map(({ pos, end }) => text.slice(pos, end));
  if (!isPlain || call.redirects.some(({ type }) => type !== 'Redirect')) return undefined;
  const args = call.args.map((arg) => (arg.type === 'Word' ? innerText(arg, text) : undefined));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const filled = withArguments(body, args);
  return filled === undefined
    ? undefined
    : { pos: call.pos, end: call.end, text: [filled, ...redirects].join(' ') };
}

/** `trap f EXIT`, `export -f f`, `C=f; $C x`, `eval "f x"`: what may call one where no call stands. */
function isNamed(text: string, names: ReadonlySet<string>): boolean {
  const mentions = (part: string): boolean => part.split(/[^\w.-]+/).some((one) => names.has(one));
  const visit = (node: SyntaxNode): boolean => {
    if (node.type === 'Word' && names.has(node.value)) return true;
    const own = text.slice(node.pos, node.end);
    if (node.type === 'Assignment' && mentions(own)) return true;
    const isRunner = node.type === 'Command' && namesRereader(own);
    const isText = isRunner || node.type === 'HereDoc' || node.type === 'HereString';
    if (isText && mentions(node.type === 'HereDoc' ? node.body.text : own)) return true;
    return childrenOf(node).some(visit);
  };
  return visit(parse(text));
}
