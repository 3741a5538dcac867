import { randomUUID } from 'node:crypto';
import { Refusal } from '../../run/refusal.ts';
import type { Step } from '../../run/plan.ts';
import type { AskReply, RunRequest, SnippetRef } from '../../run/run-protocol.ts';
import { unattendedDoubts } from '../../run/unattended-doubts.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { ServiceAnswer } from '../../tools/run-door.ts';
import type { bookPages, BookPage } from './book-pages.ts';
import { givenByPage } from './given-by-page.ts';
import { openRunFeed } from './run-feed.ts';
import { runSnippet, undoOf } from './run-snippet.ts';
import type { Running } from './run-snippet.ts';
import { shownCommand } from './shown-command.ts';
import type { ShownCommand } from './shown-command.ts';
import { gateOf, lineOf, linkTo, stepBeside } from './step-gate.ts';
import type { StepGate } from './step-gate.ts';
import type { OpenRun } from './visits.ts';

export interface StartSettings {
  readonly find: ReturnType<typeof bookPages>;
  readonly running: Running;
}

/** A snippet that somebody names, with all that decides whether it is run. */
interface Named {
  readonly page: BookPage;
  readonly step: Step;
  readonly gate: StepGate;
  readonly values: ReadonlyMap<string, string>;
  readonly shown: ShownCommand;
  /** What a dialog shows of it, to the letter: a yes is for this and nothing else. */
  readonly seal: string;
}

/** The two requests that lead to a run: what stands before it, and the run itself. */
export function startRequests({ find, running }: StartSettings): {
  readonly ask: (request: SnippetRef) => Promise<ServiceAnswer>;
  readonly start: (request: RunRequest<'start'>) => Promise<ServiceAnswer>;
} {
  const { visits, only, secrets } = running;

  async function name(request: SnippetRef): Promise<Named> {
    const page = await find(request);
    const step = stepOf(page, request);
    const gate = gateOf(step, page, only);
    refuseClosed(step, gate);
    const values = givenByPage(page.runbook, step, request.values);
    const shown = shownCommand(step, { runbook: page.runbook, values, secrets });
    if (shown.unfit !== undefined)
      throw new Refusal('value', `${step.name} cannot run as it is: ${shown.unfit}.`);
    const { visit, runbook, digest, line, env } = request;
    const own = [...values].sort(([one], [other]) => (one < other ? -1 : 1));
    const seal = JSON.stringify([
      visit,
      runbook,
      digest,
      line,
      env ?? null,
      own,
      gate.gate,
      gate.word,
      step.code,
    ]);
    return { page, step, gate, values, shown, seal };
  }

  function reply(request: SnippetRef, named: Named): AskReply {
    const { page, step, gate, values, shown } = named;
    const undo = undoOf(step, page);
    const undoLink = linkTo(undo, page, only);
    const dryrun = linkTo(stepBeside(step, step.snippet.attributes['dryrun'], page), page, only);
    const { confirm } = step.snippet.attributes;
    const undone = undo && shownCommand(undo, { runbook: page.runbook, values, secrets });
    const isGraver = step.because !== undefined && step.snippet.risk !== step.risk;
    return {
      ...{ gate: gate.gate, name: step.name, risk: step.risk, command: shown.command },
      ...(shown.through === undefined ? {} : { through: shown.through }),
      ...(shown.folder === undefined ? {} : { folder: shown.folder }),
      values: step.params.flatMap((param) => valueWords(param, named)),
      notes: [
        ...(confirm ? [printable(confirm)] : []),
        ...(step.isRollback ? ['This step undoes something.'] : []),
        ...(isGraver
          ? [`It counts as \`${step.risk}\` because of \`${printable(step.because ?? '')}\`.`]
          : []),
        ...unattendedDoubts(step).map((doubt) => `${printable(doubt)}.`),
      ],
      ...(undoLink && undone ? { undo: { ...undoLink, command: undone.command } } : {}),
      ...(dryrun ? { dryrun } : {}),
      ...(gate.word === undefined ? {} : { word: gate.word }),
      ...(gate.gate === 'click' ? {} : { nonce: visits.of(request.visit).nonces.give(named.seal) }),
    };
  }

  return {
    async ask(request) {
      return { status: 200, data: reply(request, await name(request)) };
    },
    async start(request) {
      const named = await name(request);
      const visit = visits.of(request.visit);
      // From here to the place among the runs nothing waits: of two that come at once, one gets it.
      refuseUnasked(named, request, (nonce) => visit.nonces.take(nonce, named.seal));
      const run: OpenRun = {
        id: randomUUID(),
        runbook: request.runbook,
        step: named.step,
        feed: openRunFeed(),
        isBackground: named.step.snippet.attributes['background'] === 'true',
        abort: new AbortController(),
        running: undefined,
        isOver: false,
        done: Promise.resolve(),
      };
      visits.begin(visit, run);
      run.done = runSnippet(running, { visit, page: named.page, run, values: named.values });
      return { stream: (listener) => run.feed.follow(listener) };
    },
  };
}

function valueWords(name: string, { page, values }: Named): string[] {
  const value = values.get(name);
  if (value !== undefined) return [printable(`${name}=${value}`)];
  return page.runbook.params.some((param) => param.name === name && param.isSecret)
    ? [`${name} (secret)`]
    : [];
}

/** The step that a request names. What the book does not mean to be run is no step of it. */
function stepOf({ runbook, steps }: BookPage, { line, env }: SnippetRef): Step {
  const step = steps.find((one) => lineOf(one) === line && one.snippet.env === env);
  if (step) return step;
  const snippet = runbook.snippets.find(({ range }) => range?.start.line === line);
  if (snippet?.attributes['ignore'] === 'true')
    throw new Refusal('gate', 'The book marks this snippet `ignore`: it is an example, and not run.');
  throw new Refusal('unknown', 'The page has no such step.');
}

function refuseClosed(step: Step, { gate, reason = '' }: StepGate): void {
  if (gate === 'hidden' || gate === 'none') throw new Refusal('gate', `${step.name} is not run: ${reason}.`);
  if (gate === 'terminal') throw new Refusal('gate', `${step.name} is not run from a page: ${reason}.`);
}

/** What changes something is run once, for the person who was shown it; what destroys, only after its word was typed as well. */
function refuseUnasked(
  { gate, step }: Named,
  { nonce, word }: RunRequest<'start'>,
  take: (nonce: string) => boolean,
): void {
  if (gate.gate === 'click') return;
  if (nonce === undefined || !take(nonce))
    throw new Refusal('nonce', `${step.name} was not asked about, or was run already: press Run again.`);
  if (gate.gate === 'word' && word !== gate.word)
    throw new Refusal('word', `${step.name} destroys something: type its word to run it.`);
}
