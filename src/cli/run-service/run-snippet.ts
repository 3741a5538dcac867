import { renderExcerpt } from '../../run/bounded-text.ts';
import { cleanOutput } from '../../run/clean-output.ts';
import { databaseVariables, redisArguments } from '../../run/database.ts';
import type { Comparison } from '../../run/expect.ts';
import { sayMeaning } from '../../run/meaning.ts';
import type { Step } from '../../run/plan.ts';
import { Refusal } from '../../run/refusal.ts';
import { renderLeft, renderOutcome, wentWell } from '../../run/result.ts';
import type { StepResult } from '../../run/result.ts';
import type { RunEnded, ShownComparison } from '../../run/run-protocol.ts';
import type { Risk } from '../../runbook/read/snippet.ts';
import type { OrphanGuard } from '../../tools/orphan-guard.ts';
import type { Terminal } from '../command.ts';
import { executeStep } from '../run/execute-step.ts';
import type { AskSecrets } from './ask-secrets.ts';
import type { BookPage } from './book-pages.ts';
import type { Records } from './records.ts';
import { shownCommand } from './shown-command.ts';
import { shownOutput } from './shown-output.ts';
import { linkTo, stepBeside, verifying } from './step-gate.ts';
import type { OpenRun, Visit, Visits } from './visits.ts';

/** What every run of a service goes on with. */
export interface Running {
  readonly terminal: Terminal;
  readonly visits: Visits;
  readonly asks: AskSecrets;
  readonly records: Records;
  readonly guard: OrphanGuard;
  /** What no output may show; grows. */
  readonly secrets: readonly string[];
  readonly only: Risk | undefined;
}

/** One snippet that somebody has said yes to. */
export interface Wanted {
  readonly visit: Visit;
  readonly page: BookPage;
  readonly run: OpenRun;
  readonly values: ReadonlyMap<string, string>;
}

/** Runs a snippet to its end, and tells its feed. Never rejects: what goes wrong is told there too. */
export async function runSnippet(service: Running, wanted: Wanted): Promise<void> {
  const { run } = wanted;
  try {
    await execute(service, wanted);
  } catch (error) {
    const words =
      error instanceof Refusal ? error.message : 'This is a fault of opsbook; its terminal says more.';
    if (!(error instanceof Refusal))
      service.terminal.warn(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
    service.records.log('refused', { runbook: run.runbook, step: run.step.name, reason: words });
    run.feed.say({ event: 'refused', words });
  } finally {
    run.isOver = true;
    run.feed.end();
  }
}

async function execute(service: Running, { visit, page, run, values }: Wanted): Promise<void> {
  const { terminal, asks, secrets, records } = service;
  const { step, feed } = run;
  const { params } = page.runbook;
  const say = (words: string): void => feed.say({ event: 'waiting', run: run.id, words });
  const hidden = await asks.of(page.runbook, step, { say, signal: run.abort.signal });
  if (run.abort.signal.aborted) throw new Refusal('gate', `${step.name} was stopped before it ran.`);
  const all = new Map([...values, ...hidden]);
  for (const { name } of params) {
    const value = all.get(name);
    if (value === undefined) visit.session.dropValue(name);
    else visit.session.setValue(name, value);
  }
  const { command } = shownCommand(step, { runbook: page.runbook, values: all, secrets });
  const at = new Date();
  const record = await records.begin({ page, step, values: all, at });
  const facts = {
    run: run.id,
    runbook: page.runbook.id,
    step: step.name,
    env: step.snippet.env,
    risk: step.risk,
  };
  records.log('started', {
    ...facts,
    visit: visit.id.slice(0, 8),
    command,
    values: Object.fromEntries(values),
  });
  feed.say({ event: 'started', run: run.id, at: at.toISOString(), command });
  const streams = { out: shownOutput(secrets), error: shownOutput(secrets) };
  const started = executeStep(visit.session, {
    ...{ step, code: step.code, secrets, now: () => at },
    given: {
      params,
      values: all,
      database: databaseVariables(terminal.environment),
      redis: redisArguments(terminal.environment),
    },
    printed: (read) => record.printed(read),
    take: (chunk, stream) => feed.print(streams[stream].push(chunk)),
    ...(record.keepWhole ? { keepWhole: record.keepWhole(step, at) } : {}),
  });
  if (!started) throw new Refusal('gate', `${step.name} cannot run as it is.`);
  const { running } = started;
  run.running = running;
  if (running.pid !== undefined) service.guard.watch(running.pid);
  if (run.abort.signal.aborted) running.end();
  const result = await started.result;
  if (running.pid !== undefined) service.guard.unwatch(running.pid);
  feed.print([...streams.out.end(), ...streams.error.end()]);
  await record.ended(result);
  const { outcome, status, duration } = result;
  records.log('ended', { ...facts, outcome, status, duration: Math.round(duration) });
  feed.say(await endOf(service, { visit, page, run, values }, result));
}

async function endOf(
  { visits, only }: Running,
  { visit, page }: Wanted,
  result: StepResult,
): Promise<RunEnded> {
  const { step, outcome, status, duration, comparison } = result;
  const output = renderExcerpt(result.output);
  const left = renderLeft(result);
  const means = step.snippet.output?.attributes['means'];
  const isChange = step.risk !== 'read';
  const undo = isChange ? linkTo(undoOf(step, page), page, only) : undefined;
  return {
    event: 'ended',
    ...{ outcome, status, duration, output },
    isGood: wentWell(result),
    words: renderOutcome(result),
    ...(comparison ? { comparison: shownComparison(comparison, step) } : {}),
    ...(means === undefined || outcome === 'failed' ? {} : { meaning: sayMeaning(means, output.trim()) }),
    ...(left === undefined ? {} : { left }),
    session: await visits.placeOf(visit),
    verify: isChange ? verifying(step, page).flatMap((one) => linkTo(one, page, only) ?? []) : [],
    ...(undo ? { undo } : {}),
  };
}

/** What undoes a step, by its fence. */
export function undoOf(step: Step, page: BookPage): Step | undefined {
  return stepBeside(step, step.snippet.attributes['rollback'], page);
}

/** Lines of a comparison that are shown: more are a log. */
const MOST_LINES = 200;
const LONGEST_LINE = 4_000;

function shownComparison({ isMatch, lines, unread }: Comparison, { snippet }: Step): ShownComparison {
  const short = (text: string): string => {
    const clean = cleanOutput(text);
    return clean.length > LONGEST_LINE ? `${clean.slice(0, LONGEST_LINE)}…` : clean;
  };
  return {
    isMatch,
    lines: lines.slice(0, MOST_LINES).map((line) => ({
      kind: line.kind,
      text: short('actual' in line ? line.actual : line.expected.source),
    })),
    more: unread + Math.max(0, lines.length - MOST_LINES),
    ...(snippet.output?.similarity ? { isLike: true } : {}),
  };
}
