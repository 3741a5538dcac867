import { parse, type CompoundList, type ParsedScript, type PipelineNode, type Statement } from 'unbash';

/**
 * Where the commands of a text stand that run whenever the text runs, in its order: not what waits for a condition,
 * for a function to be called or for another command's status, nothing after an `exit`, and nothing in whose place
 * another command stands: `x || echo none`.
 */
export function sureCommands(text: string): readonly number[] {
  const found: number[] = [];
  readList(parse(text), found);
  return found;
}

/** @returns whether what follows is still sure */
function readList({ commands }: Pick<ParsedScript | CompoundList, 'commands'>, found: number[]): boolean {
  return commands.every((statement) => readStatement(statement, found));
}

function readStatement({ command }: Statement, found: number[]): boolean {
  if (command.type !== 'AndOr') return readNode(command, found);
  const [first] = command.commands;
  const ends = command.commands.some(isEnd);
  const isReplaced = command.operators.includes('||') && !ends;
  return (first === undefined || readNode(first, isReplaced ? [] : found)) && !ends;
}

function readNode(node: PipelineNode, found: number[]): boolean {
  switch (node.type) {
    case 'Command':
      if (isEnd(node)) return false;
      if (node.name) found.push(node.pos);
      return true;
    case 'Pipeline':
      return node.commands.map((each) => readNode(each, found)).every(Boolean);
    case 'Redirected':
      return readNode(node.command, found);
    case 'Subshell':
    case 'BraceGroup':
      return readList(node.body, found) || node.type === 'Subshell';
    default:
      return true;
  }
}

/** `exit 1`, `{ echo none; exit 1; }`. */
function isEnd(node: Statement['command']): boolean {
  if (node.type === 'BraceGroup') return node.body.commands.some(({ command }) => isEnd(command));
  return node.type === 'Command' && /^(exit|return|exec)$/.test(node.name?.value ?? '');
}
