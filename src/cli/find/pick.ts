import type { OpenBook } from '../../judge/open-book.ts';
import type { Result } from '../../search/results.ts';
import { askLine } from '../../tools/keyboard.ts';
import { run } from '../commands/run.ts';
import { show } from '../commands/show.ts';
import type { Colours } from '../colours.ts';
import type { ExitStatus, Flags, Given, Terminal } from '../command.ts';
import { showOther } from './show-other.ts';

interface Picking {
  readonly opened: () => Promise<OpenBook>;
  readonly terminal: Terminal;
  readonly colours: Colours;
}

/** What was chosen among numbered results. */
export interface Choice {
  readonly number: number;
  readonly isRun: boolean;
}

/** Lets somebody at a terminal open or run one of the numbered results; anything else leaves them as they are. */
export async function pick(
  results: readonly Result[],
  { opened, terminal, colours }: Picking,
): Promise<ExitStatus> {
  const keys = `Enter opens 1${results.length > 1 ? ` · 2 opens that one` : ''} · r runs 1 · q leaves`;
  for (;;) {
    const answer = await askLine({ text: `${colours.dim(keys)} › ` });
    if (answer === undefined || /^\s*q(?:uit)?\s*$/i.test(answer)) return 0;
    const choice = readChoice(answer);
    const chosen = choice && results[choice.number - 1];
    if (choice && chosen) return await open(chosen, choice, { opened, terminal, colours });
    terminal.print(colours.dim(`  Type a number from 1 to ${results.length}, r and a number, or q.\n`));
  }
}

/** `` is the first, `3` the third, `r 3` runs it; undefined for anything else. */
export function readChoice(answer: string): Choice | undefined {
  const [, mark = '', digits = ''] = /^(r(?:un)? ?)?(\d{0,4})$/i.exec(answer.trim()) ?? [];
  if (mark === '' && digits === '' && answer.trim() !== '') return undefined;
  return { number: digits === '' ? 1 : Number(digits), isRun: mark !== '' };
}

async function open(
  { id, address, values }: Result,
  { isRun }: Choice,
  { opened, terminal, colours }: Picking,
): Promise<ExitStatus> {
  const book = await opened();
  if (address !== undefined) return showOther(id, { opened: book, terminal, colours });
  const set = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  const flags = { root: book.root, ...(set.length > 0 ? { set } : {}) };
  // Both have these two flags; the type of a command in a table no longer says of what kind.
  return (isRun ? run : show).run(
    { flags: flags as unknown as Given<Flags>['flags'], words: [id] },
    terminal,
  );
}
