import { hasDatabase, hasRedis } from '../../run/database.ts';
import { readDuration } from '../../run/duration.ts';
import { maskText } from '../../run/mask.ts';
import { planRun } from '../../run/plan.ts';
import type { Step } from '../../run/plan.ts';
import type { RunbookVerdicts } from '../../run/verdict.ts';
import { allowedEnvironment, hiddenIn } from '../../run/verify-environment.ts';
import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { findPrograms, programVersions } from '../../tools/found-programs.ts';
import type { Terminal } from '../command.ts';
import { snippetFacts } from '../../judge/run-facts.ts';
import { cleanUpAfterKilled } from './clean-up.ts';
import { whyLeftOut, programsOf } from './left-out.ts';
import type { Reach } from './left-out.ts';
import { planServices } from './services.ts';
import { unattendedValues } from './verify-values.ts';
import { verifyRunbook } from './verify-runbook.ts';

export interface Verifying {
  readonly root: string;
  readonly book: Book;
  readonly runbooks: readonly Runbook[];
  /** Run this many runbooks at once. */
  readonly jobs: number;
  readonly env: string | undefined;
  readonly interrupted: AbortSignal;
  readonly terminal: Pick<Terminal, 'environment' | 'warn'>;
  readonly onResult: (result: RunbookVerdicts) => void;
}

export interface Verified {
  /** By id. */
  readonly results: readonly RunbookVerdicts[];
  /** Versions of the programs that were run. */
  readonly tools: Readonly<Record<string, string>>;
}

/** Whether a snippet may be run unattended. */
export function isMarked({ attributes, isRunnable }: Snippet): boolean {
  return isRunnable && attributes['verify'] === 'true';
}

/** Starts what the marked snippets of some runbooks need, runs them, and stops it again. */
export async function verifyAll(verifying: Verifying): Promise<Verified> {
  const { root, book, runbooks, terminal, interrupted, env } = verifying;
  const { verify: settings } = book.settings;
  const facts = await snippetFacts(book, runbooks);
  const plan = (runbook: Runbook, known: { hasDatabase: boolean; hasRedis: boolean }): readonly Step[] =>
    planRun(runbook, { facts, env, ...known }).filter(({ snippet }) => isMarked(snippet));
  // A service may bring the database: which ones are needed is asked as if there were one.
  const hoped = runbooks.flatMap((runbook) => plan(runbook, { hasDatabase: true, hasRedis: true }));
  const called = (step: Step): readonly string[] => programsOf(step, facts.get(step.snippet)?.programs);
  const { environment } = terminal;
  const known = settings.services ?? {};
  await cleanUpAfterKilled({ root, services: known, terminal });
  const forSnippets = allowedEnvironment(environment, settings.environment ?? []);
  const services = await planServices(known, hoped, { root, environment, forSnippets });
  const hidden = hiddenIn(services.environment);
  try {
    await services.start((name) => {
      if (!interrupted.aborted) terminal.warn(`starting ${printable(name)}, as opsbook.yaml says\n`);
    });
    const programs = [...new Set(hoped.flatMap(called))];
    const found = await findPrograms(programs, services.environment);
    const needed = (step: Step): readonly string[] => programsOf(step, facts.get(step.snippet)?.needed);
    const reach: Reach = { services, needed };
    const results = await inTurns(verifying, async (runbook) => {
      const values = unattendedValues(runbook, settings.values ?? {}, environment);
      const secret = runbook.params.filter(({ isSecret }) => isSecret);
      return verifyRunbook({
        ...{ root, runbook, values, interrupted },
        environment: services.forSnippets,
        clients: services.environment,
        steps: plan(runbook, {
          hasDatabase: hasDatabase(services.environment),
          hasRedis: hasRedis(services.environment),
        }),
        secrets: [...hidden, ...secret.flatMap(({ name }) => values.get(name) ?? [])],
        timeout: readDuration(settings.timeout) ?? 60_000,
        whyLeftOut: (step) => whyLeftOut(step, values, reach),
        needed,
      });
    });
    return { results, tools: await programVersions(['bash', ...found], services.environment) };
  } finally {
    for (const sentence of await services.stop()) terminal.warn(`${printable(maskText(sentence, hidden))}\n`);
  }
}

/** Takes the runbooks from a queue, a few at once, and gives their results by id. */
async function inTurns(
  { runbooks, jobs, interrupted, onResult }: Verifying,
  verify: (runbook: Runbook) => Promise<RunbookVerdicts['verdicts']>,
): Promise<readonly RunbookVerdicts[]> {
  const queue = [...runbooks];
  const results: RunbookVerdicts[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next && !interrupted.aborted; next = queue.shift()) {
      const result = { id: next.id, path: next.path, verdicts: await verify(next) };
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results.sort((one, other) => (one.id < other.id ? -1 : 1));
}
