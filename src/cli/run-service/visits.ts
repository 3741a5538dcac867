import { Refusal } from '../../run/refusal.ts';
import type { Step } from '../../run/plan.ts';
import type { SessionState } from '../../run/run-protocol.ts';
import { openSession } from '../../tools/shell-session.ts';
import type { Running } from '../../tools/session-process.ts';
import type { ShellSession } from '../../tools/shell-session.ts';
import type { Terminal } from '../command.ts';
import { openNonces } from './nonces.ts';
import type { Nonces } from './nonces.ts';
import type { RunFeed } from './run-feed.ts';

/** A run of a visit. */
export interface OpenRun {
  readonly id: string;
  readonly runbook: string;
  readonly step: Step;
  readonly feed: RunFeed;
  readonly isBackground: boolean;
  /** Somebody no longer wants it: also before it has begun, while a secret is asked for. */
  readonly abort: AbortController;
  running: Running | undefined;
  isOver: boolean;
  /** Settles when nothing of it is left. */
  done: Promise<void>;
}

/** One tab of a browser: it has a shell of its own. */
export interface Visit {
  readonly id: string;
  session: ShellSession;
  readonly nonces: Nonces;
  /** The latest ones, those that are over too: a page that was loaded again may still want to see how they ended. */
  readonly runs: Map<string, OpenRun>;
}

export interface Visits {
  /** The visit of this name, opened where it is new. */
  of(id: string): Visit;
  /** Where its session is, as the page shows it. */
  placeOf(visit: Visit): Promise<SessionState>;
  /** Takes the place of a run among the visit's; refuses while another one has its shell. */
  begin(visit: Visit, run: OpenRun): void;
  /** A new shell, as if nothing had been run. Refuses while something runs in it. */
  anew(visit: Visit): Promise<void>;
  /** Ends everything. */
  close(): Promise<void>;
  runs(): readonly OpenRun[];
}

/** Tabs that a person has open; the one that was not used for longest makes room. */
const MOST_VISITS = 24;
const MOST_RUNS = 20;
const MOST_GOING_ON = 8;

/** Keeps the shells of the tabs that commands are run from. */
export function openVisits({ folder, environment }: Terminal, owner: string): Visits {
  const visits = new Map<string, Visit>();
  const fresh = (): ShellSession => openSession({ folder, environment, owner });

  const goingOn = (visit: Visit): readonly OpenRun[] =>
    [...visit.runs.values()].filter(({ isOver }) => !isOver);
  const runs = (): readonly OpenRun[] => [...visits.values()].flatMap(goingOn);

  function makeRoom(): void {
    if (visits.size < MOST_VISITS) return;
    const idle = [...visits.values()].find((visit) => goingOn(visit).length === 0);
    if (!idle) throw new Refusal('busy', 'Too many tabs run commands: close one of them.');
    visits.delete(idle.id);
    void idle.session.close();
  }
  return {
    of(id) {
      const known = visits.get(id);
      if (!known) makeRoom();
      const visit = known ?? {
        id,
        session: fresh(),
        nonces: openNonces(() => performance.now()),
        runs: new Map(),
      };
      // The latest one stands last.
      visits.delete(id);
      visits.set(id, visit);
      return visit;
    },
    placeOf: async ({ session }) => {
      const place = await session.place();
      return { folder: withHome(place.folder, environment['HOME']), exports: [...place.exports] };
    },
    begin(visit, run) {
      const open = goingOn(visit);
      const other = open.find(({ isBackground }) => !isBackground);
      if (other && !run.isBackground)
        throw new Refusal(
          'busy',
          `\`${other.step.name}\` still runs in this shell: wait for it, or stop it.`,
        );
      if (runs().length >= MOST_GOING_ON)
        throw new Refusal('busy', 'Too much runs already: stop something first.');
      visit.runs.set(run.id, run);
      for (const old of visit.runs.values()) {
        if (visit.runs.size <= MOST_RUNS) break;
        if (old.isOver) visit.runs.delete(old.id);
      }
    },
    async anew(visit) {
      if (goingOn(visit).length > 0)
        throw new Refusal('busy', 'Something still runs in this shell: stop it first.');
      const old = visit.session;
      visit.session = fresh();
      await old.close();
    },
    async close() {
      for (const run of runs()) {
        run.abort.abort();
        run.running?.end();
      }
      await Promise.all(runs().map(({ done }) => done));
      await Promise.all([...visits.values()].map(({ session }) => session.close()));
    },
    runs,
  };
}

function withHome(folder: string, home: string | undefined): string {
  if (!home || home === '/') return folder;
  return folder === home || folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}
