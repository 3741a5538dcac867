import { printable } from '../../runbook/words/printable.ts';
import { askLine } from '../../tools/keyboard.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

export interface Wish {
  /** The flag that gives it, as in `title`. */
  readonly flag: string;
  readonly question: string;
  /** What is wrong with an answer, as a sentence; undefined for a good one. */
  readonly fault?: (answer: string) => string | undefined;
  /** May be left empty. */
  readonly isOptional?: boolean;
}

/** What a flag gave, or what somebody answers; without a terminal, what is missing is said. */
export async function obtain(
  given: string | undefined,
  wish: Wish,
  terminal: Terminal,
): Promise<string | undefined> {
  const fault = given === undefined ? undefined : wish.fault?.(given);
  if (fault !== undefined) throw new UsageError(`--${wish.flag}: ${fault}`);
  if (given !== undefined) return given;
  if (!terminal.isInteractive) {
    if (wish.isOptional) return undefined;
    throw new UsageError(`--${wish.flag} is missing: ${wish.question}`);
  }
  for (;;) {
    const answer = (
      await askLine({ text: `${wish.question}${wish.isOptional ? ' (Enter for none)' : ''} › ` })
    )?.trim();
    if (answer === undefined) throw new UsageError('nothing was written.');
    if (answer === '' && wish.isOptional) return undefined;
    const wrong = answer === '' ? 'it cannot be empty.' : wish.fault?.(answer);
    if (wrong === undefined) return answer;
    terminal.print(`  ${printable(wrong)}\n`);
  }
}

/** The answer to a wish that is not optional. */
export async function obtainSure(given: string | undefined, wish: Wish, terminal: Terminal): Promise<string> {
  return (await obtain(given, wish, terminal)) ?? '';
}
