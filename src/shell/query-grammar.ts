import { parser as logqlParser } from '@grafana/lezer-logql';
import type { Tree } from '@lezer/common';
import type { LRParser } from '@lezer/lr';
import { parser as promqlParser } from '@prometheus-io/lezer-promql';

/** The languages of queries that opsbook can read. */
export type QueryLanguage = 'promql' | 'logql';

// Both grammars are LRParsers; their packages type them by other copies of @lezer/lr.
const GRAMMARS: Readonly<Record<QueryLanguage, LRParser>> = {
  promql: promqlParser as unknown as LRParser,
  logql: logqlParser as unknown as LRParser,
};

/** Parses one expression; what is wrong in it are error nodes of the tree. */
export function parseQuery(language: QueryLanguage, query: string): Tree {
  return GRAMMARS[language].parse(query);
}

/** The offset of the first thing that the grammar does not take; undefined when it takes all of it. */
export function firstQueryError(tree: Tree): number | undefined {
  let at: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (at === undefined && node.type.isError) at = node.from;
      return at === undefined;
    },
  });
  return at;
}

/** Params (`$QUEUE`) and Grafana's variables as what the grammar takes in their place, at the same length. */
export function maskVariables(query: string): string {
  return query
    .replace(/\[\s*\$[\w{}]+\s*\]/g, (range) =>
      `[${'1'.padStart(range.length - 3, '0')}m]`.slice(0, range.length),
    )
    .replace(/\$\{?\w+\}?/g, (variable) => '_'.repeat(variable.length));
}
