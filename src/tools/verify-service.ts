import { setTimeout as wait } from 'node:timers/promises';
import { openSession } from './shell-session.ts';
import type { Ended, Running, ShellSession } from './shell-session.ts';

/** What is started for snippets to run against. */
export interface ServiceCommands {
  readonly name: string;
  readonly start: string;
  readonly ready: string;
  readonly stop: string | undefined;
  /** Milliseconds until it must be ready. */
  readonly timeout: number;
}

/** A service that was started, or why it was not. */
export interface StartedService {
  readonly name: string;
  /** `absent`: this machine cannot run it; `broken`: it should have started and did not. */
  readonly state: 'ready' | 'absent' | 'broken';
  /** The end of a sentence; empty for one that is ready. */
  readonly reason: string;
  stop(): Promise<void>;
}

/** The exit status by which a service, or a snippet, says that it cannot run here; scrut's number for it. */
export const CANNOT_RUN_HERE = 80;

/** The time between two questions whether it is ready, and that for its stop; milliseconds. */
const ASK_EVERY = 100;
const STOP_WITHIN = 15_000;

export interface ServicePlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Starts a service and waits until it says that it is ready. */
export async function startService(commands: ServiceCommands, place: ServicePlace): Promise<StartedService> {
  const session = openSession({ ...place, isForgetful: true });
  let said = '';
  const hear = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-4000));
  const starting = session.start({ code: commands.start, isBackground: true }, hear);
  const state: { ended?: Ended } = {};
  void starting.ended.then((ended) => (state.ended = ended));
  const stop = (): Promise<void> => stopService(session, commands, starting);
  const deadline = performance.now() + commands.timeout;
  const fail = async (kind: 'absent' | 'broken', reason: string): Promise<StartedService> => {
    await stop();
    return { name: commands.name, state: kind, reason, stop: () => Promise.resolve() };
  };
  for (;;) {
    if (state.ended?.status === CANNOT_RUN_HERE)
      return fail('absent', lastLine(said) || 'it cannot run here');
    if (state.ended?.status === 127) return fail('absent', lastLine(said) || 'its program was not found');
    if (state.ended && state.ended.status !== 0)
      return fail('broken', `start ended with exit status ${state.ended.status}: ${lastLine(said)}`);
    if (await isReady(session, commands)) break;
    if (performance.now() > deadline) return fail('broken', `it was not ready in time: ${lastLine(said)}`);
    await wait(ASK_EVERY);
  }
  return { name: commands.name, state: 'ready', reason: '', stop };
}

async function isReady(session: ShellSession, { ready }: ServiceCommands): Promise<boolean> {
  const { status } = await session.start({ code: ready, timeout: 5000 }, () => undefined).ended;
  return status === 0;
}

async function stopService(
  session: ShellSession,
  { stop }: ServiceCommands,
  starting: Running,
): Promise<void> {
  if (stop !== undefined) await session.start({ code: stop, timeout: STOP_WITHIN }, () => undefined).ended;
  starting.stop();
  await session.close();
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
