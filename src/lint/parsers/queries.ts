import { firstQueryError, maskVariables, parseQuery } from '../../shell/query-grammar.ts';
import type { QueryLanguage } from '../../shell/query-grammar.ts';
import { rangeAt, wordAt } from './syntax.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

export const promql: Parser = queryParser('promql', 'PromQL');
export const logql: Parser = queryParser('logql', 'LogQL');

/** A parser of query expressions. Params (`$QUEUE`) and Grafana's variables are masked at the same length. */
function queryParser(language: QueryLanguage, name: string): Parser {
  return (text) => {
    for (const { start, end } of statements(text)) {
      const query = maskVariables(text.slice(start, end));
      const fault = firstFault(language, query, name);
      if (fault) return { ...fault, start: start + fault.start, end: start + fault.end };
    }
    return undefined;
  };
}

/** Expressions of one fence stand apart by an empty line. */
function* statements(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(/(?:[^\n]*\S[^\n]*\n?)+/g)) {
    yield { start: match.index, end: match.index + match[0].length };
  }
}

function firstFault(language: QueryLanguage, query: string, name: string): SyntaxFault | undefined {
  if (query.split('\n').every((line) => /^\s*(#|$)/.test(line))) return undefined;
  const at = firstQueryError(parseQuery(language, query));
  if (at === undefined) return undefined;
  return { ...rangeAt(query, at), reason: `${name} cannot go on at ${wordAt(query, at)}` };
}
