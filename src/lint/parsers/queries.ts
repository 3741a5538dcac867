import { PROMQL } from '../../shell/queries/promql-fault.ts';
import type { PromqlDialect } from '../../shell/queries/promql-fault.ts';
import { queryTextFault } from '../../shell/queries/query-text-fault.ts';
import type { QueryLanguage } from '../../shell/query-grammar.ts';
import { rangeAt } from './syntax.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

export const logql: Parser = queryParser('logql', PROMQL);

/** A parser of the PromQL, or MetricsQL, that a book's Prometheus reads. */
export function promqlParser(dialect: PromqlDialect): Parser {
  return queryParser('promql', dialect);
}

function queryParser(language: QueryLanguage, dialect: PromqlDialect): Parser {
  return (given) => {
    // `up == 0 → the server is down`: a query, and what it tells.
    const text = given.replace(/[\u2192\u21D2][ \t][^\n]*/g, (part) => ' '.repeat(part.length));
    for (const { start, end } of statements(text)) {
      const query = text.slice(start, end);
      if (query.split('\n').every((line) => /^\s*(#|$)/.test(line))) continue;
      const fault = queryTextFault(language, query, dialect);
      if (fault && language === 'promql' && isOfLoki(query))
        return { ...placed(fault, query, start), message: 'Call this fence `logql`: it holds a Loki query.' };
      if (fault && !isList(query, (line) => queryTextFault(language, line, dialect) === undefined))
        return placed(fault, query, start);
    }
    return undefined;
  };
}

/** `{app="shop"} |= "timeout"`: what follows the selector, only Loki reads. */
function isOfLoki(query: string): boolean {
  return /\}\s{0,99}[|!]/.test(query) && queryTextFault('logql', query) === undefined;
}

/**
 * One query a line, as a page lists the metrics that there are; a line that is indented, or closes a bracket, goes on
 * with the one above.
 */
function isList(text: string, isQuery: (query: string) => boolean): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const queries: string[] = [];
  for (const line of lines) {
    if (queries.length > 0 && /^[\s)\]}]/.test(line)) queries.push(`${queries.pop()}\n${line}`);
    else queries.push(line);
  }
  return queries.length > 1 && lines.length <= 200 && queries.every(isQuery);
}

/** A fault in the whole text, of one character at least. */
function placed({ start, end, reason }: SyntaxFault, query: string, offset: number): SyntaxFault {
  const range = end > start ? { start, end } : rangeAt(query, start);
  return { start: offset + range.start, end: offset + range.end, reason };
}

/** How many more brackets a line opens than it closes. */
function opensIn(line: string): number {
  const bare = line.replace(/"(?:\\.|[^"\\])*"?|#.*/g, '');
  return (bare.match(/[([{]/g) ?? []).length - (bare.match(/[)\]}]/g) ?? []).length;
}

/** Expressions of one fence stand apart by an empty line, unless one goes on behind it to close its brackets. */
function* statements(text: string): Generator<{ start: number; end: number }> {
  // Where a bracket is lost, an empty line is all that tells one query from the next.
  const isEven = text.split('\n').reduce((sum, line) => sum + opensIn(line), 0) === 0;
  let open = 0;
  let start = 0;
  let end = 0;
  for (const line of text.split('\n')) {
    open += opensIn(line);
    const isBlank = line.trim() === '' && !(isEven && open > 0);
    if (isBlank && end > start) yield { start, end };
    const next = Math.min(text.length, Math.max(start, end) + line.length + 1);
    if (isBlank) start = next;
    end = next;
  }
  if (end > start) yield { start, end };
}
