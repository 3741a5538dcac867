import { randomUUID } from 'node:crypto';
import { hiddenIn } from '../../run/verify-environment.ts';
import { Refusal } from '../../run/refusal.ts';
import { RUN_FOLDER, RUN_FRAGMENT, RUN_HEADER, RUN_PROTOCOL } from '../../run/run-address.ts';
import { REFUSALS, RUN_REQUESTS } from '../../run/run-protocol.ts';
import type { PageReply, RunRequest, RunRequestName } from '../../run/run-protocol.ts';
import type { Risk } from '../../runbook/read/snippet.ts';
import { openOrphanGuard } from '../../tools/orphan-guard.ts';
import { openRunDoor, RUN_HOST } from '../../tools/run-door.ts';
import type { RunDoor, ServiceAnswer } from '../../tools/run-door.ts';
import { newSecret } from '../../tools/secret-match.ts';
import type { Terminal } from '../command.ts';
import { secretsOf } from './ask-secrets.ts';
import { bookPages } from './book-pages.ts';
import type { BookSource } from './book-pages.ts';
import { openRecords } from './records.ts';
import { startRequests } from './start-requests.ts';
import { lineOf, stateOf } from './step-gate.ts';
import { openVisits } from './visits.ts';

export interface ServiceSettings extends Pick<BookSource, 'root' | 'read' | 'howToRenew'> {
  readonly terminal: Terminal;
  /** The path that the site is served under. */
  readonly base: string;
  /** Nothing of a higher risk is run, or shown as something to run. */
  readonly only: Risk | undefined;
  readonly note: string | undefined;
  readonly log: string | undefined;
}

/** Runs snippets for the pages of a site. */
export interface RunService {
  readonly door: RunDoor;
  /** What is printed: where the site is, with the token in the fragment. */
  address(port: number): string;
  /** The incident note, once something was run. */
  notePath(): string | undefined;
  /** Stops what runs, children included, and closes the records. */
  close(): Promise<void>;
}

type Handlers = {
  readonly [Name in RunRequestName]: (request: RunRequest<Name>) => Promise<ServiceAnswer>;
};

/** Opens the run service of a site: one token, one user, one book. */
export async function openRunService(settings: ServiceSettings): Promise<RunService> {
  const { terminal, base, only } = settings;
  const { environment } = terminal;
  const token = newSecret();
  const owner = `run-${randomUUID()}`;
  const secrets = [...hiddenIn(environment)];
  const records = await openRecords({ terminal, secrets, note: settings.note, log: settings.log });
  const visits = openVisits(terminal, owner);
  const guard = openOrphanGuard(owner, environment);
  const find = bookPages({ ...settings, environment });
  const asks = secretsOf(terminal, secrets);
  const starting = startRequests({
    find,
    running: { terminal, visits, asks, records, guard, secrets, only },
  });

  const runOf = ({ visit, run }: { visit: string; run: string }) => {
    const found = visits.of(visit).runs.get(run);
    if (!found) throw new Refusal('unknown', 'The service knows no such run of this tab.');
    return found;
  };
  const handlers: Handlers = {
    async page(request) {
      if (request.protocol !== RUN_PROTOCOL)
        throw new Refusal('stale', 'The site was built by another opsbook: run opsbook build, then reload.');
      const page = await find(request);
      const visit = visits.of(request.visit);
      const open = [...visit.runs.values()].filter(
        ({ isOver, runbook }) => !isOver && runbook === request.runbook,
      );
      const reply: PageReply = {
        protocol: RUN_PROTOCOL,
        steps: page.steps.map((step) => stateOf(step, page, only)),
        ...(only ? { only } : {}),
        session: await visits.placeOf(visit),
        running: open.map(({ id, step }) => ({ run: id, line: lineOf(step) })),
      };
      return { status: 200, data: reply };
    },
    ...starting,
    follow: (request) => {
      const { feed } = runOf(request);
      return Promise.resolve({ stream: (listener) => feed.follow(listener) });
    },
    stop(request) {
      const run = runOf(request);
      records.log('stopped', { run: run.id, step: run.step.name, isKill: request.isKill ?? false });
      run.abort.abort();
      if (request.isKill) run.running?.kill();
      else run.running?.end();
      return Promise.resolve({ status: 200, data: {} });
    },
    async anew(request) {
      const visit = visits.of(request.visit);
      await visits.anew(visit);
      records.log('anew', { visit: visit.id.slice(0, 8) });
      return { status: 200, data: await visits.placeOf(visit) };
    },
  };
  const door = openRunDoor({
    ...{ token, folder: base + RUN_FOLDER, header: RUN_HEADER },
    answer: (name, body) => answer(handlers, { name, body }, terminal),
    onRefused: (reason) => records.refused(reason),
  });
  records.log('served', { only, process: process.pid });
  return {
    door,
    address: (port) => `http://${RUN_HOST}:${port}${base}#${RUN_FRAGMENT}${token}`,
    notePath: records.notePath,
    async close() {
      await visits.close();
      await records.close();
      guard.close();
    },
  };
}

async function answer(
  handlers: Handlers,
  { name, body }: { readonly name: string; readonly body: unknown },
  terminal: Terminal,
): Promise<ServiceAnswer> {
  try {
    if (!isRequestName(name)) throw new Refusal('unknown', 'The service does no such thing.');
    return await ask(handlers, name, body);
  } catch (error) {
    if (!(error instanceof Refusal))
      terminal.warn(`${error instanceof Error ? (error.stack ?? error.message) : ''}\n`);
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal('fault', 'This is a fault of opsbook; its terminal says more.');
    const { code, message, param } = refusal;
    return { status: REFUSALS[code], data: { refused: code, words: message, ...(param ? { param } : {}) } };
  }
}

function isRequestName(name: string): name is RunRequestName {
  return Object.hasOwn(RUN_REQUESTS, name);
}

function ask<Name extends RunRequestName>(
  handlers: Handlers,
  name: Name,
  body: unknown,
): Promise<ServiceAnswer> {
  const read = RUN_REQUESTS[name].safeParse(body);
  if (!read.success) throw new Refusal('wrong', 'The service does not understand this request.');
  // Read by the schema of this very name.
  return handlers[name](read.data as RunRequest<Name>);
}
