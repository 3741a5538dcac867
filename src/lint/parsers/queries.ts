import { parser as logqlParser } from '@grafana/lezer-logql';
import type { LRParser } from '@lezer/lr';
import { parser as promqlParser } from '@prometheus-io/lezer-promql';
import { rangeAt, wordAt } from './syntax.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

// Both grammars are LRParsers; their packages type them by other copies of @lezer/lr.
export const promql: Parser = queryParser(promqlParser as unknown as LRParser, 'PromQL');
export const logql: Parser = queryParser(logqlParser as unknown as LRParser, 'LogQL');

/** A parser of query expressions. Params (`$QUEUE`) and Grafana's variables are masked at the same length. */
function queryParser(grammar: LRParser, language: string): Parser {
  return (text) => {
    for (const { start, end } of statements(text)) {
      const fault = firstFault(grammar, mask(text.slice(start, end)), language);
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

function mask(query: string): string {
  return query
    .replace(/\[\s*\$[\w{}]+\s*\]/g, (range) =>
      `[${'1'.repeat(Math.max(1, range.length - 3))}m]`.slice(0, range.length),
    )
    .replace(/\$\{?\w+\}?/g, (variable) => '_'.repeat(variable.length));
}

function firstFault(grammar: LRParser, query: string, language: string): SyntaxFault | undefined {
  if (query.split('\n').every((line) => /^\s*(#|$)/.test(line))) return undefined;
  let at: number | undefined;
  grammar.parse(query).iterate({
    enter: (node) => {
      if (at === undefined && node.type.isError) at = node.from;
      return at === undefined;
    },
  });
  if (at === undefined) return undefined;
  return { ...rangeAt(query, at), reason: `${language} cannot go on at ${wordAt(query, at)}` };
}
