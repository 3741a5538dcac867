import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Shell } from '../runbook/languages.ts';
import { sessionBelow, endGroup, endMarked, listLeft, repeatInterrupt, signalGroup } from './process-tree.ts';
import type { Process } from './process-tree.ts';
import { SESSION_DRIVER } from './session-driver.ts';
import {
  canRecordTerminal,
  RECORD_ARGUMENTS,
  recordEnvironment,
  recordPreface,
  SHOWN,
  withoutOwnLines,
} from './terminal-record.ts';
import { keepTerminal } from './terminal-mode.ts';

/** One snippet for a session. */
export interface Script {
  readonly code: string;
  /** The shell that reads the code (default: bash). */
  readonly shell?: Shell;
  /** `$1`, `$2`, … of the code. */
  readonly args?: readonly string[];
  /** What it reads (default: nothing). */
  readonly input?: string;
  /** For this snippet only; the session stays where it is. */
  readonly folder?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  /** What it writes to both streams comes as one, in its order. */
  readonly isMerged?: boolean;
  /** It gets the terminal itself: what it prints is seen here only where it is recorded. */
  readonly isInteractive?: boolean;
  /** What an interactive one shows comes here too, where this machine can: then it has a terminal of its own. */
  readonly isRecorded?: boolean;
  /** It goes on while others run, and its state is not kept. */
  readonly isBackground?: boolean;
  /** The values that it finds in its environment, by name; all of them without it. */
  readonly names?: ReadonlySet<string>;
}

/** Takes a piece of output; while the promise that it returned is open, no more is read. */
export type OutputSink = (chunk: Buffer, stream: 'out' | 'error') => Promise<void> | void;

/** How a snippet ended. */
export interface Ended {
  /** As the shell counts: 128 and the signal's number for one that a signal ended. */
  readonly status: number;
  readonly cause: 'ended' | 'timed-out' | 'stopped';
  /** Milliseconds. */
  readonly duration: number;
  /** What it had left running in the background, and was ended with it. */
  readonly left: readonly Process[];
}

/** A snippet that runs. */
export interface Running {
  readonly pid: number | undefined;
  /** What it prints goes to the terminal alone. */
  readonly isUnseen: boolean;
  readonly ended: Promise<Ended>;
  /** Asks it to stop, as Ctrl-C does; the second time it is killed, with all that it started. */
  stop(): void;
  /** Ends it without anybody watching: SIGINT, then SIGTERM, then SIGKILL. */
  end(): void;
  /** Kills it at once, with all that it started. */
  kill(): void;
}

/** Where a session's snippets run, and what they find there. */
export interface SessionSettings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Begins the mark of what its snippets start, for whoever cleans up after a process that was killed. */
  readonly owner?: string;
  /** Each snippet starts afresh: nothing is remembered but the values. */
  readonly isForgetful?: boolean;
}

/**
 * How long a snippet has after SIGINT and then after SIGTERM when it must end, and its output after its end;
 * milliseconds. SIGINT first: a client of a database tells its server to stop then, which SIGTERM does not.
 */
const INTERRUPT_GRACE = 3000;
const GRACE = 2000;
const DRAIN = 250;
/** When a SIGINT that may have been lost is repeated; milliseconds. */
const REPEATS = [200, 1000];

/** The variable that tells what a snippet has started: session and number. */
export const STEP_MARK = 'OPSBOOK_STEP';

/** How a snippet is started, and what becomes of what it prints and leaves. */
export interface Start {
  readonly settings: SessionSettings;
  readonly mark: string;
  readonly input: string;
  readonly command: string;
  readonly sink: OutputSink;
  readonly keep: (parts: readonly string[]) => void;
}

/** Starts a snippet in a process group of its own, and says how it ended. */
export function startSnippet(script: Script, start: Start): Running {
  const { settings, mark, input, sink, keep } = start;
  const begin = performance.now();
  const isInteractive = script.isInteractive ?? false;
  const restoreTerminal = isInteractive ? keepTerminal() : undefined;
  const isRecorded = isInteractive && script.isRecorded === true && canRecordTerminal(settings.environment);
  const child = isRecorded ? spawnRecorded(settings, mark) : spawnBash(script, start);
  const shown = withoutOwnLines();
  let cause: Ended['cause'] = 'ended';
  let stops = 0;
  const send = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (isRecorded) signalGroup(sessionBelow(child.pid) ?? child.pid, signal);
    else if (isInteractive) child.kill(signal);
    else signalGroup(child.pid, signal);
  };
  const timer = script.timeout === undefined ? undefined : setTimeout(timeOut, script.timeout);
  function timeOut(): void {
    cause = 'timed-out';
    endInTurns();
  }
  function endInTurns(): void {
    interrupt();
    setTimeout(() => send('SIGTERM'), INTERRUPT_GRACE).unref();
    setTimeout(() => send('SIGKILL'), INTERRUPT_GRACE + GRACE).unref();
  }
  /** bash loses a SIGINT that comes while it starts a command. */
  function interrupt(): void {
    send('SIGINT');
    const { pid } = child;
    if (isInteractive || pid === undefined) return;
    for (const delay of REPEATS)
      setTimeout(() => child.exitCode === null && repeatInterrupt(pid), delay).unref();
  }
  writeInput(
    child,
    3,
    isRecorded ? `${recordPreface(settings.environment)}${SESSION_DRIVER}\0${input}` : input,
  );
  if (script.input !== undefined) writeInput(child, 0, script.input);
  const drained = Promise.all([
    pump(child.stdout, (chunk) => sink(chunk, 'out')),
    pump(child.stderr, (chunk) => sink(chunk, 'error')),
    pump(shownBy(child), (chunk) => sink(shown(chunk), 'out')),
  ]);
  const left = readState(child);

  async function finish(): Promise<Ended> {
    const status = await exitOf(child);
    clearTimeout(timer);
    const duration = performance.now() - begin;
    const isDetached = child.pid !== undefined && !isInteractive;
    const still = isDetached && cause === 'ended' ? await listLeft(child.pid, DRAIN / 2) : [];
    if (isDetached) await endGroup(child.pid, cause === 'ended' ? GRACE / 4 : 0);
    if (cause !== 'ended') await endMarked(`${STEP_MARK}=${mark}`, 0);
    await Promise.race([drained, wait(DRAIN, undefined, { ref: false })]);
    for (const stream of [child.stdout, child.stderr, shownBy(child)]) stream?.destroy();
    restoreTerminal?.();
    const state = await left;
    if (state !== undefined) keep(state);
    return { status, cause, duration, left: still };
  }

  return {
    pid: child.pid,
    isUnseen: isInteractive && !isRecorded,
    ended: finish(),
    stop() {
      stops += 1;
      if (cause === 'ended') cause = 'stopped';
      if (stops > 1) send('SIGKILL');
      else interrupt();
    },
    end() {
      if (cause === 'ended') cause = 'stopped';
      endInTurns();
    },
    kill() {
      if (cause === 'ended') cause = 'stopped';
      send('SIGKILL');
    },
  };
}

function spawnBash(script: Script, { settings, mark, command: own }: Start): ChildProcess {
  const isInteractive = script.isInteractive ?? false;
  const standard = isInteractive
    ? (['inherit', 'inherit', 'inherit'] as const)
    : ([script.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] as const);
  const command = script.isMerged && !isInteractive ? `exec 2>&1; ${own}` : own;
  return spawn('bash', ['--noprofile', '--norc', '-c', command, 'bash', SESSION_DRIVER], {
    stdio: [...standard, 'pipe', 'pipe'],
    cwd: settings.folder,
    env: { ...settings.environment, [STEP_MARK]: mark },
    detached: !isInteractive, // a group of its own; a terminal's reader must stay in the terminal's group
  });
}

/** bash in a terminal of its own: `script` shows it in the person's, and writes down what it shows. */
function spawnRecorded({ folder, environment }: SessionSettings, mark: string): ChildProcess {
  return spawn('bash', RECORD_ARGUMENTS, {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe', 'pipe'],
    cwd: folder,
    env: { ...recordEnvironment(environment), [STEP_MARK]: mark },
  });
}

/** What a terminal shows, where `script` writes it down. */
function shownBy(child: ChildProcess): Readable | null {
  const pipes: readonly unknown[] = child.stdio; // its type knows the first five
  return (pipes[SHOWN] ?? null) as Readable | null; // a pipe that we read from
}

/** The status as `$?` would show it. A folder or a bash that is not there counts as "cannot be run". */
function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((settle) => {
    child.once('error', () => settle(126));
    child.once('exit', (status, signal) => settle(status ?? 128 + (signal ? (SIGNALS[signal] ?? 0) : 0)));
  });
}

const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
};

function writeInput(child: ChildProcess, descriptor: 0 | 3, text: string): void {
  const stream = child.stdio[descriptor] as Writable | null; // both are pipes that we write to
  stream?.on('error', () => undefined); // the reader may end before it has read all
  stream?.end(text);
}

async function pump(stream: Readable | null, take: (chunk: Buffer) => Promise<void> | void): Promise<void> {
  if (!stream) return;
  stream.on('data', (chunk: Buffer) => {
    const taken = take(chunk);
    if (!taken) return;
    stream.pause();
    void taken.then(() => stream.resume());
  });
  stream.on('error', () => undefined);
  await once(stream, 'close');
}

/** Two NULs: no part is empty. */
const END = Buffer.from([0, 0]);

/** What was written on descriptor 4, in its parts, once it is whole; undefined for a snippet that was killed. */
function readState(child: ChildProcess): Promise<readonly string[] | undefined> {
  const stream = child.stdio[4] as Readable | null; // a pipe that we read from
  if (!stream) return Promise.resolve(undefined);
  const chunks: Buffer[] = [];
  return new Promise((settle) => {
    const finish = (): void => {
      const bytes = Buffer.concat(chunks);
      const end = bytes.indexOf(END);
      stream.destroy();
      settle(end < 0 ? undefined : bytes.subarray(0, end).toString().split('\0'));
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (chunk.includes(0) && Buffer.concat(chunks).includes(END)) finish();
    });
    stream.on('error', finish);
    stream.on('end', finish);
    // A process that the snippet left behind may hold the pipe open for ever.
    child.once('exit', () => setTimeout(finish, DRAIN).unref());
    child.once('error', finish);
  });
}
