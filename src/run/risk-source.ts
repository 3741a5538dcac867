import type { Risk } from '../runbook/read/snippet.ts';
import type { SnippetFacts } from './plan.ts';
import { isGraver } from './question.ts';

/** Where the risk of a step comes from, in words for its reader; undefined where its author says it. */
export function riskSource(
  declared: Risk | undefined,
  { risk, isGuess = false }: Pick<SnippetFacts, 'risk' | 'isGuess'>,
): string | undefined {
  if (declared === undefined) return isGuess ? 'as nobody says what it does' : 'read from the command';
  return isGraver(risk, declared) ? `read from the command; its author says ${declared}` : undefined;
}
