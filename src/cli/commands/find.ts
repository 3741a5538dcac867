import picocolors from 'picocolors';
import { askPaste } from '../../tools/keyboard.ts';
import { ALMANAC } from '../../almanac/almanac.ts';
import { match } from '../../search/match.ts';
import type { MatchOptions } from '../../search/match.ts';
import type { OpenIndex } from '../../search/open-index.ts';
import { openAlmanac } from '../../search/recognise.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { chooseRoot, EMPTY_FLAG, OUTSIDE_FLAG } from '../book-flags.ts';
import { openSearch } from '../find/open-search.ts';
import { listShown, renderAnswer } from '../render-answer.ts';

const USUAL_LIMIT = 10;
const WHAT = 'What do you see? A symptom, an alert, a log line › ';

export const find = defineCommand({
  name: 'find',
  words: '["text" | -]',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    ...EMPTY_FLAG,
    limit: { type: 'string', value: 'N', meaning: `Show at most this many (default: ${USUAL_LIMIT})` },
    why: {
      type: 'boolean',
      meaning: 'Say of each runbook which values of the query it would take, and which not',
    },
    json: { type: 'boolean', meaning: 'Print one JSON array of results' },
    stdin: {
      type: 'boolean',
      meaning:
        'Read one query a line, new lines in it as \\n and backslashes as \\\\; print one JSON array a line',
    },
  },
  examples: [
    'opsbook find "queue keeps growing"',
    'pbpaste | opsbook find - --why',
    'opsbook find --stdin --json < queries.txt',
  ],
  async run({ flags, words }, terminal) {
    const limit = readLimit(flags.limit);
    const isAsked = words.length === 0 && !flags.stdin && !flags.json && terminal.isInteractive;
    const text = isAsked ? ((await askPaste(WHAT)) ?? '').trim() : words.join(' ');
    if (isAsked && text === '') return 0;
    if (text === '' && !flags.stdin)
      throw new UsageError('say what you see: opsbook find "tasks stay queued", or - to read a paste.');
    const input = flags.stdin || text === '-' ? await terminal.readInput() : text;
    const root = chooseRoot(flags.root, terminal);
    const { index, opened } = await openSearch(root, flags['allow-outside'] ?? false);
    if (index.pages.length === 0) {
      const { refuseEmpty } = await import('../open-book.ts');
      refuseEmpty((await opened()).book, flags['allow-empty']);
    }
    const options = { limit, almanac: openAlmanac(ALMANAC), hasOthers: true };
    if (flags.stdin) terminal.print(answerLines(input, index, options));
    else if (flags.json) terminal.print(`${JSON.stringify(match(index, input, options).results)}\n`);
    else {
      const colours = picocolors.createColors(terminal.hasColour);
      const answer = match(index, input, options);
      const look = { pages: index.pages, colours, width: terminal.width };
      terminal.print(renderAnswer(answer, { isExplained: flags.why ?? false, ...look }));
      const shown = listShown(answer);
      if (terminal.isInteractive && text !== '-' && shown.length > 0) {
        // What shows and runs is not loaded for whoever only asks.
        const { pick } = await import('../find/pick.ts');
        return pick(shown, { opened, terminal, colours });
      }
    }
    return 0;
  },
});

/** Print one JSON array of results for every line, in the lines' order. */
function answerLines(input: string, index: OpenIndex, options: MatchOptions): string {
  const queries = input.replace(/\r?\n$/, '').split(/\r?\n/);
  return queries
    .map((query) => `${JSON.stringify(match(index, unescape(query), options).results)}\n`)
    .join('');
}

/** `\n` is a new line, `\\` a backslash. */
function unescape(query: string): string {
  return query.replace(/\\([n\\])/g, (_, char: string) => (char === 'n' ? '\n' : '\\'));
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return USUAL_LIMIT;
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`--limit takes a whole number above 0, not \`${text}\`.`);
  return Number(text);
}
