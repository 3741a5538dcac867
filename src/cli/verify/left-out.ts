import type { Step } from '../../run/plan.ts';
import type { Verdict } from '../../run/verdict.ts';
import type { ServiceSet } from './services.ts';

export interface Reach {
  readonly services: ServiceSet;
  /** Programs without which a step surely does not do what it says. */
  readonly needed: (step: Step) => readonly string[];
}

type LeftOut = Pick<Verdict, 'status' | 'reason'>;

/** Why a step must not be run here; undefined for one that can, if its programs are there. */
export function whyLeftOut(
  step: Step,
  values: ReadonlyMap<string, string>,
  { services }: Reach,
): LeftOut | undefined {
  const lacking = services.lacking(step);
  if (lacking?.state === 'absent') return skip(`${lacking.name}: ${lacking.reason}`);
  if (lacking) return { status: 'failed', reason: `${lacking.name}: ${lacking.reason}` };
  if (step.risk === 'destroy') return skip('it destroys, which verify never runs');
  if (step.way.kind === 'none') return skip(step.way.reason);
  const unset = step.needed.find((name) => !values.has(name));
  return unset === undefined ? undefined : skip(`${unset} has no value`);
}

/** The verdict on a step that is left out. */
export function skip(reason: string): LeftOut {
  return { status: 'skipped', reason };
}

/** The programs that a step calls on this machine, of those that its commands call. */
export function programsOf({ way }: Step, called: readonly string[] = []): readonly string[] {
  if (way.kind === 'psql') return ['psql'];
  if (way.kind === 'redis') return ['redis-cli'];
  if (way.kind === 'shell' && way.shell !== 'bash') return [way.shell]; // its functions are known to it alone
  if (way.kind === 'pipe') return way.via.trim().split(/\s+/).slice(0, 1);
  return called;
}
