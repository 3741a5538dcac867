import { setTimeout as wait } from 'node:timers/promises';
import { renderExcerpt } from '../../run/bounded-text.ts';
import { deliverStep } from '../../run/command-of.ts';
import { databaseVariables, psqlVariables, redisArguments } from '../../run/database.ts';
import { maskText } from '../../run/mask.ts';
import type { Step } from '../../run/plan.ts';
import { renderOutcome } from '../../run/result.ts';
import type { StepResult } from '../../run/result.ts';
import type { Verdict } from '../../run/verdict.ts';
import { freshEnvironment } from '../../run/verify-environment.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { sayUnfit } from '../../shell/put-values.ts';
import { openSession } from '../../tools/shell-session.ts';
import type { ShellSession } from '../../tools/shell-session.ts';
import { clearVerifyFolder, makeFolderIn, makeVerifyFolder } from '../../tools/verify-folder.ts';
import { CANNOT_RUN_HERE } from '../../tools/verify-service.ts';
import { skip } from './left-out.ts';
import { executeStep } from '../run/execute-step.ts';
import type { StepRun } from '../run/execute-step.ts';

/** What the unattended run of one runbook needs. */
export interface RunbookRun {
  readonly root: string;
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
  /** What the snippets see. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What psql and redis-cli are told of their servers, whatever the snippets see. */
  readonly clients: Readonly<Record<string, string | undefined>>;
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
  /** For snippets whose fence says none; milliseconds. */
  readonly timeout: number;
  /** Why a step cannot be run here, or must not; undefined for one that is run. */
  readonly whyLeftOut: (step: Step) => Pick<Verdict, 'status' | 'reason'> | undefined;
  /** Programs without which a step surely does not do what it says. */
  readonly needed: (step: Step) => readonly string[];
  /** Settles when everything has to end. */
  readonly interrupted: AbortSignal;
}

/** Runs the snippets of a runbook in their order, in a fresh home and folder, and compares what they print. */
export async function verifyRunbook(run: RunbookRun): Promise<readonly Verdict[]> {
  const place = await makeVerifyFolder('verify', run.root);
  const [home, temporary, folder] = await Promise.all([
    makeFolderIn(place, 'home'),
    makeFolderIn(place, 'tmp'),
    makeFolderIn(place, 'work'),
  ]);
  const session = openSession({
    folder,
    environment: freshEnvironment(run.environment, { home, temporary }),
    owner: place.owner,
  });
  for (const [name, value] of run.values) session.setValue(name, value);
  const verdicts: Verdict[] = [];
  try {
    for (const step of run.steps) {
      if (run.interrupted.aborted) break;
      const { name, snippet } = step;
      const leftOut = run.whyLeftOut(step) ?? (await missingProgram(run.needed(step), session));
      if (leftOut) verdicts.push({ name, snippet, ...leftOut });
      else verdicts.push(await withoutTool(await verifyStep(run, step, session), session));
    }
    return verdicts.map((verdict) => withoutSecrets(verdict, run.secrets));
  } finally {
    await session.close();
    await clearVerifyFolder(place);
  }
}

function withoutSecrets({ reason, ...verdict }: Verdict, secrets: readonly string[]): Verdict {
  return reason === undefined ? verdict : { ...verdict, reason: maskText(reason, secrets) };
}

/** The session itself is asked: what its steps have defined, sourced and put on the PATH is there. */
async function missingProgram(
  names: readonly string[],
  session: ShellSession,
): Promise<Pick<Verdict, 'status' | 'reason'> | undefined> {
  const [missing] = await session.missing(names);
  return missing === undefined ? undefined : skip(`${missing} not found`);
}

/** A step that ended because a program is not there has verified nothing: that says nothing against its runbook. */
async function withoutTool(verdict: Verdict, session: ShellSession): Promise<Verdict> {
  const { status, exitStatus, printed = '', name, snippet } = verdict;
  if (status !== 'failed' || exitStatus !== 127) return verdict;
  // `bash: line 2: jq: command not found`, `sh: 1: eval: jq: not found`, `zsh:1: command not found: jq`.
  const told =
    /(?:^|[\s:])([\w.+-]+): (?:command )?not found$/m.exec(printed) ??
    /command not found: (\S+)$/m.exec(printed);
  const missing = told?.[1] === undefined ? undefined : await missingProgram([told[1]], session);
  return missing ? { name, snippet, ...missing } : verdict;
}

async function verifyStep(run: RunbookRun, step: Step, session: ShellSession): Promise<Verdict> {
  const { values, secrets, timeout, clients, interrupted, runbook } = run;
  const given = {
    ...{ params: runbook.params, values },
    database: { ...psqlVariables(clients), ...databaseVariables(clients) },
    redis: redisArguments(clients),
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
  const stop = (): void => started.running.end();
  interrupted.addEventListener('abort', stop, { once: true });
  const result = started.isBackground ? await firstMoments(started) : await started.result;
  interrupted.removeEventListener('abort', stop);
  return result ? verdictOf(result) : { name: step.name, snippet: step.snippet, status: 'passed' };
}

/** How long a snippet in the background is watched for an early end; milliseconds. */
const MOMENTS = 300;

/** What the shell said of commands that it cannot read: nothing of them ran. */
function syntaxError({ outcome }: StepResult, printed: string): string | undefined {
  const said = outcome === 'failed' && /syntax error[^\n]*/i.exec(printed);
  return said ? `the shell cannot read it: ${said[0]}` : undefined;
}

function firstMoments({ result }: StepRun): Promise<StepResult | undefined> {
  return Promise.race([result, wait(MOMENTS, undefined)]);
}

/** Characters of what a failed snippet printed that a report shows. */
const SHOWN = 2000;

function verdictOf(result: StepResult): Verdict {
  const { step, status, duration, comparison, outcome } = result;
  const printed = renderExcerpt(result.output).trimEnd();
  const base = { name: step.name, snippet: step.snippet, exitStatus: status, duration };
  if (outcome === 'passed' || outcome === 'followed') return { ...base, status: 'passed' };
  if (status === CANNOT_RUN_HERE && outcome === 'failed')
    return { ...base, status: 'skipped', reason: printed.split('\n').at(-1) || 'it cannot run here' };
  return {
    ...base,
    status: 'failed',
    reason: syntaxError(result, printed) ?? renderOutcome(result),
    ...(comparison ? { comparison, endsInNewline: result.endsInNewline } : {}),
    ...(printed === '' ? {} : { printed: printed.slice(-SHOWN) }),
  };
}
