import picocolors from 'picocolors';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { judgeChange, summarize } from '../../judge/judge-change.ts';
import { loadChange } from '../../judge/load-change.ts';
import { orUsageError } from '../git-problem.ts';
import { chooseRoot } from '../book-flags.ts';
import { previewAddress } from '../lint/preview-address.ts';
import { readNow } from '../review/today.ts';
import { renderMarkdown } from '../summary/render-markdown.ts';
import { renderTerminal } from '../summary/render-terminal.ts';

export const diff = defineCommand({
  name: 'diff',
  words: '<ref>',
  flags: {
    ...ROOT_FLAG,
    format: { type: 'string', choices: ['pretty', 'markdown', 'json'], meaning: 'How it is written' },
    preview: {
      type: 'string',
      value: 'URL',
      meaning: 'Where a preview of the site is published, for links; else OPSBOOK_PREVIEW',
    },
  },
  examples: ['opsbook diff origin/main', 'opsbook diff HEAD~3 --format markdown'],
  async run({ flags, words }, terminal) {
    const [ref, ...more] = words;
    if (ref === undefined || more.length > 0)
      throw new UsageError(
        'diff takes the commit or branch to compare with, as in opsbook diff origin/main.',
      );
    const preview = previewAddress(flags.preview, terminal);
    const root = chooseRoot(flags.root, terminal);
    const { today } = readNow(undefined, terminal);
    const change = await orUsageError(loadChange(root, { ref, isOutsideAllowed: true }));
    const judged = await judgeChange(
      {
        change,
        ref,
        only: undefined,
        isVerbose: false,
        root,
        askLinks: undefined,
        isOutsideAllowed: true,
        today,
      },
      terminal,
    );
    const summary = await summarize(ref, judged);
    if (flags.format === 'json') terminal.print(`${JSON.stringify(summary, undefined, 2)}\n`);
    else if (flags.format === 'markdown') terminal.print(renderMarkdown(summary, preview));
    else
      terminal.print(
        renderTerminal(summary, { colours: picocolors.createColors(terminal.hasColour), preview }),
      );
    return 0;
  },
});
