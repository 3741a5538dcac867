import { alertKey } from '../runbook/links/alert-names.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import { printable } from '../runbook/words/printable.ts';
import { askLine } from '../tools/keyboard.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './command.ts';

/** What a runbook may be called by on a command line. */
export interface KnownRunbooks {
  readonly ids: readonly string[];
  /** Ids of the runbooks that are about an alert; asked for only where no id fits. */
  readonly ofAlert: (name: string) => readonly string[] | Promise<readonly string[]>;
  /** Whether how an id begins may name it; it may, where this is left out. */
  readonly isBeginEnough?: boolean;
}

/**
 * The id that somebody means: the id itself, its last part or parts, the path of its file, the name of its alert, or
 * how any of its parts begins. Where several fit, somebody at a terminal is asked.
 * @throws UsageError where none fits, or several do and nobody can be asked
 */
export async function nameRunbook(word: string, known: KnownRunbooks, terminal: Terminal): Promise<string> {
  const fitting = await listFitting(word, known);
  const [only, ...more] = fitting;
  if (only === undefined)
    throw new UsageError(`no runbook has the id \`${word}\`.${whatInstead(word, known.ids)}`);
  if (more.length === 0) return only;
  if (terminal.isInteractive) return ask(word, fitting, terminal);
  const shown = fitting.slice(0, MOST_SHOWN).map((id) => `\`${id}\``);
  const rest = fitting.length - shown.length;
  throw new UsageError(
    `\`${word}\` fits several runbooks: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}. Write more of the id.`,
  );
}

/** The nearest id, by the whole of it or by its last part; else the command that looks for what somebody has in mind. */
function whatInstead(word: string, ids: readonly string[]): string {
  const lastOf = new Map(ids.map((id) => [id.slice(id.lastIndexOf('/') + 1), id]));
  const last = findNearest(word, lastOf.keys());
  const nearest = findNearest(word, ids) ?? (last === undefined ? undefined : lastOf.get(last));
  return nearest === undefined ? ' `opsbook find` looks for words.' : ` Did you mean \`${nearest}\`?`;
}

const MOST_SHOWN = 10;

/** The ids that fit in the first way in which any does. */
async function listFitting(
  word: string,
  { ids, ofAlert, isBeginEnough = true }: KnownRunbooks,
): Promise<readonly string[]> {
  if (ids.includes(word)) return [word];
  const path = word.replace(/^\.\//, '').replace(/\.mdx?$/i, '');
  const asId = ids.filter((id) => id === path);
  if (asId.length > 0) return asId;
  const ending = ids.filter((id) => id.endsWith(`/${path}`));
  if (ending.length > 0) return ending;
  if (path !== word || path.includes('/')) {
    // The longest id that the path of a file ends with: a book may have `disk` beside `pilot/disk`.
    const inPath = ids.filter((id) => path.endsWith(`/${id}`)).sort((a, b) => b.length - a.length);
    if (inPath[0] !== undefined) return [inPath[0]];
  }
  if (alertKey(word) !== '') {
    const ofName = await ofAlert(word);
    if (ofName.length > 0) return ofName;
  }
  const begin = path.toLowerCase();
  return begin === '' || !isBeginEnough
    ? []
    : ids.filter((id) => {
        const lower = id.toLowerCase();
        return lower.startsWith(begin) || lower.slice(lower.lastIndexOf('/') + 1).startsWith(begin);
      });
}

async function ask(word: string, ids: readonly string[], terminal: Terminal): Promise<string> {
  terminal.print(`\`${printable(word)}\` fits several runbooks:\n`);
  const width = String(ids.length).length;
  ids.forEach((id, at) => terminal.print(`${String(at + 1).padStart(width)}  ${printable(id)}\n`));
  for (;;) {
    const answer = (await askLine({ text: 'Which one? A number, or more of its id › ' }))?.trim();
    if (answer === undefined || /^q(?:uit)?$/i.test(answer)) throw new UsageError('no runbook was chosen.');
    const numbered = /^\d{1,6}$/.test(answer) ? ids[Number(answer) - 1] : undefined;
    const fitting =
      numbered !== undefined ? [numbered] : ids.filter((id) => answer !== '' && id.includes(answer));
    if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0];
    terminal.print(`  Type a number from 1 to ${ids.length}, or q to leave.\n`);
  }
}
