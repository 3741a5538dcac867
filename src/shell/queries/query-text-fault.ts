import { maskVariables } from '../query-grammar.ts';
import type { QueryLanguage } from '../query-grammar.ts';
import { logqlFault } from './logql-fault.ts';
import { PROMQL, promqlFault } from './promql-fault.ts';
import type { PromqlDialect } from './promql-fault.ts';
import type { QueryFault } from './query-fault.ts';

/** Why a query of a page would be refused; params (`$QUEUE`) and Grafana's variables stand for anything in it. */
export function queryTextFault(
  language: QueryLanguage,
  text: string,
  dialect: PromqlDialect = PROMQL,
): QueryFault | undefined {
  const query = maskVariables(text);
  return language === 'promql' ? promqlFault(query, dialect) : logqlFault(query);
}
