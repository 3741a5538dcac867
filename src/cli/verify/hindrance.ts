import type { Step } from '../../run/plan.ts';
import type { Verdict } from '../../run/verdict.ts';
import type { ServiceSet } from './services.ts';

export interface Reach {
  readonly services: ServiceSet;
  /** Programs that were looked for and are there. */
  readonly found: ReadonlySet<string>;
  readonly programs: (step: Step) => readonly string[];
}

type Hindrance = Pick<Verdict, 'status' | 'reason'>;

/** Why a step cannot be run here, or must not be; undefined for one that can. */
export function hindranceOf(
  step: Step,
  values: ReadonlyMap<string, string>,
  { services, found, programs }: Reach,
): Hindrance | undefined {
  const skip = (reason: string): Hindrance => ({ status: 'skipped', reason });
  const lacking = services.lacking(step);
  if (lacking?.state === 'absent') return skip(`${lacking.name}: ${lacking.reason}`);
  if (lacking) return { status: 'failed', reason: `${lacking.name}: ${lacking.reason}` };
  if (step.risk === 'destroy') return skip('it destroys, which verify never runs');
  if (step.way.kind === 'none') return skip(step.way.reason);
  const missing = programs(step).find((name) => !found.has(name));
  if (missing !== undefined) return skip(`${missing} not found`);
  const unset = step.needed.find((name) => !values.has(name));
  return unset === undefined ? undefined : skip(`${unset} has no value`);
}

/** The programs that a step calls on this machine. */
export function programsOf({ way }: Step, called: readonly string[] = []): readonly string[] {
  if (way.kind === 'psql') return ['psql'];
  if (way.kind === 'redis') return ['redis-cli'];
  if (way.kind === 'shell' && way.shell !== 'bash') return [way.shell];
  if (way.kind === 'pipe') return way.via.trim().split(/\s+/).slice(0, 1);
  return called;
}
