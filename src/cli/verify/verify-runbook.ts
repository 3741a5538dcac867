import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { renderExcerpt } from '../../run/bounded-text.ts';
import { deliverStep } from '../../run/command-of.ts';
import { databaseVariables, redisArguments } from '../../run/database.ts';
import type { Step } from '../../run/plan.ts';
import { renderOutcome } from '../../run/result.ts';
import type { StepResult } from '../../run/result.ts';
import type { Verdict } from '../../run/verdict.ts';
import { freshEnvironment } from '../../run/verify-environment.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { sayUnfit } from '../../shell/put-values.ts';
import { openSession } from '../../tools/shell-session.ts';
import { CANNOT_RUN_HERE } from '../../tools/verify-service.ts';
import { executeStep } from '../run/execute-step.ts';
import type { StepRun } from '../run/execute-step.ts';

/** What the unattended run of one runbook needs. */
export interface RunbookRun {
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
  /** For snippets whose fence says none; milliseconds. */
  readonly timeout: number;
  /** Why a step cannot be run here, or must not; undefined for one that is run. */
  readonly hindrance: (step: Step) => Pick<Verdict, 'status' | 'reason'> | undefined;
  /** Settles when everything has to end. */
  readonly interrupted: AbortSignal;
}

/** Runs the snippets of a runbook in their order, in a fresh home and folder, and compares what they print. */
export async function verifyRunbook(run: RunbookRun): Promise<readonly Verdict[]> {
  const place = await mkdtemp(join(tmpdir(), 'opsbook-verify-'));
  const [home, temporary, folder] = ['home', 'tmp', 'work'].map((name) => join(place, name));
  if (!home || !temporary || !folder) return [];
  await Promise.all([home, temporary, folder].map((path) => mkdir(path)));
  const session = openSession({
    folder,
    environment: freshEnvironment(run.environment, { home, temporary }),
  });
  for (const [name, value] of run.values) session.setValue(name, value);
  const verdicts: Verdict[] = [];
  try {
    for (const step of run.steps) {
      if (run.interrupted.aborted) break;
      const hindrance = run.hindrance(step);
      const { name, snippet } = step;
      if (hindrance) verdicts.push({ name, snippet, ...hindrance });
      else verdicts.push(await verifyStep(run, step, session));
    }
    return verdicts;
  } finally {
    await session.close();
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function verifyStep(
  run: RunbookRun,
  step: Step,
  session: ReturnType<typeof openSession>,
): Promise<Verdict> {
  const { values, secrets, timeout, environment, interrupted, runbook } = run;
  const given = {
    ...{ params: runbook.params, values },
    database: databaseVariables(environment),
    redis: redisArguments(environment),
  };
  const { unfit } = deliverStep(step, given);
  if (unfit.length > 0)
    return {
      name: step.name,
      snippet: step.snippet,
      status: 'failed',
      reason: `it was not run: ${sayUnfit(unfit)}`,
    };
  const started = executeStep(session, {
    step,
    code: step.code,
    given,
    secrets,
    show: () => undefined,
    timeout,
    isUnattended: true,
    now: () => new Date(),
  });
  if (!started)
    return { name: step.name, snippet: step.snippet, status: 'skipped', reason: 'it cannot be run' };
  const stop = (): void => started.running.stop();
  interrupted.addEventListener('abort', stop, { once: true });
  const result = started.isBackground ? await firstMoments(started) : await started.result;
  interrupted.removeEventListener('abort', stop);
  return result ? verdictOf(result) : { name: step.name, snippet: step.snippet, status: 'passed' };
}

/** How long a snippet in the background is watched for an early end; milliseconds. */
const MOMENTS = 300;

function firstMoments({ result }: StepRun): Promise<StepResult | undefined> {
  return Promise.race([result, wait(MOMENTS, undefined)]);
}

/** Characters of what a failed snippet printed that a report shows. */
const SHOWN = 2000;

function verdictOf(result: StepResult): Verdict {
  const { step, status, duration, comparison, outcome } = result;
  const printed = renderExcerpt(result.output).trimEnd();
  const base = { name: step.name, snippet: step.snippet, exitStatus: status, duration };
  if (outcome === 'passed') return { ...base, status: 'passed' };
  if (status === CANNOT_RUN_HERE && outcome === 'failed')
    return { ...base, status: 'skipped', reason: printed.split('\n').at(-1) || 'it cannot run here' };
  return {
    ...base,
    status: 'failed',
    reason: renderOutcome(result),
    ...(comparison ? { comparison, endsInNewline: result.endsInNewline } : {}),
    ...(printed === '' ? {} : { printed: printed.slice(-SHOWN) }),
  };
}
