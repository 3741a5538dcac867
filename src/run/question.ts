import { RISKS } from '../runbook/read/snippet.ts';
import type { Risk } from '../runbook/read/snippet.ts';
import type { Step } from './plan.ts';

/** What the caller allowed beforehand. */
export interface Leave {
  /** `--yes`: what would be asked with Enter or yes is answered. */
  readonly isYes: boolean;
  /** `--yes-destroy`: what would be asked with a word is answered too. */
  readonly isYesToDestroy: boolean;
  /** `--only`: nothing graver is run. */
  readonly only?: Risk | undefined;
  /** Somebody sits at a terminal and can be asked. */
  readonly isAttended: boolean;
}

/** What happens before a step is run. */
export type Question =
  | { readonly ask: 'nothing' }
  | { readonly ask: 'enter' | 'yes' }
  | { readonly ask: 'word'; readonly word: string }
  | { readonly ask: 'skip' | 'refuse'; readonly reason: string };

/** Decides what is asked before a step: nothing that changes the world is run without somebody's word. */
export function questionFor(step: Step, leave: Leave): Question {
  const { risk, name, way, isRollback } = step;
  if (way.kind === 'none') return leave.isAttended ? { ask: 'enter' } : { ask: 'skip', reason: way.reason };
  if (leave.only && isGraver(risk, leave.only))
    return { ask: 'skip', reason: `it is \`${risk}\`, and --only ${leave.only} was given` };
  if (leave.isYes && isRollback && !leave.isAttended)
    return { ask: 'skip', reason: 'it undoes a step; --step runs it' };
  if (leave.isYes && step.isExcluded)
    return { ask: 'skip', reason: 'its fence says `excludeFromRunAll`; --step runs it' };
  if (risk === 'destroy') return destroyQuestion(name, leave);
  if (leave.isYes && !isRollback) return { ask: 'nothing' };
  if (!leave.isAttended) return { ask: 'refuse', reason: 'nobody is there to ask: --yes answers beforehand' };
  const isAsked = risk === 'change' || isRollback || step.snippet.attributes['confirm'] !== undefined;
  return { ask: isAsked ? 'yes' : 'enter' };
}

function destroyQuestion(name: string, { isYes, isYesToDestroy, isAttended }: Leave): Question {
  if (isYes && isYesToDestroy) return { ask: 'nothing' };
  if (isAttended) return { ask: 'word', word: /^line \d+$/.test(name) ? 'destroy' : name };
  return {
    ask: 'refuse',
    reason: 'it destroys, which --yes does not cover: add --yes-destroy if you mean it',
  };
}

/** Whether one risk is graver than another. */
export function isGraver(one: Risk, other: Risk): boolean {
  return RISKS.indexOf(one) > RISKS.indexOf(other);
}
