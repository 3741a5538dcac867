import { setTimeout as wait } from 'node:timers/promises';
import { openSession } from './shell-session.ts';
import type { Ended, Running } from './session-process.ts';
import type { ShellSession } from './shell-session.ts';

/** What is started for snippets to run against; one without `start` is only asked whether it is there. */
export interface ServiceCommands {
  readonly name: string;
  readonly start: string | undefined;
  readonly ready: string | undefined;
  readonly stop: string | undefined;
  /** Milliseconds until it must be ready. */
  readonly timeout: number;
}

/** A service that was started, or why it was not. */
export interface StartedService {
  readonly name: string;
  /** `absent`: this machine cannot run it; `broken`: it should have started and did not, or has ended since. */
  readonly state: 'ready' | 'absent' | 'broken';
  /** The end of a sentence; empty for one that is ready. */
  readonly reason: string;
  /** Ends it. Returns why it could not, as the end of a sentence. */
  stop(): Promise<string | undefined>;
}

/** The exit status by which a service, or a snippet, says that it cannot run here; scrut's number for it. */
export const CANNOT_RUN_HERE = 80;

/** The time between two questions whether it is ready, and that for its stop; milliseconds. */
const ASK_EVERY = 100;
const STOP_WITHIN = 15_000;

export interface ServicePlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The name by which a later run knows what this one left. */
  readonly owner: string;
}

/** Starts a service and waits until it says that it is ready. */
export async function startService(commands: ServiceCommands, place: ServicePlace): Promise<StartedService> {
  const { name, start } = commands;
  const session = openSession({ ...place, isForgetful: true });
  const refused = (state: 'absent' | 'broken', reason: string): StartedService => {
    return { name, state, reason, stop: () => Promise.resolve(undefined) };
  };
  if (start === undefined) {
    const isThere = await isReady(session, commands);
    await session.close();
    return isThere ? { ...refused('absent', ''), state: 'ready' } : refused('absent', 'it is not there');
  }
  // Whoever answers now is somebody else's, and snippets would change it.
  if (commands.ready !== undefined && (await isReady(session, commands))) {
    await session.close();
    return refused(
      'broken',
      `it answered \`ready\` before it was started: what answers is somebody else's; stop that, or give this one another port or file`,
    );
  }
  const watched = watch(session, start);
  const why = await whyNotReady(session, commands, watched);
  const stop = (): Promise<string | undefined> => {
    watched.isStopping = true;
    return stopService(session, commands, watched.starting);
  };
  if (why) {
    await stop();
    return refused(why.state, why.reason);
  }
  return {
    name,
    get state() {
      return hasDied(watched) ? 'broken' : 'ready';
    },
    get reason() {
      return hasDied(watched)
        ? `it ended with exit status ${watched.ended?.status ?? 0}${sayLast(watched)}`
        : '';
    },
    stop,
  };
}

interface Watched {
  readonly starting: Running;
  said: string;
  ended: Ended | undefined;
  isStopping: boolean;
}

function watch(session: ShellSession, start: string): Watched {
  const hear = (chunk: Buffer): void => void (watched.said = (watched.said + chunk.toString()).slice(-4000));
  const watched: Watched = {
    starting: session.start({ code: start, isBackground: true }, hear),
    said: '',
    ended: undefined,
    isStopping: false,
  };
  void watched.starting.ended.then((ended) => (watched.ended = ended));
  return watched;
}

/** A start that ends well has prepared something, or has left what it started in the background. */
function hasDied({ ended, isStopping }: Watched): boolean {
  return ended !== undefined && ended.status !== 0 && !isStopping;
}

async function whyNotReady(
  session: ShellSession,
  commands: ServiceCommands,
  watched: Watched,
): Promise<{ readonly state: 'absent' | 'broken'; readonly reason: string } | undefined> {
  const deadline = performance.now() + commands.timeout;
  for (;;) {
    const isOver = watched.ended !== undefined;
    const isUp = commands.ready === undefined ? isOver : await isReady(session, commands);
    const { ended } = watched;
    if (ended?.status === CANNOT_RUN_HERE || ended?.status === 127)
      return { state: 'absent', reason: lastLine(watched.said) || 'it cannot run here' };
    if (ended && ended.status !== 0)
      return { state: 'broken', reason: `start ended with exit status ${ended.status}${sayLast(watched)}` };
    if (isUp) return undefined;
    if (performance.now() > deadline)
      return { state: 'broken', reason: `it was not ready in time${sayLast(watched)}` };
    await wait(ASK_EVERY);
  }
}

async function isReady(session: ShellSession, { ready }: ServiceCommands): Promise<boolean> {
  if (ready === undefined) return true;
  const { status } = await session.start({ code: ready, timeout: 5000 }, () => undefined).ended;
  return status === 0;
}

async function stopService(
  session: ShellSession,
  { stop }: ServiceCommands,
  starting: Running,
): Promise<string | undefined> {
  const reason = stop === undefined ? undefined : await runStop(session, stop);
  starting.stop();
  await session.close();
  return reason;
}

async function runStop(session: ShellSession, stop: string): Promise<string | undefined> {
  let said = '';
  const { status, cause } = await session.start({ code: stop, timeout: STOP_WITHIN }, (chunk) => {
    said = (said + chunk.toString()).slice(-4000);
  }).ended;
  if (cause === 'timed-out') return `\`stop\` took longer than ${STOP_WITHIN / 1000} s`;
  return status === 0 ? undefined : `\`stop\` ended with exit status ${status}${sayLast({ said })}`;
}

/** Stops a service that a run which was killed has left: by its `stop` alone, in the folder it had. */
export async function stopLeft(stop: string, place: ServicePlace): Promise<string | undefined> {
  const session = openSession({ ...place, isForgetful: true });
  const reason = await runStop(session, stop);
  await session.close();
  return reason;
}

function sayLast({ said }: Pick<Watched, 'said'>): string {
  const line = lastLine(said);
  return line === '' ? '' : `: ${line}`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
