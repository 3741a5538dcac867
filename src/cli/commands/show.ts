import picocolors from 'picocolors';
import { ALMANAC } from '../../almanac/almanac.ts';
import { explainPage } from '../../search/explain-page.ts';
import { openAlmanac } from '../../search/recognise.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { shownReview } from '../../judge/shown-review.ts';
import { findNearest } from '../../runbook/words/nearest.ts';
import { misfit } from '../../runbook/schema/params.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { alertRunbooks } from '../alert-runbooks.ts';
import { openNamedBook } from '../open-book.ts';
import type { Colours } from '../colours.ts';
import { renderMeanings } from '../render-answer.ts';
import { nameRunbook } from '../name-runbook.ts';
import { renderRunbook } from '../render-runbook.ts';
import { readNow } from '../review/today.ts';
import { toTerminal } from '../to-terminal.ts';

export const show = defineCommand({
  name: 'show',
  words: '<id | end of an id | alert>',
  flags: {
    ...ROOT_FLAG,
    set: {
      type: 'string',
      value: 'NAME=VALUE',
      multiple: true,
      meaning: 'A value for one of its params; may be given again',
    },
    explain: { type: 'boolean', meaning: 'Say at the end what the well-known errors on the page mean' },
  },
  examples: [
    'opsbook show pilot/disk-full',
    'opsbook show disk-full',
    'opsbook show TaskiqQueueBacklog',
    'opsbook show pilot/disk-full --explain',
    'opsbook show serotonin-script/queue-backlog --set QUEUE=other_tasks',
  ],
  async run({ flags, words }, terminal) {
    const [id, ...more] = words;
    if (id === undefined || more.length > 0)
      throw new UsageError('show takes one runbook id, as in opsbook show pilot/disk-full.');
    const opened = await openNamedBook(flags.root, terminal);
    const { book } = opened;
    const ofAlert = (name: string): string[] => alertRunbooks(opened, name);
    const known = { ids: [...book.runbooks.keys()], ofAlert };
    const runbook = book.runbooks.get(await nameRunbook(id, known, terminal));
    if (!runbook) throw new UsageError(`no runbook has the id \`${id}\`.`);
    const values = readValues(runbook, flags.set ?? []);
    const look = { colours: picocolors.createColors(terminal.hasColour), width: terminal.width };
    const since = await sinceReview(opened, runbook.path, readNow(undefined, terminal).today);
    const text = renderRunbook({ runbook, book, values, since }, look);
    await toTerminal(flags.explain ? `${text}${renderErrors(runbook, look.colours)}` : text, terminal);
    return 0;
  },
});

/** What has happened since its review, as far as git knows; nothing where its history cannot be read. */
async function sinceReview(opened: OpenBook, path: string, today: string): Promise<readonly string[]> {
  const judged = await opened.reviews({ today, path }).catch(() => undefined);
  const [review] = judged?.reviews ?? [];
  if (!judged || !review) return [];
  const { prefix } = judged.facts.history;
  return (await shownReview(review, { root: opened.root, prefix })).reasons;
}

/** The well-known errors that a runbook speaks of, one a line. */
function renderErrors(runbook: Runbook, colours: Colours): string {
  const meanings = explainPage(runbook, openAlmanac(ALMANAC));
  const lines = meanings.length > 0 ? renderMeanings(meanings, colours) : 'None that is well known.\n';
  return `${colours.bold('Errors it speaks of')}\n${lines}`;
}

/** The params' defaults, and over them what `--set` gives. */
function readValues(runbook: Runbook, given: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const param of runbook.params) if (param.default !== undefined) values.set(param.name, param.default);
  for (const text of given) {
    const [, name, value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) throw new UsageError(`--set takes NAME=VALUE, not \`${text}\`.`);
    const param = runbook.params.find((known) => known.name === name);
    if (!param) {
      const nearest = findNearest(
        name,
        runbook.params.map((known) => known.name),
      );
      throw new UsageError(
        `--set \`${text}\` names no param of this runbook.${nearest ? ` Did you mean \`${nearest}\`?` : ''}`,
      );
    }
    const reason = misfit(param, value);
    if (reason !== undefined) throw new UsageError(`--set ${name}: \`${value}\` ${reason}.`);
    values.set(name, value);
  }
  return values;
}
