import type { Paragraph } from 'mdast';
import type { SnippetFacts } from '../run/plan.ts';
import { riskSource } from '../run/risk-source.ts';
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
  { name, env, risk: declared, attributes, code: written }: Snippet,
  { known, verified, number }: Known,
): Paragraph {
  const risk = known?.risk ?? declared ?? 'change';
  const { rollback, dryrun, timeout } = attributes;
  const source = known ? known.source : riskSource(declared, { risk });
  const parts: readonly (string | ReturnType<typeof code>)[] = [
    number === undefined ? 'Step' : `Step ${number}`,
    ...(name === undefined ? [] : [' ', code(name)]),
    `, risk: ${risk}`,
    // Where a step is one command, the command stands right below.
    ...(known?.because === undefined || isAllOf(known.because, written)
      ? []
      : [' (', code(known.because), ')']),
    source === undefined ? '' : `, ${source}`,
    env === undefined ? '' : `, in ${env}`,
    ...(dryrun === undefined ? [] : [', dry run: ', code(dryrun)]),
    ...(rollback === undefined ? [] : [', undo: ', code(rollback)]),
    timeout === undefined ? '' : `, ends within ${timeout}`,
    verified === undefined ? '' : `, ${verified}`,
    ':',
  ];
  return paragraph(...parts.filter((part) => part !== ''));
}

/** Whether a command, which may be cut short, is all that a step has. */
function isAllOf(command: string, step: string): boolean {
  const whole = step.trim();
  return !whole.includes('\n') && whole.startsWith(command.replace(/…$/, ''));
}
