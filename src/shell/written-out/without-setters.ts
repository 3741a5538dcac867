import { forEachChild, parse } from 'unbash';
import type { Command, SyntaxNode } from 'unbash';
import type { Range } from '../script.ts';
import { withEdits } from './inner-text.ts';
import type { Edit } from './inner-text.ts';

/** `$(printf %q "$X")`, which is what `${X@Q}` is: the value as a word for another shell. */
export function withoutQuoters(text: string, mark: string): string {
  return text.replace(QUOTER, (whole, name: string) => (name === mark ? `\${${mark}@Q}` : whole));
}

// `$(printf '%q' "$X")`, with a blank before or behind it perhaps.
const QUOTER = /\$\(printf (?:-- )?["']?%q["']? (?:"\$\{(\w{1,60})\}")\)/g;

/** Whether a variable is the word that `$(printf %q "$X")` quotes. */
export function isQuoted(source: string, { start, end }: Range): boolean {
  return (
    /\$\(printf (?:-- )?["']?%q["']? "$/.test(source.slice(Math.max(0, start - 40), start)) &&
    source.startsWith('")', end)
  );
}

/**
 * A script in which builtins that give a variable a text are assignments: `printf -v A '%s' "$X"` is
 * `A=$(printf '%s' "$X")`, `read -r -d '' A <<E` is `A=$(cat <<E)`. Line ends behind the text are not told apart.
 */
export function withoutSetters(text: string): string {
  if (!/\bprintf\s+-v\b|\bread\s/.test(text)) return text;
  const script = parse(text);
  return script.errors?.length ? text : withEdits(text, editsIn(script, text));
}

function editsIn(node: SyntaxNode, text: string): readonly Edit[] {
  const edits: Edit[] = [];
  if (node.type === 'Command') edits.push(...editsFor(node, text));
  forEachChild(node, (child) => {
    edits.push(...editsIn(child, text));
  });
  return edits;
}

function editsFor({ name, args, redirects, prefix, end }: Command, text: string): readonly Edit[] {
  if (!name || prefix.length > 0) return [];
  const words = args.map(({ pos, end: last }) => text.slice(pos, last));
  if (name.value === 'printf' && words[0] === '-v') {
    const [, variable = ''] = words;
    const from = args[2]?.pos;
    if (!/^[A-Za-z_]\w*$/.test(variable) || from === undefined) return [];
    if (redirects.length > 0) return [];
    return [
      { pos: name.pos, end: from, text: `${variable}=$(printf ` },
      { pos: end, end, text: ')' },
    ];
  }
  return name.value === 'read' ? editsForRead({ name, args, redirects }, text) : [];
}

// The words between `read` and the name.
const TO_THE_END = /^(?:-r -d|-d|-rd) (?:''|"")(?: -r)?$/;

function editsForRead(
  { name, args, redirects }: Pick<Command, 'args' | 'redirects'> & { readonly name: SyntaxNode },
  text: string,
): readonly Edit[] {
  const [document] = redirects;
  const words = args.map(({ pos, end }) => text.slice(pos, end));
  const variable = words.pop() ?? '';
  const isWhole = TO_THE_END.test(words.join(' ')) && /^[A-Za-z_]\w*$/.test(variable);
  if (!isWhole || document?.type !== 'HereDoc') return [];
  const { delimiter, closing } = document;
  const last = args.at(-1)?.end;
  if (!delimiter || !closing || last === undefined) return [];
  const rest = /[^\n]*/.exec(text.slice(delimiter.end))?.[0].trim() ?? '';
  if (!/^(?:|\|\| ?(?:true|:))$/.test(rest)) return [];
  return [
    { pos: name.pos, end: last, text: `${variable}=$(cat` },
    { pos: closing.end, end: closing.end, text: '\n)' },
  ];
}
