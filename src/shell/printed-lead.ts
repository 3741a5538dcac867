import type { Flow } from './flow.ts';
import { holds } from './own-bindings.ts';
import { formatLead } from './printed-texts.ts';
import type { VariableUse } from './script.ts';

/** The line that the innermost command prints, up to the value in one of its words. */
export function printedLead(
  use: VariableUse,
  { commands, source }: Pick<Flow, 'commands' | 'source'>,
): string | undefined {
  const inner = commands.findLast(({ words }) => words.some(({ range }) => holds(range, use.range)));
  const word = inner?.words.find(({ range }) => holds(range, use.range));
  if (!inner || !word) return undefined;
  const own = source.slice(word.range.start, use.range.start).replace(/^["']/, '');
  return `\n${formatLead(inner.words, word) ?? ''}${own.replaceAll('\\"', '"')}`;
}
