import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Trial, Tried } from './try-mutations.ts';

/** Tries texts in a copy of the tree. */
export interface TrialProcess {
  /** @param limit how much of a processor's time it may take, in milliseconds, before it is taken to go on for ever */
  attempt(trial: Trial, limit: number): Promise<Tried & { readonly used: number }>;
  end(): void;
}

/** Each change leaves its modules in the memory of the process, so the process does not stay for ever. */
const MOST_TRIALS = 400;
/** Milliseconds in which a process that works uses more than `RESTING` of a processor, on however busy a machine. */
const IDLE = 20_000;
const RESTING = 100;

/** A process that is started when it is needed, and again after it had to be ended. */
export function openTrials(root: string): TrialProcess {
  let child: ChildProcess | undefined;
  let trials = 0;

  async function ready(): Promise<ChildProcess> {
    if (trials++ > MOST_TRIALS) end();
    if (child) return child;
    trials = 0;
    child = fork(fileURLToPath(new URL('try-mutations.ts', import.meta.url)), [root], {
      cwd: root,
      detached: true,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  /** With the programs that the tests have started. */
  function end(): void {
    const pid = child?.pid;
    child = undefined;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  return {
    async attempt(trial, limit) {
      const own = await ready();
      const controller = new AbortController();
      const { signal } = controller;
      const before = usedBy(own.pid);
      const began = performance.now();
      const used = (): number =>
        before === undefined ? performance.now() - began : (usedBy(own.pid) ?? before) - before;
      let moved = { at: began, used: 0 };
      const timer = setInterval(() => {
        const now = { at: performance.now(), used: used() };
        if (now.used - moved.used > RESTING) moved = now;
        // It goes on for ever, or waits for what never comes.
        if (now.used > limit || now.at - moved.at > IDLE) controller.abort();
      }, 250);
      try {
        // Where it has ended, `exit` tells.
        own.send(trial, () => undefined);
        const outcome = await Promise.race([
          once(own, 'message', { signal }).then(([tried]) => tried as Tried), // what `try-mutations.ts` sends
          once(own, 'exit', { signal }).then((): Tried => ({ killedBy: 'the process of the tests ended' })),
        ]);
        const took = used();
        if (outcome.killedBy === 'the process of the tests ended') end();
        return { ...outcome, used: took };
      } catch (error) {
        if (!signal.aborted) throw error;
        const took = used();
        end();
        return { killedBy: `it does not end, after ${Math.round(took / 1000)} s of a processor`, used: took };
      } finally {
        clearInterval(timer);
        controller.abort();
      }
    },
    end,
  };
}

/** Milliseconds of a processor that a process has used so far, where the system tells (Linux). */
function usedBy(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // `utime` and `stime` of proc(5), in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
