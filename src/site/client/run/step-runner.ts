import type { AskReply, LinkedStep, RunEnded, RunEvent, StepState } from '../../../run/run-protocol.ts';
import { announce } from '../announce.ts';
import { shownValues } from '../shown-values.ts';
import { askDialog } from './ask-dialog.ts';
import { NotDone } from './ask-service.ts';
import type { Service } from './ask-service.ts';
import { button } from './elements.ts';
import { outputPanel } from './output-panel.ts';
import type { OutputPanel } from './output-panel.ts';
import type { SessionStrip } from './session-strip.ts';
import { tellRan } from './ran-event.ts';
import type { Ran } from './ran-event.ts';

/** What every step of the page goes on with. */
export interface RunPage {
  readonly service: Service;
  readonly runbook: string;
  readonly digest: string;
  readonly strip: SessionStrip;
  /** The step of a line, to go on with after another one. */
  readonly runnerAt: (line: number) => StepRunner | undefined;
}

/** The Run button of a step, and what it does. */
export interface StepRunner {
  /** As if the button were pressed; brings the step into sight. */
  press(): void;
  /** Shows a run that goes on already. */
  follow(run: string): void;
}

/** A second press this soon is the other half of a double click, and no wish to stop. */
const DOUBLE_CLICK = 500;

/** Puts a Run button into a step's bar. While the step runs it is the Stop button, and keeps the focus. */
export function stepRunner(page: RunPage, state: StepState, variant: HTMLElement): StepRunner {
  const control = button('Run', press, 'run');
  control.setAttribute('aria-label', `Run ${state.name}`);
  if (state.reason !== undefined) control.title = state.reason;
  variant.querySelector('.bar .in-terminal')?.replaceWith(control);
  let panel: OutputPanel | undefined;
  let run: string | undefined;
  let isBusy = false;
  let since = -Infinity;
  let stops = 0;

  function show(words: string, label = `${words} ${state.name}`): void {
    control.textContent = words;
    control.setAttribute('aria-label', label);
    control.classList.toggle('is-stop', words !== 'Run');
  }
  const open = (): OutputPanel => {
    if (panel) return panel;
    panel = outputPanel(state.name);
    variant.append(panel.root);
    return panel;
  };
  function press(): void {
    if (!isBusy) void start();
    else if (performance.now() - since > DOUBLE_CLICK) void stop();
  }
  const reference = (): object => {
    const { runbook, digest } = page;
    const env = state.env === undefined ? {} : { env: state.env };
    return { runbook, digest, line: state.line, ...env, values: valuesNow() };
  };

  async function start(): Promise<void> {
    isBusy = true;
    since = performance.now();
    try {
      const allowed = state.gate === 'click' ? {} : await ask();
      if (!allowed) return;
      since = performance.now();
      await hear('start', { ...reference(), ...allowed });
    } catch (error) {
      fail(error);
    } finally {
      isBusy = false;
    }
  }
  /** The dialog; undefined where the answer is no, or another step goes first. */
  async function ask(): Promise<object | undefined> {
    const asked = await page.service.ask<AskReply>('ask', reference());
    const decision = await askDialog(asked);
    control.focus();
    if (decision && 'dryrun' in decision) page.runnerAt(decision.dryrun.line)?.press();
    return decision && 'word' in decision
      ? { nonce: asked.nonce, ...(decision.word === undefined ? {} : decision) }
      : undefined;
  }
  async function hear(name: 'start' | 'follow', body: object): Promise<void> {
    const shown = open();
    const told: Told = { at: new Date().toISOString(), command: '', values: valuesNow() };
    stops = 0;
    run = undefined;
    let isEnded = false;
    shown.begin('', Date.now());
    shown.say('Starting');
    show('Stop');
    try {
      await page.service.listen(name, body, (event: RunEvent) => {
        if (event.event === 'started') {
          run = event.run;
          Object.assign(told, { at: event.at, command: event.command });
          shown.begin(event.command, Date.parse(event.at));
          shown.say('Running');
          announce(`${state.name} runs.`);
        } else if (event.event === 'output') shown.print(event.pieces);
        else if (event.event === 'tail') shown.printEnd(event.pieces, event.dropped);
        else if (event.event === 'waiting') {
          run = event.run;
          shown.say(event.words);
          announce(event.words);
        } else if (event.event === 'refused') throw new NotDone('refused', event.words);
        else if (event.event === 'ended') {
          isEnded = true;
          end(shown, event, told);
        }
      });
      if (!isEnded) throw new NotDone('gone', 'The run service has ended: nobody saw how this went on.');
    } finally {
      shown.stopClock();
      show('Run');
    }
  }
  function end(shown: OutputPanel, ended: RunEnded, told: Told): void {
    const next = (words: string, linked: LinkedStep): HTMLElement =>
      button(`${words}: ${linked.name}`, () => page.runnerAt(linked.line)?.press());
    shown.end(ended, [
      ...ended.verify.map((one) => next('Verify', one)),
      ...(ended.undo ? [next('Undo', ended.undo)] : []),
    ]);
    page.strip.show(ended.session);
    announce(`${state.name}: ${ended.words}.`);
    const { status, outcome, isGood, duration, words, output } = ended;
    const { runbook } = page;
    const { name, env, risk } = state;
    tellRan({ runbook, snippet: name, env, risk, ...told, status, outcome, isGood, duration, words, output });
  }
  async function stop(): Promise<void> {
    if (run === undefined) return;
    stops += 1;
    if (stops === 1) show('Kill');
    await page.service.ask('stop', { run, isKill: stops > 1 }).catch(() => undefined);
  }
  function fail(error: unknown): void {
    if (!(error instanceof NotDone)) throw error;
    const shown = open();
    shown.stopClock();
    shown.say(error.message.replaceAll('`', ''), 'bad');
    announce(`${state.name}: ${error.message}`);
    if (error.code === 'stale' || error.code === 'gone') page.strip.refuse(error.message);
    if (error.param !== undefined) document.getElementById(`value:${error.param}`)?.focus();
  }
  return {
    press() {
      variant.scrollIntoView({ block: 'nearest' });
      control.focus();
      press();
    },
    follow(known) {
      isBusy = true;
      void hear('follow', { run: known })
        .catch(fail)
        .finally(() => (isBusy = false));
    },
  };
}

/** What was known of a run before it ended. */
interface Told {
  at: string;
  command: string;
  readonly values: Ran['values'];
}

function valuesNow(): Record<string, string> {
  return Object.fromEntries([...shownValues()].map(([name, { value }]) => [name, value]));
}
