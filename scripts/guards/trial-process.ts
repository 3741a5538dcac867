import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Trial, Tried } from './try-mutations.ts';

/** Tries texts in a copy of the tree. */
export interface TrialProcess {
  /** @param limit milliseconds after which it is taken to go on for ever */
  attempt(trial: Trial, limit: number): Promise<Tried>;
  end(): void;
}

/** A process that is started when it is needed, and again after it had to be ended. */
export function openTrials(root: string): TrialProcess {
  let child: ChildProcess | undefined;

  async function ready(): Promise<ChildProcess> {
    if (child) return child;
    child = fork(fileURLToPath(new URL('try-mutations.ts', import.meta.url)), [root], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  /** With the workers that run the tests. */
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
      const timer = setTimeout(() => controller.abort(), limit);
      try {
        own.send(trial);
        const outcome = await Promise.race([
          once(own, 'message', { signal }).then(([tried]) => tried as Tried), // what `try-mutations.ts` sends
          once(own, 'exit', { signal }).then((): Tried => ({ killedBy: 'the process of the tests ended' })),
        ]);
        if (outcome.killedBy === 'the process of the tests ended') end();
        return outcome;
      } catch (error) {
        if (!signal.aborted) throw error;
        end();
        return { killedBy: 'it does not end' };
      } finally {
        clearTimeout(timer);
        controller.abort();
      }
    },
    end,
  };
}
