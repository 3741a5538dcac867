import type { Runbook } from '../../runbook/parse.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { openBook } from '../open-book.ts';

export const find = defineCommand({
  name: 'find',
  summary: 'Find the runbook for a symptom, an alert or a log line',
  words: '"text"',
  flags: {
    ...ROOT_FLAG,
    json: { type: 'boolean', meaning: 'One JSON array of results' },
    limit: { type: 'string', value: 'N', meaning: 'At most this many' },
  },
  examples: ['opsbook find "tasks stay queued"'],
  async run({ flags, words }, terminal) {
    const query = words.join(' ').trim();
    if (query === '') throw new UsageError('say what you see: opsbook find "tasks stay queued".');
    const { book } = await openBook(flags.root, terminal);
    const results = [...book.runbooks.values()]
      .map((runbook) => ({ id: runbook.id, title: runbook.title, score: score(runbook, query) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, Number(flags.limit ?? 10));
    if (flags.json) terminal.print(`${JSON.stringify(results)}\n`);
    else for (const { id, title } of results) terminal.print(`${id}  ${title}\n`);
    return 0;
  },
});

/** How many of the words a runbook holds; those of its symptoms and title count more. */
function score(runbook: Runbook, query: string): number {
  const told = [runbook.title, ...runbook.symptoms, ...runbook.errors, ...runbook.alerts]
    .join(' ')
    .toLowerCase();
  const text = runbook.text.toLowerCase();
  const words = query.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.reduce((sum, word) => sum + (told.includes(word) ? 3 : text.includes(word) ? 1 : 0), 0);
}
