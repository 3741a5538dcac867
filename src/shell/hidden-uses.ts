import type { RereadWords } from './carried.ts';
import { joinedQuote } from './joined-quote.ts';
import type { Part, VariableUse } from './script.ts';

/** Variables that only the shell which reads joined words again expands: `ssh host ls "\$X"`. */
export function hiddenUses({ words, isElsewhere }: RereadWords, source: string): readonly VariableUse[] {
  return words
    .flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'literal' || kind === 'double'))
    .flatMap((part) => usesIn(part, source).map((use) => ({ ...use, kind: part.kind })))
    .flatMap(({ name, range, kind }): readonly VariableUse[] => {
      const quote = joinedQuote(words, range, source);
      if (quote === 'single') return [];
      const layers = [kind === 'double' ? ('double' as const) : ('bare' as const), quote];
      const plain = { hasDefault: false, isRequired: false, isPlain: true, isEnclosed: false };
      return [{ ...plain, name, range, isExpanded: true, isElsewhere, layers, level: 1, place: 'argument' }];
    });
}

function usesIn({ range }: Part, source: string): readonly Pick<VariableUse, 'name' | 'range'>[] {
  const text = source.slice(range.start, range.end);
  return [...text.matchAll(/\\\$(\{?)(\w{1,60})/g)].flatMap(
    ({ 0: all, 1: brace = '', 2: name = '', index }) => {
      const isWhole = brace === '' || text[index + all.length] === '}';
      if (text[index - 1] === '\\' || !isWhole) return [];
      const start = range.start + index + 1;
      return [{ name, range: { start, end: start + all.length - 1 + brace.length } }];
    },
  );
}
