import { readContract } from '../../../alerts/contract.ts';
import { tryLink } from '../../../alerts/try-link.ts';
import type { Trial } from '../../../alerts/try-link.ts';
import { didYouMean } from '../../../runbook/words/nearest.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { OUTSIDE_FLAG } from '../../book-flags.ts';
import { openRulesBook } from '../../open-book.ts';
import { count } from '../../../runbook/words/count.ts';

export const test = defineCommand({
  name: 'alerts test',
  words: '[Alert…]',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    label: {
      type: 'string',
      value: 'NAME=VALUE',
      multiple: true,
      meaning: 'A label of the example; may be given again',
    },
    format: { type: 'string', choices: ['pretty', 'json'], meaning: 'How it is written' },
  },
  examples: ['opsbook alerts test', 'opsbook alerts test TaskiqQueueBacklog --label queue=drafts'],
  async run({ flags, words }, terminal) {
    const { book } = await openRulesBook(flags, terminal);
    const { links, raised } = readContract(book);
    const unknown = words.find((word) => !raised.has(word));
    if (unknown !== undefined)
      throw new UsageError(`no rule raises an alert \`${unknown}\`.${didYouMean(unknown, raised)}`);
    const labels = readLabels(flags.label ?? []);
    const trials = links
      .filter(({ rule }) => words.length === 0 || words.includes(rule.name))
      .map((link) => tryLink(link, labels));
    terminal.print(flags.format === 'json' ? `${JSON.stringify(trials, null, 2)}\n` : render(trials));
    return trials.some(({ outcome }) => outcome === 'fails') ? 1 : 0;
  },
});

function readLabels(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--label takes NAME=VALUE, not \`${text}\`.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

const WORDS: Readonly<Record<Trial['outcome'], string>> = {
  lands: 'lands',
  fails: 'FAILS',
  elsewhere: 'elsewhere',
  skipped: 'needs none',
};

function render(trials: readonly Trial[]): string {
  const lines = trials.flatMap(({ alert, path, line, outcome, url, lands, values, problems }) => [
    `${WORDS[outcome].padEnd(10)} ${alert}  ${path}:${line}`,
    ...(url === undefined ? [] : [`  ${url}`]),
    ...(lands === undefined ? [] : [`  ${lands}${inBrackets(values)}`]),
    ...problems.map((problem) => `  ${problem}`),
  ]);
  const failed = trials.filter(({ outcome }) => outcome === 'fails').length;
  const landed = trials.filter(({ outcome }) => outcome === 'lands').length;
  return `${lines.map((line) => `${printable(line)}\n`).join('')}\n${landed} of ${count(trials.length, 'link')} ${landed === 1 ? 'lands' : 'land'}, ${failed} ${failed === 1 ? 'fails' : 'fail'}.\n`;
}

function inBrackets(values: Readonly<Record<string, string>>): string {
  const list = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return list.length === 0 ? '' : ` (${list.join(', ')})`;
}
