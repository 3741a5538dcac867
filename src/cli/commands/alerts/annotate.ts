import { resolve } from 'node:path';
import type { AnnotatedFile } from '../../../alerts/annotate.ts';
import { annotateBook, countLanding } from '../../../alerts/annotate-book.ts';
import type { AnnotatedBook } from '../../../alerts/annotate-book.ts';
import { siteRoot } from '../../../alerts/own-address.ts';
import { alertBriefs } from '../../../judge/alert-brief.ts';
import type { Book } from '../../../runbook/book.ts';
import { printable } from '../../../runbook/words/printable.ts';
import { changeText } from '../../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import type { Terminal } from '../../command.ts';
import { OUTSIDE_FLAG } from '../../book-flags.ts';
import { openRulesBook } from '../../open-book.ts';
import { renderPatch } from '../../render-patch.ts';
import { count } from '../../../runbook/words/count.ts';
import { trimMarks } from '../../../runbook/words/trim-marks.ts';
import { trimMarksEnd } from '../../../runbook/words/trim-marks.ts';

export const annotate = defineCommand({
  name: 'alerts annotate',
  words: '[files…]',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    write: { type: 'boolean', meaning: 'Write the files (default: show the change as a diff)' },
    url: {
      type: 'string',
      value: 'URL',
      meaning: 'Where the site is published (default: `site.url` of opsbook.yaml)',
    },
    replace: {
      type: 'string',
      value: 'URL',
      multiple: true,
      meaning:
        'Replace links to other sites that start with this, as those to an old wiki; may be given again',
    },
    brief: {
      type: 'boolean',
      meaning:
        'Also write what the runbook says in short, for messages on a phone, into `alerts.brief` (default: runbook_brief)',
    },
  },
  examples: [
    'opsbook alerts annotate --brief',
    'opsbook alerts annotate',
    'opsbook alerts annotate --write',
    'opsbook alerts annotate --replace https://wiki.example.com/ --write',
    'opsbook alerts annotate | git apply',
  ],
  async run({ flags, words }, terminal) {
    const { root, book } = await openRulesBook(flags, terminal);
    const site = siteOf(book, flags.url);
    const chosen = chosenFiles(words, { book, root, folder: terminal.folder });
    const annotated = annotateBook(publishedAt(book, flags.url), {
      root: site,
      chosen,
      replace: flags.replace ?? [],
      brief: flags.brief ? { name: briefName(book), of: await alertBriefs(book) } : undefined,
    });
    const changed = annotated.files.filter(({ from, to }) => from !== to);
    if (flags.write) await writeFiles(changed, root, terminal);
    else for (const { path, from, to } of changed) terminal.print(renderPatch(path, from, to));
    tell(annotated, flags.write ?? false, terminal);
    if (!flags.write || changed.length === 0) return 0;
    // What was proved before is proved again of what is on the disk now.
    const again = publishedAt((await openRulesBook(flags, terminal)).book, flags.url);
    const landing = countLanding(again, chosen);
    if (landing >= annotated.after) return 0;
    terminal.warn(
      `Read again from the disk, ${landing} of ${count(annotated.rules, 'rule')} lead to a runbook: something else changed these files meanwhile.\n`,
    );
    return 1;
  },
});

function siteOf({ settings }: Book, given: string | undefined): string {
  if (given !== undefined && !(URL.canParse(given) && /^https?:/.test(given)))
    throw new UsageError(`--url takes a full http(s) address, not \`${given}\`.`);
  if (given !== undefined) return trimMarksEnd(given, '/');
  if (settings.url !== undefined) return siteRoot(settings.url, settings.base);
  throw new UsageError(
    'a notification needs the full address of the site: set `site.url` in opsbook.yaml, or give --url https://….',
  );
}

/** The annotation for the text; one that holds links cannot be it. */
function briefName({ settings: { alerts } }: Book): string {
  if (alerts.annotations.includes(alerts.brief))
    throw new UsageError(
      `\`alerts.brief\` names \`${alerts.brief}\`, which holds links: name another annotation.`,
    );
  return alerts.brief;
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
        throw new UsageError(`\`${word}\` is not a rule file of this book: \`alerts.rules\` names them.`);
      return path;
    }),
  );
}

/** The book as if `--url` were its own address: links are judged so. */
function publishedAt(book: Book, given: string | undefined): Book {
  return given === undefined ? book : { ...book, settings: { ...book.settings, ...hostAndPath(given) } };
}

/** A path in `--url` is what the settings call the base. */
function hostAndPath(given: string): { url: string; base: string } {
  const { origin, pathname } = new URL(given);
  return { url: origin, base: `/${trimMarks(pathname, '/')}` };
}

async function writeFiles(files: readonly AnnotatedFile[], root: string, terminal: Terminal): Promise<void> {
  for (const { path, from, to } of files) {
    // The settings may name rule files outside the book.
    const within = path.startsWith('../') ? {} : { inside: root };
    if (await changeText(resolve(root, path), { from, to }, within))
      terminal.print(`${printable(path)}: written\n`);
    else terminal.warn(`${printable(path)}: left alone, it changed meanwhile or is no UTF-8.\n`);
  }
}

function tell({ files, rules, before, after }: AnnotatedBook, isWritten: boolean, terminal: Terminal): void {
  for (const { path, left } of files)
    for (const { alert, line, reason } of left)
      terminal.warn(`${printable(`${path}:${line}: ${alert} was left alone: ${reason}`)}.\n`);
  const byHost = Map.groupBy(
    files.flatMap(({ unjudged }) => unjudged),
    hostOf,
  );
  for (const [host, own] of byHost)
    terminal.warn(
      printable(
        `${count(own.length, 'link')} to ${host} left alone: whether anything is there, only asking could tell. \`--replace ${host}\` gives them up.`,
      ) + '\n',
    );
  const briefs = files.reduce((sum, file) => sum + file.briefs, 0);
  const written = files.reduce((sum, file) => sum + file.written, 0);
  const verb = isWritten ? 'written' : 'to write: --write does it';
  terminal.warn(written === 0 ? 'No link is to write.\n' : `${count(written, 'link')} ${verb}.\n`);
  if (briefs > 0) terminal.warn(`${count(briefs, 'text')} of runbooks ${verb}.\n`);
  terminal.warn(
    `${before} of ${count(rules, 'rule')} led to a runbook before, ${after} ${isWritten || written === 0 ? 'do' : 'would'} now.\n`,
  );
}

function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? url;
}
