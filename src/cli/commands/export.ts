import { join, resolve } from 'node:path';
import { alertManifest } from '../../machine/alert-manifest.ts';
import { bookDocument, describeBook } from '../../machine/describe-book.ts';
import type { DescribedBook } from '../../machine/describe-book.ts';
import { guideMarkdown, runbookMarkdown } from '../../machine/runbook-markdown.ts';
import { count } from '../../runbook/words/count.ts';
import { freshFolder, isReplaceable, removeFolder, replaceFolder } from '../../tools/build-site.ts';
import { contentHash } from '../../tools/content-hash.ts';
import { openRepository } from '../../tools/git.ts';
import { writePage } from '../../tools/site-files.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { EMPTY_FLAG, openNamedBook, refuseEmpty } from '../open-book.ts';
import { readNow, TODAY_FLAG } from '../review/today.ts';

export const exportBook = defineCommand({
  name: 'export',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    ...EMPTY_FLAG,
    json: { type: 'boolean', meaning: 'Print the whole book as one JSON document (book.schema.json)' },
    markdown: { type: 'string', value: 'DIR', meaning: 'Write every runbook and guide as plain Markdown' },
    manifest: { type: 'string', value: 'FILE', meaning: 'Write which runbook answers which alert, as JSON' },
  },
  examples: [
    'opsbook export --json > book.json',
    'opsbook export --markdown runbooks-for-agents',
    'opsbook export --manifest alerts.json',
  ],
  async run({ flags }, terminal) {
    const { json = false, markdown, manifest } = flags;
    if (!json && markdown === undefined && manifest === undefined)
      throw new UsageError('export takes what it should write: --json, --markdown DIR or --manifest FILE.');
    const opened = await openNamedBook(flags.root, terminal);
    refuseEmpty(opened.book, flags['allow-empty']);
    const described = await describeBook(opened, { today: readNow(flags.today, terminal).today });
    if (json) terminal.print(`${JSON.stringify(bookDocument(described), undefined, 2)}\n`);
    if (markdown !== undefined) await writeMarkdown(described, resolve(terminal.folder, markdown), terminal);
    if (manifest !== undefined) {
      const made = alertManifest(bookDocument(described), await commitOf(opened.root));
      await writeWhole(resolve(terminal.folder, manifest), `${JSON.stringify(made, undefined, 2)}\n`);
    }
    return 0;
  },
});

/** Writes a folder of Markdown in the place of an older one, whole at every moment. */
async function writeMarkdown(described: DescribedBook, out: string, terminal: Terminal): Promise<void> {
  if (!(await isReplaceable(out)))
    throw new UsageError(
      `--markdown \`${out}\` holds files that opsbook did not write. Name another folder, or empty it.`,
    );
  const { book } = described.opened;
  const pages = [
    ...[...book.runbooks.values()].map((runbook) => ({
      file: join('runbooks', `${runbook.id}.md`),
      text: runbookMarkdown(runbook, described),
    })),
    ...[...book.guides.values()].map((guide) => ({
      file: join('guides', `${guide.id}.md`),
      text: guideMarkdown(guide, described),
    })),
  ];
  const fresh = await freshFolder(out);
  try {
    for (const { file, text } of pages)
      if (!writePage(fresh, file, Buffer.from(text)))
        terminal.warn(`Nothing stands at ${file}: this file system has no such name. Rename its file.\n`);
    await replaceFolder(out, fresh, contentHash(JSON.stringify(pages)));
  } finally {
    await removeFolder(fresh);
  }
  terminal.warn(`Wrote ${count(pages.length, 'page')} into ${out}.\n`);
}

/** The commit that is checked out, where there is one. */
async function commitOf(root: string): Promise<string | undefined> {
  const repository = await openRepository(root);
  const answer = await repository?.ask(['rev-parse', '--verify', '--quiet', 'HEAD']);
  return answer?.out.toString().trim() || undefined;
}
