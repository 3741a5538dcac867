import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { SnippetFacts, Step } from '../../run/plan.ts';
import { isGraver } from '../../run/question.ts';
import { snippetFacts } from '../../judge/run-facts.ts';

/** What a changed command does: never less than what the step's author said. */
export async function judgeEdited(
  book: Book,
  runbook: Runbook,
  { step, code }: { step: Step; code: string },
): Promise<SnippetFacts> {
  const snippet = { ...step.snippet, code };
  const facts = (await snippetFacts(book, [{ ...runbook, snippets: [snippet] }])).get(snippet);
  if (!facts) return { risk: step.risk, code };
  return { ...facts, risk: isGraver(step.risk, facts.risk) ? step.risk : facts.risk };
}
