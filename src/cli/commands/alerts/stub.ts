import { resolve } from 'node:path';
import { readContract } from '../../../alerts/contract.ts';
import type { AlertLink } from '../../../alerts/contract.ts';
import { readCoverage } from '../../../alerts/coverage.ts';
import { groupGrades, stubRunbook } from '../../../alerts/stub.ts';
import type { Stub } from '../../../alerts/stub.ts';
import { alertKey } from '../../../runbook/links/alert-names.ts';
import { didYouMean } from '../../../runbook/words/nearest.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { writeNew } from '../../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { Terminal } from '../../command.ts';
import { OUTSIDE_FLAG } from '../../book-flags.ts';
import { openRulesBook } from '../../open-book.ts';

export const stub = defineCommand({
  name: 'alerts stub',
  words: '<Alert> | --missing',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    missing: { type: 'boolean', meaning: 'Do so for every alert that has no runbook yet' },
    write: { type: 'boolean', meaning: 'Write the file into the book (default: print the runbook)' },
  },
  examples: [
    'opsbook alerts stub HighMemoryUsage',
    'opsbook alerts stub HighMemoryUsage --write',
    'opsbook alerts stub --missing --write',
  ],
  async run({ flags, words }, terminal) {
    const { root, book } = await openRulesBook(flags, terminal);
    const contract = readContract(book);
    const byName = Map.groupBy(contract.links, ({ rule }) => rule.name);
    const names = flags.missing
      ? readCoverage(contract).alerts.flatMap(({ name, state }) => (state === 'missing' ? [name] : []))
      : [chooseName(words, byName)];
    if (words.length > 0 && flags.missing)
      throw new UsageError('name one alert, or give --missing: not both.');
    const stubs = groupGrades(names).map((own) =>
      stubRunbook(
        own,
        own.flatMap((name) => byName.get(name) ?? []),
        book,
      ),
    );
    if (stubs.length === 0) terminal.warn('Every alert has a runbook.\n');
    for (const made of stubs)
      await give(made, { root, isWritten: flags.write ?? false, isOne: stubs.length === 1 }, terminal);
    if (stubs.length > 0 && flags.write) terminal.warn('opsbook lint says what is still to write.\n');
    return 0;
  },
});

/** The alert that was asked for, however it is spelled. */
function chooseName(words: readonly string[], byName: ReadonlyMap<string, readonly AlertLink[]>): string {
  const [word] = words;
  if (word === undefined || words.length > 1)
    throw new UsageError(
      'name one alert: opsbook alerts stub <Alert>, or --missing for all without a runbook.',
    );
  const known = [...byName.keys()];
  const name = known.find((own) => own === word) ?? known.find((own) => alertKey(own) === alertKey(word));
  if (name !== undefined) return name;
  throw new UsageError(`no rule raises an alert \`${word}\`.${didYouMean(word, known)}`);
}

interface Giving {
  readonly root: string;
  readonly isWritten: boolean;
  readonly isOne: boolean;
}

async function give(
  { path, text }: Stub,
  { root, isWritten, isOne }: Giving,
  terminal: Terminal,
): Promise<void> {
  const file = resolve(root, path);
  if (!isWritten) {
    terminal.print(isOne ? text : `# ${printable(path)}\n${text}\n`);
    if (isOne) terminal.warn(`${printable(path)}: --write puts it there.\n`);
    return;
  }
  if (await writeNew(file, text, { inside: root })) terminal.print(`${printable(path)}: written\n`);
  else terminal.warn(`${printable(path)}: left alone, there is such a file.\n`);
}
