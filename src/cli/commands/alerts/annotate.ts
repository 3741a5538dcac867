import { resolve } from 'node:path';
import { annotateFile } from '../../../alerts/annotate.ts';
import type { AnnotatedFile } from '../../../alerts/annotate.ts';
import { readContract } from '../../../alerts/contract.ts';
import { linksByFile } from '../../../alerts/link-template.ts';
import { siteRoot } from '../../../alerts/own-address.ts';
import type { Book } from '../../../runbook/book.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { changeText } from '../../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { Terminal } from '../../command.ts';
import { openNamedBook } from '../../open-book.ts';
import { renderPatch } from '../../render-patch.ts';
import { count } from '../../reporters/pretty.ts';

export const annotate = defineCommand({
  name: 'alerts annotate',
  summary: 'Write links to runbooks into the rule files, with the labels that the runbooks ask for',
  words: '[files…]',
  flags: {
    ...ROOT_FLAG,
    write: { type: 'boolean', meaning: 'Write the files; without it the change is shown as a diff' },
    url: {
      type: 'string',
      value: 'URL',
      meaning: 'Where the site is published; `site.url` of opsbook.yaml without it',
    },
  },
  examples: [
    'opsbook alerts annotate',
    'opsbook alerts annotate --write',
    'opsbook alerts annotate | git apply',
  ],
  async run({ flags, words }, terminal) {
    const { root, book } = await openNamedBook(flags.root, terminal);
    const site = siteOf(book, flags.url);
    const files = annotateBook(
      book,
      { site, given: flags.url },
      chosenFiles(words, { book, root, folder: terminal.folder }),
    );
    const changed = files.filter(({ from, to }) => from !== to);
    if (flags.write) await writeFiles(changed, root, terminal);
    else for (const { path, from, to } of changed) terminal.print(renderPatch(path, from, to));
    tell(files, flags.write ?? false, terminal);
    return 0;
  },
});

function siteOf({ settings }: Book, given: string | undefined): string {
  if (given !== undefined && !(URL.canParse(given) && /^https?:/.test(given)))
    throw new UsageError(`--url takes a full http(s) address, not \`${given}\`.`);
  if (given !== undefined) return given.replace(/\/+$/, '');
  if (settings.url !== undefined) return siteRoot(settings.url, settings.base);
  throw new UsageError(
    'a notification needs the full address of the site: set `site.url` in opsbook.yaml, or give --url https://….',
  );
}

function chosenFiles(
  words: readonly string[],
  { book, root, folder }: { book: Book; root: string; folder: string },
): ReadonlySet<string> {
  const known = book.alertRules.map(({ path }) => path);
  if (words.length === 0) return new Set(known);
  return new Set(
    words.map((word) => {
      const path = known.find((own) =>
        [folder, root].some((from) => resolve(from, word) === resolve(root, own)),
      );
      if (path === undefined)
        throw new UsageError(`\`${word}\` is no rule file of this book: \`alerts.rules\` names them.`);
      return path;
    }),
  );
}

interface Site {
  readonly site: string;
  /** `--url`: links are then judged as if it were the book's own address. */
  readonly given: string | undefined;
}

function annotateBook(book: Book, { site, given }: Site, chosen: ReadonlySet<string>): AnnotatedFile[] {
  const settings = given === undefined ? book.settings : { ...book.settings, url: given, base: '/' };
  const { links } = readContract({ ...book, settings: { ...settings, ...hostAndPath(given) } });
  const byFile = linksByFile(links);
  return book.alertRules
    .filter(({ path }) => chosen.has(path))
    .map((source) =>
      annotateFile(source, byFile.get(source.path) ?? [], {
        root: site,
        annotations: book.settings.alerts.annotations,
      }),
    );
}

/** A path in `--url` is what the settings call the base. */
function hostAndPath(given: string | undefined): { url?: string; base?: string } {
  if (given === undefined) return {};
  const { origin, pathname } = new URL(given);
  return { url: origin, base: `/${pathname.replace(/^\/+|\/+$/g, '')}` };
}

async function writeFiles(files: readonly AnnotatedFile[], root: string, terminal: Terminal): Promise<void> {
  for (const { path, from, to } of files) {
    if (await changeText(resolve(root, path), from, to)) terminal.print(`${printable(path)}: written\n`);
    else terminal.warn(`${printable(path)}: left alone, it changed meanwhile or is no UTF-8.\n`);
  }
}

function tell(files: readonly AnnotatedFile[], isWritten: boolean, terminal: Terminal): void {
  for (const { path, left } of files)
    for (const { alert, line, reason } of left)
      terminal.warn(`${printable(`${path}:${line}: ${alert} was left alone: ${reason}`)}.\n`);
  const written = files.reduce((sum, file) => sum + file.written, 0);
  const verb = isWritten ? 'written' : 'to write: --write does it';
  terminal.warn(
    written === 0 ? 'Every alert that has a runbook has its link.\n' : `${count(written, 'link')} ${verb}.\n`,
  );
}
