import { RUN_PROTOCOL } from '../../../run/run-address.ts';
import type { PageReply, SessionState } from '../../../run/run-protocol.ts';
import sheet from '../../styles/run.css?url';
import { announce } from '../announce.ts';
import { NotDone, openService } from './ask-service.ts';
import { sessionStrip } from './session-strip.ts';
import { stepRunner } from './step-runner.ts';
import type { RunPage, StepRunner } from './step-runner.ts';

/** Puts the run controls into a runbook, if the service of this very origin answers to the token. */
export async function openControls(token: string, article: HTMLElement): Promise<void> {
  const { runbook = '', digest = '' } = article.dataset;
  const service = openService(token, visitId());
  const reply = await service
    .ask<PageReply>('page', { runbook, digest, protocol: RUN_PROTOCOL })
    .catch((error: unknown) => {
      if (error instanceof NotDone) return error;
      throw error;
    });
  // Nobody there, as on a published site: then there is nothing to show.
  if (reply instanceof NotDone && reply.code === 'gone') return;
  await loadStyles();
  const strip = sessionStrip(reply instanceof NotDone ? undefined : reply.only, () => {
    service.ask<SessionState>('anew', {}).then(
      (session) => {
        strip.show(session);
        announce('A new shell.');
      },
      (error: unknown) => announce(error instanceof Error ? error.message : ''),
    );
  });
  if (reply instanceof NotDone) return strip.refuse(reply.message.replaceAll('`', ''));
  strip.show(reply.session);
  const runners = new Map<number, StepRunner>();
  const page: RunPage = { service, runbook, digest, strip, runnerAt: (line) => runners.get(line) };
  for (const state of reply.steps) {
    const variant = article.querySelector<HTMLElement>(`.variant[data-line="${state.line}"]`);
    if (!variant) continue;
    if (state.gate === 'click' || state.gate === 'dialog' || state.gate === 'word')
      runners.set(state.line, stepRunner(page, state, variant));
    else if (state.gate === 'terminal') variant.querySelector('.in-terminal')?.classList.add('is-only');
    else variant.querySelector('.in-terminal')?.remove();
  }
  for (const { run, line } of reply.running) runners.get(line)?.follow(run);
}

const VISIT = 'opsbook-visit';

/** Tells this tab's shell from those of others. */
function visitId(): string {
  const fresh = crypto.randomUUID();
  try {
    const known = sessionStorage.getItem(VISIT) ?? fresh;
    sessionStorage.setItem(VISIT, known);
    return known;
  } catch {
    return fresh;
  }
}

function loadStyles(): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  document.head.append(link);
  return new Promise((done) => {
    link.onload = () => done();
    link.onerror = () => done();
  });
}
