import { findWaits } from '../shell/find-waits.ts';
import { parseScript } from '../shell/parse.ts';
import type { Step } from './plan.ts';

/**
 * What will not go as its author may think, in sentences: `&` in a step that ends, a command that wants a person in
 * one that gets no terminal.
 */
export function unattendedDoubts({
  way,
  code,
  snippet,
}: Pick<Step, 'way' | 'code' | 'snippet'>): readonly string[] {
  const { interactive, background } = snippet.attributes;
  if (way.kind !== 'shell' || interactive === 'true' || background === 'true') return [];
  const waits = findWaits(parseScript(code));
  const left = callsOf(waits.filter((wait) => wait.for === 'background'));
  const asks = callsOf(waits.filter((wait) => wait.for === 'person'));
  return [
    ...(left ? [`what \`&\` starts ends with the step (${left}); \`background\` keeps it`] : []),
    ...(asks ? [`it gets no terminal, which ${asks} may ask for; \`interactive\` gives it one`] : []),
  ];
}

function callsOf(waits: ReturnType<typeof findWaits>): string {
  return [...new Set(waits.map(({ call }) => `\`${call}\``))].join(', ');
}
