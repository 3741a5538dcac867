import { join } from 'node:path';
import { quarterOf } from '../../../review/quarter.ts';
import type { RunbookReview } from '../../../review/review-book.ts';
import { addTask } from '../../../review/worksheet.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { readIfThere, rewriteText } from '../../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { chooseReviews } from '../../review/choose-reviews.ts';
import { openReview } from '../../review/open-review.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';
import { worksheetPath } from '../../review/worksheet-path.ts';
import { writeWorksheets } from '../../review/write-worksheets.ts';

export const afterIncident = defineCommand({
  name: 'review after-incident',
  words: '<id…>',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    ref: { type: 'string', value: 'INC-…', meaning: 'What the incident is called; required' },
    missing: { type: 'string', value: 'TEXT', meaning: 'What the runbook did not say' },
  },
  examples: [
    'opsbook review after-incident pilot/disk-full --ref INC-2025-11-15',
    'opsbook review after-incident pilot/disk-full --ref INC-2025-11-15 --missing "Where old backups lie"',
  ],
  async run({ flags, words }, terminal) {
    const ref = flags.ref?.replace(/\s+/g, ' ').trim();
    if (words.length === 0)
      throw new UsageError('review after-incident takes ids of runbooks, as in pilot/disk-full.');
    if (!ref) throw new UsageError('review after-incident needs --ref with what the incident is called.');
    const { today } = readNow(flags.today, terminal);
    const open = await openReview({ root: flags.root, today }, terminal);
    const { root, files, facts } = open;
    const quarter = quarterOf(today, facts.settings.yearStart);
    for (const review of chooseReviews([...new Set(words)], open)) {
      const { id, owner } = review.runbook;
      const path = worksheetPath(files.reading.settings.layout.reviews, quarter.id, owner);
      const file = join(root, path);
      if (!(await hasSection(file, review)))
        await writeWorksheets({ open, quarter, owners: [owner], also: [id], evidence: undefined }, terminal);
      const task = taskOf(ref, flags.missing);
      const changed = await rewriteText(file, (text) => addTask(text ?? '', id, task), { inside: root });
      if (changed === 'left') throw new UsageError(`${path} is not plain UTF-8: it was left alone.`);
      terminal.print(`${changed === 'same' ? 'there already' : 'added'}: ${printable(id)} in ${path}\n`);
    }
    return 0;
  },
});

async function hasSection(file: string, { runbook }: RunbookReview): Promise<boolean> {
  const text = (await readIfThere(file)) ?? '';
  return addTask(text, runbook.id, '\0') !== text;
}

/** One line, which starts no HTML: it must not look like a mark of ours. */
function taskOf(ref: string, missing: string | undefined): string {
  const what = missing?.replace(/\s+/g, ' ').trim();
  const asks = what ? `it did not say: ${what}` : 'say what it lacked, and add it';
  return `- [ ] After ${ref}: ${asks}`.replaceAll('<', '&lt;');
}
