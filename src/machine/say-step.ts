import type { Paragraph } from 'mdast';
import type { SnippetFacts } from '../run/plan.ts';
import { isGraver } from '../run/question.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { code, paragraph } from './markdown-nodes.ts';

/** What is known of a step besides its fence. */
interface Known {
  readonly known: SnippetFacts | undefined;
  /** How it was verified, as the end of a sentence. */
  readonly verified: string | undefined;
  /** Its number, where steps are counted. */
  readonly number: number | undefined;
}

/** The line before a command: its name, its risk, where it is for, and what undoes it. */
export function sayStep(
  { name, env, risk: declared, attributes }: Snippet,
  { known, verified, number }: Known,
): Paragraph {
  const risk = known?.risk ?? declared ?? 'change';
  const { rollback, dryrun, timeout } = attributes;
  const parts: readonly (string | ReturnType<typeof code>)[] = [
    number === undefined ? 'Step' : `Step ${number}`,
    ...(name === undefined ? [] : [' ', code(name)]),
    `, risk: ${risk}`,
    ...(known?.because === undefined ? [] : [' (', code(known.because), ')']),
    whoSays(declared, risk),
    env === undefined ? '' : `, in ${env}`,
    ...(dryrun === undefined ? [] : [', dry run: ', code(dryrun)]),
    ...(rollback === undefined ? [] : [', undo: ', code(rollback)]),
    timeout === undefined ? '' : `, ends within ${timeout}`,
    verified === undefined ? '' : `, ${verified}`,
    ':',
  ];
  return paragraph(...parts.filter((part) => part !== ''));
}

/** Where the page says another risk, or none: what stands here is then read from the command alone. */
function whoSays(declared: Snippet['risk'], risk: NonNullable<Snippet['risk']>): string {
  if (declared === undefined) return ', read from the command';
  return isGraver(risk, declared) ? `, read from the command; its author says ${declared}` : '';
}
